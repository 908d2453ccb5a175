import type { Description } from '../engine/types';
import { DETERRENCE } from './deterrence';
import { FRENCH_COOPERATION } from './french-cooperation';
import { HOW_MANY } from './how-many';
import { LEGAL_CHALLENGE } from './legal-challenge';
import type { Question } from './question';

const ASKED = [HOW_MANY, FRENCH_COOPERATION, LEGAL_CHALLENGE, DETERRENCE];

/** The questions, each with where its pack opens it. */
export const questionsOf = ({ openings }: Description): Question[] =>
  ASKED.flatMap((asked) => {
    const opening = openings.find(({ pack }) => pack === asked.key);
    return opening ? [{ ...asked, opening }] : [];
  });
