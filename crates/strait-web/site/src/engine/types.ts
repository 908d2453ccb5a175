// What the engine says and is told (crates/strait-web/src).

export interface Parameter {
  path: string;
  meaning: string;
  unit: string;
  kind: 'number' | 'whole' | 'flag' | 'date' | 'text' | 'numbers' | 'choice';
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

export interface Description {
  version: string;
  seed: number;
  from: string;
  scenarios: { file: string; about: string; toml: string }[];
  parameters: Parameter[];
  metrics: { name: string; unit: string; meaning: string; kind: 'flow' | 'level'; gate: boolean }[];
  gates: { metric: string; name: string; group: string }[];
  outcomes: { name: string; unit: string; meaning: string }[];
  observed: {
    weekly: { week_ending: string; arrivals: number | null }[];
    exchange: { date: string; returned: number | null; admitted: number | null; source: string; note: string }[];
  };
}

export interface Setting {
  scenario: string;
  /** Values by path, as TOML writes them. */
  set: Record<string, string>;
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
