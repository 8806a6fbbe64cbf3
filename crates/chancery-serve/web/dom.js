// How does the page make elements? Only here, and never from HTML: every text becomes a text node,
// so nothing that an article says can run. Styles are set through CSSOM, as the page's
// Content-Security-Policy demands.

const SVG = 'http://www.w3.org/2000/svg';

function fill(element, properties, children) {
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'css') for (const [name, v] of Object.entries(value)) element.style.setProperty(name, v);
    else if (key === 'value' || key === 'checked' || key === 'disabled' || key === 'selected') element[key] = value;
    else element.setAttribute(key, value === true ? '' : String(value));
  }
  add(element, children);
  return element;
}

/** Appends children: elements, texts, numbers, lists of these; null and false are nothing. */
export function add(element, ...children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}

/** An HTML element: `h('a', {class: 'x', href: '#', onclick: f, css: {'--n': 3}}, 'text', child)`. */
export function h(name, properties, ...children) {
  return fill(document.createElement(name), properties, children);
}

/** The same for SVG. */
export function s(name, properties, ...children) {
  return fill(document.createElementNS(SVG, name), properties, children);
}

/** Puts `children` in the place of what the element holds. */
export function show(element, ...children) {
  element.replaceChildren();
  return add(element, children);
}

let counter = 0;
/** An id for labels that is unique on the page. */
export function uniqueId(prefix) {
  counter += 1;
  return `${prefix}-${counter}`;
}

/** Has a screen reader say `text` when it is next at leisure. */
export function announce(text) {
  const place = document.getElementById('announce');
  place.textContent = '';
  setTimeout(() => { place.textContent = text; }, 50);
}

/** `action` once calls have paused for `milliseconds`. */
export function afterPause(milliseconds, action) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...args), milliseconds);
  };
}

/** How the page scrolls by itself: at once for readers who want no motion. */
export function motion() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
}
