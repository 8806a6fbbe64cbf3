// What does one record say? A line for lists, and a card with every field, for reading beside the text.

import { h } from './dom.js';
import { address, keeping } from './router.js';
import { countryName } from './countries.js';
import { withHits } from './hits.js';
import { day, interval, range, score } from './format.js';
import { BASES, SECTORS, STATUSES, quadKey, scoreStep, statusWord, typeMeaning } from './vocab.js';

const VERDICTS = { accept: 'accepted', correct: 'corrected', reject: 'rejected' };

/** What an article is called where it has no title. */
export function articleName(title, id) {
  return title || (/^\d+$/.test(id) ? `Article ${id}` : id);
}

/** The badge of a status; none for news itself. */
export function statusBadge(status) {
  return status === 'actual' ? null : h('span', { class: `badge ${status}`, title: STATUSES[status]?.[1] }, statusWord(status));
}

export function verdictBadge(review) {
  const verdict = typeof review === 'string' ? review : review?.verdict;
  return verdict ? h('span', { class: 'badge verdict' }, VERDICTS[verdict] ?? verdict) : null;
}

/** Type with the quad's colour and the modes. */
export function typeLabel(record) {
  return [
    h('span', { class: 'type', title: typeMeaning(record.type) }, h('span', { class: `key ${quadKey(record.quad)}` }), record.type),
    record.mode?.length > 0 && h('span', { class: 'mode' }, record.mode.join(', ')),
  ];
}

/** `Russia, military` of a party; its words where no country is known. */
export function partyName(party) {
  const sector = party.sector && party.sector !== 'GOV' ? SECTORS[party.sector] ?? party.sector : null;
  const who = party.country ? countryName(party.country) : `“${party.text}”`;
  return sector ? `${who} (${sector})` : who;
}

/** Parties as a list without repeats; a dash if there are none. */
export function partyNames(parties) {
  const names = [...new Set((parties ?? []).map(partyName))];
  return names.length ? names.join(', ') : '–';
}

/** One event in a list. `without`: what the list says already (`article`); `query`: words to mark. */
export function eventItem(record, { without = '', query = '' } = {}) {
  const said = (record.said_by ?? []).map((s) => s.text).join(' via ');
  return h('li', { class: `event ${quadKey(record.quad)}${record.status === 'actual' ? '' : ' aside'}` },
    h('div', { class: 'event-line' },
      typeLabel(record), statusBadge(record.status), verdictBadge(record.review),
      h('span', {}, partyNames(record.actor), record.recipient?.length ? [h('span', { class: 'arrow' }, ' → '), partyNames(record.recipient)] : null),
      h('time', { datetime: record.date?.from ?? null }, interval(record.date?.from, record.date?.to)),
      record.place?.name && h('span', { class: 'mode' }, record.place.name)),
    record.sentence_text ? h('p', { class: 'sentence' }, withTrigger(record, query)) : h('p', { class: 'sentence' }, `“${record.trigger?.text ?? ''}”`),
    h('p', { class: 'foot' },
      said && [`Said by ${said}. `],
      without !== 'article' && [h('a', { href: address('article', record.article, { event: record.id }) }, articleName(record.title, record.article)),
        ` ${[record.outlet, record.publication_date && day(record.publication_date)].filter(Boolean).join(', ')} `],
      record.incident && h('a', { href: address('event', record.id) }, 'other reports')));
}

/** The sentence with the trigger's words marked. */
function withTrigger(record, query) {
  const points = Array.from(record.sentence_text);
  const offset = record.sentence_span?.[0];
  const [a, b] = (record.trigger?.span ?? []).map((x) => x - offset);
  if (!(a >= 0 && b <= points.length && a < b)) return withHits(record.sentence_text, query);
  return [withHits(points.slice(0, a).join(''), query), h('mark', {}, points.slice(a, b).join('')), withHits(points.slice(b).join(''), query)];
}

/**
 * The card of a record: a value for each field, as a button where words prove it. The caller lights
 * the words: values bear `data-event` and `data-field`. `proofs: false` where there is no text to light.
 */
