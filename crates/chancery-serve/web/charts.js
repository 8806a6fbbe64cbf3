// How do numbers develop over time? Stacked bars, up and down from a line if wanted, and a line of
// scores beneath. One path per series, so that thousands of periods stay fast; a cursor for mouse and
// arrow keys; a drag chooses a range; a table of the same numbers behind a button.

import { announce, h, s, show, uniqueId } from './dom.js';
import { compact, number } from './format.js';
import { daysOf, periodName } from './periods.js';

const LEFT = 44;
const RIGHT = 4;
const TOP = 8;
const BOTTOM = 22;

/**
 * @param {object} of `title`; `unit`; `periods`; `series`: [{name, key, values, down}] with one value a
 *   period; `line`: optional [score|null] a period; `onrange(from, to)`: days that were chosen.
 */
export function timeChart({ title, unit, periods, series, line = null, height = 240, onrange }) {
  const readout = h('p', { class: 'readout', 'aria-hidden': 'true' });
  const hint = uniqueId('hint');
  const stage = h('div', {
    class: 'stage', tabindex: '0', role: 'group', 'aria-label': `${title}: chart. Arrow keys read it period by period.`,
    'aria-describedby': onrange ? hint : null,
  });
  const state = { cursor: null, anchor: null, width: 0 };
  const sum = (i, down) => series.reduce((n, x) => n + (Boolean(x.down) === down ? x.values[i] : 0), 0);

  function words(i) {
    const parts = series.filter((x) => x.values[i]).map((x) => `${number(x.values[i])} ${x.name.toLowerCase()}`);
    if (line && line[i] !== null) parts.push(`mean score ${line[i].toFixed(1)}`);
    return `${periodName(periods[i], unit)}: ${parts.join(', ') || 'no events'}`;
  }
  function point(i) {
    state.cursor = i;
    readout.textContent = i === null ? ' ' : words(i);
    if (state.mark) place(state.mark, i);
  }
  function place(mark, i) {
    const from = state.anchor === null || i === null ? i : Math.min(i, state.anchor);
    const to = state.anchor === null || i === null ? i : Math.max(i, state.anchor);
    mark.setAttribute('visibility', i === null ? 'hidden' : 'visible');
    if (i === null) return;
    mark.setAttribute('x', LEFT + from * state.step);
    mark.setAttribute('width', Math.max(2, (to - from + 1) * state.step));
  }
  function at(event) {
    const x = event.clientX - stage.getBoundingClientRect().left - LEFT;
    return Math.min(periods.length - 1, Math.max(0, Math.floor(x / state.step)));
  }
  function choose(a, b) {
    onrange?.(daysOf(periods[Math.min(a, b)], unit)[0], daysOf(periods[Math.max(a, b)], unit)[1]);
  }

  stage.addEventListener('pointermove', (e) => point(at(e)));
  stage.addEventListener('pointerleave', () => { if (state.anchor === null) point(null); });
  stage.addEventListener('pointerdown', (e) => { if (onrange && e.button === 0 && e.pointerType === 'mouse') { state.anchor = at(e); e.preventDefault(); stage.focus({ preventScroll: true }); } });
  stage.addEventListener('pointerup', (e) => {
    if (!onrange) return;
    const from = state.anchor ?? at(e);
    state.anchor = null;
    choose(from, at(e));
  });
  stage.addEventListener('keydown', (e) => {
    const move = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[e.key];
    if (move !== undefined) {
      e.preventDefault();
      const i = Math.min(periods.length - 1, Math.max(0, (state.cursor ?? (move > 0 ? -1 : periods.length)) + move));
      point(i);
      announce(words(i));
    } else if (e.key === 'Enter' && state.cursor !== null && onrange) choose(state.cursor, state.cursor);
  });

  function draw(width) {
    state.width = width;
    state.step = (width - LEFT - RIGHT) / Math.max(1, periods.length);
    const lineHeight = line ? 84 : 0;
    const up = Math.max(1, ...periods.map((_, i) => sum(i, false)));
    const down = series.some((x) => x.down) ? Math.max(1, ...periods.map((_, i) => sum(i, true))) : 0;
    const y = scale(up, down, height);
    state.mark = s('rect', { class: 'cursor', y: 0, height: height + lineHeight, visibility: 'hidden' });
    show(stage, s('svg', { width, height: height + lineHeight, 'aria-hidden': 'true' },
      gridLines(width, up, down, y), state.mark,
      stacks(series, periods.length, state.step, y),
      s('line', { class: 'axis', x1: LEFT, x2: width - RIGHT, y1: y(0), y2: y(0) }),
      periodTicks(periods, unit, state.step, height),
      line && scoreLine(line, state.step, width, height + 6, lineHeight - 10)));
    point(null);
  }
  new ResizeObserver(([entry]) => {
    const width = Math.floor(entry.contentRect.width);
    if (width > 60 && width !== state.width) draw(width);
  }).observe(stage);

  return h('figure', { class: 'chart' }, readout, stage,
    onrange && h('p', { class: 'visually-hidden', id: hint }, 'Enter filters to the period.'),
    withTable(title, ['Period', ...series.map((x) => x.name), ...(line ? ['Mean score'] : [])],
      () => periods.map((p, i) => [periodName(p, unit), ...series.map((x) => number(x.values[i])), ...(line ? [line[i] === null ? '–' : line[i].toFixed(1)] : [])])));
}

