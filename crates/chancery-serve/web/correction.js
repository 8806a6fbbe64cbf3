// What should the record say? The form with which a reader corrects type, status, parties' country and
// sector, dates and place; gives a whole record back, the machine's own is not changed.

import { add, h, uniqueId } from './dom.js';
import { spanOf } from './marks.js';
import { codeOfName, countryName } from './countries.js';
import { SECTORS, STATUSES, TYPES, modesOf, quadOf } from './vocab.js';

function labelled(label, control) {
  const id = uniqueId('fix');
  control.id = id;
  return h('div', { class: 'field' }, h('label', { for: id }, label), control);
}

function select(options, value) {
  const element = h('select', {}, options.map(([v, text]) => h('option', { value: v }, text)));
  if (!options.some(([v]) => v === value)) element.append(h('option', { value }, value));
  element.value = value;
  return element;
}

const sectorOptions = [['', 'unknown'], ...Object.entries(SECTORS).map(([code, name]) => [code, `${code} ${name}`])];

function party(value, role, n, find) {
  const country = h('input', { list: 'countries', autocomplete: 'off', placeholder: 'unknown', value: value.country ? countryName(value.country) : '' });
  const sector = select(sectorOptions, value.sector ?? '');
  const text = h('input', { autocomplete: 'off', value: value.text ?? '' });
  const drop = h('input', { type: 'checkbox' });
  const title = `${role} ${n + 1}`;
  return {
    element: h('fieldset', { class: 'party' }, h('legend', {}, title),
      labelled('Words', text), labelled('Country', country), labelled('Sector', sector),
      h('label', { class: 'check' }, drop, `Not ${role === 'actor' ? 'an actor' : 'a recipient'}`)),
    read() {
      if (drop.checked || (!text.value.trim() && !country.value.trim())) return null;
      const code = country.value.trim() ? codeOfName(country.value) : null;
      const changed = code !== (value.country ?? null) || (sector.value || null) !== (value.sector ?? null);
      const words = text.value.trim();
      const span = words === (value.text ?? '') ? value.span : find(words);
      return { ...value, text: words || countryName(code), span, country: code, sector: sector.value || null, basis: changed ? 'name' : value.basis };
    },
  };
}

const EMPTY = { text: null, span: null, name: null, country: null, sector: null, actor_id: null, basis: 'unknown' };

function parties(values, role, find) {
  const rows = values.map((v, i) => party(v, role, i, find));
  const place = h('div', {}, rows.map((r) => r.element));
  const button = h('button', { type: 'button', onclick: () => {
    const row = party({ ...EMPTY }, role, rows.length, find);
    rows.push(row);
    add(place, row.element);
    row.element.querySelector('input').focus();
  } }, `Add ${role === 'actor' ? 'an actor' : 'a recipient'}`);
  return { element: h('div', { class: 'parties' }, place, button), read: () => rows.map((r) => r.read()).filter(Boolean) };
}

/**
 * @param {object} record What the machine says, or an earlier correction.
 * @param {string|null} articleText Where words that are typed are looked up, nearest to the event's.
 * @param {function} onsave (record, note): the corrected record.
 */
export function correctionForm(record, articleText, onsave, oncancel) {
  const find = (words) => spanOf(words, articleText, record.trigger?.span?.[0] ?? 0);
  const type = select(Object.keys(TYPES).map((t) => [t, `${t}: ${TYPES[t][1]}`]), record.type);
  const mode = select(modeOptions(record.type), record.mode?.[0] ?? '');
  type.addEventListener('change', () => mode.replaceChildren(...modeOptions(type.value).map(([v, text]) => h('option', { value: v }, text))));
  const status = select(Object.entries(STATUSES).map(([k, [word, meaning]]) => [k, `${word}: ${meaning}`]), record.status);
  const actors = parties(record.actor ?? [], 'actor', find);
  const recipients = parties(record.recipient ?? [], 'recipient', find);
  const from = h('input', { type: 'date', value: record.date?.from ?? '' });
  const to = h('input', { type: 'date', value: record.date?.to ?? '' });
  const where = h('input', { list: 'countries', autocomplete: 'off', placeholder: 'unknown', value: record.place?.country ? countryName(record.place.country) : '' });
  const note = h('input', { type: 'text', autocomplete: 'off' });
  const wrong = h('p', { class: 'wrong', role: 'alert' });

  function read() {
    const dates = { from: from.value || null, to: to.value || from.value || null };
    const moved = dates.from !== (record.date?.from ?? null) || dates.to !== (record.date?.to ?? null);
    const country = where.value.trim() ? codeOfName(where.value) : null;
    const samePlace = country === (record.place?.country ?? null);
    const modes = type.value === record.type && mode.value === (record.mode?.[0] ?? '') ? record.mode : [mode.value].filter(Boolean);
    return {
      ...record, type: type.value, mode: modes, quad: quadOf(type.value), status: status.value, actor: actors.read(), recipient: recipients.read(),
      date: moved ? { ...record.date, ...dates, basis: dates.from ? record.date?.basis === 'unknown' ? 'text' : record.date?.basis ?? 'text' : 'unknown' } : record.date,
      place: samePlace ? record.place : country && { text: null, span: null, name: countryName(country), country, lat: null, lon: null, geoname_id: null, resolution: 'country' },
    };
  }
  const form = h('form', { class: 'correction', 'aria-label': 'Correct the record', onsubmit: (e) => {
    e.preventDefault();
    if (to.value && from.value && to.value < from.value) {
      wrong.textContent = 'The last day is before the first.';
      to.focus();
      return;
    }
    onsave(read(), note.value.trim() || null);
  }, onkeydown: (e) => { if (e.key === 'Escape') { e.stopPropagation(); oncancel(); } } },
  h('div', { class: 'correction-grid' }, labelled('Type', type), labelled('Mode', mode), labelled('Status', status),
    labelled('First day', from), labelled('Last day', to), labelled('Country of the place', where)),
  h('div', { class: 'columns' }, actors.element, recipients.element),
  labelled('Note (may stay empty)', note), wrong,
  h('div', { class: 'try-buttons' }, h('button', { type: 'submit', class: 'main' }, 'Keep this correction'), h('button', { type: 'button', onclick: oncancel }, 'Cancel')));
  return form;
}

function modeOptions(type) {
  return [['', 'none'], ...modesOf(type).map((m) => [m, m])];
}
