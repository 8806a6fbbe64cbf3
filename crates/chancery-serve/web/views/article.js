// What does this article say happened, and which words prove it? The text with its events marked, the
// records beside it.

import { h, show } from '../dom.js';
import * as api from '../api.js';
import { reader, roleLegend } from '../reader.js';
import { articleName, card } from '../record.js';
import { count, day } from '../format.js';

export async function article(place, { id, params, signal }) {
  const data = await api.article(id, signal);
  const chosen = data.events.findIndex((e) => e.id === params.get('event'));
  document.title = `${articleName(data.title, data.id)} · chancery`;
  show(place, head(data), spread(data, data.events, chosen < 0 ? null : chosen));
  if (chosen >= 0) place.querySelector(`[data-ref="${chosen}"]`)?.scrollIntoView({ block: 'center' });
}

function head(data) {
  return h('header', { class: 'article-head' },
    h('h1', {}, articleName(data.title, data.id)),
    h('p', { class: 'note' }, [data.outlet, data.published ? day(data.published) : 'no date of publication', count(data.events.length, 'event')].filter(Boolean).join(' · '),
      safeLink(data.url)));
}

/** A link to the source, only if it is of the web. */
function safeLink(url) {
  return url && /^https?:\/\//i.test(url) ? [' · ', h('a', { href: url, rel: 'noopener noreferrer', target: '_blank' }, 'source')] : null;
}

/** Text and cards side by side; cards alone if the archive holds no text. Used by Try it as well. */
export function spread(data, events, chosen = null, options = {}) {
  const notes = data.notes?.length > 0 && h('div', { class: 'notes' }, data.notes.map((n) => h('p', { class: 'note' }, `Note: ${typeof n === 'string' ? n : n.message ?? JSON.stringify(n)}`)));
  if (data.text === null || data.text === undefined) {
    return [h('p', { class: 'empty' }, 'This archive keeps no text of its articles, only the records. Here they are, with the words that prove them.'), notes,
      h('div', { class: 'cards loose' }, events.map((e, i) => card(e, i, { proofs: false })))];
  }
  const { text, cards } = reader(data.text, events, { chosen, ...options });
  return [notes, h('div', { class: 'spread' },
    h('div', {}, text, h('div', { class: 'story-foot' }, roleLegend(), h('p', { class: 'note' }, 'Point at a number or at a field to see which words prove what. With the keyboard: Tab to a number, Enter opens its record, Escape returns.'))),
    h('aside', { class: 'side', 'aria-label': 'Records of this article' }, events.length
      ? cards
      : h('p', { class: 'empty' }, 'No political events are told in this article: nobody in it acts on anybody in one of the 16 ways.')))];
}

