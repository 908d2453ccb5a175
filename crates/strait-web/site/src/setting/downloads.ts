// What can be taken away: the runs as CSV, a figure as SVG or PNG, the scenario as TOML.

import type { Description } from '../engine/types';
import type { Runs } from '../numbers/runs';

function save(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export function saveScenario(runs: Runs): void {
  save('explorer.toml', new Blob([runs.summary.toml], { type: 'application/toml' }));
}

/** A row a run, a column an outcome, numbers with all their digits: as in the command's runs.csv. */
export function saveRuns(description: Description, runs: Runs): void {
  const names = description.outcomes.map(({ name }) => name);
  const cell = (value: number) => (Number.isNaN(value) ? '' : String(value));
  const rows = runs.replicates.map((replicate) => [replicate, ...names.map((name) => cell(runs.outcomeOf(replicate, name)))].join(','));
  save('runs.csv', new Blob([`${[`replicate`, ...names].join(',')}\n${rows.join('\n')}\n`], { type: 'text/csv' }));
}

/** A drawing with the colours that it has on the page, so that it looks alike elsewhere. */
function standalone(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const style = getComputedStyle(document.documentElement);
  const { width, height } = drawing.getBoundingClientRect();
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('style', `background:${style.getPropertyValue('--paper')};color:${style.getPropertyValue('--ink')};font-family:sans-serif`);
  return new XMLSerializer().serializeToString(copy).replace(/var\((--[a-z]+)\)/g, (_, name: string) => style.getPropertyValue(name).trim());
}

const drawingOf = (name: string) => document.querySelector<SVGSVGElement>(`[data-figure="${name}"] svg`);

export function saveSvg(name: string): void {
  const drawing = drawingOf(name);
  if (drawing) save(`${name}.svg`, new Blob([standalone(drawing)], { type: 'image/svg+xml' }));
}

export async function savePng(name: string): Promise<void> {
  const drawing = drawingOf(name);
  if (!drawing) return;
  const { width, height } = drawing.getBoundingClientRect();
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(drawing))}`;
  await picture.decode();
  const sheet = document.createElement('canvas');
  [sheet.width, sheet.height] = [width * 2, height * 2];
  sheet.getContext('2d')?.drawImage(picture, 0, 0, sheet.width, sheet.height);
  sheet.toBlob((blob) => blob && save(`${name}.png`, blob), 'image/png');
}
