// Who stands near whom? Countries as circles, joined where they act on each other; the colour of a
// line is the mean score of what they did.

import { announce, h, s, show } from '../dom.js';
import { change, keeping } from '../router.js';
import * as api from '../api.js';
import { layout } from '../force.js';
import { countryName } from '../countries.js';
import { count, number, score } from '../format.js';
import { nothing } from '../states.js';
import { scoreStep } from '../vocab.js';
import { toggle } from '../toggle.js';
import { withTable } from '../timestage.js';

const KINDS = [['', 'All'], ['cooperation', 'Cooperation'], ['conflict', 'Conflict']];
const SIZES = [['20', '20'], ['40', '40'], ['80', '80']];

export async function network(place, { params, filters, signal }) {
  const kind = params.get('kind') || '';
  const limit = params.get('limit') || (matchMedia('(max-width: 40rem)').matches ? '20' : '40');
  const data = await api.network({ ...filters, limit }, signal);
  const edges = data.edges.filter((e) => !kind || e[kind] > 0).map((e) => (kind ? { ...e, events: e[kind] } : e));
  const head = [
    h('h1', {}, 'Who acts on whom'),
    h('div', { class: 'section-head found-head' },
      toggle('Lines', KINDS, kind, (v) => change({ kind: v }, true)),
      h('span', { class: 'note' }, 'countries at most'), toggle('Countries at most', SIZES, limit, (v) => change({ limit: v }, true))),
  ];
  if (!edges.length) {
    show(place, head, nothing('pairs of countries'));
    return;
  }
  show(place, head,
    h('p', { class: 'note' }, 'Pairs that cooperate stand closer. Point at a country to see its lines; choose it to see only its events; choose a line for the pair over time.'),
    picture(data.nodes, edges),
    h('ul', { class: 'legend', 'aria-label': 'Colours of lines' }, [['s1', 'fierce conflict'], ['s2', 'conflict'], ['s3', 'neither'], ['s4', 'cooperation'], ['s5', 'close cooperation']].map(([k, text]) => h('li', {}, h('span', { class: `score ${k}` }), text))),
    withTable('Pairs of countries', ['Pair', 'Events', 'Cooperation', 'Conflict', 'Mean score'], () => edges.map((e) => [
      h('a', { href: keeping('dyad', null, { a: e.a, b: e.b }) }, `${countryName(e.a)} – ${countryName(e.b)}`), number(e.events), number(e.cooperation), number(e.conflict), score(e.score)])));
  announce(`${count(data.nodes.length, 'country', 'countries')}, ${count(edges.length, 'pair')}`);
}

function picture(nodes, edges) {
  const narrow = matchMedia('(max-width: 40rem)').matches;
  const [width, height] = narrow ? [620, 760] : [1000, 620];
  const joined = new Set(edges.flatMap((e) => [e.a, e.b]));
  const shown = nodes.filter((n) => joined.has(n.country));
  const at = layout(shown, edges, width, height);
  const drawable = edges.filter((e) => at.has(e.a) && at.has(e.b));
  const most = Math.max(15, ...drawable.map((e) => e.events));
  const readout = h('p', { class: 'readout', 'aria-hidden': 'true' }, ' ');
  const lines = drawable.map((e) => {
    const [p, q] = [at.get(e.a), at.get(e.b)];
    const text = `${countryName(e.a)} – ${countryName(e.b)}: ${number(e.events)} events, mean score ${score(e.score)}`;
    return { e, element: s('line', {
      class: `edge s${scoreStep(e.score)}`, x1: p.x.toFixed(1), y1: p.y.toFixed(1), x2: q.x.toFixed(1), y2: q.y.toFixed(1),
      'stroke-width': (0.7 + 7 * Math.sqrt(e.events / most)).toFixed(1), 'stroke-opacity': (0.28 + 0.5 * Math.sqrt(e.events / most)).toFixed(2),
      onclick: () => { location.hash = keeping('dyad', null, { a: e.a, b: e.b }); },
      onpointerenter: () => { readout.textContent = text; }, onpointerleave: () => { readout.textContent = ' '; },
    }) };
  });
  const circles = shown.map((n) => {
    const p = at.get(n.country);
    const mean = n.cooperation + n.conflict ? (n.cooperation - n.conflict) / (n.cooperation + n.conflict) : 0;
    const text = `${countryName(n.country)}: ${number(n.events)} events, ${number(n.cooperation)} of cooperation, ${number(n.conflict)} of conflict`;
    const focus = () => { readout.textContent = text; dim(n.country); };
    return { n, element: s('a', {
      class: 'node', href: keeping('search', null, { party: n.country }), 'aria-label': labelOf(n.country) === countryName(n.country) ? text : `${n.country}, ${text}`,
      onpointerenter: focus, onfocus: focus, onpointerleave: () => dim(null), onblur: () => dim(null),
    }, s('circle', { class: `s${scoreStep(mean * 7)}`, cx: p.x.toFixed(1), cy: p.y.toFixed(1), r: p.r.toFixed(1) }),
    s('text', { x: p.x.toFixed(1), y: (p.y + p.r + 12).toFixed(1), 'aria-hidden': 'true' }, labelOf(n.country))) };
  });
  function dim(code) {
    const near = new Set([code]);
    for (const { e, element } of lines) {
      const own = code === null || e.a === code || e.b === code;
      if (own) near.add(e.a).add(e.b);
      element.classList.toggle('dim', !own);
    }
    for (const { n, element } of circles) element.classList.toggle('dim', code !== null && !near.has(n.country));
    if (code === null) readout.textContent = ' ';
  }
  return h('figure', { class: 'chart' }, readout,
    s('svg', { class: 'net', viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': 'Network of countries; the table below has the same pairs' },
      s('g', {}, lines.map((l) => l.element)), s('g', {}, circles.map((c) => c.element))));
}

/** A name short enough to stand under a circle. */
function labelOf(code) {
  const name = countryName(code);
  return name.length > 18 ? code : name;
}
