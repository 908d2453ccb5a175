// What the fan can show: anything that a run counts, by week or, for people returned and admitted, in all since the agreement
// began; and what was observed of it.

import type { Description } from '../engine/types';
import type { Band } from '../numbers/bands';
import type { Runs } from '../numbers/runs';
import { COLOURS } from './look';

/** The day on which the agreement began. */
export const BEGAN = '2025-08-06';

const IN_ALL = '_in_all';

export interface Series {
  /** As the link has it: a metric's name, with `_in_all` for a sum since the agreement began. */
  key: string;
  title: string;
  unit: string;
  colour: string;
  bands(runs: Runs): (Band | undefined)[];
  observed: { date: Date; value: number }[];
  /** Who observed it. */
  credit: string;
}

/** Those that answer the questions, before all others. */
export const MAIN = ['returned', 'returned_in_all', 'admitted', 'admitted_in_all', 'arrivals', 'french_cooperation'] as const;

export const isSeries = (description: Description, key: string): boolean =>
  (MAIN as readonly string[]).includes(key) || description.metrics.some(({ name }) => name === key);

export function seriesOf(description: Description, key: string): Series {
  const metric = key.endsWith(IN_ALL) ? key.slice(0, -IN_ALL.length) : key;
  const inAll = metric !== key;
  const definition = description.metrics.find(({ name }) => name === metric);
  const meaning = definition?.meaning.replace(/\.$/, '') ?? metric;
  return {
    key,
    title: inAll ? `${meaning}, in all since the agreement began` : definition?.kind === 'flow' ? `${meaning}, each week` : meaning,
    unit: definition?.unit ?? '',
    colour: metric === 'arrivals' ? COLOURS.arrivals : metric === 'admitted' ? COLOURS.admitted : COLOURS.returned,
    bands: (runs) => (inAll ? runs.bandsInAll(metric, BEGAN) : runs.bands(metric)),
    ...observed(description, metric, inAll),
  };
}

function observed({ observed: { weekly, exchange, months } }: Description, metric: string, inAll: boolean): Pick<Series, 'observed' | 'credit'> {
  const known = (day: string, value: number | null) => (value === null ? [] : [{ date: new Date(day), value }]);
  if (metric === 'arrivals') {
    return { observed: weekly.flatMap((week) => known(week.week_ending, week.arrivals)), credit: 'Home Office' };
  }
  if (inAll && (metric === 'returned' || metric === 'admitted')) {
    const counts = [...months, ...exchange.filter(({ date }) => !months.some((month) => month.date === date))];
    return { observed: counts.flatMap((count) => known(count.date, count[metric])), credit: 'official counts at the ends of months, and of the press between' };
  }
  return { observed: [], credit: '' };
}
