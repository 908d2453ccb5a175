// What a question is: where it opens, what can be moved, and how its answer is said.

import type { Opening } from '../engine/types';
import type { Runs } from '../numbers/runs';
import type { FormRuns } from './forms';
import type { Written } from '../numbers/words';

export interface Answer {
  /** What is so under the setting: it goes on behind "If …,". */
  then: string;
  /** What the sentence leaves out and nobody should miss. */
  caution: string;
}

/** A question as the page asks it; the pack of the same key says where it opens. */
export interface Asked {
  key: string;
  /** The question in few words. */
  title: string;
  /** Sliders beside those of what its pack sweeps, by path. */
  beside: string[];
  /** What its fan shows at first (figures/series.ts). */
  show: string;
  /** The outcome that it is about, by which two settings are compared, and how it is written. */
  outcome: string;
  written: Written;
  /** What its answer tells, by the names of the outcomes with words for each. */
  tells: [outcome: string, words: string][];
  /** Of the runs of the setting, and of those of every form of deterrence where the question plays them all. */
  answer(runs: Runs, byForm: FormRuns[]): Answer;
  /** Whether all forms of deterrence are played side by side, rather than one that is chosen. */
  everyForm?: true;
}

export interface Question extends Asked {
  opening: Opening;
}

/** In how many runs an outcome is 1 or more, in words. */
export function inHowMany(runs: Runs, outcome: string): string {
  const values = runs.outcome(outcome).filter(Number.isFinite);
  return `in ${values.filter((value) => value >= 1).length} of ${values.length} runs`;
}
