// One event: its record, its sentence, and other reports of the same incident.

import { h, show } from '../dom.js';
import { address } from '../router.js';
import * as api from '../api.js';
import { card, eventItem } from '../record.js';
import { section } from './overview.js';

const MOST = 30;

export async function event(place, { id, signal }) {
  const record = await api.event(id, signal);
  const others = (record.incident_events ?? []).filter((other) => other !== record.id);
  const fetched = await Promise.all(others.slice(0, MOST).map((other) => api.event(other, signal).catch(() => null)));
  const link = record.link;
  show(place,
    h('h1', { class: 'visually-hidden' }, 'Event'),
    h('ul', { class: 'event-list' }, eventItem(record)),
    h('p', { class: 'more' }, h('a', { class: 'button', href: address('article', record.article, { event: record.id }) }, 'Read it in its article')),
    section('The record', [], h('div', { class: 'cards loose' }, card(record, 0, { proofs: false }))),
    section('Other reports of this incident', [],
      link?.because && h('p', { class: 'note' }, 'Taken to be the same incident as ', h('a', { href: address('event', link.because) }, 'another report'), `: ${link.reason}.`),
      others.length ? h('ul', { class: 'event-list' }, fetched.filter(Boolean).map((e) => eventItem(e))) : h('p', { class: 'note' }, 'None in this archive.'),
      others.length > MOST && h('p', { class: 'note' }, `${others.length - MOST} more are not shown.`)));
}
