// "If …": the scenario and the values that differ from it, so that no number stands without what it holds under.

import type { Description, Setting, Summary } from '../engine/types';
import { nameOfForm } from './forms';
import type { Question } from './question';
import { evidenceOf, moved, wordsOf } from './sliders';

export interface Condition {
  /** Behind "If", before the comma. */
  words: string;
  /** What else the setting changes. */
  others: string[];
  /** Whether a value is beyond its evidence: those set, and those of the scenario. */
  beyond: string[];
}

/** A value in words, with a flag where it is beyond its evidence. */
function item(description: Description, path: string, value: string, isBeyond: boolean): string {
  const parameter = description.parameters.find((one) => one.path === path);
  if (!parameter) return `${path} ${value}`;
  const [label, , shown] = wordsOf(parameter);
  const name = label.charAt(0).toLowerCase() + label.slice(1);
  const isNumber = Number.isFinite(Number(value)) && value !== '';
  const told = isNumber ? shown(Number(value)) : parameter.kind === 'choice' ? nameOfForm(path, value) : value;
  const range = evidenceOf(parameter);
  return `${name} ${told}${isBeyond && range ? ` (beyond its evidence, ${shown(range[0])} to ${shown(range[1])})` : ''}`;
}

export function conditionOf(description: Description, question: Question, setting: Setting, summary: Summary): Condition {
  const inSight = moved(description, question).map(({ path }) => path);
  const own = inForce(summary, setting.from);
  const told = (path: string) => item(description, path, setting.set[path] ?? own[path] ?? '', summary.beyond.includes(path));
  const differs = summary.differs.filter((path) => path !== 'deterrence');
  // What is beyond its evidence is said also where the scenario itself has it so.
  const first = inSight.filter((path) => differs.includes(path) || (path !== 'deterrence' && summary.beyond.includes(path)));
  const others = differs.filter((path) => !inSight.includes(path));
  const deterrence = setting.set['deterrence'] ?? own['deterrence'] ?? 'none';
  const parts = [...first.map(told)];
  if (others.length > 0) parts.push(`${others.length} other ${others.length === 1 ? 'value' : 'values'} set`);
  if (!question.everyForm) parts.push(nameOfForm('deterrence', deterrence));
  const listed = parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : parts.join('');
  const name = setting.scenario.replace('.toml', '');
  return {
    words: `the scenario “${name}” runs${listed ? ` with ${listed}` : ''}`,
    others: others.map(told),
    beyond: summary.beyond.map((path) => item(description, path, setting.set[path] ?? own[path] ?? '', true)),
  };
}

/** Values in force once a setting holds. */
export function inForce(summary: Summary, from: string): Record<string, string> {
  const values = { ...summary.values };
  for (const change of summary.changes) {
    if (change.date <= from) Object.assign(values, change.set);
  }
  return values;
}
