// What can be taken away: tables as CSV, a figure as SVG or PNG, the scenario as TOML.

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

const CSV = { type: 'text/csv' };

/** Numbers with all their digits; one that does not exist is an empty cell, as in the command's files. */
const cell = (value: string | number) => {
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value);
  return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
};
const line = (cells: (string | number)[]) => `${cells.map(cell).join(',')}\n`;

export function saveTable(name: string, rows: (string | number)[][]): void {
  save(name, new Blob(rows.map(line), CSV));
}

/** A row a run, a column an outcome: as in the command's runs.csv. */
export function saveRuns(description: Description, runs: Runs): void {
  const names = description.outcomes.map(({ name }) => name);
  const rows = runs.replicates.map((replicate) => [replicate, ...names.map((name) => runs.outcomeOf(replicate, name))]);
  saveTable('runs.csv', [['replicate', ...names], ...rows]);
}

/** A row a week of a run, a column a metric: as in the command's daily.csv with `--resolution weekly`. Run by run, so that the page is free in between. */
export async function saveWeeks(description: Description, runs: Runs): Promise<void> {
  const names = description.metrics.map(({ name }) => name);
  const parts = [line(['replicate', 'date', ...names])];
  for (const replicate of runs.replicates) {
    const weeks = names.map((name) => runs.weekly(replicate, name));
    parts.push(runs.summary.weeks.map((week, place) => line([replicate, week, ...weeks.map((values) => values[place] ?? NaN)])).join(''));
    await new Promise((free) => setTimeout(free));
  }
  save('weeks.csv', new Blob(parts, CSV));
}

const SVG = 'http://www.w3.org/2000/svg';
const [HEAD, EDGE, LINE] = [34, 12, 16];
/** What a letter of a note takes across, at most as most do [px]. */
const LETTER = 6.6;

/** The drawings of a figure in one, side by side, under its title, with the colours that they have on the page. */
function standalone(name: string, title: string, note: string): SVGSVGElement | undefined {
  const drawings = [...document.querySelectorAll<SVGSVGElement>(`[data-figure="${name}"] svg`)];
  if (drawings.length === 0) return undefined;
  const sheet = document.createElementNS(SVG, 'svg');
  const style = getComputedStyle(document.documentElement);
  let [across, height] = [EDGE, 0];
  for (const drawing of drawings) {
    const copy = drawing.cloneNode(true) as SVGSVGElement;
    const size = drawing.getBoundingClientRect();
    const place = { x: across, y: HEAD, width: size.width, height: size.height, overflow: 'visible' };
    for (const [key, value] of Object.entries(place)) copy.setAttribute(key, String(value));
    const heading = drawing.getAttribute('data-heading');
    if (heading) {
      copy.setAttribute('y', String(HEAD + 24));
      sheet.append(text(across, HEAD + 14, 14, heading));
    }
    sheet.append(copy);
    across += size.width + EDGE;
    height = Math.max(height, size.height + (heading ? 24 : 0));
  }
  sheet.prepend(text(EDGE, 22, 16, title));
  const notes = lines(note, (across - EDGE) / LETTER);
  notes.forEach((words, place) => sheet.append(text(EDGE, HEAD + height + 20 + place * LINE, 12, words)));
  const [width, tall] = [Math.ceil(across), Math.ceil(HEAD + height + 14 + notes.length * LINE)];
  for (const [key, value] of Object.entries({ xmlns: SVG, width, height: tall, viewBox: `0 0 ${width} ${tall}` })) sheet.setAttribute(key, String(value));
  sheet.setAttribute('style', `background:${style.getPropertyValue('--paper')};color:${style.getPropertyValue('--ink')};font-family:sans-serif`);
  return sheet;
}

/** Words in lines of so many letters. */
function lines(words: string, most: number): string[] {
  return words.split(' ').reduce<string[]>((all, word) => {
    const last = all.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) return [...all.slice(0, -1), `${last} ${word}`];
    return [...all, word];
  }, []);
}

function text(x: number, y: number, size: number, words: string): SVGTextElement {
  const element = document.createElementNS(SVG, 'text');
  for (const [key, value] of Object.entries({ x, y, 'font-size': size, fill: 'currentColor' })) element.setAttribute(key, String(value));
  element.textContent = words;
  return element;
}

function written(sheet: SVGSVGElement): string {
  const style = getComputedStyle(document.documentElement);
  return new XMLSerializer().serializeToString(sheet).replace(/var\((--[a-z]+)\)/g, (_, name: string) => style.getPropertyValue(name).trim());
}

export function saveSvg(name: string, title: string, note: string): void {
  const sheet = standalone(name, title, note);
  if (sheet) save(`${name}.svg`, new Blob([written(sheet)], { type: 'image/svg+xml' }));
}

export async function savePng(name: string, title: string, note: string): Promise<void> {
  const sheet = standalone(name, title, note);
  if (!sheet) return;
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(written(sheet))}`;
  await picture.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [picture.width * 2, picture.height * 2];
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => blob && save(`${name}.png`, blob), 'image/png');
}
