// Which words of a text prove which field? Turns the spans of records into pieces of text that do not
// overlap, each knowing all marks that cover it. Spans count Unicode code points, JavaScript counts
// UTF-16 units: a text is first taken apart into code points.

/**
 * The marks of records: [{start, end, event, field, role}]. `event` is the record's place in the list,
 * `field` names the value that the span proves (`actor.0`, `said_by.1`, `size.dead`), `role` its kind.
 */
export function marksOf(records) {
  const marks = [];
  records.forEach((record, event) => {
    const put = (role, field, value) => {
      const span = value?.span;
      if (Array.isArray(span) && span[1] > span[0]) marks.push({ start: span[0], end: span[1], event, field, role });
    };
    put('trigger', 'trigger', record.trigger);
    for (const role of ['actor', 'recipient', 'said_by']) (record[role] ?? []).forEach((value, i) => put(role, `${role}.${i}`, value));
    put('date', 'date', record.date);
    put('place', 'place', record.place);
    for (const [name, value] of Object.entries(record.size ?? {})) put('size', `size.${name}`, value);
  });
  return marks;
}

/** Paragraphs of a text as half-open ranges of code points, blank lines and line ends left out. */
export function paragraphs(points) {
  const text = points.join('');
  const blank = /\n[ \t\r]*\n/.test(text);
  const out = [];
  let start = 0;
  const close = (end) => {
    let a = start;
    let b = end;
    while (a < b && /\s/.test(points[a])) a += 1;
    while (b > a && /\s/.test(points[b - 1])) b -= 1;
    if (a < b) out.push([a, b]);
  };
  let lineEmpty = true;
  points.forEach((point, i) => {
    if (point !== '\n') {
      if (!/\s/.test(point)) lineEmpty = false;
      return;
    }
    if (!blank || lineEmpty) {
      close(i);
      start = i + 1;
    }
    lineEmpty = true;
  });
  close(points.length);
  return out;
}

/**
 * Pieces of `text` by paragraph: [[{text, start, end, marks}]]. Pieces of a paragraph do not overlap,
 * follow each other without gaps, and break wherever a mark begins or ends. `from`, `to` narrow the
 * text to a range of code points.
 */
export function pieces(text, marks, from = 0, to = Infinity) {
  const points = Array.from(text);
  const cuts = new Set();
  for (const m of marks) {
    cuts.add(m.start);
    cuts.add(m.end);
  }
  const sortedCuts = [...cuts].sort((a, b) => a - b);
  const byStart = [...marks].sort((a, b) => a.start - b.start);
  let cut = 0;
  let next = 0;
  let open = [];
  const out = [];
  for (const [pa, pb] of paragraphs(points)) {
    const a = Math.max(pa, from);
    const b = Math.min(pb, to);
    if (a >= b) continue;
    const paragraph = [];
    let at = a;
    while (at < b) {
      while (cut < sortedCuts.length && sortedCuts[cut] <= at) cut += 1;
      const end = Math.min(b, sortedCuts[cut] ?? b);
      while (next < byStart.length && byStart[next].start <= at) {
        open.push(byStart[next]);
        next += 1;
      }
      open = open.filter((m) => m.end > at);
      paragraph.push({ text: points.slice(at, end).join(''), start: at, end, marks: [...open] });
      at = end;
    }
    out.push(paragraph);
  }
  return out;
}

/** Code points [start, end) of a text. */
export function slice(text, [start, end]) {
  return Array.from(text).slice(start, end).join('');
}

/** Span in code points of `words` in `text`, the place nearest to `near`; null if they do not occur. */
export function spanOf(words, text, near) {
  if (!words || !text) return null;
  let best = null;
  let points = 0;
  let units = 0;
  const length = Array.from(words).length;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    points += Array.from(text.slice(units, at)).length;
    units = at;
    if (best === null || Math.abs(points - near) < Math.abs(best - near)) best = points;
  }
  return best === null ? null : [best, best + length];
}
