// What does the archive say? The one place that talks to the server; every function gives the JSON
// of the contract or throws a `Trouble` whose message can be shown to the reader.

const BASE = 'api/v1/';

/** What went wrong, in words for the reader, with the server's code or `offline`. */
export class Trouble extends Error {
  constructor(code, message, status = 0) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

async function ask(method, path, { params, body, signal } = {}) {
  const query = params ? new URLSearchParams(Object.entries(params).filter(([, v]) => v !== null && v !== undefined && v !== '')).toString() : '';
  const options = { method, signal, headers: { Accept: 'application/json' } };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers['Content-Type'] = 'application/json';
  }
  let answer;
  try {
    answer = await fetch(`${BASE}${path}${query ? `?${query}` : ''}`, options);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Trouble('offline', 'chancery does not answer. Is `chancery serve` still running in its terminal? Start it again and reload this page.');
  }
  const text = await answer.text();
  let value = null;
  try {
    value = text ? JSON.parse(text) : {};
  } catch {
    value = null;
  }
  if (!answer.ok) {
    throw new Trouble(value?.code ?? `http_${answer.status}`, value?.message ?? `The server answered ${answer.status} without a reason.`, answer.status);
  }
  if (value === null) throw new Trouble('bad_answer', 'The answer is not JSON. Are page and server of the same version?');
  return value;
}

const get = (path, params, signal) => ask('GET', path, { params, signal });
const id = encodeURIComponent;

export const health = () => get('health');
export const summary = (params, signal) => get('summary', params, signal);
export const events = (params, signal) => get('events', params, signal);
export const event = (eventId, signal) => get(`events/${id(eventId)}`, null, signal);
export const articles = (params, signal) => get('articles', params, signal);
export const article = (articleId, signal) => get(`articles/${id(articleId)}`, null, signal);
export const dyads = (params, signal) => get('dyads', params, signal);
export const network = (params, signal) => get('network', params, signal);
export const claims = (params, signal) => get('claims', params, signal);
export const code = (body, signal) => ask('POST', 'code', { body, signal });
export const reviewSummary = () => get('reviews/summary');
export const putReview = (eventId, body) => ask('PUT', `reviews/${id(eventId)}`, { body });
export const deleteReview = (eventId) => ask('DELETE', `reviews/${id(eventId)}`);

/** Address of a table of the same events or articles for other programs. */
export function tableAddress(path, params, format) {
  return `${BASE}${path}?${new URLSearchParams({ ...params, format })}`;
}