function scale(up, down, height) {
  const room = height - TOP - BOTTOM;
  const zero = TOP + (room * up) / (up + down);
  return (v) => zero - (v * room) / (up + down);
}

/** Steps of 1, 2, 5 times a power of ten, about `wanted` of them. */
function ticks(max, wanted) {
  const raw = max / wanted;
  const ten = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(1, [1, 2, 5, 10].map((m) => m * ten).find((m) => m >= raw) ?? raw);
  const out = [];
  for (let v = step; v <= max; v += step) out.push(v);
  return out;
}

function gridLines(width, up, down, y) {
  const values = [0, ...ticks(up, down ? 2 : 4), ...(down ? ticks(down, 2).map((v) => -v) : [])];
  return values.map((v) => [
    s('line', { class: 'grid', x1: LEFT, x2: width - RIGHT, y1: y(v), y2: y(v) }),
    s('text', { class: 'tick', x: LEFT - 6, y: y(v) + 4, 'text-anchor': 'end' }, compact(Math.abs(v))),
  ]);
}

function stacks(series, n, step, y) {
  const base = { true: new Array(n).fill(0), false: new Array(n).fill(0) };
  const gap = step > 5 ? 1 : step > 2.5 ? 0.4 : 0;
  return series.map(({ key, values, down }) => {
    const from = base[Boolean(down)];
    let d = '';
    for (let i = 0; i < n; i += 1) {
      if (!values[i]) continue;
      const a = from[i];
      from[i] += down ? -values[i] : values[i];
      d += `M${(LEFT + i * step + gap / 2).toFixed(2)} ${y(a).toFixed(2)}V${y(from[i]).toFixed(2)}h${(step - gap).toFixed(2)}V${y(a).toFixed(2)}Z`;
    }
    return s('path', { class: `fill ${key}`, d });
  });
}

function periodTicks(periods, unit, step, height) {
  const out = [];
  let free = -Infinity;
  periods.forEach((p, i) => {
    const first = i === 0 || p.slice(0, 4) !== periods[i - 1].slice(0, 4);
    const x = LEFT + i * step;
    const text = first ? p.slice(0, 4) : periods.length < 40 ? p.slice(5) : null;
    if (!text || x < free || x > LEFT + periods.length * step - 20) return;
    free = x + (first ? 44 : 52);
    out.push(s('text', { class: first ? 'tick year' : 'tick', x, y: height - 5 }, text));
  });
  return out;
}

function scoreLine(values, step, width, top, height) {
  const y = (v) => top + ((10 - v) / 20) * height;
  let d = '';
  let joined = false;
  values.forEach((v, i) => {
    if (v === null) return;
    d += `${joined ? 'L' : 'M'}${(LEFT + (i + 0.5) * step).toFixed(1)} ${y(v).toFixed(1)}`;
    joined = true;
  });
  return [
    [10, 0, -10].map((v) => [s('line', { class: v ? 'grid' : 'axis', x1: LEFT, x2: width - RIGHT, y1: y(v), y2: y(v) }),
      s('text', { class: 'tick', x: LEFT - 6, y: y(v) + 4, 'text-anchor': 'end' }, v > 0 ? `+${v}` : v < 0 ? `−${-v}` : '0')]),
    s('path', { class: 'score-line', d }),
  ];
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

/** Horizontal bars: [{label, value, key, href, title}]; labels are links where `href` is given. */
export function bars(entries, all = null) {
  const max = Math.max(1, ...entries.map((e) => e.value));
  return h('ul', { class: 'bars' }, entries.map(({ label, value, key, href, title }) =>
    h('li', { title: title ?? null },
      href ? h('a', { class: 'bar-label', href }, label) : h('span', { class: 'bar-label' }, label),
      h('span', { class: `bar ${key ?? 'q0'}`, css: { '--share': value / max } }),
      h('span', { class: 'bar-value' }, number(value), all ? h('span', { class: 'note' }, ` ${Math.round((100 * value) / all)} %`) : null))));
}
