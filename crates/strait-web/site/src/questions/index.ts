import { DETERRENCE } from './deterrence';
import { FRENCH_COOPERATION } from './french-cooperation';
import { HOW_MANY } from './how-many';
import { LEGAL_CHALLENGE } from './legal-challenge';
import type { Question } from './question';

export const QUESTIONS: Question[] = [HOW_MANY, FRENCH_COOPERATION, LEGAL_CHALLENGE, DETERRENCE];

export const questionOf = (key: string | undefined): Question => QUESTIONS.find((question) => question.key === key) ?? HOW_MANY;
