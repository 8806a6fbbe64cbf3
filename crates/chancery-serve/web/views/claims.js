// Who says what? Events that the articles attribute to somebody, and where one source says what
// another denies.

import { announce, h, show } from '../dom.js';
import { address, filtersOf, here } from '../router.js';
import * as api from '../api.js';
import { countryName } from '../countries.js';
import { growingList } from '../list.js';
import { eventItem } from '../record.js';
import { nothing } from '../states.js';
import { SECTORS } from '../vocab.js';
import { section } from './overview.js';

export async function claims(place, { signal }) {
  const params = (after) => ({ ...filtersOf(here().params), limit: 25, after });
  const first = await api.claims(params(null), signal);
  const list = await growingList(async (after) => page(await api.claims(params(after))), {
    none: nothing('attributed events'), first: page(first),
  });
  const { contradictions } = first;
  show(place,
    h('h1', {}, 'Who says so'),
    h('p', { class: 'lede' }, 'Much of the news is somebody’s word. Here is whose, and where one contradicts another.'),
    section('Contradictions', [], contradictions.length
      ? contradictions.map(contradiction)
      : h('p', { class: 'note' }, 'No event here is told by one and denied by another.')),
    section('Attributed events', [], list));
  announce(`${first.claims.length}${first.next ? ' or more' : ''} attributed events, ${contradictions.length} contradictions`);
}

function contradiction({ about, says, denies }) {
  const side = (title, events) => h('div', {}, h('h4', {}, title), h('ul', { class: 'event-list' }, events.map((e) => h('li', {}, speakerOf(e), h('ul', { class: 'event-list' }, eventItem(e))))));
  return h('article', { class: 'contradiction' }, h('h3', {}, about), h('div', { class: 'sides' }, side('It happened', says), side('It did not', denies)));
}

function speakerOf(event) {
  const first = event.said_by?.[0];
  return h('p', { class: 'speaker' }, first ? speaker(first) : [event.outlet || 'The article', ' in its own voice']);
}

function speaker(source) {
  const who = [source.country && countryName(source.country), source.sector && SECTORS[source.sector]].filter(Boolean).join(', ');
  return [h('strong', {}, source.text), who && h('span', { class: 'note' }, ` ${who}`), source.cue && h('span', { class: 'note' }, ` “${source.cue}”`)];
}

function page(answer) {
  return {
    next: answer.next,
    items: answer.claims.map(({ event, said_by }) => h('li', { class: 'claim' },
      h('div', { class: 'speaker' }, (said_by ?? []).map((s, i) => h('div', {}, i > 0 && h('span', { class: 'note' }, 'as told by '), speaker(s))),
        h('a', { class: 'visually-hidden', href: address('article', event.article, { event: event.id }) }, 'Read in its article')),
      h('ul', { class: 'event-list' }, eventItem(event)))),
  };
}
