const minus = '\u2212';

/** '1,234.05' and '−12.00': thousands grouped, two places, a true minus. The amount is in cents. */
export function formatMoney(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${cents < 0 ? minus : ''}${whole}.${digits.slice(-2)}`;
}

/** '+12.00' where the sign itself speaks. */
export const formatSigned = (cents: number): string => (cents > 0 ? `+${formatMoney(cents)}` : formatMoney(cents));

export const formatCount = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** '09/04/2026' from '2026-09-04'; a date of service is a date, so no time zone touches it. */
export function formatDate(date: string | undefined): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date ?? '');
  return match ? `${match[2]}/${match[3]}/${match[1]}` : '';
}

const two = (n: number): string => String(n).padStart(2, '0');

/** '09/04/26', for narrow columns. */
export function formatShortDate(date: string | undefined): string {
  const long = formatDate(date);
  return long === '' ? '' : `${long.slice(0, 6)}${long.slice(8)}`;
}

/** '09/04/2026' where the reader sits: the day of an instant. */
export const formatDay = (instant: string | undefined): string => formatInstant(instant).slice(0, 10);

/** '09/04/2026 14:05' where the reader sits. */
export function formatInstant(instant: string | undefined): string {
  const at = new Date(instant ?? '');
  if (Number.isNaN(at.getTime())) return '';
  return `${two(at.getMonth() + 1)}/${two(at.getDate())}/${at.getFullYear()} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** '1 claim', '3 claims'. */
export const plural = (count: number, one: string, many = `${one}s`): string => `${formatCount(count)} ${count === 1 ? one : many}`;

/** 'contract-write-off' → 'Contract write-off'. */
export function sentence(text: string): string {
  const words = text.replaceAll(/[-_]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
