// Something counted over time: the median and the ranges of half and nine tenths of the runs, beside what was observed.

import * as Plot from '@observablehq/plot';
import { useMemo } from 'preact/hooks';
import type { Description } from '../engine/types';
import type { Band } from '../numbers/bands';
import type { Runs } from '../numbers/runs';
import { day, endsOf, middleOf, toError, withRange } from '../numbers/words';
import { Figure } from './host';
import { COLOURS } from './look';
import { MAIN, seriesOf, type Series } from './series';
import { TakeAway } from './take-away';

interface Props {
  description: Description;
  runs: Runs;
  against: Runs | undefined;
  show: string;
  onShow(key: string): void;
}

type Week = Band & { week: Date };

function weeksOf(runs: Runs, series: Series): Week[] {
  return series.bands(runs).map((band, place) => ({ week: new Date(runs.summary.weeks[place] ?? ''), ...(band ?? NOTHING) }));
}

/** A week in which it is defined in no run: a gap, and not zero. */
const NOTHING: Band = {
  low90: NaN,
  low50: NaN,
  median: NaN,
  high50: NaN,
  high90: NaN,
  runs: 0,
  errors: { low90: NaN, median: NaN, high90: NaN },
};

const iso = (date: Date) => date.toISOString().slice(0, 10);

export function Fan({ description, runs, against, show, onShow }: Props) {
  const series = seriesOf(description, show);
  const weeks = weeksOf(runs, series);
  const { colour } = series;
  const observed = series.observed.filter(({ date }) => iso(date) >= runs.summary.start && iso(date) <= runs.summary.end);
  const defined = weeks.filter((week) => week.runs > 0);
  const last = defined.at(-1);
  const left = weeks.at(-1)?.runs ?? 0;
  const told = last
    ? `${series.title}: ${withRange(last)} in the week to ${day(iso(last.week))}, from ${last.runs} runs.`
    : `${series.title}: nothing to show.`;
  const draw = (width: number) =>
    Plot.plot({
      width,
      height: Math.min(340, Math.max(220, width * 0.5)),
      marginLeft: 52,
      marginTop: 32,
      marginBottom: 40,
      style: { background: 'none', color: 'inherit', fontSize: '13px' },
      x: { type: 'utc', label: null, ticks: width < 500 ? 4 : 8 },
      y: { label: `↑ ${series.unit}`, grid: true, zero: true, nice: true, ticks: 5 },
      marks: [
        Plot.areaY(weeks, { x: 'week', y1: 'low90', y2: 'high90', fill: colour, fillOpacity: 0.18 }),
        Plot.areaY(weeks, { x: 'week', y1: 'low50', y2: 'high50', fill: colour, fillOpacity: 0.32 }),
        Plot.lineY(weeks, { x: 'week', y: 'median', stroke: colour, strokeWidth: 2 }),
        against ? Plot.lineY(weeksOf(against, series), { x: 'week', y: 'median', stroke: COLOURS.against, strokeWidth: 2, strokeDasharray: '5 3' }) : null,
        Plot.dot(observed, { x: 'date', y: 'value', r: observed.length > 40 ? 2 : 3, fill: COLOURS.ink }),
        Plot.ruleY([0]),
      ],
    });
  const marks =
    'Line: the median. Bands: half, and nine tenths, of the runs.' +
    (observed.length > 0 ? ` Dots: observed (${series.credit}).` : '') +
    (left < runs.done ? ` In ${runs.done - left} of ${runs.done} runs there is none at the end, and they are left out there.` : '') +
    (against ? ' Dashed: the setting compared with.' : '');
  const rows = () => [
    ['week_ending', 'median', 'low90', 'low50', 'high50', 'high90'],
    ...defined.map(({ week, median, low90, low50, high50, high90 }) => [iso(week), median, low90, low50, high50, high90]),
  ];
  return (
    <figure>
      <figcaption>
        <strong>{series.title}</strong> {marks}
      </figcaption>
      <label class="choice">
        Show
        <Which description={description} show={show} onShow={onShow} />
      </label>
      <Figure draw={draw} told={told} of={[runs, runs.done, against, against?.done, show]} name="fan" />
      <TakeAway name="fan" title={series.title} marks={marks} runs={runs} rows={rows} />
      <details>
        <summary>The numbers of this figure</summary>
        <table>
          <thead>
            <tr><th scope="col">Week to</th><th scope="col">Median</th><th scope="col">90 % of runs</th></tr>
          </thead>
          <tbody>
            {defined.filter((_, place) => place % 4 === 3).map((week) => (
              <tr key={week.week.getTime()}>
                <th scope="row">{day(iso(week.week))}</th>
                <td>{middleOf(week)}</td>
                <td>{endsOf(week, toError).join(' to ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

function Which({ description, show, onShow }: Pick<Props, 'description' | 'show' | 'onShow'>) {
  // Made once: there are many, and they never change.
  const options = useMemo(() => {
    const option = (key: string) => <option key={key} value={key}>{seriesOf(description, key).title}</option>;
    const others = description.metrics.map(({ name }) => name).filter((name) => !(MAIN as readonly string[]).includes(name));
    return (
      <>
        {MAIN.map(option)}
        <optgroup label="All else that a run counts">{others.map(option)}</optgroup>
      </>
    );
  }, [description]);
  return <select value={show} onChange={(event) => onShow(event.currentTarget.value)}>{options}</select>;
}
