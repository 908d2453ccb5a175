import { bandOf } from '../numbers/bands';
import { withRange } from '../numbers/words';
import type { Question } from './question';
import { BEDS, FRENCH_PLACES, PROOF, SEATS, SELECTION } from './sliders';

export const HOW_MANY: Question = {
  key: 'how-many',
  title: 'How many can realistically be processed?',
  scenario: 'scaled-up.toml',
  set: {},
  sliders: [SELECTION, BEDS, SEATS, FRENCH_PLACES, PROOF],
  show: 'returned',
  outcome: 'sustained_returns_per_week',
  answer(runs) {
    const returned = bandOf(runs.outcome('sustained_returns_per_week'));
    const admitted = bandOf(runs.outcome('sustained_admissions_per_week'));
    if (!returned || !admitted) {
      return { sentence: 'The agreement does not run long enough for a sustained number a week.', caution: '' };
    }
    return {
      sentence:
        `About ${withRange(returned)} people a week are returned to France once the scheme has settled, ` +
        `and ${withRange(admitted)} come by the legal route.`,
      caution: 'Sustained: from half a year after the agreement began, until it ended or the run did.',
    };
  },
};
