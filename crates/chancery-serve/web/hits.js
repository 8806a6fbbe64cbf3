// Where in a text are the words that the reader searched for?

import { h } from './dom.js';

/** `text` as parts in which the searched words, whole or as beginnings of words, stand in a mark. */
export function withHits(text, query) {
  const words = (query ?? '').split(/[^\p{L}\p{N}]+/u).filter((w) => w.length > 1);
  if (!words.length || !text) return [text];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})[\\p{L}\\p{N}]*`, 'giu');
  const out = [];
  let at = 0;
  for (const found of text.matchAll(pattern)) {
    out.push(text.slice(at, found.index), h('mark', { class: 'hit' }, found[0]));
    at = found.index + found[0].length;
  }
  return [...out, text.slice(at)];
}

/** A snippet of the server, which sets the words it found in brackets; other brackets stay. */
export function snippet(text, query) {
  const beginnings = (query ?? '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean).map((w) => w.slice(0, 3));
  const found = (words) => beginnings.some((b) => words.toLowerCase().includes(b));
  return withHits(text.replace(/\[([^[\]]*)\]/g, (all, words) => (found(words) ? words : all)), query);
}
