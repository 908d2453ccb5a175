import { bandOf } from '../numbers/bands';
import { FIRST } from '../numbers/runs';
import { inBrackets, percentToError, withRange } from '../numbers/words';
import { changeOfArrivals, nameOfForm, variantOf } from './forms';
import type { Asked } from './question';

export const DETERRENCE: Asked = {
  key: 'deterrence',
  title: 'Does it deter?',
  beside: ['france.reception.weekly_places'],
  show: 'arrivals',
  outcome: 'return_probability_last_year',
  written: percentToError,
  tells: [['return_probability_last_year', 'chance of return'], ['arrivals_last_year', 'arrivals']],
  everyForm: true,
  answer(runs, byForm) {
    const chance = bandOf(runs.outcome('return_probability_last_year'));
    if (!chance) return { then: 'the run is too short to tell of a last year.', caution: '' };
    const changes = byForm.flatMap(({ form, runs: own }) => {
      const change = own && own.done >= FIRST && variantOf(form) !== 'none' ? changeOfArrivals(runs, own) : undefined;
      return change ? [`${inBrackets(change, percentToError)} with ${nameOfForm('deterrence', form)}`] : [];
    });
    const told = changes.length > 0 ? ` Against nobody being deterred, arrivals of that year change by ${changes.join('; ')}.` : '';
    return {
      then: `the chance of return in the last year is ${withRange(chance, percentToError)}.${told}`,
      caution: 'Nobody knows which form is true, and nothing published tells: they differ because the assumption does, not the evidence.',
    };
  },
};
