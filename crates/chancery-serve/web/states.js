// What does the page say when there is nothing to show, or something went wrong?

import { h } from './dom.js';
import { address, filtersOf, here } from './router.js';

/** An error in words, with a way on; `heading` is `h1` where it is all that the page shows. */
export function trouble(error, heading = 'h2') {
  return h('div', { class: 'trouble', role: 'alert' },
    h(heading, {}, error.status === 404 || error.code === 'not_found' ? 'Not in this archive' : 'This did not work'),
    h('p', {}, error.message),
    h('p', {}, h('button', { type: 'button', onclick: () => dispatchEvent(new HashChangeEvent('hashchange')) }, 'Try again')));
}

/** Nothing found: says whether filters are the reason and offers to lift them. */
export function nothing(what, hint = null) {
  const { view, id, params } = here();
  const filters = filtersOf(params);
  const kept = new URLSearchParams(params);
  for (const key of Object.keys(filters)) kept.delete(key);
  return h('div', { class: 'empty' },
    h('p', {}, Object.keys(filters).length ? `No ${what} match these filters. ` : `No ${what} here. `, hint),
    Object.keys(filters).length > 0 && h('p', {}, h('a', { href: address(view, id, kept) }, 'Lift all filters')));
}
