import { bandOf } from '../numbers/bands';
import type { Runs } from '../numbers/runs';
import { toError, withRange } from '../numbers/words';
import { inHowMany, type Asked } from './question';

/** How an agreement comes out: just one of these is so in each run that had one. */
const ENDINGS: [string, string][] = [
  ['ending_stands', 'stands at the end'],
  ['ending_suspended', 'stands suspended by France'],
  ['ending_paused_by_court', 'stands paused by a court'],
  ['ending_lapsed', 'has lapsed without being renewed'],
  ['ending_by_notice', 'was ended by notice'],
  ['ending_by_court', 'was ended by a court'],
  ['ending_otherwise', 'ended otherwise'],
];

/** In how many runs the agreement came out how: they add up to all runs. */
function endings(runs: Runs): string {
  const counts = ENDINGS.map(([outcome, words]) => ({ words, count: runs.outcome(outcome).filter((is) => is >= 1).length }));
  const without = runs.done - counts.reduce((all, { count }) => all + count, 0);
  const told = [...counts, { words: 'was never in force', count: without }].filter(({ count }) => count > 0);
  return `of ${runs.done} runs the agreement ${told.map(({ words, count }) => `${words} in ${count}`).join(', ')}`;
}

export const FRENCH_COOPERATION: Asked = {
  key: 'french-cooperation',
  title: 'Will France keep cooperating?',
  beside: [],
  show: 'french_cooperation',
  outcome: 'lowest_french_cooperation',
  written: toError,
  tells: [['sustained_returns_per_week', 'returns'], ['ending_stands', 'endings'], ['lowest_french_cooperation', 'willingness'], ['suspensions', 'suspensions']],
  answer(runs) {
    const returned = bandOf(runs.outcome('sustained_returns_per_week'));
    const lowest = bandOf(runs.outcome('lowest_french_cooperation'));
    const willing = lowest ? `, and its willingness falls to ${withRange(lowest)} on a scale from 0 to 1` : '';
    const pace = returned ? `about ${withRange(returned, toError, 'people a week')} are returned, and ` : '';
    return {
      then: `${pace}${endings(runs)}. France suspends it at least once ${inHowMany(runs, 'suspensions')}${willing}.`,
      caution: 'How willing France is, and how load wears on it, has never been measured: all of that is assumed.',
    };
  },
};
