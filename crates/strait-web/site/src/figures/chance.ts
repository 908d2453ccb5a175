// How likely return was for those who arrived, as observed.

import type { Description } from '../engine/types';
import { day, percent } from '../numbers/words';

/** About how far back it is taken from [days]. */
const DAYS = 183;

export interface Chance {
  chance: number;
  words: string;
}

/** People returned as a share of those who arrived, over about the last half year of which both are known. */
export function chanceObserved({ observed: { weekly, months } }: Description): Chance | undefined {
  const last = months.at(-1);
  if (!last) return undefined;
  const away = ({ date }: { date: string }) => Math.abs((Date.parse(last.date) - Date.parse(date)) / 86_400_000 - DAYS);
  const first = months.reduce((best, one) => (away(one) < away(best) ? one : best));
  const weeks = weekly.filter(({ week_ending: week }) => week > first.date && week <= last.date);
  const arrivals = weeks.reduce((sum, week) => sum + (week.arrivals ?? 0), 0);
  if (arrivals <= 0) return undefined;
  const people = last.returned - first.returned;
  const chance = people / arrivals;
  return { chance, words: `${people} returned from ${day(first.date)} to ${day(last.date)}, when ${arrivals.toLocaleString('en-GB')} arrived, ${percent(chance)}` };
}
