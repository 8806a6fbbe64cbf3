// How did two actors treat each other over time? Scores and counts, both directions, who says things
// about them, and the events themselves.

import { announce, h, show, uniqueId } from '../dom.js';
import { change, here, keeping } from '../router.js';
import * as api from '../api.js';
import { bars, timeChart } from '../charts.js';
import { PERIODS, filled, leftOut, nearRows } from '../periods.js';
import { codeOfName, countryName } from '../countries.js';
import { count, number, score } from '../format.js';
import { eventItem } from '../record.js';
import { growingList } from '../list.js';
import { nothing } from '../states.js';
import { QUADS, TYPES, quadKey, scoreStep } from '../vocab.js';
import { quadLegend } from '../legend.js';
import { toggle } from '../toggle.js';
import { section } from './overview.js';

export async function dyad(place, { params, filters, signal }) {
  const a = params.get('a');
  const b = params.get('b');
  if (!a || !b) {
    const { dyads } = await api.summary(filters, signal);
    show(place, h('h1', {}, 'Two actors over time'), chooser(a, b),
      dyads.length > 0 && section('Or one of these', [], h('ul', { class: 'pairs' }, dyads.filter((d) => d.actor !== d.recipient).map((d) => h('li', {},
        h('a', { href: keeping('dyad', null, { a: d.actor, b: d.recipient }) }, `${countryName(d.actor)} → ${countryName(d.recipient)}`), h('span', { class: 'note' }, ` ${number(d.events)}`))))));
    return;
  }
  const unit = params.get('period') || 'month';
  const within = a === b;
  const directed = within || params.get('directed') === 'true';
  const rest = { ...filters };
  delete rest.actor;
  delete rest.recipient;
  delete rest.party;
  const data = await api.dyads({ ...rest, a, b, directed, period: unit }, signal);
  const total = data.series.reduce((n, x) => n + x.events, 0);
  const head = [
    h('h1', {}, within ? `Within ${countryName(a)}` : `${countryName(a)} ${directed ? '→' : 'and'} ${countryName(b)}`), chooser(a, b),
    h('div', { class: 'section-head' },
      !within && toggle('Direction', [['', 'Both directions'], ['true', `Only ${countryName(a)} → ${countryName(b)}`]], directed ? 'true' : '', (v) => change({ directed: v }, true)),
      toggle('Period', PERIODS, unit, (v) => change({ period: v }, true))),
  ];
  if (!Object.keys(data.types).length && !total) {
    show(place, head, nothing(`events between ${countryName(a)} and ${countryName(b)}`, 'Try the other direction or a longer time.'));
    return;
  }
  const directions = directed ? [[a, b]] : [[a, b], [b, a]];
  const lists = await Promise.all(directions.map(([x, y]) => eventsOf(rest, x, y, signal)));
  show(place, head,
    section('Over time', [], chart(data, unit), quadLegend()),
    h('div', { class: 'columns' },
      section('Directions', [], h('table', {},
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Actor → recipient'), h('th', { scope: 'col', class: 'n' }, 'Events'), h('th', { scope: 'col', class: 'n' }, 'Mean score'))),
        h('tbody', {}, data.directions.map((d) => h('tr', {}, h('td', {}, `${countryName(d.actor)} → ${countryName(d.recipient)}`), h('td', { class: 'n' }, number(d.events)),
          h('td', { class: 'n' }, h('span', { class: `score s${scoreStep(d.score)}` }, score(d.score)))))))),
      section('Types', [], bars(Object.keys(TYPES).filter((t) => data.types[t]).map((t) => ({ label: t, value: data.types[t], key: quadKey(TYPES[t][0]), href: keeping('dyad', null, { a, b, period: unit, type: t }) })))),
      section('Who says so', [], data.said_by.length
        ? bars(data.said_by.slice(0, 12).map((s) => ({ label: s.country ? `${s.text} (${s.country})` : s.text, value: s.events })))
        : h('p', { class: 'note' }, 'All of it is told in the articles’ own voice.'))),
    h('div', { class: 'columns wide' }, lists));
  announce(`${count(total, 'event')} between ${countryName(a)} and ${countryName(b)}`);
}

async function eventsOf(filters, actor, recipient, signal) {
  const fetchPage = async (after) => {
    const answer = await api.events({ ...filters, actor, recipient, order: '-date', limit: 10, after }, signal);
    return { items: answer.events.map((e) => eventItem(e)), next: answer.next };
  };
  return section(`${countryName(actor)} → ${countryName(recipient)}`, [], await growingList(fetchPage, { none: h('p', { class: 'note' }, 'No events in this direction.') }));
}

function chart(data, unit) {
  const near = nearRows(data.series);
  const known = new Map(near.rows.map((x) => [x.period, x]));
  const periods = filled([...known.keys()].sort(), unit);
  if (!periods.length) return h('p', { class: 'note' }, 'None of these events has a date.');
  const series = [2, 1, 4, 3].map((q) => ({
    name: QUADS[q - 1].name, key: quadKey(q), down: q >= 3, values: periods.map((p) => known.get(p)?.quads[q - 1] ?? 0),
  }));
  return [h('p', { class: 'note' }, leftOut(near)), timeChart({
    title: 'Events and mean score over time', unit, periods, series, height: 220,
    line: periods.map((p) => known.get(p)?.score ?? null), onrange: (from, to) => change({ from, to }),
  })];
}

function chooser(a, b) {
  const box = (key, label, value) => {
    const id = uniqueId(key);
    const input = h('input', { id, list: 'countries', placeholder: 'country', autocomplete: 'off', value: value ? countryName(value) : '', onchange: () => change({ [key]: codeOfName(input.value) }) });
    return h('div', { class: 'field' }, h('label', { for: id }, label), input);
  };
  const swap = h('button', { type: 'button', 'aria-label': 'Swap the two', onclick: () => {
    const { params } = here();
    change({ a: params.get('b'), b: params.get('a') });
  } }, '⇄');
  return h('div', { class: 'chooser' }, box('a', 'First', a), swap, box('b', 'Second', b));
}
