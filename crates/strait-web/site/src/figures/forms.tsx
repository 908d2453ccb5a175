// Arrivals against the chance of return, from none to certain: a curve for each form of deterrence that might be true, what the
// runs gave, and today's chance.

import * as Plot from '@observablehq/plot';
import type { Description, Opening } from '../engine/types';
import { bandOf, type Band } from '../numbers/bands';
import { inBrackets, percent, percentToError, withRange } from '../numbers/words';
import { aboutForm, changeOfArrivals, nameOfForm, variantOf, type FormRuns } from '../questions/forms';
import { chanceObserved } from './chance';
import { Figure } from './host';
import { COLOURS } from './look';
import { TakeAway } from './take-away';

/** Colours and dashes by form, in the order in which they stand below. */
const LOOKS: Record<string, { colour: string; dash: string }> = {
  none: { colour: COLOURS.ink, dash: '2 3' },
  linear: { colour: COLOURS.returned, dash: '' },
  threshold: { colour: COLOURS.arrivals, dash: '7 3' },
  expected_utility: { colour: COLOURS.admitted, dash: '2 2 7 2' },
};
const lookOf = (form: string) => LOOKS[variantOf(form)] ?? { colour: COLOURS.against, dash: '' };

interface Dot extends Band {
  form: string;
  /** As people in northern France see it at the end: the median. */
  chance: number;
}

interface Props {
  description: Description;
  opening: Opening;
  byForm: FormRuns[];
}

export function Forms({ description, opening, byForm }: Props) {
  const none = byForm.find(({ form }) => variantOf(form) === 'none')?.runs;
  const base = none && bandOf(none.outcome('arrivals_last_year'));
  const reached = none && bandOf(none.outcome('return_probability_last_year'));
  if (!none || !base || !reached) return null;
  const today = chanceObserved(description);
  const swept = opening.swept.find(({ path }) => path === 'deterrence')?.values ?? [];
  const main = byForm.map(({ form }) => form);
  const points = description.responses
    .filter(({ form }) => swept.includes(form))
    .flatMap(({ form, undeterred }) =>
      undeterred.map((share, place) => ({ form, chance: place / (undeterred.length - 1), arrivals: share * base.median })),
    );
  const dots: Dot[] = byForm.flatMap(({ form, runs }) => {
    const arrivals = runs && bandOf(runs.outcome('arrivals_last_year'));
    const chance = runs && bandOf(runs.outcome('perceived_return_probability_end'));
    return arrivals && chance ? [{ form, ...arrivals, chance: chance.median }] : [];
  });
  const marks = [
    ...(today ? [{ chance: today.chance, words: `today ${percent(today.chance)}` }] : []),
    { chance: reached.median, words: `here ${percentToError(reached.median, reached.errors.median)}` },
  ];
  const draw = (width: number) =>
    Plot.plot({
      width,
      height: Math.min(400, Math.max(280, width * 0.55)),
      marginLeft: 60,
      marginTop: 44,
      marginBottom: 44,
      style: { background: 'none', color: 'inherit', fontSize: '13px' },
      x: { label: 'chance of return, as people see it →', domain: [0, 1], tickFormat: (share: number) => `${Math.round(100 * share)} %`, ticks: width < 500 ? 4 : 10 },
      y: { label: null, grid: true, zero: true, nice: true, ticks: 5 },
      marks: [
        Plot.rectX([reached], { x1: 'low90', x2: 'high90', fill: COLOURS.against, fillOpacity: 0.14 }),
        ...[...new Set(points.map(({ form }) => form))].map((form) =>
          Plot.lineY(points.filter((point) => point.form === form), {
            x: 'chance',
            y: 'arrivals',
            stroke: lookOf(form).colour,
            strokeWidth: main.includes(form) ? 2.5 : 1,
            strokeOpacity: main.includes(form) ? 1 : 0.55,
            strokeDasharray: lookOf(form).dash,
          }),
        ),
        Plot.ruleX(marks, { x: 'chance', stroke: COLOURS.ink, strokeWidth: 1.5 }),
        // One above the other: they may be close.
        ...marks.map((mark, place) =>
          Plot.text([mark], { x: 'chance', text: 'words', frameAnchor: 'top', textAnchor: 'start', dx: 4, dy: -14 * place - 8 }),
        ),
        Plot.ruleX(dots, { x: 'chance', y1: 'low90', y2: 'high90', stroke: (dot: Dot) => lookOf(dot.form).colour, strokeOpacity: 0.5 }),
        Plot.dot(dots, { x: 'chance', y: 'median', r: 4, fill: (dot: Dot) => lookOf(dot.form).colour }),
        Plot.ruleY([0]),
      ],
    });
  const told = `Arrivals in a year against the chance of return. ${dots.map((dot) => `${nameOfForm('deterrence', dot.form)}: ${withRange(dot)} at the chance reached here`).join('; ')}.`;
  const caption =
    'Curves: each form’s own equation, if arrivals fall as the number who set out; thin ones are other strengths. Dots: what the runs gave, at the chance that people come to see, with nine tenths of the runs. Shaded: the chance in nine tenths of the runs.';
  const table = () => [['deterrence', 'chance_of_return', 'arrivals'], ...points.map(({ form, chance, arrivals }) => [form, chance, arrivals])];
  return (
    <figure>
      <figcaption>
        <strong>Arrivals in a year, against the chance of return</strong> {caption}
        {today && ` Today: ${today.words}.`}
      </figcaption>
      <Figure draw={draw} told={told} of={byForm.flatMap(({ runs }) => [runs, runs?.done])} name="forms" />
      <TakeAway name="forms" title="Arrivals in a year, against the chance of return" marks={caption} runs={none} rows={table} />
      <ul class="forms">
        {byForm.map(({ form, runs }) => {
          const arrivals = runs && bandOf(runs.outcome('arrivals_last_year'));
          const change = runs && runs !== none ? changeOfArrivals(none, runs) : undefined;
          return (
            <li key={form}>
              <svg width="34" height="10" aria-hidden="true">
                <line x1="0" x2="34" y1="5" y2="5" stroke={lookOf(form).colour} stroke-width="2.5" stroke-dasharray={lookOf(form).dash} />
              </svg>{' '}
              <strong>{nameOfForm('deterrence', form)}.</strong> {aboutForm('deterrence', form)}{' '}
              {arrivals && `${withRange(arrivals)} arrivals in the last year`}
              {change && `, ${inBrackets(change, percentToError)} against nobody being deterred`}.
            </li>
          );
        })}
      </ul>
    </figure>
  );
}
