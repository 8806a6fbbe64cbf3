// What do the colours and underlines mean? The same legend for every view.

import { h } from './dom.js';
import { QUADS, STATUSES } from './vocab.js';

/** Colours of the quad classes. */
export function quadLegend() {
  return h('ul', { class: 'legend', 'aria-label': 'Colours' }, QUADS.map(({ key, name }) => h('li', {}, h('span', { class: `key ${key}` }), name)));
}

/** Colours and the badges of status. */
export function legend() {
  return [
    quadLegend(),
    h('ul', { class: 'legend', 'aria-label': 'Badges' }, Object.entries(STATUSES).filter(([key]) => key !== 'actual').map(([key, [word, meaning]]) =>
      h('li', {}, h('span', { class: `badge ${key}` }, word), h('span', { class: 'badge-meaning' }, meaning)))),
  ];
}
