// Numbers in words: no digit that the runs do not carry, a range wherever runs differ.

import type { Band } from './bands';

/** With fewer runs than this not one in twenty lies beyond either end of a range: none is given from them. */
export const ENOUGH = 20;

/** A minus is no hyphen, and nothing is not less than nothing. */
const withMinus = (number: string): string => number.replace(/^-(0[ .0]*(?:%|$))/, '$1').replace(/^-/, '−');

/** Two or three digits that matter, thousands parted, millions by name: for values that are set and not worked out. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${short(value / 1e6)} million`;
  const digits = size >= 10 ? 0 : size >= 1 ? 1 : 2;
  const rounded = size >= 1000 ? Number(value.toPrecision(3)) : value;
  return withMinus(rounded.toLocaleString('en-GB', { maximumFractionDigits: digits }));
}

export const percent = (share: number): string => withMinus(`${Number((share * 100).toFixed(1))} %`);

/** How a number with its standard error is written. */
export type Written = (value: number, error: number) => string;

const magnitude = (value: number) => Math.floor(Math.log10(Math.abs(value)));

/** A number whose last digit is of its error's size, and of three digits at most: 116,058 ± 3,000 is 116,000. */
export const toError: Written = (value, error) => {
  if (Math.abs(value) >= 1e6) return `${toError(value / 1e6, error / 1e6)} million`;
  const place = Math.max(error > 0 ? magnitude(error) : -12, value === 0 ? -12 : magnitude(value) - 2);
  const step = 10 ** place;
  const digits = value === 0 ? 0 : Math.max(0, -place);
  const minimumFractionDigits = error > 0 ? digits : 0;
  return withMinus((Math.round(value / step) * step).toLocaleString('en-GB', { minimumFractionDigits, maximumFractionDigits: digits }));
};

/** The same of a share. */
export const percentToError: Written = (share, error) => withMinus(`${toError(100 * share, 100 * error)} %`);

/** The ends of the range of nine tenths of the runs: no finer than the median. */
export const endsOf = ({ low90, high90, errors }: Band, of: Written): [string, string] => [
  of(low90, Math.max(errors.low90, errors.median)),
  of(high90, Math.max(errors.high90, errors.median)),
];

export const middleOf = ({ median, errors }: Band, of: Written = toError): string => of(median, errors.median);

/** `38 people (90 % of runs: 20 to 61)`, or `38 people in nearly every run`; from few runs the median alone. */
export function withRange(band: Band, of: Written = toError, unit = ''): string {
  const middle = `${middleOf(band, of)}${unit && ` ${unit}`}`;
  if (band.runs < ENOUGH) return `${middle} (no range from ${band.runs} runs)`;
  const [low, high] = endsOf(band, of);
  return low === high ? `${middle} in nearly every run` : `${middle} (90 % of runs: ${low} to ${high})`;
}

/** `38 (20 to 61)`, for where there is little room. */
export function inBrackets(band: Band, of: Written = toError): string {
  const [low, high] = endsOf(band, of);
  return band.runs < ENOUGH || low === high ? middleOf(band, of) : `${middleOf(band, of)} (${low} to ${high})`;
}

/** How well the ends of a range are known. */
export function endsKnownTo({ runs, errors }: Band, of: Written = toError): string {
  const oneDigit = (error: number) => of(error, error);
  return runs < ENOUGH || errors.low90 + errors.high90 === 0
    ? ''
    : `With so many runs the ends of the range are known to ±${oneDigit(errors.low90)} and ±${oneDigit(errors.high90)}.`;
}

export function day(date: string): string {
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' };
  return new Date(`${date}T00:00:00Z`).toLocaleDateString('en-GB', options);
}
