// What happened, in one look: events over time, where, between whom, of which kind, and how much of
// it is news, background, plan or denial.

import { add, announce, h, show } from '../dom.js';
import { change, keeping } from '../router.js';
import * as api from '../api.js';
import { bars, rowChart, timeChart } from '../charts.js';
import { PERIODS, daysOf, filled, leftOut, nearRows } from '../periods.js';
import { worldMap } from '../map.js';
import { countryName } from '../countries.js';
import { count, interval, number, score, share } from '../format.js';
import { nothing } from '../states.js';
import { QUADS, STATUSES, TYPES, quadKey, scoreStep, typeMeaning } from '../vocab.js';
import { quadLegend } from '../legend.js';
import { toggle } from '../toggle.js';

export async function overview(place, { params, filters, signal, bar }) {
  const unit = params.get('period') || 'month';
  const by = params.get('by') || 'quad';
  const whole = params.get('whole') === 'yes';
  const shade = params.get('map') || 'events';
  const data = await api.summary({ ...filters, period: unit }, signal);
  bar.offerOutlets(data.outlets.map((o) => o.outlet));
  if (!data.total) {
    show(place, h('h1', { class: 'visually-hidden' }, 'Overview'), nothing('events', 'Add articles with `chancery add`, or paste one under “Try it”.'));
    return;
  }
  const mapPlace = h('div', {}, h('p', { class: 'note' }, 'Drawing the map …'));
  show(place,
    h('h1', { class: 'visually-hidden' }, 'Overview'),
    lede(data, unit),
    section('Over time', [
      toggle('Show by', [['quad', 'Cooperation and conflict'], ['type', 'Type']], by, (v) => change({ by: v }, true)),
      toggle('Period', PERIODS, unit, (v) => change({ period: v }, true)),
    ], timeline(data, unit, by, whole), quadLegend()),
    section('Where', [toggle('Shade countries by', [['events', 'Events'], ['score', 'Mean score']], shade, (v) => change({ map: v }, true))], mapPlace),
    h('div', { class: 'columns' },
      section('Who to whom', [], dyadTable(data.dyads)),
      section('Types', [], bars(typeEntries(data.by_type), data.total)),
      h('div', {},
        section('News or not', [], statusShares(data)),
        data.outlets.length > 0 && section('Outlets', [], bars(data.outlets.slice(0, 8).map((o) => ({ label: o.outlet, value: o.events, href: keeping('overview', null, { outlet: o.outlet }) })))))),
  );
  announce(`${count(data.total, 'event')} found`);
  try {
    show(mapPlace, await worldMap({
      countries: data.countries, places: data.places, by: shade, region: params.get('region'),
      onregion: (name) => history.replaceState(history.state, '', keepRegion(name)),
      hrefOf: (code) => keeping('overview', null, { place_country: code }),
      onpick: (code) => change({ place_country: code }),
    }));
  } catch {
    show(mapPlace, h('p', { class: 'note' }, 'The map could not be loaded; the rest of the page works without it.'));
  }
}

function keepRegion(name) {
  const [path, query] = location.hash.split('?');
  const params = new URLSearchParams(query);
  params.set('region', name);
  return `${path}?${params}`;
}

/** A section with a heading and controls at its right. */
export function section(title, controls, ...content) {
  return add(h('section', { class: 'section' }, h('div', { class: 'section-head' }, h('h2', {}, title), controls)), content);
}

function lede(data, unit) {
  const near = nearRows(data.timeline);
  const most = near.before + near.after > 0;
  const [first, last] = [near.rows[0], near.rows[near.rows.length - 1]];
  const actual = data.by_status.actual ?? 0;
  const conflict = data.timeline.filter((t) => t.quad >= 3).reduce((n, t) => n + t.events, 0);
  const dated = data.timeline.reduce((n, t) => n + t.events, 0);
  return h('p', { class: 'lede' }, h('strong', {}, count(data.total, 'event')), ` in ${count(data.articles, 'article')}`,
    first ? `, ${most ? 'most of them ' : ''}${most ? interval(daysOf(first.period, unit)[0], daysOf(last.period, unit)[1]) : interval(data.from, data.to)}` : '', `. ${share(actual, data.total)} happened as news; `,
    `${share(conflict, dated)} are conflict, ${share(dated - conflict, dated)} cooperation. `,
    h('a', { href: keeping('search') }, 'List them'), ', or take them along ',
    h('a', { href: api.tableAddress('events', filtersNow(), 'csv'), download: 'events.csv' }, 'as CSV'), '.');
}

