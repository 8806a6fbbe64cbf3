// Which words prove which field of which event, and the other way round? A text with its events
// marked, and their cards beside it. Pointing at a field, or moving to it with Tab, lights its words;
// pointing at words lights their fields. Used by the article view, by Try it and by Review.

import { h, motion } from './dom.js';
import { marksOf, pieces } from './marks.js';
import { card } from './record.js';
import { ROLES, quadKey, statusWord } from './vocab.js';

/** Roles in the order in which the innermost words show them when spans overlap. */
const RANK = ['trigger', 'size', 'date', 'place', 'said_by', 'recipient', 'actor'];

/**
 * @param {string} text The article's text.
 * @param {object[]} records Its events.
 * @param {object} options `from`, `to`: code points to show; `actions(record, index)`: buttons of a card;
 *   `chosen`: index of the event that is open at first.
 * @returns {{text: HTMLElement, cards: HTMLElement, choose: (index: number|null) => void}}
 */
export function reader(text, records, { from = 0, to = Infinity, actions = () => null, chosen = null } = {}) {
  const marks = marksOf(records);
  const spans = [];
  const numbered = new Set();
  const state = { event: null, field: null };

  const body = h('div', { class: 'story', role: 'region', 'aria-label': 'Text with events marked' },
    pieces(text, marks, from, to).map((paragraph) => h('p', {}, paragraph.map(draw))));
  const cards = h('div', { class: 'cards' }, records.map((r, i) => card(r, i, { actions: actions(r, i) })));

  function draw(piece) {
    if (piece.marks.length === 0) return piece.text;
    const triggers = piece.marks.filter((m) => m.role === 'trigger');
    const classes = ['w', ...new Set(piece.marks.map((m) => (m.role === 'trigger' ? '' : 'r')).filter(Boolean))];
    if (triggers.length) {
      const { quad, status } = records[triggers[0].event];
      classes.push('trigger', quadKey(quad), status);
    }
    const element = h(triggers.length ? 'mark' : 'span', { class: classes.join(' ') }, piece.text);
    spans.push({ element, piece });
    const ends = triggers.filter((m) => m.end === piece.end && !numbered.has(m.event));
    if (!ends.length) return element;
    // a number stays on the line of its word
    return h('span', { class: /\s/.test(piece.text) ? null : 'glue' }, element, ends.map((m) => number(m.event)));
  }
  function number(event) {
    numbered.add(event);
    const { status, type, quad } = records[event];
    return h('button', {
      type: 'button', class: `ref ${quadKey(quad)} ${status}`, 'data-ref': event,
      'aria-label': `${event + 1} ${statusWord(status)}: ${type}. Open its record`,
    }, event + 1, status === 'actual' ? null : h('span', { class: 'ref-word' }, ` ${statusWord(status)}`));
  }

  /** Lights the words of an event, the words of one field most. */
  function light(event, field = null) {
    if (state.event === event && state.field === field) return;
    state.event = event;
    state.field = field;
    body.classList.toggle('lit-up', event !== null);
    for (const { element, piece } of spans) {
      const own = piece.marks.filter((m) => m.event === event).sort((a, b) => RANK.indexOf(a.role) - RANK.indexOf(b.role));
      const shown = own.find((m) => m.field === field) ?? own[0];
      element.dataset.role = shown?.role ?? '';
      element.classList.toggle('own', Boolean(shown));
      element.classList.toggle('lit', Boolean(shown) && field !== null && own.some((m) => m.field === field));
      element.dataset.label = shown && shown.start === piece.start && shown.role !== 'trigger' ? ROLES[shown.role] : '';
    }
    for (const c of cards.children) c.classList.toggle('active', Number(c.dataset.card) === event);
    for (const p of cards.querySelectorAll('.proof')) {
      p.classList.toggle('lit', field !== null && Number(p.dataset.event) === event && p.dataset.field === field);
    }
  }
  /** Opens an event for good: its words stay lit when nothing is pointed at. */
  function choose(event) {
    chosen = event;
    for (const c of cards.children) c.classList.toggle('pinned', Number(c.dataset.card) === event);
    light(event);
    if (event === null) return;
    const beside = getComputedStyle(cards).overflowY !== 'visible';
    const c = cards.children[event];
    if (beside) cards.scrollTo({ top: c.offsetTop - cards.offsetTop - 8, behavior: motion() });
  }
  const rest = () => light(chosen);
  const pieceAt = new Map(spans.map(({ element, piece }) => [element, piece]));
  const pieceOf = (element) => pieceAt.get(element);
  // browsers also send moves when a page scrolls beneath a resting mouse; those mean nothing
  const hasMoved = (e) => e.movementX !== 0 || e.movementY !== 0;

  body.addEventListener('pointermove', (e) => {
    if (!hasMoved(e)) return;
    const found = pieceOf(e.target);
    const ref = e.target.closest('[data-ref]');
    if (ref) light(Number(ref.dataset.ref), 'trigger');
    else if (found) {
      const best = bestMark(found.marks);
      light(best.event, best.field);
    }
  });
  body.addEventListener('pointerleave', rest);
  body.addEventListener('click', (e) => {
    const found = pieceOf(e.target);
    const ref = e.target.closest('[data-ref]');
    if (ref) {
      choose(Number(ref.dataset.ref));
      if (e.detail === 0) cards.children[chosen].focus();
    } else if (found) choose(nextOf(found.marks));
    else if (getSelection().isCollapsed) choose(null);
  });
  body.addEventListener('focusin', (e) => {
    const ref = e.target.closest('[data-ref]');
    if (ref) light(Number(ref.dataset.ref), 'trigger');
  });
  body.addEventListener('focusout', rest);
  for (const kind of ['pointermove', 'focusin']) {
    cards.addEventListener(kind, (e) => {
      if (kind === 'pointermove' && !hasMoved(e)) return;
      const p = e.target.closest('.proof');
      const c = e.target.closest('.card');
      if (p) light(Number(p.dataset.event), p.dataset.field);
      else if (c) light(Number(c.dataset.card));
    });
  }
  cards.addEventListener('pointerleave', rest);
  cards.addEventListener('focusout', rest);
  cards.addEventListener('click', (e) => {
    const p = e.target.closest('.proof');
    if (e.target.closest('.card-close')) {
      choose(null);
    } else if (p) {
      light(Number(p.dataset.event), p.dataset.field);
      spans.find((s) => s.element.classList.contains('lit'))?.element.scrollIntoView({ block: 'center', behavior: motion() });
    }
  });
  cards.addEventListener('keydown', (e) => {
    const c = e.target.closest('.card');
    if (e.key !== 'Escape' || !c) return;
    choose(null);
    body.querySelector(`[data-ref="${c.dataset.card}"]`)?.focus();
  });

  /** Triggers win over other words, events that are open over those that are not, short spans over long. */
  function bestMark(list) {
    const weight = (m) => (m.event === chosen ? 0 : 2) + (m.role === 'trigger' ? 0 : 1) + (m.end - m.start) / 1e6;
    return [...list].sort((a, b) => weight(a) - weight(b))[0];
  }
  /** The event after the open one among those that share the words: clicks go round. */
  function nextOf(list) {
    const own = [...new Set([...list].sort((a, b) => RANK.indexOf(a.role) - RANK.indexOf(b.role)).map((m) => m.event))];
    return own[(own.indexOf(chosen) + 1) % own.length];
  }

  if (chosen !== null) choose(chosen);
  return { text: body, cards, choose };
}

/** What the marks in a text mean, for the foot of a story. */
export function roleLegend() {
  return h('ul', { class: 'legend', 'aria-label': 'Marks in the text' }, ['actor', 'recipient', 'said_by', 'date', 'place', 'size'].map((role) =>
    h('li', {}, h('span', { class: `swatch ${role}` }, ROLES[role]))));
}
