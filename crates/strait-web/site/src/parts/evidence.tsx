// What a default rests on, one tap away.

import type { Parameter } from '../engine/types';

const CONFIDENCE = {
  high: 'well known',
  medium: 'fairly well known',
  low: 'weakly known',
  assumption: 'an assumption',
  '': 'not in the register',
} as const;

export function Evidence({ parameter }: { parameter: Parameter }) {
  const { confidence, low, high, source, url, note, path, drawn } = parameter;
  return (
    <details class="evidence">
      <summary title={source}>
        <span class={`badge ${confidence}`}>{CONFIDENCE[confidence]}</span> what it rests on
      </summary>
      <p>
        {low !== '' && high !== '' && <>Evidence supports {low} to {high} {parameter.unit}. </>}
        {source}. {note && `${note}. `}
        {url && <a href={url} rel="noreferrer noopener">Source</a>}
      </p>
      <p class="path">
        <code>{path}</code>{drawn && ', which each run takes from the fitted ensemble unless it is set here'}
      </p>
    </details>
  );
}
