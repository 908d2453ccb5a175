// The same bits from the command, in Node and in a browser: for each of some settings and seeds, every outcome and every
// week of every metric.
//
//     node crates/strait-web/bits.mjs target/release/strait [CHROMIUM]
//
// The command runs the scenario file that the engine makes of a setting.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const wasm = readFileSync(join(here, 'engine/strait_web.wasm'));
const [command, chromium] = process.argv.slice(2);
const REPLICATES = 2;

/** Every shipped scenario as it is, and settings that touch each part of the model, with seeds at both ends. */
const PAIRS = [
  ['baseline.toml', {}, 20250806],
  ['baseline.toml', {}, 0],
  ['scaled-up.toml', {}, 20250806],
  ['scaled-up.toml', {}, 2 ** 53 - 1],
  ['ample.toml', {}, 1],
  ['every-gate-open.toml', {}, 2],
  ['renewed.toml', {}, 3],
  ['no-agreement.toml', {}, 4],
  ['french-suspension.toml', {}, 5],
  ['adverse-ruling.toml', {}, 6],
  ['replay-2025.toml', {}, 7],
  ['forecast-2026.toml', {}, 8],
  ['forecast-2026.toml', {}, 9, false],
  ['scaled-up.toml', {}, 10, false],
  ['scaled-up.toml', { 'home_office.detention.beds': '137.5' }, 11],
  ['renewed.toml', { 'home_office.selection.share': '1.0', 'france.reception.weekly_places': '25' }, 12],
  ['ample.toml', { deterrence: '{ linear = { semi_elasticity = 2.0 } }' }, 13],
  ['ample.toml', { deterrence: '{ threshold = { midpoint = 0.25, width = 0.05, strength = 0.9 } }' }, 14],
  ['ample.toml', { deterrence: '{ expected_utility = { median_value_eur = 20000, value_sd = 1.0, return_cost_eur = 3000 } }' }, 15],
  ['adverse-ruling.toml', { 'courts.interim_relief.success_rate': '0.3', 'courts.systemic.challenges_per_year': '2.0' }, 16],
  ['french-suspension.toml', { 'france.cooperation.suspended': 'false' }, 17],
  ['renewed.toml', { 'run.end': '2026-06-30', 'run.scale': '0.1' }, 18],
  ['replay-2025.toml', { 'legal_route.other_proof_share': '0.25' }, 19],
  ['scaled-up.toml', { 'sea.persistence': '0.7', 'agreement.tolerance_returns_ahead': '10' }, 20],
].map(([scenario, set, seed, uncertainty = true]) => ({ scenario, set, from: '2026-07-06', seed, uncertainty }));

/** Runs in Node and, as its own text, in a browser: for each setting its file, and the bits of each replicate. */
async function engine(bytes, settings, replicates) {
  const { instance } = await WebAssembly.instantiate(bytes, {});
  const calls = instance.exports;
  const answer = () => new Uint8Array(calls.memory.buffer, calls.answer_address(), calls.answer_bytes()).slice();
  const text = () => new TextDecoder().decode(answer());
  return settings.map((setting) => {
    const input = new TextEncoder().encode(JSON.stringify(setting));
    const address = calls.reserve(input.length);
    new Uint8Array(calls.memory.buffer, address, input.length).set(input);
    if (!calls.prepare()) throw new Error(text());
    const { toml } = JSON.parse(text());
    const runs = [];
    for (let replicate = 0; replicate < replicates; replicate += 1) {
      if (!calls.run(replicate)) throw new Error(text());
      runs.push(Array.from(answer()));
    }
    return { toml, runs };
  });
}

/** The bits of numbers. What is none has many and is one here; a CSV file does not tell 0 from -0. */
function bits(numbers) {
  return new BigUint64Array(Float64Array.from(numbers, (x) => (Number.isNaN(x) ? NaN : x + 0)).buffer);
}

const numbersOf = (bytes) => Array.from(new Float64Array(Uint8Array.from(bytes).buffer));

function csv(path) {
  const [head, ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n').map((line) => line.split(','));
  return rows.map((row) => Object.fromEntries(head.map((name, column) => [name, row[column]])));
}

const number = (cell) => (cell === '' || cell === 'NaN' ? NaN : Number(cell));

/** What the command gives for a scenario file, in the order of the engine's numbers. */
function fromTheCommand(folder, { toml }, setting, description, index) {
  const file = join(folder, `explorer-${index}.toml`);
  const out = join(folder, `out-${index}`);
  writeFileSync(file, toml);
  const flags = ['--seed', String(setting.seed), '--replicates', String(REPLICATES), '--resolution', 'weekly'];
  execFileSync(command, ['run', file, ...flags, '--format', 'csv', '--out', out], { stdio: 'pipe' });
  const [runs, weeks] = [csv(join(out, 'runs.csv')), csv(join(out, 'daily.csv'))];
  return runs.map((run) => {
    const own = weeks.filter((week) => week.replicate === run.replicate);
    const outcomes = description.outcomes.map(({ name }) => number(run[name]));
    return [...outcomes, ...description.metrics.flatMap(({ name }) => own.map((week) => number(week[name])))];
  });
}

function compare(where, expected, runs, setting) {
  const differ = runs.findIndex((run, replicate) => {
    const [a, b] = [bits(expected[replicate]), bits(numbersOf(run))];
    return a.length !== b.length || a.some((word, place) => word !== b[place]);
  });
  if (differ < 0) return;
  const [a, b] = [expected[differ], numbersOf(runs[differ])];
  const place = a.findIndex((value, index) => !Object.is(value, b[index]));
  const found = `${b[place]} (of ${b.length} numbers) instead of ${a[place]} (of ${a.length})`;
  throw new Error(`${where}: ${JSON.stringify(setting)}, replicate ${differ}, number ${place}: ${found}`);
}

async function inTheBrowser(settings) {
  const { open } = await import('../../.ci/chromium.mjs');
  const failed = (why) => {
    throw new Error(why);
  };
  const browser = await open(chromium, 300, failed);
  const bytes = `Uint8Array.from(atob('${wasm.toString('base64')}'), (letter) => letter.charCodeAt(0))`;
  const results = await browser.value(`(${engine})(${bytes}, ${JSON.stringify(settings)}, ${REPLICATES})`);
  await browser.close();
  return results;
}

const described = await WebAssembly.instantiate(wasm, {});
described.instance.exports.describe();
const { memory, answer_address: address, answer_bytes: length } = described.instance.exports;
const description = JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, address(), length())));

const folder = mkdtempSync(join(tmpdir(), 'strait-bits-'));
try {
  cpSync(join(here, '../../scenarios'), folder, { recursive: true });
  const places = [['Node', await engine(wasm, PAIRS, REPLICATES)]];
  if (chromium) places.push(['the browser', await inTheBrowser(PAIRS)]);
  let numbers = 0;
  PAIRS.forEach((setting, index) => {
    const expected = fromTheCommand(folder, places[0][1][index], setting, description, index);
    places.forEach(([where, results]) => compare(where, expected, results[index].runs, setting));
    numbers += expected.flat().length;
  });
  const where = ['the command', ...places.map(([place]) => place)].join(', ');
  console.log(`the same bits from ${where}: ${PAIRS.length} settings with their seeds, ${numbers} numbers`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
