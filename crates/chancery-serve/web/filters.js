// Which events does the reader want? The bar above the views; it writes into the address, and the
// address is the only truth.

import { add, h, show, uniqueId } from './dom.js';
import { change, filtersOf, here } from './router.js';
import { allCountries, codeOfName, countryName } from './countries.js';
import { QUADS, STATUSES, TYPES } from './vocab.js';
import { day } from './format.js';

const CONFIDENCES = [['', 'any'], ['0.3', '0.3 or more'], ['0.5', '0.5 or more'], ['0.7', '0.7 or more'], ['0.9', '0.9 or more']];
const VERDICTS = [['', 'any'], ['none', 'not yet'], ['accept', 'accepted'], ['correct', 'corrected'], ['reject', 'rejected']];
const LABELS = {
  q: 'words', from: 'from', to: 'to', party: 'either side', actor: 'actor', recipient: 'recipient', type: 'type', quad: 'quad',
  status: 'status', outlet: 'outlet', place_country: 'place', min_confidence: 'confidence', reviewed: 'reviewed',
};
const COUNTRY = new Set(['party', 'actor', 'recipient', 'place_country']);
const MORE = ['quad', 'actor', 'recipient', 'place_country', 'outlet', 'q', 'min_confidence', 'reviewed'];

/** Builds the bar in `place`; gives `sync`, to be called whenever the address has changed. */
export function filterBar(place) {
  const inputs = new Map();
  const chips = h('div', { class: 'filter-bottom' });
  const outlets = h('datalist', { id: 'outlets' });
  const more = h('div', { class: 'filter-more', hidden: true });
  const moreButton = h('button', { type: 'button', 'aria-expanded': 'false', onclick: () => unfold(more.hidden) }, 'More filters');
  const fold = h('button', { type: 'button', class: 'filter-fold', 'aria-expanded': 'false', onclick: () => unfoldAll() }, 'Filters');
  const bar = h('div', { class: 'filters folded' }, fold);

  function unfold(open) {
    more.hidden = !open;
    moreButton.setAttribute('aria-expanded', String(open));
    moreButton.textContent = open ? 'Fewer filters' : 'More filters';
  }
  function unfoldAll() {
    const folded = bar.classList.toggle('folded');
    fold.setAttribute('aria-expanded', String(!folded));
  }
  function keep(key, control) {
    inputs.set(key, control);
    return control.element;
  }

  add(more, [
    keep('quad', checks('quad', 'Kind', [[null, QUADS.map(({ quad, name, key }) => [String(quad), name, '', key])]])),
    keep('actor', textField('actor', 'Actor', 'country or name', 'countries')),
    keep('recipient', textField('recipient', 'Recipient', 'country or name', 'countries')),
    keep('place_country', textField('place_country', 'Took place in', 'country', 'countries')),
    keep('outlet', textField('outlet', 'Outlet', 'any', 'outlets')),
    keep('q', textField('q', 'Words in the article', 'any')),
    keep('min_confidence', choice('min_confidence', 'Confidence', CONFIDENCES)),
    keep('reviewed', choice('reviewed', 'Reviewed', VERDICTS)),
  ]);
  add(bar, [
    h('div', { class: 'filter-row' },
      keep('from', textField('from', 'From', '', null, 'date')),
      keep('to', textField('to', 'To', '', null, 'date')),
      keep('party', textField('party', 'Who, on either side', 'country or name', 'countries')),
      keep('type', checks('type', 'Type', typeGroups())),
      keep('status', checks('status', 'Status', [[null, Object.entries(STATUSES).map(([k, [word, meaning]]) => [k, word, meaning])]])),
      more,
      h('div', { class: 'field' }, moreButton)),
    chips,
    h('datalist', { id: 'countries' }, allCountries.map(([code, name]) => h('option', { value: name }, code))),
    outlets,
  ]);
  show(place, bar);

  return {
    /** Reads the address into the bar. */
    sync() {
      const filters = filtersOf(here().params);
      for (const [key, control] of inputs) control.set(filters[key] ?? '');
      const active = Object.entries(filters);
      if (more.hidden && active.some(([key]) => MORE.includes(key) && !(key === 'q' && here().view === 'search'))) unfold(true);
      fold.textContent = active.length ? `Filters (${active.length})` : 'Filters';
      const held = chips.contains(document.activeElement);
      show(chips, active.map(([key, value]) => chip(key, value)),
        active.length > 1 && h('button', { type: 'button', class: 'quiet', onclick: () => change(Object.fromEntries(active.map(([k]) => [k, null]))) }, 'Clear all'));
      // a filter that was taken away took the focus with it
      if (held) (chips.querySelector('button') ?? (fold.offsetParent ? fold : moreButton)).focus();
    },
    /** Offers names of outlets. */
    offerOutlets(names) {
      show(outlets, names.map((name) => h('option', { value: name })));
    },
  };
}

