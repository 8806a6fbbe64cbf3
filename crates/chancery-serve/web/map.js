// Where did it happen? A world map: countries as areas, cities as circles, in Equal Earth (Šavrič,
// Patterson, Jenny 2018), which keeps areas true. Geometry is vendor/countries-110m.json (TopoJSON);
// the little of TopoJSON that it uses is read here.

import { h, s, show } from './dom.js';
import { codeOfShape, countryName, smallStates } from './countries.js';
import { number, score } from './format.js';
import { scoreStep } from './vocab.js';
import { withTable } from './timestage.js';

const WIDTH = 960;
const HEIGHT = 412;
/** Parts of the world: west, south, east, north in degrees. */
const REGIONS = [
  ['World', null], ['Europe', [-11, 35, 42, 66]], ['Africa', [-18, -35, 52, 37]], ['Middle East', [25, 12, 63, 42]],
  ['Asia', [60, -10, 148, 52]], ['Americas', [-125, -55, -35, 60]],
];
let shapes = null;

/** [x, y] on the map of a longitude and latitude in degrees. */
export function project([longitude, latitude]) {
  const t = Math.asin((Math.sqrt(3) / 2) * Math.sin((latitude * Math.PI) / 180));
  const t2 = t * t;
  const t6 = t2 * t2 * t2;
  const x = (2 * Math.sqrt(3) * ((longitude * Math.PI) / 180) * Math.cos(t)) / (3 * (9 * 0.003796 * t6 * t2 + 7 * 0.000893 * t6 - 3 * 0.081106 * t2 + 1.340264));
  const y = t * (0.003796 * t6 * t2 + 0.000893 * t6 - 0.081106 * t2 + 1.340264);
  return [WIDTH / 2 + x * 176, 228 - y * 176];
}

async function load() {
  const topology = await (await fetch('vendor/countries-110m.json')).json();
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
  const ring = (indices) => {
    let turn = 0;
    let last = null;
    const points = indices.flatMap((i, n) => {
      const arc = i < 0 ? [...arcs[~i]].reverse() : arcs[i];
      return n ? arc.slice(1) : arc;
    }).map(([longitude, latitude]) => {
      // Russia and Fiji cross the antimeridian: they go on beyond 180° instead of round the world
      if (last !== null && Math.abs(longitude - last) > 180) turn += longitude < last ? 360 : -360;
      last = longitude;
      return project([longitude + turn, latitude]);
    });
    return `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`;
  };
  return topology.objects.countries.geometries
    .filter((g) => g.id !== '010')
    .map((g) => ({ code: codeOfShape(g.id, g.properties.name), d: (g.type === 'Polygon' ? [g.arcs] : g.arcs).flat().map(ring).join('') }));
}

/** x, y, width, height of a part of the world on the map. */
function boxOf(name) {
  const bounds = REGIONS.find(([n]) => n === name)?.[1];
  if (!bounds) return [0, 0, WIDTH, HEIGHT];
  const [west, south, east, north] = bounds;
  const corners = [[west, south], [west, north], [east, south], [east, north]].map(project);
  const [xs, ys] = [corners.map((c) => c[0]), corners.map((c) => c[1])];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
}

/** Five steps of equal weight: the step of each value by rank among those that occur. */
function steps(values) {
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  return (v) => 1 + Math.min(4, Math.floor((5 * sorted.indexOf(v)) / sorted.length));
}

/**
 * @param {object} of `countries` and `places` of the summary; `by`: `events` or `score`;
 *   `region`: name of a part of the world; `onregion(name)`; `hrefOf(code)`: address for a country.
 */
export async function worldMap({ countries, places, by, region, onregion, hrefOf, onpick }) {
  shapes ??= load();
  const all = await shapes.catch((error) => { shapes = null; throw error; });
  const found = new Map(countries.map((c) => [c.country, c]));
  const step = steps(countries.map((c) => c.events));
  const look = (code) => {
    const c = found.get(code);
    if (!c) return 'land';
    return by === 'score' ? `land s${scoreStep(c.score)}` : `land e${step(c.events)}`;
  };
  const words = (code) => {
    const c = found.get(code);
    return `${countryName(code)}: ${c ? `${number(c.events)} events, mean score ${score(c.score)}` : 'no events'}`;
  };
  const readout = h('p', { class: 'readout', 'aria-hidden': 'true' }, ' ');
  const svg = s('svg', { class: 'map', role: 'img', 'aria-label': `Map of the world: ${number(countries.length)} countries with events. The table below has the same numbers.` });
  const hover = (text) => ({ onpointerenter: () => { readout.textContent = text; }, onpointerleave: () => { readout.textContent = ' '; } });

  const most = Math.max(25, ...places.map((p) => p.events));
  const circles = s('g', { class: 'cities' });
  function drawCircles(width) {
    const unit = width / WIDTH;
    show(circles, places.filter((p) => p.lat !== null && p.lon !== null).map((p) => {
      const [cx, cy] = project([p.lon, p.lat]);
      return s('circle', { cx: cx.toFixed(1), cy: cy.toFixed(1), r: (unit * (1.6 + 11 * Math.sqrt(p.events / most))).toFixed(2), ...hover(`${p.name}, ${countryName(p.country)}: ${number(p.events)} events`) });
    }));
  }
  function frame(name) {
    const [x, y, w, height] = boxOf(name);
    svg.setAttribute('viewBox', [x, y, w, height].map((v) => v.toFixed(1)).join(' '));
    drawCircles(Math.max(w, (height * WIDTH) / HEIGHT));
    const shown = REGIONS.some(([n]) => n === name) ? name : 'World';
    for (const b of buttons) b.setAttribute('aria-pressed', String(b.textContent === shown));
  }
  const buttons = REGIONS.map(([name]) => h('button', { type: 'button', onclick: () => { frame(name); onregion?.(name); } }, name));

  show(svg,
    s('g', {}, all.map(({ code, d }) => s('path', { class: code && found.has(code) ? `${look(code)} has` : 'land', d, ...(code ? hover(words(code)) : {}), onclick: () => code && found.has(code) && onpick(code) }))),
    s('g', {}, [...smallStates].filter(([code]) => found.has(code)).map(([code, at]) => {
      const [cx, cy] = project(at);
      return s('circle', { class: `${look(code)} has`, cx, cy, r: 2.6, ...hover(words(code)), onclick: () => onpick(code) });
    })),
    circles);
  frame(region);

  return h('figure', { class: 'chart' }, readout, svg,
    h('div', { class: 'map-foot' }, h('div', { class: 'toggle', role: 'group', 'aria-label': 'Part of the world' }, buttons), ramp(by)),
    withTable('Events by country', ['Country', 'Events', 'Mean score'],
      () => [...countries].sort((a, b) => b.events - a.events).map((c) => [h('a', { href: hrefOf(c.country) }, countryName(c.country)), number(c.events), score(c.score)])));
}

function ramp(by) {
  const keys = by === 'score' ? ['s1', 's2', 's3', 's4', 's5'] : ['e1', 'e2', 'e3', 'e4', 'e5'];
  return h('p', { class: 'ramp note' }, by === 'score' ? 'conflict' : 'fewer', h('span', { class: 'ramp-steps', 'aria-hidden': 'true' }, keys.map((k) => h('span', { class: k }))), by === 'score' ? 'cooperation' : 'more events');
}
