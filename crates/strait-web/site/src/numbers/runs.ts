// What runs leave: outcomes and weekly metrics by name, of as many replicates as are there, in the order of their numbers.

import type { Description, Summary } from '../engine/types';
import { bandOf, type Band } from './bands';

/** Fewer runs than these are shown nowhere; a range waits for more (words.ts). */
export const FIRST = 5;

export class Runs {
  private readonly byReplicate = new Map<number, Float64Array>();
  /** What was worked out of the runs that are there: a page is drawn more often than runs come in. */
  private readonly known = new Map<string, unknown>();
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
    this.known.clear();
  }

  private once<T>(key: string, work: () => T): T {
    if (!this.known.has(key)) this.known.set(key, work());
    return this.known.get(key) as T;
  }

  get done(): number {
    return this.byReplicate.size;
  }

  /** Whether all that were asked for are there. */
  get isAll(): boolean {
    return this.done === this.asked;
  }

  /** Whether there are just enough for an answer. */
  get isFirstAnswer(): boolean {
    return this.done === FIRST;
  }

  get replicates(): number[] {
    return this.once('replicates', () => [...this.byReplicate.keys()].sort((a, b) => a - b));
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
    return this.once(`bands ${name}`, () => this.bandsOf(this.replicates.map((replicate) => this.weekly(replicate, name))));
  }

  private bandsOf(runs: Float64Array[]): (Band | undefined)[] {
    return this.summary.weeks.map((_, week) => bandOf(runs.map((run) => run[week] ?? NaN)));
  }

  /** For each week the band over the runs of a metric's sum from a day on; none for weeks before it. */
  bandsInAll(name: string, from: string): (Band | undefined)[] {
    const totals = (replicate: number) => {
      let total = 0;
      return this.weekly(replicate, name).map((people, week) => ((this.summary.weeks[week] ?? '') >= from ? (total += people) : NaN));
    };
    return this.once(`in all ${name} ${from}`, () => this.bandsOf(this.replicates.map(totals)));
  }

  /** For each run the sum of a metric over the weeks that end on a day or later. */
  sums(name: string, from: string): number[] {
    const first = this.summary.weeks.findIndex((week) => week >= from);
    const sum = (replicate: number) => (first < 0 ? 0 : this.weekly(replicate, name).subarray(first).reduce((a, b) => a + b, 0));
    return this.once(`sums ${name} ${from}`, () => this.replicates.map(sum));
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
