// Which of a few ways of seeing is on? A row of buttons of which one is pressed.

import { h } from './dom.js';

/** `options`: [[value, text]]; `onpick(value)`. */
export function toggle(label, options, current, onpick) {
  return h('div', { class: 'toggle', role: 'group', 'aria-label': label }, options.map(([value, text]) =>
    h('button', { type: 'button', 'aria-pressed': String(value === current), onclick: () => onpick(value) }, text)));
}
