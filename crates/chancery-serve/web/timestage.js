// How does a reader take a chart over time in hand? A stage with a cursor for mouse and arrow keys, a
// line that reads out the period, a drag that chooses a range, and a table of the same numbers.

import { announce, h, s, show, uniqueId } from './dom.js';
import { daysOf, periodName } from './periods.js';

/** Room left and right of the periods, in pixels. */
export const LEFT = 44;
export const RIGHT = 4;

/**
 * @param {object} of `title`; `unit` and `periods`; `words(i)`: what happened in a period;
 *   `draw(width, step)` -> {nodes, height}: the picture; `table`: {columns, rows()};
 *   `onrange(from, to)`: days that were chosen; `left`: room for labels.
 */
export function timeStage({ title, unit, periods, words, draw, table, onrange, left = LEFT }) {
  const readout = h('p', { class: 'readout', 'aria-hidden': 'true' }, ' ');
  const hint = uniqueId('hint');
  const mark = s('rect', { class: 'cursor', y: 0, visibility: 'hidden' });
  const stage = h('div', {
    class: 'stage', tabindex: '0', role: 'group', 'aria-label': `${title}: chart. Arrow keys read it period by period.`, 'aria-describedby': hint,
  });
  const state = { cursor: null, anchor: null, width: 0, step: 1 };
  const said = (i) => `${periodName(periods[i], unit)}: ${words(i) || 'no events'}`;

  function point(i) {
    state.cursor = i;
    readout.textContent = i === null ? ' ' : said(i);
    mark.setAttribute('visibility', i === null ? 'hidden' : 'visible');
    if (i === null) return;
    const [from, to] = [Math.min(i, state.anchor ?? i), Math.max(i, state.anchor ?? i)];
    mark.setAttribute('x', left + from * state.step);
    mark.setAttribute('width', Math.max(2, (to - from + 1) * state.step));
  }
  function at(event) {
    const x = event.clientX - stage.getBoundingClientRect().left - left;
    return Math.min(periods.length - 1, Math.max(0, Math.floor(x / state.step)));
  }
  function choose(a, b) {
    onrange(daysOf(periods[Math.min(a, b)], unit)[0], daysOf(periods[Math.max(a, b)], unit)[1]);
  }

  stage.addEventListener('pointermove', (e) => point(at(e)));
  stage.addEventListener('pointerleave', () => { state.anchor = null; point(null); });
  stage.addEventListener('pointerdown', (e) => {
    if (e.button !== 0 || e.pointerType !== 'mouse') return;
    state.anchor = at(e);
    e.preventDefault();
    stage.focus({ preventScroll: true });
  });
  stage.addEventListener('click', (e) => {
    const from = state.anchor ?? at(e);
    state.anchor = null;
    // a finger first reads, then chooses: the second tap on a period takes it
    if (e.pointerType === 'touch' && state.tapped !== from) state.tapped = from;
    else choose(from, at(e));
  });
  stage.addEventListener('keydown', (e) => {
    const move = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[e.key];
    if (move !== undefined) {
      e.preventDefault();
      const i = Math.min(periods.length - 1, Math.max(0, (state.cursor ?? (move > 0 ? -1 : periods.length)) + move));
      point(i);
      announce(said(i));
    } else if (e.key === 'Enter' && state.cursor !== null) choose(state.cursor, state.cursor);
    else if (e.key === 'Escape') point(null);
  });
  new ResizeObserver(([entry]) => {
    const width = Math.floor(entry.contentRect.width);
    if (width < 60 || width === state.width) return;
    state.width = width;
    state.step = (width - left - RIGHT) / Math.max(1, periods.length);
    const { nodes, height } = draw(width, state.step);
    mark.setAttribute('height', height);
    show(stage, s('svg', { width, height, 'aria-hidden': 'true' }, mark, nodes));
    point(null);
  }).observe(stage);

  return h('figure', { class: 'chart' }, readout, stage,
    h('p', { class: 'visually-hidden', id: hint }, 'Enter filters to the period.'),
    withTable(title, ['Period', ...table.columns], () => periods.map((p, i) => [periodName(p, unit), ...table.row(i)])));
}

/** Labels of years, and of periods where there is room. */
export function periodTicks(periods, step, y, left = LEFT) {
  const out = [];
  let free = -Infinity;
  periods.forEach((p, i) => {
    const first = i === 0 || p.slice(0, 4) !== periods[i - 1].slice(0, 4);
    const x = left + i * step;
    const text = first ? p.slice(0, 4) : periods.length < 40 ? p.slice(5) : null;
    if (!text || x < free || x > left + periods.length * step - 24) return;
    free = x + (first ? 44 : 52);
    out.push(s('text', { class: first ? 'tick year' : 'tick', x, y }, text));
  });
  return out;
}

/** A button that shows the same numbers as a table. `rows` is called when it is first opened. */
export function withTable(title, columns, rows) {
  const place = h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `${title}: table` });
  const details = h('details', { class: 'numbers', ontoggle: () => {
    if (!details.open || place.firstChild) return;
    show(place, h('table', {}, h('caption', {}, title),
      h('thead', {}, h('tr', {}, columns.map((c, i) => h('th', { scope: 'col', class: i ? 'n' : null }, c)))),
      h('tbody', {}, rows().map((r) => h('tr', {}, r.map((c, i) => h(i ? 'td' : 'th', { class: i ? 'n' : null, scope: i ? null : 'row' }, c)))))));
  } }, h('summary', {}, 'As a table'), place);
  return details;
}
