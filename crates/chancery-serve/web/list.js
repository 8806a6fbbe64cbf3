// How does a long list grow? Shows a first page and a button for the next, until the cursor ends.

import { add, announce, h } from './dom.js';
import { trouble } from './states.js';

/**
 * @param {function} fetchPage `after` -> {items: [element], next}
 * @param {object} options `none`: element when the first page is empty; `first`: a page already fetched.
 */
export async function growingList(fetchPage, { none, ordered = false, first = null }) {
  const list = h(ordered ? 'ol' : 'ul', { class: 'event-list' });
  const place = h('div', {}, list);
  const page = first ?? await fetchPage(null);
  if (!page.items.length) return none;
  let { next } = page;
  add(list, page.items);
  const button = h('button', { type: 'button', class: 'more', onclick: async () => {
    button.disabled = true;
    try {
      const more = await fetchPage(next);
      add(list, more.items);
      announce(`${more.items.length} more shown`);
      next = more.next;
      more.items[0]?.querySelector('a, button')?.focus({ preventScroll: true });
      button.hidden = !next;
    } catch (error) {
      add(place, trouble(error));
    } finally {
      button.disabled = false;
    }
  } }, 'Show more');
  button.hidden = !next;
  return add(place, button);
}
