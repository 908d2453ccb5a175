// Where people end up: ribbons as wide as the people who took each way, from the day on which the agreement began.

import { bandOf, type Band } from '../numbers/bands';
import type { Runs } from '../numbers/runs';
import { inBrackets } from '../numbers/words';
import { BEGAN } from './series';
import { TakeAway } from './take-away';

interface Way {
  label: string;
  people: number;
  words: string;
  band: Band | undefined;
  colour: string;
}

interface Tree {
  title: string;
  total: string;
  ways: Way[];
}

function way(label: string, colour: string, runs: number[]): Way {
  const band = bandOf(runs);
  return { label, colour, band, people: band?.median ?? 0, words: band ? inBrackets(band) : 'none' };
}

function trees(runs: Runs): Tree[] {
  const of = (metric: string) => runs.sums(metric, BEGAN);
  const minus = (all: number[], ...parts: number[][]) =>
    all.map((people, run) => Math.max(0, parts.reduce((left, part) => left - (part[run] ?? 0), people)));
  const words = (values: number[]) => {
    const band = bandOf(values);
    return band ? inBrackets(band) : 'none';
  };
  const [attempts, selected, applied] = [of('attempts'), of('selected'), of('legal_applications')];
  const [returned, released, admitted] = [of('returned'), of('released'), of('admitted')];
  const [documents, unsuited] = [of('stopped_by_legal_documents'), of('stopped_by_legal_eligibility')];
  return [
    {
      title: 'Set out by small boat',
      total: words(attempts),
      ways: [
        way('Arrived in the UK', 'var(--arrivals)', of('arrivals')),
        way('Stopped by French patrols', 'var(--soft)', of('prevented')),
        way('Rescued and brought back', 'var(--soft)', of('rescued_back')),
        way('Died at sea', 'var(--ink)', of('deaths')),
      ],
    },
    {
      title: 'Detained for return',
      total: words(selected),
      ways: [
        way('Returned to France', 'var(--returned)', returned),
        way('Released in the UK', 'var(--soft)', released),
        way('Still detained', 'var(--muted)', minus(selected, returned, released)),
      ],
    },
    {
      title: 'Applied for the legal route',
      total: words(applied),
      ways: [
        way('Admitted to the UK', 'var(--admitted)', admitted),
        way('No proof of identity', 'var(--soft)', documents),
        way('Failed other checks', 'var(--soft)', unsuited),
        way('Still waiting', 'var(--muted)', minus(applied, admitted, documents, unsuited)),
      ],
    },
  ];
}

const WIDE = 320;
const ROOM = 46;
const TALL = 150;

function Ribbons({ tree }: { tree: Tree }) {
  const ways = tree.ways.filter(({ people }) => people > 0);
  const all = ways.reduce((sum, { people }) => sum + people, 0);
  const thick = (people: number) => Math.max(1.5, (people / Math.max(all, 1e-9)) * TALL);
  const slots = ways.map(({ people }) => Math.max(ROOM, thick(people) + 8));
  const height = Math.max(TALL, slots.reduce((a, b) => a + b, 0)) + 10;
  let [from, to] = [(height - ways.reduce((sum, { people }) => sum + thick(people), 0)) / 2, 5];
  const told = `${tree.title}: ${tree.total}. ${ways.map(({ label, words }) => `${label}: ${words}`).join('. ')}.`;
  return (
    <section class="tree">
      <h4>{tree.title}</h4>
      <p class="total">{tree.total}</p>
      <svg viewBox={`0 0 ${WIDE} ${height}`} role="img" aria-label={told} data-heading={`${tree.title}: ${tree.total}`}>
        {ways.map((one, place) => {
          const size = thick(one.people);
          const slot = slots[place] ?? ROOM;
          const [a, b] = [from, to + (slot - size) / 2];
          from += size;
          to += slot;
          const middle = to - slot / 2;
          return (
            <g key={one.label}>
              <path
                d={`M0,${a} C45,${a} 45,${b} 90,${b} L90,${b + size} C45,${b + size} 45,${a + size} 0,${a + size} Z`}
                fill={one.colour}
                fill-opacity="0.7"
              />
              <text x="98" y={middle - 3} font-size="12.5" fill="var(--ink)">{one.label}</text>
              <text x="98" y={middle + 13} font-size="11.5" fill="var(--muted)">{one.words}</text>
            </g>
          );
        })}
      </svg>
    </section>
  );
}

export function Flow({ runs }: { runs: Runs }) {
  const all = trees(runs);
  const table = () => [
    ['of_those_who', 'way', 'median', 'low90', 'high90'],
    ...all.flatMap(({ title, ways }) => ways.map(({ label, band }) => [title, label, band?.median ?? 0, band?.low90 ?? 0, band?.high90 ?? 0])),
  ];
  return (
    <figure>
      <figcaption>
        <strong>Where people end up</strong> From 6 August 2025 to the end of the run, {runs.inWords()}. Medians, which need not add up; in brackets nine
        tenths of the runs. Each part has its own scale; a
        person who sets out again is counted again.
      </figcaption>
      <div class="trees" data-figure="flow">
        {all.map((tree) => <Ribbons key={tree.title} tree={tree} />)}
      </div>
      <TakeAway name="flow" title="Where people end up, 6 August 2025 to the end of the run" marks="Medians; in brackets nine tenths of the runs." runs={runs} rows={table} />
    </figure>
  );
}
