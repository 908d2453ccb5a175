import { bandOf } from '../numbers/bands';
import { withRange } from '../numbers/words';
import { inHowMany, type Question } from './question';
import { FRENCH_PLACES, SELECTION, STRAIN } from './sliders';

export const FRENCH_COOPERATION: Question = {
  key: 'french-cooperation',
  title: 'Will France keep cooperating?',
  scenario: 'ample.toml',
  set: {},
  sliders: [SELECTION, FRENCH_PLACES, STRAIN],
  show: 'french_cooperation',
  outcome: 'lowest_french_cooperation',
  answer(runs) {
    const returned = bandOf(runs.outcome('sustained_returns_per_week'));
    const pace = returned ? `With about ${withRange(returned)} people returned a week, ` : 'With these settings, ';
    return {
      sentence:
        `${pace}the agreement still stands at the end ${inHowMany(runs, 'stood_at_end')}; France suspends it at least ` +
        `once ${inHowMany(runs, 'suspensions')} and gives notice ${inHowMany(runs, 'notices')}.`,
      caution: 'How willing France is, and how load wears on it, has never been measured: all of that is assumed.',
    };
  },
};
