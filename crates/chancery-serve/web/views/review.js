// Is this record right? One event at a time in its sentence, a key for each verdict, and the precision
// so far with its interval. Verdicts are kept beside the machine's record, never over it.

import { announce, h, motion, show } from '../dom.js';
import { address, keeping } from '../router.js';
import * as api from '../api.js';
import { correctionForm } from '../correction.js';
import { reader } from '../reader.js';
import { articleName, card, verdictBadge } from '../record.js';
import { nothing, trouble } from '../states.js';
import { day, number } from '../format.js';

const KEYS = { a: 'accept', r: 'reject', c: 'correct', u: 'undo', j: 'next', k: 'previous' };
const SWITCH = 'chancery-review-keys';
/** Code points of context before and after the sentence. */
const CONTEXT = 600;

export async function review(place, { filters, params, signal }) {
  const query = { ...filters, reviewed: filters.reviewed ?? 'none', order: params.get('order') || 'date', limit: 50 };
  const [first, sums] = await Promise.all([api.events(query, signal), api.reviewSummary()]);
  const state = { queue: first.events, next: first.next, at: 0, total: first.total, done: [], editing: false, busy: false, ended: false, drawing: null };
  const texts = new Map();
  const meter = h('div', { class: 'meter', role: 'status' });
  const stage = h('div', { class: 'review-stage' });
  const buttons = h('div', { class: 'verdicts', role: 'group', 'aria-label': 'Verdict' });
  let keysOn = stored() !== 'off';

  show(place, h('h1', {}, 'Review'), meter, buttons, stage);
  showMeter(meter, sums);
  if (!state.queue.length) {
    show(stage, filters.reviewed ? nothing('events') : h('p', { class: 'empty' }, 'All events that match are reviewed. Choose “Reviewed: any” among the filters to see them again.'));
    return null;
  }
  const button = (key, text, action, main = false) => h('button', { type: 'button', class: main ? 'main' : null, onclick: action, 'aria-keyshortcuts': key }, text, ' ', h('kbd', {}, key));
  show(buttons,
    button('a', 'Accept', () => judge('accept'), true), button('r', 'Reject', () => judge('reject')), button('c', 'Correct', correct), button('u', 'Undo', undo),
    h('span', { class: 'gap' }), button('k', 'Previous', () => go(-1)), button('j', 'Next', () => go(1)),
    h('label', { class: 'check' }, h('input', { type: 'checkbox', checked: keysOn, onchange: (e) => {
      keysOn = e.target.checked;
      try {
        localStorage.setItem(SWITCH, keysOn ? 'on' : 'off');
      } catch {
        // the choice then lasts as long as the view
      }
    } }), 'one-key shortcuts'));

  const current = () => state.queue[state.at];

  function draw() {
    state.drawing = drawCurrent();
    return state.drawing;
  }
  async function drawCurrent() {
    state.editing = false;
    const record = current();
    const article = await textOf(record);
    if (signal.aborted) return;
    const body = article?.text
      ? inContext(article.text, record)
      : h('div', { class: 'spread' }, h('p', { class: 'story' }, record.sentence_text ?? `“${record.trigger?.text}”`), h('div', { class: 'cards' }, card(record, 0, { proofs: false })));
    show(stage,
      h('p', { class: 'note' }, `${number(state.at + 1)} of ${number(state.total)} · `, h('a', { href: address('article', record.article, { event: record.id }) }, articleName(record.title, record.article)),
        ` · ${[record.outlet, record.publication_date && day(record.publication_date)].filter(Boolean).join(', ')} `, verdictBadge(record.review)),
      body);
    announce(`Event ${state.at + 1}: ${record.type}, ${record.status}`);
  }
  async function textOf(record) {
    if (!texts.has(record.article)) texts.set(record.article, api.article(record.article, signal).catch(() => null));
    return texts.get(record.article);
  }
  function inContext(text, record) {
    const [a, b] = record.sentence_span ?? record.trigger.span;
    const { text: story, cards } = reader(text, [record], { chosen: 0, from: Math.max(0, a - CONTEXT), to: b + CONTEXT });
    return h('div', { class: 'spread' }, story, cards);
  }
  async function go(step) {
    const to = state.ended && step < 0 ? state.at : state.at + step;
    if (to < 0) return;
    if (to >= state.queue.length && state.next) {
      // a cursor of "not yet reviewed" stays good: it names the last event, not a row number
      const more = await api.events({ ...query, after: state.next }, signal);
      const known = new Set(state.queue.map((e) => e.id));
      state.queue.push(...more.events.filter((e) => !known.has(e.id)));
      state.next = more.next;
    }
    state.ended = to >= state.queue.length;
    if (state.ended) {
      show(stage, h('p', { class: 'empty' }, 'That was the last one. ', h('a', { href: keeping('overview') }, 'Back to the overview')));
      announce('That was the last one');
      return;
    }
    state.at = to;
    await draw();
  }
  async function judge(verdict, corrected = null, note = null) {
    if (state.busy || state.ended) return;
    state.busy = true;
    const record = current();
    try {
      await api.putReview(record.id, { verdict, ...(corrected ? { record: corrected } : {}), ...(note ? { note } : {}) });
      state.done.push({ at: state.at });
      record.review = verdict;
      record.corrected = corrected;
      showMeter(meter, await api.reviewSummary());
      await go(1);
    } catch (error) {
      if (error.name !== 'AbortError') stage.prepend(trouble(error));
    } finally {
      state.busy = false;
    }
  }
  async function undo() {
    const last = state.done.pop();
    if (!last || state.busy) {
      announce('Nothing to undo');
      return;
    }
    state.busy = true;
    try {
      const record = state.queue[last.at];
      await api.deleteReview(record.id);
      record.review = null;
      record.corrected = null;
      state.at = last.at;
      state.ended = false;
      showMeter(meter, await api.reviewSummary());
      await draw();
    } catch (error) {
      state.done.push(last);
      stage.prepend(trouble(error));
    } finally {
      state.busy = false;
    }
  }
  async function correct() {
    await state.drawing;
    if (state.editing || state.busy || state.ended) return;
    state.editing = true;
    const article = await textOf(current());
    const form = correctionForm(current().corrected ?? current(), article?.text ?? null, (record, note) => judge('correct', record, note), draw);
    stage.append(form);
    form.scrollIntoView({ block: 'nearest', behavior: motion() });
    form.querySelector('select').focus();
  }
  const actions = { accept: () => judge('accept'), reject: () => judge('reject'), correct, undo, next: () => go(1), previous: () => go(-1) };
  function onkey(e) {
    const typing = e.target.closest('input:not([type="checkbox"]), select, textarea, [contenteditable]');
    if (!keysOn || typing || e.ctrlKey || e.metaKey || e.altKey || state.editing) return;
    const action = actions[KEYS[e.key]];
    if (!action) return;
    e.preventDefault();
    action();
  }
  document.addEventListener('keydown', onkey);
  await draw();
  return () => document.removeEventListener('keydown', onkey);
}

function stored() {
  try {
    return localStorage.getItem(SWITCH);
  } catch {
    return null;
  }
}

/** Running precision: accepted among all judged, with Wilson's 95 % interval. */
function showMeter(place, sums) {
  const judged = sums.accept + sums.correct + sums.reject;
  if (!judged) {
    show(place, h('p', { class: 'note' }, 'Nothing reviewed yet. After some twenty verdicts the precision shown here starts to mean something.'));
    return;
  }
  const percent = (x) => `${Math.round(100 * x)} %`;
  show(place,
    h('p', {}, h('strong', {}, `Precision ${percent(sums.precision)}`), ` (95 % interval ${percent(sums.low)} to ${percent(sums.high)}) · `,
      `${number(sums.accept)} accepted, ${number(sums.correct)} corrected, ${number(sums.reject)} rejected · `,
      h('a', { href: 'api/v1/reviews/gold', download: 'reviews.jsonl' }, 'as gold')),
    h('div', { class: 'gauge', 'aria-hidden': 'true', css: { '--low': sums.low, '--high': sums.high, '--at': sums.precision } }, h('span', { class: 'span' }), h('span', { class: 'at' })));
}
