// What the engine says and is told (crates/strait-web/src).

export interface Parameter {
  path: string;
  meaning: string;
  unit: string;
  kind: 'number' | 'whole' | 'flag' | 'date' | 'text' | 'numbers' | 'choice';
  /** Of a choice among names: the names. */
  names: string[];
  default: string;
  least: number | null;
  most: number | null;
  low: string;
  high: string;
  confidence: '' | 'high' | 'medium' | 'low' | 'assumption';
  source: string;
  url: string;
  note: string;
  dated: boolean;
  drawn: boolean;
}

/** Where a question opens: the setting of its pack's headline. */
export interface Opening extends Setting {
  pack: string;
  question: string;
  replicates: number;
  /** What the pack sweeps. */
  swept: { path: string; values: string[] }[];
}

export interface Description {
  version: string;
  openings: Opening[];
  /** Share of people who would still set out under each form of deterrence, at chances of return from 0 to 100 %. */
  responses: { form: string; undeterred: number[] }[];
  scenarios: { file: string; about: string; toml: string }[];
  parameters: Parameter[];
  metrics: { name: string; unit: string; meaning: string; kind: 'flow' | 'level'; gate: boolean }[];
  gates: { metric: string; name: string; group: string }[];
  /** `checked` says in words how far an outcome was held against data. */
  outcomes: { name: string; unit: string; meaning: string; checked: string; is_checked: boolean }[];
  observed: {
    weekly: { week_ending: string; arrivals: number | null }[];
    exchange: { date: string; returned: number | null; admitted: number | null; source: string; note: string }[];
    /** Official, since the exchange began. */
    months: { date: string; returned: number; admitted: number }[];
  };
}

export interface Setting {
  scenario: string;
  /** Values by path, as TOML writes them. */
  set: Record<string, string>;
  /** The day from which they hold. */
  from: string;
  uncertainty: boolean;
  seed: number;
}

export interface Summary {
  start: string;
  end: string;
  /** The Sundays on which weeks end. */
  weeks: string[];
  values: Record<string, string>;
  changes: { date: string; note: string; set: Record<string, string> }[];
  /** Paths whose value, once the setting holds, is beyond the range of its evidence. */
  beyond: string[];
  /** Paths that the setting sets to another value than the scenario's own. */
  differs: string[];
  toml: string;
}

/** A message to a worker. */
export type Order =
  | { order: 'module'; bytes: ArrayBuffer }
  | { order: 'describe' }
  | { order: 'prepare'; key: string; setting: Setting }
  | { order: 'run'; key: string; replicate: number };

/** What a worker answers; `key` is the setting that was asked about. */
export type Answer =
  | { answer: 'description'; description: Description }
  | { answer: 'prepared'; key: string; summary: Summary }
  | { answer: 'run'; key: string; replicate: number; numbers: Float64Array }
  | { answer: 'problems'; key: string; problems: string[] };
