import { bandOf } from '../numbers/bands';
import { withRange } from '../numbers/words';
import { inHowMany, type Question } from './question';
import { ADVERSE, PAUSES, RELIEF, TRAFFICKING } from './sliders';

export const LEGAL_CHALLENGE: Question = {
  key: 'legal-challenge',
  title: 'What if a court rules against it?',
  scenario: 'adverse-ruling.toml',
  set: {},
  sliders: [PAUSES, ADVERSE, RELIEF, TRAFFICKING],
  show: 'returned',
  outcome: 'returned',
  answer(runs) {
    const paused = bandOf(runs.outcome('court_pause_days'));
    const returned = bandOf(runs.outcome('returned'));
    return {
      sentence:
        `A court pauses returns for ${paused ? withRange(paused) : 'no'} days and ends the scheme ` +
        `${inHowMany(runs, 'ended_by_court')}; ${returned ? withRange(returned) : 'no'} people are returned in all.`,
      caution: 'There has been no ruling on the scheme as a whole: how courts would see it is assumed. Precedents set the lengths.',
    };
  },
};
