// The link: all of a setting in the page's address, in words that can be read.

import type { Description, Setting } from '../engine/types';
import { isSeries } from '../figures/series';
import { FIRST } from '../numbers/runs';
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

const MOST_REPLICATES = 1000;
const AGAINST = 'against.';

/** Where a question opens: at its pack's headline. */
export function viewOf(question: Question): View {
  const { scenario, set, from, uncertainty, seed, replicates } = question.opening;
  const setting = { scenario, set: { ...set }, from, uncertainty, seed };
  return { question, setting, replicates, show: question.show, against: undefined };
}

/** The address's part after `#`: the question, and what differs from where it opens; what it sets and is left alone is empty. */
export function toLink({ question, setting, replicates, show, against }: View): string {
  const { opening } = question;
  const words = new URLSearchParams({ question: question.key });
  if (setting.scenario !== opening.scenario) words.set('scenario', setting.scenario);
  if (setting.uncertainty !== opening.uncertainty) words.set('uncertainty', setting.uncertainty ? 'yes' : 'no');
  if (setting.seed !== opening.seed) words.set('seed', String(setting.seed));
  if (replicates !== opening.replicates) words.set('replicates', String(replicates));
  if (show !== question.show) words.set('show', show);
  for (const path of Object.keys(opening.set)) {
    if (setting.set[path] === undefined) words.set(path, '');
  }
  for (const [path, value] of Object.entries(setting.set)) {
    if (opening.set[path] !== value) words.set(path, value);
  }
  if (against) {
    words.set(`${AGAINST}scenario`, against.scenario);
    for (const [path, value] of Object.entries(against.set)) words.set(AGAINST + path, value);
  }
  return `#${words}`;
}

/** What a link says, and what in it could not be understood. */
export function fromLink(link: string, description: Description, questions: Question[]): { view: View; problems: string[] } {
  const words = new URLSearchParams(link.replace(/^#/, ''));
  const problems: string[] = [];
  const key = words.get('question');
  const asked = questions.find((question) => question.key === key);
  if (key !== null && !asked) {
    problems.push(`The link asks for the question “${key}”, which there is not; allowed are ${questions.map((question) => question.key).join(', ')}.`);
  }
  const [first] = questions;
  if (!first) throw new Error('there is no question');
  const view = viewOf(asked ?? first);
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
    else if (name === 'replicates') view.replicates = whole(name, text, FIRST, MOST_REPLICATES) ?? view.replicates;
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
