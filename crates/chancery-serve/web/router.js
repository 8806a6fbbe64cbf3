// Where is the reader, and what address has that place? All state is in the hash, so an address can
// be shared: `#/view/id?from=2022-01-01&type=ASSAULT`.

/** Filters of the contract in the order in which the page shows them. */
export const FILTERS = [
  'q', 'from', 'to', 'party', 'actor', 'recipient', 'type', 'quad', 'status', 'outlet',
  'place_country', 'min_confidence', 'reviewed',
];

/** {view, id, params} of an address; `params` is a URLSearchParams. */
export function parse(hash) {
  const [path, query] = splitOnce(hash.replace(/^#\/?/, ''), '?');
  const [view, id] = splitOnce(path, '/');
  return { view: view || 'overview', id: id ? decode(id) : null, params: new URLSearchParams(query) };
}

function splitOnce(text, at) {
  const i = text.indexOf(at);
  return i < 0 ? [text, ''] : [text.slice(0, i), text.slice(i + 1)];
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address of a view. `params` is an object or URLSearchParams; empty values are left out. */
export function address(view, id = null, params = {}) {
  const query = new URLSearchParams();
  const entries = params instanceof URLSearchParams ? params : Object.entries(params);
  for (const [key, value] of entries) if (value !== null && value !== undefined && value !== '') query.set(key, value);
  const text = query.toString();
  return `#/${view}${id ? `/${encodeURIComponent(id)}` : ''}${text ? `?${text}` : ''}`;
}

/** Where the reader is now. */
export function here() {
  return parse(location.hash);
}

/** Only the filters among the parameters. */
export function filtersOf(params) {
  const out = {};
  for (const key of FILTERS) if (params.get(key)) out[key] = params.get(key);
  return out;
}

/** Changes some parameters of this address; null takes one away. `quietly`: no step in the history. */
export function change(changes, quietly = false) {
  const { view, id, params } = here();
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === '') params.delete(key);
    else params.set(key, value);
  }
  const next = address(view, id, params);
  if (next === location.hash) return;
  if (quietly) {
    history.replaceState(history.state, '', next);
    dispatchEvent(new HashChangeEvent('hashchange'));
  } else {
    location.hash = next;
  }
}

/** Address of another view that keeps the filters of this one. */
export function keeping(view, id = null, more = {}) {
  return address(view, id, { ...filtersOf(here().params), ...more });
}
