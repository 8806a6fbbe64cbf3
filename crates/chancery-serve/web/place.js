// Where was the reader on the page? Keeps the place when a view is drawn again: the focus after a
// button has changed the view, the height of the page when the reader goes back.

const heights = new Map();
let count = 0;
let entry = null;

history.scrollRestoration = 'manual';
addEventListener('scroll', () => { if (entry !== null) heights.set(entry, scrollY); }, { passive: true });

/** Called when an address is shown: the height at which the reader left it, null if it is new. */
export function arrive() {
  const known = history.state?.entry ?? null;
  count += 1;
  entry = known ?? `${performance.timeOrigin}-${count}`;
  if (known === null) history.replaceState({ entry }, '');
  return known === null ? null : heights.get(known) ?? null;
}

/** What has the focus inside `element`, in words that find it again after it was drawn anew. */
export function focusOf(element) {
  const active = document.activeElement;
  if (!element.contains(active) || active === element) return null;
  return { name: active.localName, words: wordsOf(active), group: groupOf(active) };
}

/** Gives the focus back if the drawing took it away. */
export function refocus(element, focus) {
  if (!focus || document.activeElement !== document.body) return;
  const found = [...element.querySelectorAll(focus.name)].find((e) => wordsOf(e) === focus.words && groupOf(e) === focus.group);
  found?.focus({ preventScroll: true });
}

const wordsOf = (e) => e.getAttribute('aria-label') ?? e.textContent;
const groupOf = (e) => e.parentElement.closest('[aria-label]')?.getAttribute('aria-label') ?? null;
