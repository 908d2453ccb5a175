import { bandOf } from '../numbers/bands';
import { percent, withRange } from '../numbers/words';
import type { Question } from './question';
import { FRENCH_PLACES, SELECTION } from './sliders';

export const DETERRENCE: Question = {
  key: 'deterrence',
  title: 'Does it deter?',
  scenario: 'ample.toml',
  set: { 'home_office.selection.share': '0.5', 'france.reception.weekly_places': '400' },
  sliders: [SELECTION, FRENCH_PLACES],
  show: 'arrivals',
  outcome: 'arrivals_last_year',
  everyForm: true,
  answer(runs) {
    const arrivals = bandOf(runs.outcome('arrivals_last_year'));
    const chance = bandOf(runs.outcome('return_probability_last_year'));
    if (!arrivals || !chance) return { sentence: 'The run is too short to tell of a last year.', caution: '' };
    return {
      sentence:
        `Nobody knows. If a chance of return changed nobody’s mind, ${withRange(arrivals)} people would arrive in the last year, ` +
        `and ${withRange(chance, percent)} of them be returned; what other forms would make of it stands below.`,
      caution: 'Nothing published tells which form is true. They differ because the assumption does, not the evidence.',
    };
  },
};
