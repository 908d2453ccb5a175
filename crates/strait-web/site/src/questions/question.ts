// What a question is: where it sets out from, what can be moved, and how its answer is said.

import type { Runs } from '../numbers/runs';

export interface Slider {
  path: string;
  label: string;
  /** One line for whoever has never heard of it. */
  help: string;
  least: number;
  most: number;
  step: number;
  /** How the value is shown, with its unit. */
  shown(value: number): string;
}

export interface Answer {
  sentence: string;
  /** What the sentence leaves out and nobody should miss. */
  caution: string;
}

export interface Question {
  key: string;
  title: string;
  scenario: string;
  /** Values that it sets beside the scenario's, as TOML writes them. */
  set: Record<string, string>;
  sliders: Slider[];
  /** What its fan shows at first (figures/series.ts), and the outcome that two settings are compared by. */
  show: string;
  outcome: string;
  answer(runs: Runs): Answer;
  /** Whether all forms of deterrence are played side by side, rather than one that is chosen. */
  everyForm?: true;
}

/** In how many runs an outcome is 1 or more, in words. */
export function inHowMany(runs: Runs, outcome: string): string {
  const values = runs.outcome(outcome).filter(Number.isFinite);
  return `in ${values.filter((value) => value >= 1).length} of ${values.length} runs`;
}
