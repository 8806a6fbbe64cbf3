// Which periods lie between two, what is a period called, and which days does it cover? Periods are
// the server's: `2024`, `2024-03`, `2024-W12`, `2024-03-14`.

import { day } from './format.js';

const DAY = 86400000;
export const PERIODS = [['day', 'Day'], ['week', 'Week'], ['month', 'Month'], ['year', 'Year']];

const iso = (ms) => new Date(ms).toISOString().slice(0, 10);

function mondayOf(week) {
  const [y, w] = week.split('-W').map(Number);
  const fourth = Date.UTC(y, 0, 4);
  return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY + (w - 1) * 7 * DAY;
}

function weekName(ms) {
  const thursday = ms + (3 - ((new Date(ms).getUTCDay() + 6) % 7)) * DAY;
  const year = new Date(thursday).getUTCFullYear();
  return `${year}-W${String(1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / DAY / 7)).padStart(2, '0')}`;
}

/** First and last day of a period; `unit` tells a week given by its first day from a day. */
export function daysOf(period, unit) {
  if (period.includes('-W')) return [iso(mondayOf(period)), iso(mondayOf(period) + 6 * DAY)];
  if (period.length === 4) return [`${period}-01-01`, `${period}-12-31`];
  if (period.length === 7) {
    const [y, m] = period.split('-').map(Number);
    return [`${period}-01`, iso(Date.UTC(y, m, 0))];
  }
  return [period, unit === 'week' ? iso(Date.parse(period) + 6 * DAY) : period];
}

/** A period in words. */
export function periodName(period, unit) {
  if (period.includes('-W') || unit === 'week') return `week of ${day(daysOf(period, unit)[0])}`;
  return day(period);
}

function next(period, unit) {
  if (period.includes('-W')) return weekName(mondayOf(period) + 7 * DAY);
  if (period.length === 4) return String(Number(period) + 1).padStart(4, '0');
  if (period.length === 7) {
    const [y, m] = period.split('-').map(Number);
    return m === 12 ? `${y + 1}-01` : `${y}-${String(m + 1).padStart(2, '0')}`;
  }
  return iso(Date.parse(period) + (unit === 'week' ? 7 : 1) * DAY);
}

/** All periods from the first to the last of `sorted`, so that quiet times show; at most 20,000. */
export function filled(sorted, unit) {
  if (sorted.length < 2) return sorted;
  const out = [];
  const last = sorted[sorted.length - 1];
  for (let p = sorted[0]; p <= last && out.length < 20000; p = next(p, unit)) out.push(p);
  return out.length < 20000 ? out : sorted;
}

/**
 * Rows without the few that lie far from all others (a battle of 1801 in news of 2004), so that a chart
 * shows where the news is: nine in ten events and as much time again on either side.
 * @returns {{rows: object[], before: number, after: number}} counts of events that were cut
 */
export function nearRows(rows) {
  const sorted = [...rows].sort((a, b) => (a.period < b.period ? -1 : a.period > b.period ? 1 : 0));
  const total = sum(sorted);
  const at = (share) => {
    let seen = 0;
    return year(sorted.find((r) => { seen += r.events; return seen >= share * total; }) ?? sorted[0]);
  };
  if (sorted.length < 3) return { rows: sorted, before: 0, after: 0 };
  const [low, high] = [at(0.05), at(0.95)];
  const room = high - low + 1;
  const rowsNear = sorted.filter((r) => year(r) >= low - room && year(r) <= high + room);
  return { rows: rowsNear, before: sum(sorted.filter((r) => year(r) < low - room)), after: sum(sorted.filter((r) => year(r) > high + room)) };
}

const year = (row) => Number(row.period.slice(0, 4));
const sum = (rows) => rows.reduce((n, r) => n + r.events, 0);

/** What `nearRows` left out, in words; null if nothing. */
export function leftOut({ before, after }) {
  const parts = [before && `${before} earlier`, after && `${after} later`].filter(Boolean);
  return parts.length ? `Not drawn: ${parts.join(', ')}. ` : null;
}
