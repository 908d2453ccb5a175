// A weekly metric over time: the median and the ranges of half and nine tenths of the runs, beside what was observed.

import * as Plot from '@observablehq/plot';
import type { Description } from '../engine/types';
import type { Runs } from '../numbers/runs';
import { day, withRange } from '../numbers/words';
import { Figure } from './host';
import { COLOURS } from './look';

interface Props {
  description: Description;
  runs: Runs;
  against: Runs | undefined;
  metric: string;
}

interface Week {
  week: Date;
  low90: number;
  low50: number;
  median: number;
  high50: number;
  high90: number;
}

function weeksOf(runs: Runs, metric: string): Week[] {
  const weeks = runs.bands(metric).map((band, place) => band && { week: new Date(runs.summary.weeks[place] ?? ''), ...band });
  return weeks.filter((week): week is Week => week !== undefined);
}

/** What was observed of a metric, by week, where anything was. */
function observedOf(description: Description, metric: string, start: string, end: string) {
  if (metric !== 'arrivals') return [];
  const weeks = description.observed.weekly.filter((week) => week.week_ending >= start && week.week_ending <= end);
  return weeks.flatMap(({ week_ending: week, arrivals }) => (arrivals === null ? [] : [{ week: new Date(week), arrivals }]));
}

export function Fan({ description, runs, against, metric }: Props) {
  const definition = description.metrics.find(({ name }) => name === metric);
  const weeks = weeksOf(runs, metric);
  const observed = observedOf(description, metric, runs.summary.start, runs.summary.end);
  const colour = metric === 'arrivals' ? COLOURS.arrivals : metric === 'admitted' ? COLOURS.admitted : COLOURS.returned;
  const last = weeks.at(-1);
  const title = `${definition?.meaning.replace(/\.$/, '') ?? metric}${definition?.kind === 'flow' ? ', each week' : ''}`;
  const told = last
    ? `${title}: ${withRange(last)} in the week to ${day(last.week.toISOString().slice(0, 10))}, ${runs.inWords()}.`
    : `${title}: no runs yet.`;
  const draw = (width: number) =>
    Plot.plot({
      width,
      height: Math.min(340, Math.max(220, width * 0.5)),
      marginLeft: 48,
      marginTop: 32,
      style: { background: 'none', color: 'inherit', fontSize: '13px' },
      x: { type: 'utc', label: null, ticks: width < 500 ? 4 : 8 },
      y: { label: definition ? `↑ ${definition.unit}` : null, grid: true, zero: true, nice: true, ticks: 5 },
      marks: [
        Plot.areaY(weeks, { x: 'week', y1: 'low90', y2: 'high90', fill: colour, fillOpacity: 0.18 }),
        Plot.areaY(weeks, { x: 'week', y1: 'low50', y2: 'high50', fill: colour, fillOpacity: 0.32 }),
        Plot.lineY(weeks, { x: 'week', y: 'median', stroke: colour, strokeWidth: 2 }),
        against ? Plot.lineY(weeksOf(against, metric), { x: 'week', y: 'median', stroke: COLOURS.against, strokeWidth: 2, strokeDasharray: '5 3' }) : null,
        Plot.dot(observed, { x: 'week', y: 'arrivals', r: 2, fill: COLOURS.ink }),
        Plot.ruleY([0]),
      ],
    });
  return (
    <figure>
      <figcaption>
        <strong>{title}</strong> Line: the median. Bands: half, and nine tenths, of the runs.
        {observed.length > 0 && ' Dots: observed (Home Office).'}
        {against && ' Dashed: the setting compared with.'}
      </figcaption>
      <Figure draw={draw} told={told} of={[runs, runs.done, against, against?.done, metric]} name="fan" />
      <details>
        <summary>The numbers of this figure</summary>
        <table>
          <thead>
            <tr><th scope="col">Week to</th><th scope="col">Median</th><th scope="col">90 % of runs</th></tr>
          </thead>
          <tbody>
            {weeks.filter((_, place) => place % 4 === 3).map((week) => (
              <tr key={week.week.getTime()}>
                <th scope="row">{day(week.week.toISOString().slice(0, 10))}</th>
                <td>{week.median.toFixed(1)}</td>
                <td>{week.low90.toFixed(1)} to {week.high90.toFixed(1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
