// What is on the page now? Starts the page, follows the address, and hands the main part to the view
// that the address names. A view is a function (place, {id, params, signal}) that draws into `place`
// and may return a function to be called when the reader leaves.

import { announce, h, show } from './dom.js';
import { filtersOf, here, keeping, parse } from './router.js';
import { arrive, focusOf, refocus } from './place.js';
import { filterBar } from './filters.js';
import * as api from './api.js';
import { trouble } from './states.js';
import { legend } from './legend.js';
import { number } from './format.js';
import { themeSwitch } from './theme.js';
import { overview } from './views/overview.js';
import { search } from './views/search.js';
import { dyad } from './views/dyad.js';
import { network } from './views/network.js';
import { article } from './views/article.js';
import { event } from './views/event.js';
import { claims } from './views/claims.js';
import { tryIt } from './views/try.js';
import { review } from './views/review.js';

/** Views by the first part of the address: title, function, whether filters act, whether in the menu. */
const VIEWS = {
  overview: { title: 'Overview', draw: overview, filters: true, menu: true },
  search: { title: 'Search', draw: search, filters: true, menu: true },
  dyad: { title: 'Two actors', draw: dyad, filters: true, menu: true },
  network: { title: 'Network', draw: network, filters: true, menu: true },
  claims: { title: 'Claims', draw: claims, filters: true, menu: true },
  review: { title: 'Review', draw: review, filters: true, menu: true },
  try: { title: 'Try it', draw: tryIt, filters: false, menu: true },
  article: { title: 'Article', draw: article, filters: false, menu: false },
  event: { title: 'Event', draw: event, filters: false, menu: false },
};

const main = document.getElementById('main');
const filterPlace = document.getElementById('filters');
const bar = filterBar(filterPlace);
let leave = null;
let running = null;
let last = null;

function menu(current) {
  show(document.getElementById('views'), h('ul', {}, Object.entries(VIEWS).filter(([, v]) => v.menu).map(([key, v]) =>
    h('li', {}, h('a', { href: keeping(key), 'aria-current': key === current ? 'page' : null }, v.title)))));
  const link = document.querySelector('#views [aria-current]');
  if (link) link.closest('ul').scrollLeft = link.offsetLeft - 40;
}

async function draw() {
  const place = here();
  const view = VIEWS[place.view];
  running?.abort();
  leave?.();
  leave = null;
  running = new AbortController();
  const { signal } = running;
  menu(place.view);
  filterPlace.hidden = !view?.filters;
  bar.sync();
  const moved = last !== null && (last.view !== place.view || last.id !== place.id);
  const fresh = last === null || moved;
  last = place;
  const height = arrive();
  const focus = moved ? null : focusOf(main);
  document.title = `${view ? view.title : 'Not found'} · chancery`;
  if (!view) {
    show(main, trouble(new api.Trouble('not_found', `There is no view “${place.view}”. Take one from the menu above.`), 'h1'));
    return;
  }
  if (fresh) show(main, h('p', { class: 'empty' }, 'Reading …'));
  main.classList.add('busy');
  try {
    const left = await view.draw(main, { ...place, filters: filtersOf(place.params), signal, bar });
    if (signal.aborted) left?.();
    else leave = left ?? null;
  } catch (error) {
    if (error.name === 'AbortError' || signal.aborted) return;
    show(main, trouble(error, 'h1'));
    if (!(error instanceof api.Trouble)) console.error(error);
  } finally {
    if (!signal.aborted) main.classList.remove('busy');
  }
  if (moved && !signal.aborted) {
    main.focus({ preventScroll: true });
    requestAnimationFrame(() => requestAnimationFrame(() => { if (!signal.aborted && !place.params.get('event')) scrollTo(0, height ?? 0); }));
    announce(document.title);
  }
  refocus(main, focus);
}

async function stamp() {
  try {
    const health = await api.health();
    document.getElementById('archive-line').textContent = `${number(health.events)} events in ${number(health.articles)} articles`;
    document.getElementById('stamp').textContent = `${health.coder ?? `chancery ${health.version}`}. Everything stays on this machine.`;
  } catch {
    // the view that is being drawn says what is wrong
  }
}

themeSwitch(document.getElementById('theme'));
show(document.getElementById('legend'), legend());
document.getElementById('skip').addEventListener('click', (e) => {
  e.preventDefault();
  main.focus();
  main.scrollIntoView();
});
addEventListener('hashchange', draw);
if (!location.hash) history.replaceState(null, '', '#/overview');
if (parse(location.hash).view) draw();
stamp();
