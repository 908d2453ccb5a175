// The link: all of a setting in the page's address, in words that can be read.

import type { Description, Setting } from '../engine/types';
import { isSeries } from '../figures/series';
import { ENOUGH } from '../numbers/runs';
import { questionOf, QUESTIONS } from '../questions';
import type { Question } from '../questions/question';

/** Everything that the page shows follows from this. */
export interface View {
  question: Question;
  setting: Setting;
  replicates: number;
  /** What the fan shows. */
  show: string;
  /** What it is compared with, all else being the setting's own. */
  against: Pick<Setting, 'scenario' | 'set'> | undefined;
}

const REPLICATES = 100;
const MOST_REPLICATES = 1000;
const SEED = 20250806;
const AGAINST = 'against.';

/** Where a question sets out. */
export function viewOf(question: Question): View {
  const setting = { scenario: question.scenario, set: { ...question.set }, uncertainty: true, seed: SEED };
  return { question, setting, replicates: REPLICATES, show: question.show, against: undefined };
}

/** The address's part after `#`: the question, and what differs from where it sets out; what it sets and is left alone is empty. */
export function toLink({ question, setting, replicates, show, against }: View): string {
  const words = new URLSearchParams({ question: question.key });
  if (setting.scenario !== question.scenario) words.set('scenario', setting.scenario);
  if (!setting.uncertainty) words.set('uncertainty', 'no');
  if (setting.seed !== SEED) words.set('seed', String(setting.seed));
  if (replicates !== REPLICATES) words.set('replicates', String(replicates));
  if (show !== question.show) words.set('show', show);
  for (const path of Object.keys(question.set)) {
    if (setting.set[path] === undefined) words.set(path, '');
  }
  for (const [path, value] of Object.entries(setting.set)) {
    if (question.set[path] !== value) words.set(path, value);
  }
  if (against) {
    words.set(`${AGAINST}scenario`, against.scenario);
    for (const [path, value] of Object.entries(against.set)) words.set(AGAINST + path, value);
  }
  return `#${words}`;
}

/** What a link says, and what in it could not be understood. */
export function fromLink(link: string, description: Description): { view: View; problems: string[] } {
  const words = new URLSearchParams(link.replace(/^#/, ''));
  const problems: string[] = [];
  const key = words.get('question');
  if (key !== null && !QUESTIONS.some((question) => question.key === key)) {
    problems.push(`The link asks for the question “${key}”, which there is not; allowed are ${QUESTIONS.map((question) => question.key).join(', ')}.`);
  }
  const view = viewOf(questionOf(key ?? undefined));
  const { setting } = view;
  const whole = (name: string, text: string, least: number, most: number): number | undefined => {
    const number = Number(text);
    if (text !== '' && Number.isInteger(number) && number >= least && number <= most) return number;
    problems.push(`The link gives ${name} as “${text}”; allowed is a whole number from ${least} to ${most}.`);
    return undefined;
  };
  for (const [name, text] of words) {
    if (name === 'question') continue;
    if (name === 'scenario') setting.scenario = text;
    else if (name === 'uncertainty') setting.uncertainty = text !== 'no';
    else if (name === 'seed') setting.seed = whole(name, text, 0, Number.MAX_SAFE_INTEGER) ?? setting.seed;
    else if (name === 'replicates') view.replicates = whole(name, text, ENOUGH, MOST_REPLICATES) ?? view.replicates;
    else if (name === 'show') {
      if (isSeries(description, text)) view.show = text;
      else problems.push(`The link shows “${text}”, which no run counts.`);
    } else if (name.startsWith(AGAINST)) {
      view.against ??= { scenario: setting.scenario, set: {} };
      const path = name.slice(AGAINST.length);
      if (path === 'scenario') view.against.scenario = text;
      else view.against.set[path] = text;
    } else if (name.includes('.') || name === 'deterrence') {
      if (text === '') delete setting.set[name];
      else setting.set[name] = text;
    } else problems.push(`The link holds “${name}”, which means nothing here.`);
  }
  return { view, problems };
}
