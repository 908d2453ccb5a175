// What runs leave: outcomes and weekly metrics by name, of as many replicates as are there, in the order of their numbers.

import type { Description, Summary } from '../engine/types';
import { bandOf, type Band } from './bands';

export class Runs {
  private readonly byReplicate = new Map<number, Float64Array>();
  private readonly outcomes: Map<string, number>;
  private readonly metrics: Map<string, number>;

  constructor(
    description: Description,
    readonly summary: Summary,
    readonly asked: number,
  ) {
    this.outcomes = new Map(description.outcomes.map(({ name }, place) => [name, place]));
    this.metrics = new Map(description.metrics.map(({ name }, place) => [name, place]));
  }

  add(replicate: number, numbers: Float64Array): void {
    this.byReplicate.set(replicate, numbers);
  }

  get done(): number {
    return this.byReplicate.size;
  }

  get replicates(): number[] {
    return [...this.byReplicate.keys()].sort((a, b) => a - b);
  }

  /** An outcome of each run that is there. */
  outcome(name: string): number[] {
    return this.replicates.map((replicate) => this.outcomeOf(replicate, name));
  }

  outcomeOf(replicate: number, name: string): number {
    const place = this.outcomes.get(name);
    if (place === undefined) throw new Error(`no outcome ${name}`);
    return this.byReplicate.get(replicate)?.[place] ?? NaN;
  }

  /** The weeks of a metric in one run. */
  weekly(replicate: number, name: string): Float64Array {
    const place = this.metrics.get(name);
    if (place === undefined) throw new Error(`no metric ${name}`);
    const { length } = this.summary.weeks;
    const begin = this.outcomes.size + place * length;
    return this.byReplicate.get(replicate)?.subarray(begin, begin + length) ?? new Float64Array();
  }

  /** For each week the band of a metric over the runs. */
  bands(name: string): (Band | undefined)[] {
    const runs = this.replicates.map((replicate) => this.weekly(replicate, name));
    return this.summary.weeks.map((_, week) => bandOf(runs.map((run) => run[week] ?? NaN)));
  }

  /** For each run the sum of a metric over the weeks that end on a day or later. */
  sums(name: string, from: string): number[] {
    const first = this.summary.weeks.findIndex((week) => week >= from);
    if (first < 0) return this.replicates.map(() => 0);
    return this.replicates.map((replicate) => this.weekly(replicate, name).subarray(first).reduce((a, b) => a + b, 0));
  }

  /** How many runs there are. */
  inWords(): string {
    return this.done < this.asked ? `from the first ${this.done} of ${this.asked} runs` : `from ${this.done} runs`;
  }
}

/** The difference that a setting makes in each run, luck being the same. */
export function differences(from: Runs, to: Runs, outcome: string): number[] {
  const shared = from.replicates.filter((replicate) => to.replicates.includes(replicate));
  return shared.map((replicate) => to.outcomeOf(replicate, outcome) - from.outcomeOf(replicate, outcome));
}
