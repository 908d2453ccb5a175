// How far outcomes were held against data.

import type { Description } from '../engine/types';

interface Props {
  description: Description;
  /** Names of outcomes, with words for each. */
  of: [outcome: string, words: string][];
}

export function Checked({ description, of }: Props) {
  return (
    <p class="help">
      Checked:{' '}
      {of.map(([name, words], place) => {
        const outcome = description.outcomes.find((one) => one.name === name);
        return outcome && (
          <span key={name}>
            {place > 0 && ', '}
            {words} <span class={`badge ${outcome.is_checked ? '' : 'low'}`}>{outcome.checked}</span>
          </span>
        );
      })}
    </p>
  );
}