function chip(key, value) {
  const said = `${LABELS[key]}: ${valueName(key, value)}`;
  return h('button', { type: 'button', class: 'chip', 'aria-label': `Remove filter ${said}`, onclick: () => change({ [key]: null }) }, said);
}

/** A filter's value in words. */
export function valueName(key, value) {
  if (COUNTRY.has(key)) return countryName(value);
  if (key === 'status') return value.split(',').map((v) => STATUSES[v]?.[0] ?? v).join(', ');
  if (key === 'quad') return value.split(',').map((v) => QUADS[Number(v) - 1]?.name ?? v).join(', ');
  if (key === 'from' || key === 'to') return day(value);
  if (key === 'min_confidence') return `${value} or more`;
  if (key === 'reviewed') return VERDICTS.find(([k]) => k === value)?.[1] ?? value;
  return value;
}

function typeGroups() {
  return QUADS.map(({ quad, name, key }) => [[name, key], Object.entries(TYPES).filter(([, t]) => t[0] === quad).map(([type, t]) => [type, type, t[1]])]);
}

function textField(key, label, placeholder, list = null, type = 'text') {
  const id = uniqueId(key);
  const input = h('input', { id, type, placeholder, list, autocomplete: 'off', onchange: () => change({ [key]: read() }) });
  const read = () => (COUNTRY.has(key) && input.value ? codeOfName(input.value) : input.value.trim());
  return {
    element: h('div', { class: 'field' }, h('label', { for: id }, label), input),
    set(value) {
      input.value = COUNTRY.has(key) ? (value && countryName(value)) : value;
    },
  };
}

function choice(key, label, options) {
  const id = uniqueId(key);
  const select = h('select', { id, onchange: () => change({ [key]: select.value }) }, options.map(([value, text]) => h('option', { value }, text)));
  return {
    element: h('div', { class: 'field' }, h('label', { for: id }, label), select),
    set(value) {
      if (value && !options.some(([v]) => v === value)) select.append(h('option', { value }, value));
      select.value = value;
    },
  };
}

function checks(key, label, groups) {
  const boxes = new Map();
  const summary = h('summary', {}, 'any');
  const pick = () => change({ [key]: [...boxes].filter(([, b]) => b.checked).map(([v]) => v).join(',') });
  const list = groups.map(([name, entries]) => [
    name && h('div', { class: 'label group' }, h('span', { class: `key ${name[1]}` }), name[0]),
    entries.map(([value, text, meaning, key]) => {
      const box = h('input', { type: 'checkbox', onchange: pick });
      boxes.set(value, box);
      return h('label', { class: 'check' }, box, h('span', {}, key && h('span', { class: `key ${key}` }), text, h('span', { class: 'mode' }, ` ${meaning}`)));
    }),
  ]);
  const details = h('details', { class: 'pick', onkeydown: (e) => { if (e.key === 'Escape') { details.open = false; summary.focus(); } } },
    summary, h('fieldset', {}, h('legend', { class: 'visually-hidden' }, label), list));
  document.addEventListener('click', (e) => { if (!details.contains(e.target)) details.open = false; });
  details.addEventListener('focusout', (e) => { if (e.relatedTarget && !details.contains(e.relatedTarget)) details.open = false; });
  return {
    element: h('div', { class: 'field' }, h('span', { class: 'label', 'aria-hidden': 'true' }, label), details),
    set(value) {
      const chosen = new Set(value.split(',').filter(Boolean));
      for (const [v, box] of boxes) box.checked = chosen.has(v);
      const text = chosen.size === 0 ? 'any' : valueName(key, value);
      show(summary, h('span', { class: 'visually-hidden' }, `${label}: `), text);
    },
  };
}
