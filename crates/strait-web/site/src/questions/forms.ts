// Choices among forms: what might be true of deterrence, or of how the exchange is scaled up. None is known to be.

import type { Description, Opening } from '../engine/types';
import { bandOf, type Band } from '../numbers/bands';
import { differences, type Runs } from '../numbers/runs';

/** Of each form its name and what it says. */
const WORDS: Record<string, [string, string]> = {
  'deterrence none': ['no deterrence', 'A chance of return changes nobody’s mind.'],
  'deterrence linear': ['linear deterrence', 'Each further chance of return keeps the same share more from crossing.'],
  'deterrence threshold': ['a threshold', 'Hardly anyone is kept from crossing until return is likely enough, then many.'],
  'deterrence expected_utility': ['people weighing it', 'Each person weighs what the UK is worth to them against the price and a return (expected utility).'],
  'scale_up.future none': ['no further scaling up', 'Capacities stay where they are.'],
  'scale_up.future learning': ['both states learning', 'Capacities grow towards a ceiling.'],
  'scale_up.future steps': ['decisions from time to time', 'Ministers raise or cut capacities at random times.'],
};

/** The form that a text names, as TOML (`{ linear = { semi_elasticity = 1.0 } }`) or in short (`linear(semi_elasticity=1)`). */
export const variantOf = (text: string): string => /[a-z_]+/.exec(text)?.[0] ?? text;

/** Its keys and their values. */
const keysOf = (text: string): [string, number][] =>
  [...text.matchAll(/([a-z_]+) ?= ?(-?[\d.]+)/g)].map(([, key, value]) => [key ?? '', Number(value)]);

/** Whether two texts, of either kind, say the same. */
export function isSameForm(one: string, other: string): boolean {
  const said = (text: string) => JSON.stringify([variantOf(text), keysOf(text).sort()]);
  return said(one) === said(other);
}

/** A form in few words, with the values of its keys. */
export function nameOfForm(path: string, text: string): string {
  const name = WORDS[`${path} ${variantOf(text)}`]?.[0] ?? variantOf(text).replaceAll('_', ' ');
  const keys = keysOf(text).map(([key, value]) => `${key.replaceAll('_', ' ')} ${value.toLocaleString('en-GB')}`);
  return keys.length > 0 ? `${name} (${keys.join(', ')})` : name;
}

export const aboutForm = (path: string, text: string): string => WORDS[`${path} ${variantOf(text)}`]?.[1] ?? '';

/** What a choice can be set to, as TOML writes it: what the packs sweep, or its names. */
export function optionsOf(description: Description, opening: Opening, path: string): string[] {
  const swept = [opening, ...description.openings].flatMap((one) => one.swept).find((axis) => axis.path === path);
  return swept?.values ?? description.parameters.find((one) => one.path === path)?.names.map((name) => JSON.stringify(name)) ?? [];
}

/** Of each form of deterrence that a pack sweeps one, of middling strength where there are several; first that which deters nobody. */
export function formsOf(opening: Opening): string[] {
  const values = opening.swept.find(({ path }) => path === 'deterrence')?.values ?? [];
  const variants = [...new Set(values.map(variantOf))].sort((a, b) => Number(b === 'none') - Number(a === 'none'));
  return variants.flatMap((variant) => {
    const strengths = values.filter((value) => variantOf(value) === variant);
    return strengths.slice(Math.floor(strengths.length / 2)).slice(0, 1);
  });
}

/** A form with what was run of it. */
export interface FormRuns {
  form: string;
  runs: Runs | undefined;
}

/** How arrivals of the last year change in each run against nobody being deterred, as a share of what they would be. */
export function changeOfArrivals(none: Runs, form: Runs): Band | undefined {
  const shared = none.replicates.filter((replicate) => form.replicates.includes(replicate));
  const all = differences(none, form, 'arrivals_last_year');
  return bandOf(all.map((change, place) => change / none.outcomeOf(shared[place] ?? 0, 'arrivals_last_year')));
}
