// What can be taken away of a figure: the drawing, and the numbers in it.

import type { Runs } from '../numbers/runs';
import { savePng, saveSvg, saveTable } from '../setting/downloads';

interface Props {
  /** The figure's name, and that of the files. */
  name: string;
  /** What stands above the drawing, and what its marks are. */
  title: string;
  marks: string;
  runs: Runs;
  /** The numbers, under the names of the columns. */
  rows(): (string | number)[][];
}

export function TakeAway({ name, title, marks, runs, rows }: Props) {
  const note = `${marks} Simulated with Strait, ${runs.inWords()}; no forecast.`;
  return (
    <p class="take-away">
      Take away: {' '}
      <button type="button" aria-label={`${title}, as SVG`} onClick={() => saveSvg(name, title, note)}>SVG</button>
      <button type="button" aria-label={`${title}, as PNG`} onClick={() => void savePng(name, title, note)}>PNG</button>
      <button type="button" aria-label={`${title}, the numbers as CSV`} onClick={() => saveTable(`${name}.csv`, rows())}>CSV</button>
    </p>
  );
}
