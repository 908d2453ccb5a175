// What can be moved: how it is called and how its value is shown. How far it goes comes from the evidence register and the pack.

import type { Description, Parameter } from '../engine/types';
import { percent, short } from '../numbers/words';
import type { Question } from './question';

export interface Slider {
  parameter: Parameter;
  label: string;
  /** One line for whoever has never heard of it. */
  help: string;
  least: number;
  most: number;
  step: number;
  /** How the value is shown, with its unit. */
  shown(value: number): string;
}

type Words = [label: string, help: string, shown: (value: number) => string];

const a = (unit: string) => (value: number) => `${short(value)} ${unit}`;

const WORDS: Record<string, Words> = {
  'home_office.selection.share': [
    'Arrivals chosen for return',
    'Of every hundred adults who arrive and can be returned, how many the UK detains for return.',
    percent,
  ],
  'home_office.detention.beds': ['Detention beds', 'Places in which people can be held while their return is prepared.', a('beds')],
  'home_office.flights.seats_per_flight': ['Seats on each flight', 'People who can be returned on one flight to France.', a('seats')],
  'legal_route.other_proof_share': [
    'Other proof of identity accepted',
    'Of people without a passport who apply for the legal route, how many can prove who they are in another way.',
    percent,
  ],
  'france.reception.weekly_places': ['Places in France', 'People whom France can receive each week.', a('a week')],
  'france.cooperation.load_sensitivity': [
    'How strain wears on France',
    'How fast willingness falls, each week, while more people come back than France takes in its stride. Never measured.',
    (value) => `${value.toFixed(2)} a week`,
  ],
  'courts.systemic.interim_pause_share': [
    'Returns paused until judgment',
    'Of challenges that may go ahead, in how many the court pauses all returns until it has decided.',
    percent,
  ],
  'courts.systemic.challenges_per_year': [
    'Challenges to the whole scheme',
    'Challenges to the scheme as a whole that are filed each year, while none is before a court.',
    a('a year'),
  ],
  'courts.systemic.adverse_share': [
    'Judgments against the scheme',
    'Of judgments on the scheme as a whole, how many go against it. There has been none to learn from.',
    percent,
  ],
  'courts.interim_relief.success_rate': [
    'Removals stopped by a court',
    'Of people who ask a court to stop their removal for a time (interim relief), how many succeed.',
    percent,
  ],
  'courts.trafficking.positive_share': [
    'Positive trafficking decisions',
    'Of detained people referred as possible victims of trafficking, how many get a positive first decision, and are released.',
    percent,
  ],
  'scale_up.ceiling': ['Ceiling of scaling up', 'The highest multiple of their first capacities that both states go up to.', (value) => `× ${short(value)}`],
};

const isNumber = ({ kind }: Parameter) => kind === 'number' || kind === 'whole';

/** What its words are; of a parameter without words of its own, what the register says. */
export function wordsOf(parameter: Parameter): Words {
  const { path, meaning, unit } = parameter;
  const own = WORDS[path];
  if (own) return own;
  const name = (path.split('.').at(-1) ?? path).replaceAll('_', ' ');
  return [`${name[0]?.toUpperCase()}${name.slice(1)}`, meaning, unit === 'share' ? percent : a(unit)];
}

/** What a question's reader can move: what its pack sweeps, and what is named beside. */
export function moved(description: Description, question: Question): Parameter[] {
  const paths = [...question.beside, ...question.opening.swept.map(({ path }) => path)];
  return paths.flatMap((path) => (path === 'deterrence' ? [] : description.parameters.filter((one) => one.path === path)));
}

/** The slider of a number: as far as its evidence reaches, its question's pack goes, and its value is. */
export function sliderOf(parameter: Parameter, question: Question, value: number): Slider | undefined {
  if (!isNumber(parameter)) return undefined;
  const { path, low, high, kind } = parameter;
  const swept = question.opening.swept.filter((axis) => axis.path === path).flatMap(({ values }) => values);
  const marks = [low, high, ...swept, question.opening.set[path] ?? ''].filter((text) => text !== '').map(Number);
  const all = [...marks, value].filter(Number.isFinite);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  if (most <= least) return undefined;
  const [label, help, shown] = wordsOf(parameter);
  return { parameter, label, help, shown, least, most, step: stepOf(least, most, marks, kind === 'whole') };
}

/** The largest step of one digit, of at least twenty, that meets every mark. */
function stepOf(least: number, most: number, marks: number[], isWhole: boolean): number {
  const meets = (step: number) => [most, ...marks].every((mark) => Math.abs((mark - least) / step - Math.round((mark - least) / step)) < 1e-6);
  for (let power = Math.floor(Math.log10(most - least)); power > -5; power -= 1) {
    for (const digit of [5, 2, 1]) {
      // Written so that 0.05 is not 0.05000000000000001.
      const step = Number(`${digit}e${power}`);
      if (step <= (most - least) / 20 && meets(step) && !(isWhole && step < 1)) return step;
    }
  }
  return isWhole ? 1 : (most - least) / 100;
}

/** The range of a parameter's evidence; none where the register gives none. */
export function evidenceOf({ low, high }: Parameter): [number, number] | undefined {
  const ends: [number, number] = [Number(low), Number(high)];
  return low !== '' && high !== '' && ends.every(Number.isFinite) ? ends : undefined;
}
