// Arrivals under each form of deterrence that might be true, in the same luck.

import * as Plot from '@observablehq/plot';
import { bandOf, type Band } from '../numbers/bands';
import { differences, type Runs } from '../numbers/runs';
import { percent, short, withRange } from '../numbers/words';
import { FORMS } from '../questions/forms';
import { Figure } from './host';
import { COLOURS } from './look';
import { TakeAway } from './take-away';

const OUTCOME = 'arrivals_last_year';

/** How arrivals change in each run against no deterrence, as a share of what they would be. */
function changes(none: Runs, form: Runs): Band | undefined {
  const shared = none.replicates.filter((replicate) => form.replicates.includes(replicate));
  const all = differences(none, form, OUTCOME);
  return bandOf(all.map((change, place) => change / none.outcomeOf(shared[place] ?? 0, OUTCOME)));
}

export function Forms({ byForm }: { byForm: (Runs | undefined)[] }) {
  const [none] = byForm;
  const rows = FORMS.flatMap(({ name, about }, place) => {
    const runs = byForm[place];
    const band = runs && bandOf(runs.outcome(OUTCOME));
    return band ? [{ name, about, ...band, change: none && runs !== none ? changes(none, runs) : undefined }] : [];
  });
  const told = rows.map(({ name, ...band }) => `${name}: ${withRange(band)}`).join('; ');
  const draw = (width: number) =>
    Plot.plot({
      width,
      height: 56 + 40 * rows.length,
      marginLeft: 90,
      marginBottom: 44,
      marginRight: 60,
      style: { background: 'none', color: 'inherit', fontSize: '13px' },
      x: { label: 'arrivals in the last year →', grid: true, zero: true, ticks: width < 500 ? 2 : 4 },
      y: { label: null, domain: rows.map(({ name }) => name) },
      marks: [
        Plot.ruleY(rows, { x1: 'low90', x2: 'high90', y: 'name', stroke: COLOURS.arrivals, strokeOpacity: 0.35, strokeWidth: 10 }),
        Plot.ruleY(rows, { x1: 'low50', x2: 'high50', y: 'name', stroke: COLOURS.arrivals, strokeOpacity: 0.6, strokeWidth: 10 }),
        Plot.dot(rows, { x: 'median', y: 'name', r: 5, fill: COLOURS.arrivals }),
        Plot.text(rows, { x: 'high90', y: 'name', text: (row: { median: number }) => short(row.median), dx: 8, textAnchor: 'start' }),
      ],
    });
  const table = () => [
    ['deterrence', 'median', 'low90', 'low50', 'high50', 'high90'],
    ...rows.map(({ name, median, low90, low50, high50, high90 }) => [name, median, low90, low50, high50, high90]),
  ];
  return (
    <figure>
      <figcaption>
        <strong>Arrivals under each form of deterrence</strong> The same weather, people and chances; only what keeps people from crossing
        differs. Nobody knows which is true. Dots: the median. Bars: half, and nine tenths, of the runs.
      </figcaption>
      <Figure draw={draw} told={`Arrivals in the last year. ${told}.`} of={[...byForm, ...byForm.map((runs) => runs?.done)]} name="forms" />
      {none && <TakeAway name="forms" title="Arrivals in the last year, by form of deterrence" marks="Dots: the median. Bars: half, and nine tenths, of the runs." runs={none} rows={table} />}
      <ul>
        {rows.map(({ name, about, change, ...band }) => (
          <li key={name}>
            <strong>{name}.</strong> {about} {withRange(band)} arrivals
            {change && `, which is ${withRange(change, percent)} against none`}.
          </li>
        ))}
      </ul>
    </figure>
  );
}
