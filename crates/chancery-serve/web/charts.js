// How do numbers develop over time, and which are large? Stacked bars up and down from a line with a
// line of scores beneath; a row of bars for each type; plain horizontal bars. One path per series, so
// that thousands of periods stay fast.

import { h, s } from './dom.js';
import { compact, number } from './format.js';
import { LEFT, RIGHT, periodTicks, timeStage } from './timestage.js';

const TOP = 8;
const BOTTOM = 22;
const LINE = 84;

/** `12 aid, 3 assault` of a period. */
function sayings(series, i) {
  return series.filter((x) => x.values[i]).map((x) => `${number(x.values[i])} ${x.name.toLowerCase()}`).join(', ');
}

/**
 * Stacked bars. `series`: [{name, key, values, down}] with one value a period, drawn downwards if `down`;
 * `line`: optional [score|null] a period.
 */
export function timeChart({ title, unit, periods, series, line = null, height = 240, onrange }) {
  const sum = (i, down) => series.reduce((n, x) => n + (Boolean(x.down) === down ? x.values[i] : 0), 0);
  const up = Math.max(1, ...periods.map((_, i) => sum(i, false)));
  const down = series.some((x) => x.down) ? Math.max(1, ...periods.map((_, i) => sum(i, true))) : 0;
  const room = height - TOP - BOTTOM;
  const zero = TOP + (room * up) / (up + down);
  const y = (v) => zero - (v * room) / (up + down);
  const scoreOf = (i) => (line && line[i] !== null ? line[i].toFixed(1) : null);
  return timeStage({
    title, unit, periods, onrange,
    words: (i) => [sayings(series, i), scoreOf(i) !== null && `mean score ${scoreOf(i)}`].filter(Boolean).join(', '),
    table: {
      columns: [...series.map((x) => x.name), ...(line ? ['Mean score'] : [])],
      row: (i) => [...series.map((x) => number(x.values[i])), ...(line ? [scoreOf(i) ?? '–'] : [])],
    },
    draw: (width, step) => ({
      height: height + (line ? LINE : 0),
      nodes: [
        gridLines(width, up, down, y), stacks(series, periods.length, step, y),
        s('line', { class: 'axis', x1: LEFT, x2: width - RIGHT, y1: zero, y2: zero }),
        periodTicks(periods, step, height - 5),
        line && scoreLine(line, step, width, height + 6, LINE - 12),
      ],
    }),
  });
}

/** A row of bars for each series, each row by its own measure: shapes compare, heights do not. */
export function rowChart({ title, unit, periods, series, onrange }) {
  const row = 30;
  const left = 104;
  return timeStage({
    title, unit, periods, onrange, left,
    words: (i) => sayings(series, i),
    table: { columns: series.map((x) => x.name), row: (i) => series.map((x) => number(x.values[i])) },
    draw: (width, step) => ({
      height: series.length * row + BOTTOM,
      nodes: [
        series.map(({ name, key, values }, n) => {
          const base = (n + 1) * row - 2;
          const most = Math.max(1, ...values);
          return [
            s('text', { class: 'tick year', x: 0, y: base - 3 }, name),
            s('line', { class: 'grid', x1: left, x2: width - RIGHT, y1: base, y2: base }),
            stacks([{ key, values }], periods.length, step, (v) => base - (v / most) * (row - 6), left),
          ];
        }),
        periodTicks(periods, step, series.length * row + 15, left),
      ],
    }),
  });
}

/** Steps of 1, 2, 5 times a power of ten, about `wanted` of them. */
function ticks(max, wanted) {
  const raw = Math.max(1, max / wanted);
  const ten = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((m) => m * ten).find((m) => m >= raw) ?? raw;
  const out = [];
  for (let v = step; v <= max; v += step) out.push(v);
  return out;
}

/** Lines at equal steps above and below; as many as there is room for. */
function gridLines(width, up, down, y) {
  const steps = ticks(Math.max(up, down), 3);
  const values = [0, ...steps.filter((v) => v <= up), ...steps.filter((v) => v <= down).map((v) => -v)];
  return values.map((v) => [
    s('line', { class: 'grid', x1: LEFT, x2: width - RIGHT, y1: y(v), y2: y(v) }),
    s('text', { class: 'tick', x: LEFT - 6, y: y(v) + 4, 'text-anchor': 'end' }, compact(Math.abs(v))),
  ]);
}

function stacks(series, n, step, y, left = LEFT) {
  const base = { true: new Array(n).fill(0), false: new Array(n).fill(0) };
  const gap = step > 5 ? 1 : step > 2.5 ? 0.4 : 0;
  return series.map(({ key, values, down }) => {
    const from = base[Boolean(down)];
    let d = '';
    for (let i = 0; i < n; i += 1) {
      if (!values[i]) continue;
      const a = from[i];
      from[i] += down ? -values[i] : values[i];
      d += `M${(left + i * step + gap / 2).toFixed(2)} ${y(a).toFixed(2)}V${y(from[i]).toFixed(2)}h${(step - gap).toFixed(2)}V${y(a).toFixed(2)}Z`;
    }
    return s('path', { class: `fill ${key}`, d });
  });
}

function scoreLine(values, step, width, top, height) {
  const y = (v) => top + ((10 - v) / 20) * height;
  const points = values.map((v, i) => (v === null ? null : [LEFT + (i + 0.5) * step, y(v)])).filter(Boolean);
  return [
    [10, 0, -10].map((v) => [s('line', { class: v ? 'grid' : 'axis', x1: LEFT, x2: width - RIGHT, y1: y(v), y2: y(v) }),
      s('text', { class: 'tick', x: LEFT - 6, y: y(v) + 4, 'text-anchor': 'end' }, v > 0 ? `+${v}` : v < 0 ? `−${-v}` : '0')]),
    s('text', { class: 'tick', x: width - RIGHT, y: top + 11, 'text-anchor': 'end' }, 'mean score'),
    s('path', { class: 'score-line', d: points.map(([px, py], i) => `${i ? 'L' : 'M'}${px.toFixed(1)} ${py.toFixed(1)}`).join('') }),
    points.length < 60 && points.map(([cx, cy]) => s('circle', { class: 'score-dot', cx: cx.toFixed(1), cy: cy.toFixed(1), r: 2 })),
  ];
}

/** Horizontal bars: [{label, value, key, href, title}]; labels are links where `href` is given. */
export function bars(entries, all = null) {
  const max = Math.max(1, ...entries.map((e) => e.value));
  return h('ul', { class: 'bars' }, entries.map(({ label, value, key, href, title }) =>
    h('li', { title: title ?? label },
      href ? h('a', { class: 'bar-label', href }, label) : h('span', { class: 'bar-label' }, label),
      h('span', { class: `bar ${key ?? 'q0'}`, css: { '--share': value / max } }),
      h('span', { class: 'bar-value' }, number(value), all ? h('span', { class: 'note' }, ` ${Math.round((100 * value) / all)} %`) : null))));
}
