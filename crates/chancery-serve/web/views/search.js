// Where is it written? Articles and events that hold the words, as one types.

import { afterPause, announce, h, show } from '../dom.js';
import { change, filtersOf, here, keeping } from '../router.js';
import * as api from '../api.js';
import { articleName, eventItem } from '../record.js';
import { snippet } from '../hits.js';
import { growingList } from '../list.js';
import { nothing } from '../states.js';
import { count, day } from '../format.js';
import { toggle } from '../toggle.js';

export async function search(place, { params, filters, signal }) {
  let box = place.querySelector('#search-box');
  if (!box) {
    box = h('input', { id: 'search-box', type: 'search', class: 'big', autocomplete: 'off', spellcheck: 'false', placeholder: 'Words in the article', oninput: afterPause(220, () => {
      if (here().view === 'search') change({ q: box.value.trim() }, true);
    }) });
    show(place, h('h1', { class: 'visually-hidden' }, 'Search'),
      h('form', { role: 'search', onsubmit: (e) => { e.preventDefault(); change({ q: box.value.trim() }, true); } }, h('label', { for: 'search-box' }, 'Search articles and events'), box),
      h('div', { id: 'search-found' }));
    if (matchMedia('(pointer: fine)').matches) setTimeout(() => box.focus({ preventScroll: true }));
  }
  if (document.activeElement !== box || !box.value) box.value = params.get('q') ?? '';
  const what = params.get('show') || 'events';
  const order = params.get('order') || '-date';
  const found = place.querySelector('#search-found');
  const [events, articles] = await Promise.all([
    what === 'events' ? api.events({ ...filters, order, limit: 30 }, signal) : null,
    what === 'articles' ? api.articles({ ...articleFilters(filters), limit: 30 }, signal) : null,
  ]);
  const list = events
    ? await growingList(async (after) => eventPage(await api.events({ ...filtersOf(here().params), order, limit: 30, after }), filters.q), { none: nothing('events'), first: eventPage(events, filters.q) })
    : await growingList(async (after) => articlePage(await api.articles({ ...articleFilters(filters), limit: 30, after }), filters.q), { none: nothing('articles'), first: articlePage(articles, filters.q) });
  show(found,
    h('div', { class: 'section-head found-head' },
      toggle('Show', [['events', 'Events'], ['articles', 'Articles']], what, (v) => change({ show: v }, true)),
      events && toggle('Order', [['-date', 'Newest'], ['date', 'Oldest'], ['confidence', 'Confidence']], order, (v) => change({ order: v }, true)),
      events && h('span', { class: 'note' }, count(events.total, 'event')),
      events && h('a', { class: 'note', href: api.tableAddress('events', filters, 'csv'), download: 'events.csv' }, 'CSV')),
    list);
  announce(events ? `${count(events.total, 'event')} found` : `${articles.articles.length}${articles.next ? ' or more' : ''} articles found`);
}

/** The filters that say something of an article. */
function articleFilters({ q, from, to, outlet }) {
  return { q, from, to, outlet };
}

function eventPage(answer, query) {
  return { items: answer.events.map((e) => eventItem(e, { query })), next: answer.next };
}

function articlePage(answer, query) {
  return {
    next: answer.next,
    items: answer.articles.map((a) => h('li', { class: 'article-item' },
      h('h2', {}, h('a', { href: keeping('article', a.id) }, articleName(a.title, a.id))),
      h('p', { class: 'note' }, [a.outlet, a.published && day(a.published), count(a.events, 'event')].filter(Boolean).join(' · ')),
      a.snippet && h('p', { class: 'sentence' }, snippet(a.snippet, query)))),
  };
}
