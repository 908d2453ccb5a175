import { bandOf } from '../numbers/bands';
import { toError, withRange } from '../numbers/words';
import { inHowMany, type Asked } from './question';

export const LEGAL_CHALLENGE: Asked = {
  key: 'legal-challenge',
  title: 'What if a court rules against it?',
  beside: ['courts.systemic.interim_pause_share'],
  show: 'returned',
  outcome: 'court_pause_days',
  written: toError,
  tells: [['court_pause_days', 'days of pause'], ['ended_by_court', 'ends by a court'], ['returned', 'returns']],
  answer(runs) {
    const paused = bandOf(runs.outcome('court_pause_days'));
    const returned = bandOf(runs.outcome('returned'));
    return {
      then:
        `a court pauses returns ${inHowMany(runs, 'court_pauses')} (${paused ? withRange(paused, toError, 'days of pause') : 'no days'}) and ` +
        `ends the scheme ${inHowMany(runs, 'ended_by_court')}; ${returned ? withRange(returned, toError, 'people') : 'nobody'} returned in all.`,
      caution: 'There has been no ruling on the scheme as a whole: how courts would see it is assumed. Precedents set the lengths.',
    };
  },
};
