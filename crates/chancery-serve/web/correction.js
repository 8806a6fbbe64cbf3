// What should the record say? The form with which a reader corrects type, status, parties' country and
// sector, dates and place; gives a whole record back, the machine's own is not changed. Every party and
// place keeps its proof: words that stand in the article.

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
    /** The party, null if there is none; throws if its words do not stand in the article. */
    read() {
      if (drop.checked || (!text.value.trim() && !country.value.trim())) return null;
      const code = countryIn(country);
      const changed = code !== (value.country ?? null) || (sector.value || null) !== (value.sector ?? null);
      const words = text.value.trim();
      const span = words === (value.text ?? '') ? value.span : find(words, text);
      return { ...value, text: words, span, country: code, sector: sector.value || null, basis: changed ? 'name' : value.basis };
    },
  };
}

/** What is wrong in the form, in words, and the field in which it was typed. */
class Wrong extends Error {
  constructor(message, field) {
    super(message);
    this.field = field;
  }
}

/** Code of the country that is typed in a field, null for none; throws if there is no such country. */
function countryIn(field) {
  const typed = field.value.trim();
  if (!typed) return null;
  const code = codeOfName(typed);
  if (countryName(code) === code) throw new Wrong(`“${typed}” is no country of the list. Type its English name or its three letters.`, field);
  return code;
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
  const find = (words, field) => {
    const span = spanOf(words, articleText, record.trigger?.span?.[0] ?? 0);
    if (!span) throw new Wrong(words ? `“${words}” does not stand in the article. Copy the words from the text.` : 'Give the words of the article that say so.', field);
    return span;
  };
  const type = select(Object.keys(TYPES).map((t) => [t, `${t}: ${TYPES[t][1]}`]), record.type);
  const mode = select(modeOptions(record.type), record.mode?.[0] ?? '');
  type.addEventListener('change', () => mode.replaceChildren(...modeOptions(type.value).map(([v, text]) => h('option', { value: v }, text))));
  const status = select(Object.entries(STATUSES).map(([k, [word, meaning]]) => [k, `${word}: ${meaning}`]), record.status);
  const actors = parties(record.actor ?? [], 'actor', find);
  const recipients = parties(record.recipient ?? [], 'recipient', find);
  const from = h('input', { type: 'date', value: record.date?.from ?? '' });
  const to = h('input', { type: 'date', value: record.date?.to ?? '' });
  const where = h('input', { list: 'countries', autocomplete: 'off', placeholder: 'unknown', value: record.place?.country ? countryName(record.place.country) : '' });
  const whereWords = h('input', { type: 'text', autocomplete: 'off', value: record.place?.text ?? '' });
  const note = h('input', { type: 'text', autocomplete: 'off' });
  const wrong = h('p', { class: 'wrong', role: 'alert' });

  function read() {
    const dates = { from: from.value || null, to: to.value || from.value || null };
    const moved = dates.from !== (record.date?.from ?? null) || dates.to !== (record.date?.to ?? null);
    const modes = type.value === record.type && mode.value === (record.mode?.[0] ?? '') ? record.mode : [mode.value].filter(Boolean);
    return {
      ...bare(record), type: type.value, mode: modes, quad: quadOf(type.value), status: status.value, actor: actors.read(), recipient: recipients.read(),
      date: moved ? { ...record.date, ...dates, basis: dates.from ? (record.date?.span ? 'text' : 'reporting') : 'unknown' } : record.date,
      place: placeOf(record.place, whereWords, where, find),
    };
  }
  const form = h('form', { class: 'correction', 'aria-label': 'Correct the record', onsubmit: (e) => {
    e.preventDefault();
    if (to.value && from.value && to.value < from.value) {
      wrong.textContent = 'The last day is before the first.';
      to.focus();
      return;
    }
    let corrected;
    try {
      corrected = read();
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      wrong.textContent = error.message;
      error.field.focus();
      return;
    }
    onsave(corrected, note.value.trim() || null);
  }, onkeydown: (e) => { if (e.key === 'Escape') { e.stopPropagation(); oncancel(); } } },
  h('div', { class: 'correction-grid' }, labelled('Type', type), labelled('Mode', mode), labelled('Status', status),
    labelled('First day', from), labelled('Last day', to),
    labelled('Words of the place', whereWords), labelled('Country of the place', where)),
  h('div', { class: 'columns' }, actors.element, recipients.element),
  labelled('Note (may stay empty)', note), wrong,
  h('div', { class: 'try-buttons' }, h('button', { type: 'submit', class: 'main' }, 'Keep this correction'), h('button', { type: 'button', onclick: oncancel }, 'Cancel')));
  return form;
}

function modeOptions(type) {
  return [['', 'none'], ...modesOf(type).map((m) => [m, m])];
}

/** The record alone, without what the list of events says beside it. */
function bare(record) {
  const { incident, review, corrected, title, sentence_text, link, incident_events, ...rest } = record;
  return rest;
}

/** The place by its words; coordinates stay only while words and country stay. */
function placeOf(before, words, country, find) {
  const text = words.value.trim();
  const code = countryIn(country);
  if (!text && !code) return null;
  if (before && text === before.text && code === before.country) return before;
  const span = before && text === before.text ? before.span : find(text, words);
  return { text, span, name: null, country: code, lat: null, lon: null, geoname_id: null, resolution: null };
}
