// Numbers in words: few digits, a range wherever runs differ.

import type { Band } from './bands';

/** A minus is no hyphen, and nothing is not less than nothing. */
const withMinus = (number: string): string => number.replace(/^-(0[ .0]*(?:%|$))/, '$1').replace(/^-/, '−');

/** Two or three digits that matter, thousands parted, millions by name. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${short(value / 1e6)} million`;
  const digits = size >= 100 ? 0 : size >= 10 ? 0 : size >= 1 ? 1 : 2;
  const rounded = size >= 1000 ? Number(value.toPrecision(3)) : value;
  return withMinus(rounded.toLocaleString('en-GB', { maximumFractionDigits: digits }));
}

export const percent = (share: number): string => withMinus(`${Math.round(share * 100)} %`);

/** `38 (90 % of runs: 20 to 61)`, or `38 in every run`. */
export function withRange(band: Band, of: (value: number) => string = short): string {
  if (of(band.low90) === of(band.high90)) return `${of(band.median)} in nearly every run`;
  return `${of(band.median)} (90 % of runs: ${of(band.low90)} to ${of(band.high90)})`;
}

export function day(date: string): string {
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' };
  return new Date(`${date}T00:00:00Z`).toLocaleDateString('en-GB', options);
}
