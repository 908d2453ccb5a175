// Where people are held up: how many each gate stopped or held up a week, from the day on which settings hold. What binds is
// another matter, which only relief shows.

import * as Plot from '@observablehq/plot';
import type { Description } from '../engine/types';
import { bandOf, type Band } from '../numbers/bands';
import type { Runs } from '../numbers/runs';
import { middleOf, withRange } from '../numbers/words';
import { Figure } from './host';
import { COLOURS } from './look';
import { TakeAway } from './take-away';

const MOST = 10;

/** Who is chosen is a choice, and not what keeps the chosen from being returned. */
const BEFORE = ['stopped_by_selection', 'stopped_by_eligibility'];

interface Props {
  description: Description;
  runs: Runs;
  /** The day from which settings hold. */
  from: string;
  seed: number;
}

export function Gates({ description, runs, from, seed }: Props) {
  const weeks = Math.max(1, runs.summary.weeks.filter((week) => week >= from).length);
  const rows = description.gates
    .filter(({ group }) => group !== 'Before the pipeline')
    .flatMap(({ metric, name, group }) => {
      const band = bandOf(runs.sums(metric, from).map((people) => people / weeks));
      return band && band.high90 > 0 ? [{ name, group, metric, ...band }] : [];
    })
    .sort((a, b) => b.median - a.median)
    .slice(0, MOST);
  const first = rows.find(({ metric }) => !BEFORE.includes(metric));
  const told = first
    ? `Beyond who is chosen at all, “${first.name}” stops or holds up most people: ${withRange(first)} a week, ${runs.inWords()}.`
    : 'No gate stopped anybody.';
  const draw = (width: number) =>
    Plot.plot({
      width,
      height: 56 + 26 * rows.length,
      marginBottom: 44,
      marginLeft: 195,
      marginRight: 44,
      style: { background: 'none', color: 'inherit', fontSize: '13px' },
      x: { label: 'people a week →', grid: true, ticks: width < 500 ? 2 : 4 },
      y: { label: null, domain: rows.map(({ name }) => name) },
      marks: [
        Plot.barX(rows, { x: 'median', y: 'name', fill: COLOURS.returned, fillOpacity: 0.6, insetTop: 3, insetBottom: 3 }),
        Plot.ruleY(rows, { x1: 'low90', x2: 'high90', y: 'name', stroke: COLOURS.ink }),
        Plot.text(rows, { x: 'high90', y: 'name', text: (row: Band) => middleOf(row), dx: 6, textAnchor: 'start' }),
      ],
    });
  const table = () => [
    ['gate', 'group', 'median', 'low90', 'low50', 'high50', 'high90'],
    ...rows.map(({ name, group, median, low90, low50, high50, high90 }) => [name, group, median, low90, low50, high50, high90]),
  ];
  return (
    <figure>
      <figcaption>
        <strong>Where people are held up</strong> {told} Bars: the median. Lines: nine tenths of the runs. A gate counts whom it stopped
        or held up; people freed at one may be stopped at the next.
      </figcaption>
      <Figure draw={draw} told={told} of={[runs, runs.done]} name="gates" />
      <TakeAway name="gates" title="People stopped or held up a week, by gate" marks="Bars: the median. Lines: nine tenths of the runs." runs={runs} rows={table} />
      <p class="help">
        Where most are held up is not what binds: widening it may bring nothing. What a tenth more of each gate would bring, in the same
        luck, the command works out for the scenario downloaded below:{' '}
        <code class="command">strait bottlenecks scenarios/explorer.toml --seed {seed} --replicates 20</code>
      </p>
    </figure>
  );
}
