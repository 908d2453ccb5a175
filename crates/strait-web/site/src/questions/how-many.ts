import { bandOf } from '../numbers/bands';
import { toError, withRange } from '../numbers/words';
import type { Asked } from './question';

export const HOW_MANY: Asked = {
  key: 'how-many',
  title: 'How many can realistically be processed?',
  beside: ['home_office.detention.beds', 'legal_route.other_proof_share', 'home_office.selection.share'],
  show: 'returned',
  outcome: 'sustained_returns_per_week',
  written: toError,
  tells: [['sustained_returns_per_week', 'returns'], ['sustained_admissions_per_week', 'admissions']],
  answer(runs) {
    const returned = bandOf(runs.outcome('sustained_returns_per_week'));
    const admitted = bandOf(runs.outcome('sustained_admissions_per_week'));
    if (!returned || !admitted) {
      return { then: 'the agreement does not run long enough for a sustained number a week.', caution: '' };
    }
    return {
      then:
        `about ${withRange(returned, toError, 'people a week')} are returned to France once the scheme has settled, ` +
        `and ${withRange(admitted)} come by the legal route.`,
      caution: 'Sustained: from the end of what is known of the exchange, until the agreement ended or the run did.',
    };
  },
};
