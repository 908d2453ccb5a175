// Every parameter, to be found by any word of its name or meaning and set as a scenario file would.

import { useMemo, useState } from 'preact/hooks';
import type { Description, Parameter } from '../engine/types';
import { Evidence } from './evidence';

interface Props {
  description: Description;
  values: Record<string, string>;
  set: Record<string, string>;
  onSet(path: string, value: string | undefined): void;
}

const MOST_SHOWN = 40;

export function AllParameters({ description, values, set, onSet }: Props) {
  const [wanted, want] = useState('');
  const found = useMemo(() => {
    const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
    const text = ({ path, meaning }: Parameter) => `${path} ${meaning}`.toLowerCase();
    return description.parameters.filter((parameter) => words.every((word) => text(parameter).includes(word)));
  }, [description, wanted]);
  return (
    <details class="all">
      <summary>All {description.parameters.length} parameters</summary>
      <label>
        Search <input type="search" value={wanted} onInput={(event) => want(event.currentTarget.value)} />
      </label>
      <p role="status">{found.length} found{found.length > MOST_SHOWN && `, the first ${MOST_SHOWN} shown`}</p>
      <ul>
        {found.slice(0, MOST_SHOWN).map((parameter) => (
          <li key={parameter.path}>
            <label>
              <code>{parameter.path}</code> <span class="help">{parameter.meaning}</span>
              <input
                type="text"
                value={set[parameter.path] ?? values[parameter.path] ?? parameter.default}
                onChange={(event) => onSet(parameter.path, written(parameter, event.currentTarget.value))}
              />
            </label>
            {set[parameter.path] !== undefined && (
              <button type="button" onClick={() => onSet(parameter.path, undefined)}>As in the scenario</button>
            )}
            <Evidence parameter={parameter} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What was typed, as TOML writes it: texts and names of choices need quotes, and lists brackets, which nobody types. */
function written(parameter: Parameter, typed: string): string | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  if (parameter.kind === 'numbers') return `[${text.replace(/[[\]]/g, '').split(/[\s,]+/).filter(Boolean).join(', ')}]`;
  const plain = (parameter.kind !== 'choice' && parameter.kind !== 'text') || /^["{[]/.test(text);
  return plain ? text : JSON.stringify(text);
}
