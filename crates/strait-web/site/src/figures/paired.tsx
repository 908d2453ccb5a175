// What differs between two settings that meet the same weather, people and chances: run by run, so that luck falls out.

import type { Description } from '../engine/types';
import { bandOf } from '../numbers/bands';
import { differences, FIRST, type Runs } from '../numbers/runs';
import { withRange } from '../numbers/words';

/** What most readers would ask of a change, after what the question itself is about. */
const ASKED = ['returned', 'admitted', 'arrivals', 'asylum_backlog_end', 'deaths', 'scheme_cost_gbp', 'asylum_cost_gbp'];

interface Props {
  description: Description;
  runs: Runs;
  against: Runs;
  /** The outcome that the question is about. */
  outcome: string;
  /** Values by path: those set here, and those set there. */
  here: Record<string, string>;
  there: Record<string, string>;
}

export function Paired({ description, runs, against, outcome, here, there }: Props) {
  if (against.done < FIRST) return <p class="paired">Playing the setting compared with…</p>;
  const paths = [...new Set([...Object.keys(here), ...Object.keys(there)])].filter((path) => here[path] !== there[path]);
  const rows = [outcome, ...ASKED.filter((name) => name !== outcome)].flatMap((name) => {
    const definition = description.outcomes.find((one) => one.name === name);
    const band = bandOf(differences(against, runs, name));
    return definition && band ? [{ definition, band }] : [];
  });
  const asInScenario = 'as in the scenario';
  return (
    <section class="paired" aria-labelledby="paired">
      <h3 id="paired">What the change changes</h3>
      {paths.length === 0 ? (
        <p>Nothing is changed yet: move a slider, and what you have now is what it is compared with.</p>
      ) : (
        <>
          <ul>
            {paths.map((path) => <li key={path}><code>{path}</code>: {there[path] ?? asInScenario} before, {here[path] ?? asInScenario} now</li>)}
          </ul>
          <table>
            <thead>
              <tr><th scope="col">In the same luck</th><th scope="col">changes by (median)</th></tr>
            </thead>
            <tbody>
              {rows.map(({ definition, band }) => (
                <tr key={definition.name}>
                  <th scope="row">{definition.meaning.replace(/\.$/, '')}</th>
                  <td>{withRange(band)} {definition.unit} <span class={`badge ${definition.is_checked ? '' : 'low'}`}>{definition.checked}</span></td>
                </tr>
              ))}
            </tbody>
          </table>
          <p class="help">Run by run, {against.inWords()}: each meets the same weather, people and chances in both settings.</p>
        </>
      )}
    </section>
  );
}
