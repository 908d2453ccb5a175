// The built page, opened from its folder in headless Chromium as a reader would.
//
//     node tests/page.mjs STRAIT CHROMIUM [FOLDER]
//
// STRAIT is the command, whose numbers the page must show. With FOLDER it leaves pictures there.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [given, executablePath, pictures] = process.argv.slice(2);
// The command runs in a folder of its own.
const strait = resolve(given);
const here = fileURLToPath(new URL('..', import.meta.url));
const address = pathToFileURL(join(here, 'dist/index.html')).href;
const folder = mkdtempSync(join(tmpdir(), 'strait-page-'));

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const browser = await chromium.launch({ executablePath, args });

const faults = [];

/** A page that notes what no reader should meet, and everything that it asks of the network. */
async function open(link, options = {}) {
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1366, height: 768 }, ...options });
  const page = await context.newPage();
  page.on('console', (message) => faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!/^(file|blob|data):/.test(request.url())) faults.push(`asked of the network: ${request.url()}`);
  });
  await page.goto(`${address}${link}`);
  return page;
}

const answer = (page) => page.textContent('#answer');
const answered = (page) => page.waitForFunction(() => /\d/.test(document.querySelector('#answer')?.textContent ?? ''), null, { timeout: 60_000 });
const finished = (page) =>
  page.waitForFunction(() => {
    const bar = document.querySelector('progress');
    return bar && bar.value === bar.max;
  }, null, { timeout: 240_000 });

/** What a button hands to the reader, as a text. */
async function handed(page, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

const LINK = '#question=how-many&replicates=20&home_office.detention.beds=400';

async function answersAndFollowsASlider() {
  const page = await open('');
  await answered(page);
  await finished(page);
  const before = await answer(page);
  const chart = () => page.locator('[data-figure="fan"] svg').first().evaluate((drawing) => drawing.outerHTML);
  const drawn = await chart();
  const beds = page.locator('[data-path="home_office.detention.beds"]');
  // Steps by the keyboard alone.
  await beds.focus();
  for (let step = 0; step < 40; step += 1) await page.keyboard.press('ArrowLeft');
  await page.waitForFunction((old) => document.querySelector('#answer')?.textContent !== old && /\d/.test(document.querySelector('#answer')?.textContent ?? ''), before);
  await finished(page);
  assert.notEqual(await chart(), drawn, 'the chart does not follow the slider');
  assert.match(page.url(), /home_office\.detention\.beds=260/);
  // The link carries everything.
  const said = await answer(page);
  const again = await open(new URL(page.url()).hash);
  await answered(again);
  await finished(again);
  assert.equal(await answer(again), said, 'a link does not lead to the same answer');
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.waitForFunction(() => !location.hash.includes('beds'));
  await Promise.all([page.context().close(), again.context().close()]);
}

async function isTheCommandsNumbers() {
  const page = await open(LINK);
  await answered(page);
  await finished(page);
  const [scenario, runs] = [await handed(page, 'Download the scenario'), await handed(page, 'Download the runs')];
  assert.equal(scenario.name, 'explorer.toml');
  cpSync(join(here, '../../../scenarios'), join(folder, 'scenarios'), { recursive: true });
  writeFileSync(join(folder, 'scenarios/explorer.toml'), scenario.text);
  const told = await page.textContent('.figures code');
  const [, ...words] = told.split(' ');
  execFileSync(strait, [...words, '--format', 'csv', '--out', 'out'], { cwd: folder, stdio: 'pipe' });
  const table = (text) => text.trim().split('\n').map((line) => line.split(','));
  const [[...theirs], ...rows] = table(readFileSync(join(folder, 'out/runs.csv'), 'utf8'));
  const [[...ours], ...own] = table(runs.text);
  assert.equal(own.length, rows.length);
  for (const [place, row] of own.entries()) {
    for (const [column, name] of ours.entries()) {
      const cell = rows[place][theirs.indexOf(name)];
      const same = row[column] === '' ? cell === '' || cell === 'NaN' : Number(row[column]) === Number(cell);
      assert.ok(same, `replicate ${place}, ${name}: ${row[column]} on the page, ${cell} by the command`);
    }
  }
  console.log(`the command's numbers: ${own.length} runs of ${ours.length - 1} outcomes`);
  await page.context().close();
}

async function comparesInTheSameLuck() {
  const page = await open('#question=how-many&replicates=20&home_office.detention.beds=660&against.home_office.detention.beds=100');
  await page.waitForSelector('.paired', { timeout: 120_000 });
  await finished(page);
  assert.match(await page.textContent('.paired'), /changes by .*\d/);
  await page.context().close();
}

async function saysWhatIsWrongWithALink() {
  const page = await open('#question=how-many&replicates=5&home_office.detention.bed=4&nonsense=1');
  await page.waitForSelector('[role=alert]:has-text("home_office.detention.beds")', { timeout: 60_000 });
  assert.match(await page.textContent('[role=alert]'), /nonsense/);
  await page.context().close();
}

async function neverFreezes() {
  const page = await open('');
  await answered(page);
  const longest = await page.evaluate(async () => {
    const beds = document.querySelector('[data-path="home_office.detention.beds"]');
    let most = 0;
    for (let step = 0; step < 20; step += 1) {
      const clock = performance.now();
      beds.stepDown();
      beds.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      most = Math.max(most, performance.now() - clock);
    }
    return most;
  });
  console.log(`longest from a slider's step to its drawing: ${longest.toFixed(0)} ms`);
  await page.context().close();
}

async function isWithinReach() {
  const page = await open('#question=deterrence&replicates=5');
  await answered(page);
  await finished(page);
  await page.evaluate(() => document.querySelectorAll('details').forEach((part) => { part.open = true; }));
  await page.addScriptTag({ path: join(here, 'node_modules/axe-core/axe.min.js') });
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  assert.deepEqual(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))]), [], 'accessibility');
  await page.context().close();
}

async function fitsEveryScreen() {
  for (const [name, width, height] of [['phone', 390, 844], ['laptop', 1366, 768], ['projector', 1920, 1080]]) {
    for (const colorScheme of ['light', 'dark']) {
      const page = await open(LINK, { viewport: { width, height }, colorScheme });
      await answered(page);
      await finished(page);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.equal(wider, 0, `${name}: wider than its screen by ${wider} px`);
      if (pictures) await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`), fullPage: true });
      await page.context().close();
    }
  }
}

async function isQuick() {
  const begun = Date.now();
  const page = await open('');
  await answered(page);
  const first = Date.now() - begun;
  await finished(page);
  console.log(`first answer after ${first} ms, 100 three-year runs after ${Date.now() - begun} ms`);
  await page.context().close();
}

try {
  for (const look of [answersAndFollowsASlider, isTheCommandsNumbers, comparesInTheSameLuck, saysWhatIsWrongWithALink, neverFreezes, isWithinReach, fitsEveryScreen, isQuick]) {
    await look();
    assert.deepEqual(faults, [], look.name);
  }
  console.log('the page is well');
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
