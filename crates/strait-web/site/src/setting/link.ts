// The link: all of a setting in the page's address, in words that can be read.

import type { Setting } from '../engine/types';
import { questionOf, QUESTIONS } from '../questions';
import type { Question } from '../questions/question';

/** Everything that the page shows follows from this. */
export interface View {
  question: Question;
  setting: Setting;
  replicates: number;
  /** What it is compared with: values that differ from the setting's, by path. */
  against: Record<string, string> | undefined;
}

export const REPLICATES = 100;
const MOST_REPLICATES = 1000;
const SEED = 20250806;

export function viewOf(question: Question): View {
  const setting = { scenario: question.scenario, set: { ...question.set }, uncertainty: true, seed: SEED };
  return { question, setting, replicates: REPLICATES, against: undefined };
}

/** The address's part after `#`: the question, and what differs from where it sets out. */
export function toLink(view: View): string {
  const { question, setting, replicates, against } = view;
  const words = new URLSearchParams({ question: question.key });
  if (setting.scenario !== question.scenario) words.set('scenario', setting.scenario);
  if (!setting.uncertainty) words.set('uncertainty', 'no');
  if (setting.seed !== SEED) words.set('seed', String(setting.seed));
  if (replicates !== REPLICATES) words.set('replicates', String(replicates));
  for (const [path, value] of Object.entries(setting.set)) {
    if (question.set[path] !== value) words.set(path, value);
  }
  for (const [path, value] of Object.entries(against ?? {})) words.set(`against.${path}`, value);
  return `#${words}`;
}

/** What a link says, and what in it could not be understood. */
export function fromLink(link: string): { view: View; problems: string[] } {
  const words = new URLSearchParams(link.replace(/^#/, ''));
  const problems: string[] = [];
  const key = words.get('question');
  if (key !== null && !QUESTIONS.some((question) => question.key === key)) {
    problems.push(`The link asks for the question “${key}”, which there is not.`);
  }
  const view = viewOf(questionOf(key ?? undefined));
  const whole = (name: string, text: string, most: number): number | undefined => {
    const number = Number(text);
    if (Number.isInteger(number) && number >= 0 && number <= most) return number;
    problems.push(`The link gives ${name} as “${text}”; allowed is a whole number up to ${most}.`);
    return undefined;
  };
  for (const [name, text] of words) {
    if (name === 'question') continue;
    if (name === 'scenario') view.setting.scenario = text;
    else if (name === 'uncertainty') view.setting.uncertainty = text !== 'no';
    else if (name === 'seed') view.setting.seed = whole(name, text, Number.MAX_SAFE_INTEGER) ?? view.setting.seed;
    else if (name === 'replicates') view.replicates = Math.max(1, whole(name, text, MOST_REPLICATES) ?? view.replicates);
    else if (name.startsWith('against.')) view.against = { ...view.against, [name.slice('against.'.length)]: text };
    else if (name.includes('.') || name === 'deterrence') view.setting.set[name] = text;
    else problems.push(`The link holds “${name}”, which means nothing here.`);
  }
  return { view, problems };
}
