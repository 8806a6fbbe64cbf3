// What would chancery read in this text? Paste an article, give its date, see its events. Nothing is
// kept by the server; the browser keeps the text as long as the tab is open.

import { announce, h, show } from '../dom.js';
import * as api from '../api.js';
import { count } from '../format.js';
import { trouble } from '../states.js';
import { spread } from './article.js';

const KEY = 'chancery-try';
const EXAMPLE = {
  title: 'Ministers meet over the strait', outlet: 'Example Gazette', date: '2024-05-14',
  text: `TUNIS, May 14 - The foreign ministers of Tunisia and Italy met in Tunis on Monday and agreed to patrol the strait between them together from July.

Rome will also give Tunisia 40 million euros for its coast guard, Italian officials said. Tunisia’s opposition condemned the deal and called for a demonstration on Saturday.

The Tunisian navy denied that its sailors had fired on a fishing boat last week, as a rights group in Sfax has claimed. In 2019 the two countries had quarrelled over a trawler that Tunisia seized off Djerba.

If the patrols fail, Italy could close its ports to Tunisian ferries, a diplomat warned.`,
};

function stored() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

function store(value) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(value));
  } catch {
    // without storage the text is gone when the reader leaves the view
  }
}

export async function tryIt(place) {
  const before = stored();
  const result = h('div', { id: 'try-result' });
  const text = h('textarea', { id: 'try-text', rows: '10', placeholder: 'Paste an article here', value: before.text ?? '' });
  const date = h('input', { id: 'try-date', type: 'date', value: before.date ?? '' });
  const outlet = h('input', { id: 'try-outlet', type: 'text', value: before.outlet ?? '', autocomplete: 'off' });
  const title = h('input', { id: 'try-title', type: 'text', value: before.title ?? '', autocomplete: 'off' });
  const submit = h('button', { type: 'submit', class: 'main' }, 'Read its events');
  let running = null;

  async function read() {
    const body = Object.fromEntries(Object.entries({ text: text.value, date: date.value, outlet: outlet.value.trim(), title: title.value.trim() }).filter(([, v]) => v));
    store(body);
    if (!text.value.trim()) {
      show(result, h('p', { class: 'empty' }, 'Paste an article first.'));
      text.focus();
      return;
    }
    running?.abort();
    running = new AbortController();
    submit.disabled = true;
    result.classList.add('busy');
    try {
      const answer = await api.code(body, running.signal);
      show(result,
        h('h2', {}, count(answer.events.length, 'event')),
        h('p', { class: 'note' }, date.value || answer.article.published ? null : 'Without a date of publication, “on Monday” stays open. '),
        spread({ ...answer.article, notes: answer.notes }, answer.events),
        answer.events.length > 0 && h('details', { class: 'numbers' }, h('summary', {}, 'As JSON lines'), h('pre', { class: 'json', tabindex: '0' }, answer.events.map((e) => JSON.stringify(e)).join('\n'))));
      announce(`${count(answer.events.length, 'event')} read`);
    } catch (error) {
      if (error.name !== 'AbortError') show(result, trouble(error));
    } finally {
      submit.disabled = false;
      result.classList.remove('busy');
    }
  }

  text.addEventListener('paste', () => setTimeout(read));
  text.addEventListener('keydown', (e) => { if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) read(); });
  for (const field of [date, outlet, title]) field.addEventListener('change', () => { if (text.value.trim()) read(); });
  const field = (label, input) => h('div', { class: 'field' }, h('label', { for: input.id }, label), input);
  show(place,
    h('h1', {}, 'Try it'),
    h('p', { class: 'lede' }, 'Paste a news article and see who did what to whom in it. Nothing leaves this machine, and nothing is kept.'),
    h('form', { class: 'try-form', onsubmit: (e) => { e.preventDefault(); read(); } },
      h('div', { class: 'field try-main' }, h('label', { for: 'try-text' }, 'Text'), text),
      field('Date of publication', date), field('Outlet (may stay empty)', outlet), field('Title (may stay empty)', title),
      h('div', { class: 'try-buttons' }, submit,
        h('button', { type: 'button', onclick: () => {
          for (const [input, key] of [[text, 'text'], [date, 'date'], [outlet, 'outlet'], [title, 'title']]) input.value = EXAMPLE[key];
          read();
        } }, 'Use an example'),
        h('button', { type: 'button', class: 'quiet', onclick: () => {
          for (const input of [text, date, outlet, title]) input.value = '';
          store({});
          show(result);
          text.focus();
        } }, 'Clear'))),
    result);
  if (before.text) read();
  return () => running?.abort();
}