function filtersNow() {
  return Object.fromEntries(new URLSearchParams(keeping('x').split('?')[1] ?? ''));
}

function timeline(data, unit, by, whole) {
  const all = by === 'type' ? data.timeline_types : data.timeline;
  const near = whole ? { rows: all, before: 0, after: 0 } : nearRows(all);
  const { rows } = near;
  const periods = filled([...new Set(rows.map((r) => r.period))].sort(), unit);
  const at = new Map(periods.map((p, i) => [p, i]));
  const values = new Map();
  for (const r of rows) {
    const key = by === 'type' ? r.type : r.quad;
    if (!values.has(key)) values.set(key, new Array(periods.length).fill(0));
    if (at.has(r.period)) values.get(key)[at.get(r.period)] += r.events;
  }
  const series = by === 'type'
    ? Object.keys(TYPES).filter((t) => values.has(t)).map((t) => ({ name: t, key: quadKey(TYPES[t][0]), values: values.get(t) }))
    : [2, 1, 4, 3].filter((q) => values.has(q)).map((q) => ({ name: QUADS[q - 1].name, key: quadKey(q), values: values.get(q), down: q >= 3 }));
  if (!periods.length) return h('p', { class: 'note' }, 'None of these events has a date.');
  return [
    h('p', { class: 'note' }, by === 'type' ? 'Each type by its own measure. ' : 'Cooperation upwards, conflict downwards. ', 'Drag or click to choose a time. ', leftOut(near), data.undated > 0 && `${number(data.undated)} without a date or over a longer time. `,
      near.before + near.after > 0 && h('button', { type: 'button', class: 'quiet', onclick: () => change({ whole: 'yes' }, true) }, 'Draw all'),
      whole && h('button', { type: 'button', class: 'quiet', onclick: () => change({ whole: null }, true) }, 'Draw only where most are')),
    (by === 'type' ? rowChart : timeChart)({ title: 'Events over time', unit, periods, series, height: 280, onrange: (from, to) => change({ from, to }) }),
  ];
}

function typeEntries(byType) {
  return Object.keys(TYPES).filter((t) => byType[t]).map((t) => ({ label: t, value: byType[t], key: quadKey(TYPES[t][0]), title: typeMeaning(t), href: keeping('overview', null, { type: t }) }));
}

function statusShares(data) {
  const entries = Object.keys(STATUSES).filter((k) => data.by_status[k]).map((k) => [k, data.by_status[k]]);
  return [
    h('div', { class: 'strip', 'aria-hidden': 'true' }, entries.map(([k, n]) => h('span', { class: k, css: { '--share': n } }))),
    h('table', {}, h('tbody', {}, entries.map(([k, n]) => h('tr', {},
      h('th', { scope: 'row' }, h('a', { href: keeping('overview', null, { status: k }), title: STATUSES[k][1] }, STATUSES[k][0])),
      h('td', { class: 'n' }, number(n)), h('td', { class: 'n' }, share(n, data.total)))))),
  ];
}

function dyadTable(dyads) {
  if (!dyads.length) return h('p', { class: 'note' }, 'No event here has a country on both sides.');
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Pairs of countries' }, h('table', {},
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Actor → recipient'), h('th', { class: 'n', scope: 'col' }, 'Events'), h('th', { class: 'n', scope: 'col' }, 'Score'))),
    h('tbody', {}, dyads.filter((d) => d.actor !== d.recipient).map((d) => dyadRow(d, `${countryName(d.actor)} → ${countryName(d.recipient)}`))),
    h('tbody', {}, dyads.filter((d) => d.actor === d.recipient).map((d) => dyadRow(d, `Within ${countryName(d.actor)}`)))));
}

function dyadRow(d, name) {
  return h('tr', {},
    h('td', {}, h('a', { href: keeping('dyad', null, { a: d.actor, b: d.recipient }) }, name)),
    h('td', { class: 'n' }, number(d.events)),
    h('td', { class: 'n' }, h('span', { class: `score s${scoreStep(d.score)}` }, score(d.score))));
}