export function card(record, index, { actions = null, proofs = true } = {}) {
  const proof = (field, value, ...content) => (value?.span && proofs
    ? h('button', { type: 'button', class: 'proof', 'data-event': index, 'data-field': field }, content)
    : h('span', { class: value?.span ? 'words' : null }, content));
  const row = (role, label, values) => values.length > 0 && h('div', { class: 'row' }, h('dt', { class: `role ${role}` }, label), h('dd', {}, values));
  const party = (role) => (p, i) => h('div', {}, proof(`${role}.${i}`, p, p.text ?? p.name ?? 'unknown'), h('span', { class: 'meaning' }, partyMeaning(p)));
  const date = record.date ?? {};
  const place = record.place;
  const sizes = Object.entries(record.size ?? {}).filter(([, v]) => v);
  return h('article', {
    class: `card ${quadKey(record.quad)}${record.status === 'actual' ? '' : ' aside'} ${record.status}`, id: `card-${index}`, tabindex: '-1', 'data-card': index,
    'aria-label': `Event ${index + 1}: ${record.type}, ${statusWord(record.status)}`,
  },
  h('header', { class: 'card-head' },
    h('span', { class: `ref ${quadKey(record.quad)}`, 'aria-hidden': 'true' }, index + 1),
    typeLabel(record), statusBadge(record.status), verdictBadge(record.review),
    h('button', { type: 'button', class: 'quiet card-close' }, 'Close')),
  h('dl', {},
    row('trigger', 'event', [proof('trigger', record.trigger, record.trigger?.text), h('span', { class: 'meaning' }, typeMeaning(record.type))]),
    row('actor', 'actor', (record.actor ?? []).map(party('actor'))),
    row('recipient', 'recipient', (record.recipient ?? []).map(party('recipient'))),
    row('date', 'when', [proof('date', date, date.text ?? interval(date.from, date.to)), date.text ? h('span', { class: 'meaning' }, interval(date.from, date.to)) : h('span', { class: 'meaning' }, date.basis === 'unknown' ? '' : BASES[date.basis] ?? '')]),
    row('place', 'where', place ? [proof('place', place, place.text ?? place.name ?? countryName(place.country)), h('span', { class: 'meaning' }, placeMeaning(place))] : []),
    row('said_by', 'said by', (record.said_by ?? []).map((s, i) => h('div', {}, proof(`said_by.${i}`, s, s.text), h('span', { class: 'meaning' }, [s.country && countryName(s.country), s.sector && (SECTORS[s.sector] ?? s.sector), s.cue && `“${s.cue}”`].filter(Boolean).join(', '))))),
    sizes.map(([name, value]) => row('size', name, [proof(`size.${name}`, value, value.text ?? range(value)), h('span', { class: 'meaning' }, range(value))])),
    record.context?.length > 0 && row('context', 'context', [record.context.join(', ')])),
  record.corrected && h('p', { class: 'corrected note' }, 'A reader corrected: ', corrections(record).join('; ')),
  h('footer', { class: 'card-foot note' },
    h('span', { class: `score s${scoreStep(record.score)}` }, `score ${score(record.score)}`),
    h('span', {}, `confidence ${Number(record.confidence ?? 0).toFixed(2)}`),
    record.incident && h('a', { href: keeping('event', record.id) }, 'other reports'),
    actions));
}

function partyMeaning(p) {
  const what = [p.country && countryName(p.country), p.sector && (SECTORS[p.sector] ?? p.sector)].filter(Boolean).join(', ');
  const name = p.name && p.name !== p.text && p.name !== countryName(p.country) ? `${p.name}; ` : '';
  return `${name}${what || 'country unknown'}${BASES[p.basis] && what ? `, ${BASES[p.basis]}` : ''}`;
}

function placeMeaning(place) {
  const name = place.name && place.name !== place.text ? `${place.name}, ` : '';
  const of = place.resolution === 'country' && name ? '' : countryName(place.country);
  return `${name}${of}`.replace(/, $/, '') + (place.resolution === 'admin1' ? ' (region)' : '');
}

/** What a reader put right, field by field. */
function corrections({ corrected, ...record }) {
  const fields = [
    ['event', (r) => [r.type, ...(r.mode ?? [])].join(' ')], ['status', (r) => statusWord(r.status)],
    ['actor', (r) => partyNames(r.actor)], ['recipient', (r) => partyNames(r.recipient)],
    ['when', (r) => interval(r.date?.from, r.date?.to)], ['where', (r) => (r.place ? [r.place.name ?? r.place.text, countryName(r.place.country)].join(', ') : '–')],
  ];
  const changed = fields.filter(([, of]) => of(record) !== of(corrected)).map(([name, of]) => `${name} ${of(corrected)}`);
  return changed.length ? changed : ['words only'];
}
