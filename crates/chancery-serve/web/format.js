// How are numbers, dates and shares written? English everywhere, so that pages look the same on
// every machine.

const whole = new Intl.NumberFormat('en-GB');
const short = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 });
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

export const number = (n) => whole.format(n ?? 0);
export const compact = (n) => short.format(n ?? 0);

/** `1 event`, `2 events`. */
export function count(n, one, many = `${one}s`) {
  return `${number(n)} ${n === 1 ? one : many}`;
}

/** `42 %`; below one in a hundred `< 1 %`. */
export function share(part, all) {
  if (!all) return '–';
  const percent = (100 * part) / all;
  return percent > 0 && percent < 1 ? '< 1 %' : `${Math.round(percent)} %`;
}

/** A score with its sign, a real minus. */
export function score(x) {
  if (x === null || x === undefined) return '–';
  return `${x > 0 ? '+' : x < 0 ? '−' : ''}${Math.abs(x).toFixed(1)}`;
}

/** `4 March 2023` of `2023-03-04`; also of `2023-03` and `2023`. */
export function day(iso) {
  if (!iso) return 'no date';
  const [y, m, d] = iso.split('-');
  const month = MONTHS[Number(m) - 1];
  if (!month) return iso;
  return d ? `${Number(d)} ${month} ${y}` : `${month} ${y}`;
}

/** An interval of days, as short as it can be said. */
export function interval(from, to) {
  if (!from && !to) return 'unknown';
  if (!to || from === to) return day(from);
  if (!from) return `until ${day(to)}`;
  const [fy, fm, fd] = from.split('-');
  const [ty, tm, td] = to.split('-');
  const last = new Date(Date.UTC(Number(ty), Number(tm), 0)).getUTCDate();
  if (fd === '01' && Number(td) === last && fy === ty) {
    if (fm === tm) return day(`${fy}-${fm}`);
    if (fm === '01' && tm === '12') return fy;
  }
  if (fy === ty && fm === tm) return `${Number(fd)}–${Number(td)} ${MONTHS[Number(fm) - 1]} ${fy}`;
  if (fy === ty) return `${Number(fd)} ${MONTHS[Number(fm) - 1]} – ${day(to)}`;
  return `${day(from)} – ${day(to)}`;
}

/** `4` or `4–6` of a count of dead, injured, arrested, crowd. */
export function range({ low, high }) {
  if (low === null || low === undefined) return high === null || high === undefined ? '?' : `up to ${number(high)}`;
  return high === null || high === undefined || high === low ? number(low) : `${number(low)}–${number(high)}`;
}
