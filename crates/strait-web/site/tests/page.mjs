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

const QUESTIONS = ['how-many', 'french-cooperation', 'legal-challenge', 'deterrence'];

/** Longest that things may take, on two cores [ms]. */
const [INTERACTION_MAX, FIRST_ANSWER_MAX, HUNDRED_RUNS_MAX] = [100, 2000, 10_000];

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
  const proof = page.locator('[data-path="legal_route.other_proof_share"]');
  // Steps by the keyboard alone.
  await proof.focus();
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowRight');
  const moved = await proof.inputValue();
  await page.waitForFunction((old) => document.querySelector('#answer')?.textContent !== old && /\d/.test(document.querySelector('#answer')?.textContent ?? ''), before);
  await finished(page);
  assert.notEqual(await chart(), drawn, 'the chart does not follow the slider');
  assert.ok(page.url().endsWith(`legal_route.other_proof_share=${moved}`), page.url());
  // The link carries everything.
  const said = await answer(page);
  const again = await open(new URL(page.url()).hash);
  await answered(again);
  await finished(again);
  assert.equal(await answer(again), said, 'a link does not lead to the same answer');
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.waitForFunction(() => !location.hash.includes('proof'));
  await Promise.all([page.context().close(), again.context().close()]);
}

/** A question opens on the scenario, the values and as many runs as its pack: what these come to is held to the command's in Rust. */
async function opensWhereItsPackDoes() {
  for (const question of QUESTIONS) {
    const pack = readFileSync(join(here, `../../../scenarios/packs/${question}.toml`), 'utf8');
    const page = await open(`#question=${question}`);
    await answered(page);
    const replicates = /^replicates = (\d+)/m.exec(pack)[1];
    assert.equal(await page.getByRole('combobox', { name: 'Runs' }).inputValue(), replicates);
    const { text } = await handed(page, 'Download the scenario');
    const paths = [...pack.matchAll(/^path = "(.+)"$/gm)].map(([, path]) => path).filter((path) => path !== 'scenario');
    assert.ok(paths.length >= 3);
    for (const path of paths) assert.ok(text.includes(`"${path}" = `), `${question} opens without ${path}`);
    const told = await answer(page);
    assert.match(told, /^If /);
    // What is set beyond its evidence is said to be, on the slider too.
    const flagged = await page.locator('.slider .beyond').count();
    if (flagged > 0) assert.ok((await page.locator('.answer .beyond').count()) === 1 && /beyond its evidence/.test(told), `${question}: ${told}`);
    await page.context().close();
  }
}

/** Of few runs a median and no range; endings of all runs. */
async function saysNoMoreThanTheRunsDo() {
  const few = await open('#question=how-many&replicates=5');
  await answered(few);
  await finished(few);
  assert.match(await answer(few), /no range from \d runs/);
  assert.doesNotMatch(await answer(few), /90 %/);
  const page = await open('#question=french-cooperation&replicates=20');
  await answered(page);
  await finished(page);
  const told = await answer(page);
  const [, all, endings] = /of (\d+) runs the agreement (.+?)\. /.exec(told);
  const counts = [...endings.matchAll(/ in (\d+)/g)].map(([, count]) => Number(count));
  assert.equal(counts.reduce((a, b) => a + b, 0), Number(all), told);
  await Promise.all([few.context().close(), page.context().close()]);
}

/** For each question there is a slider that, moved from one end to the other, changes a number of its answer by far more than its error. */
async function canMoveItsAnswer() {
  for (const question of QUESTIONS) {
    const page = await open(`#question=${question}&replicates=50`);
    await answered(page);
    await finished(page);
    const outcomes = (await page.locator('#answer').getAttribute('data-outcomes')).split(' ');
    const sliders = await page.locator('.slider input[type=range]').evaluateAll((all) => all.map(({ dataset, min, max }) => ({ path: dataset.path, ends: [min, max] })));
    const moves = [];
    for (const { path, ends } of sliders) {
      const runs = [];
      for (const end of ends) {
        await page.locator(`input[data-path="${path}"]`).fill(end);
        // Longer than the page waits for a slider to come to rest.
        await page.waitForTimeout(300);
        await finished(page);
        const [[...names], ...rows] = (await handed(page, 'Download the runs')).text.trim().split('\n').map((line) => line.split(','));
        const of = (outcome) => rows.map((row) => row[names.indexOf(outcome)]).map((cell) => (cell === '' ? NaN : Number(cell)));
        runs.push(outcomes.map(of));
      }
      // Several numbers of an answer are tried: three errors, so that chance alone hardly passes.
      const moved = outcomes.find((outcome, place) => {
        const changes = runs[0][place].map((low, run) => runs[1][place][run] - low).filter(Number.isFinite);
        const mean = changes.reduce((a, b) => a + b, 0) / changes.length;
        const error = Math.sqrt(changes.reduce((sum, change) => sum + (change - mean) ** 2, 0) / (changes.length - 1) / changes.length);
        moves.push(`${outcome} by ${path}: ${mean.toPrecision(3)} ± ${error.toPrecision(2)}`);
        return changes.length >= 10 && Math.abs(mean) > 3 * error;
      });
      if (moved) {
        console.log(`${question}: ${moves.at(-1)}`);
        // Deterrence that nobody could see would be none.
        if (question === 'deterrence') assert.match(await answer(page), /change by −\d\d/);
        moves.length = 0;
        break;
      }
      await page.getByRole('button', { name: 'Reset' }).click();
      await page.waitForTimeout(300);
    }
    assert.deepEqual(moves, [], `no slider moves the answer of ${question}`);
    await page.context().close();
  }
}

async function isTheCommandsNumbers() {
  const page = await open(LINK);
  await answered(page);
  await finished(page);
  const [scenario, runs] = [await handed(page, 'Download the scenario'), await handed(page, 'Download the runs')];
  assert.equal(scenario.name, 'explorer.toml');
  cpSync(join(here, '../../../scenarios'), join(folder, 'scenarios'), { recursive: true });
  writeFileSync(join(folder, 'scenarios/explorer.toml'), scenario.text);
  const told = await page.locator('.command', { hasText: 'strait run' }).textContent();
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
  // Week by week, every metric: as the command's daily.csv of weeks.
  const weeks = await handed(page, 'Download the weeks');
  execFileSync(strait, [...words, '--resolution', 'weekly', '--format', 'csv', '--out', 'weeks'], { cwd: folder, stdio: 'pipe' });
  const [[...named], ...daily] = table(readFileSync(join(folder, 'weeks/daily.csv'), 'utf8'));
  const [[...columns], ...weekly] = table(weeks.text);
  assert.equal(weekly.length, daily.length);
  const places = columns.map((name) => named.indexOf(name));
  assert.ok(!places.includes(-1), 'a column that the command does not have');
  for (const [place, row] of weekly.entries()) {
    for (const [column, cell] of row.entries()) {
      const other = daily[place][places[column]];
      const same = columns[column] === 'date' ? cell === other : (cell === '') === (other === '') && Number(cell) === Number(other);
      assert.ok(same, `row ${place}, ${columns[column]}: ${cell} on the page, ${other} by the command`);
    }
  }
  console.log(`the command's numbers: ${own.length} runs of ${ours.length - 1} outcomes, ${weekly.length} weeks of ${columns.length - 2} metrics`);
  await page.context().close();
}

/** The same setting twice differs by nothing; another by what the link says, and the link says so again. */
async function comparesInTheSameLuck() {
  const page = await open('#question=how-many&replicates=20');
  await answered(page);
  await finished(page);
  await page.getByRole('button', { name: 'Compare from here' }).click();
  await page.waitForSelector('.paired:has-text("Nothing is changed yet")', { timeout: 60_000 });
  const beds = page.locator('[data-path="home_office.detention.beds"]');
  await beds.focus();
  for (let step = 0; step < 20; step += 1) await page.keyboard.press('ArrowLeft');
  await page.waitForSelector('.paired td', { timeout: 120_000 });
  await finished(page);
  const said = await page.innerText('.paired');
  assert.match(said, /home_office\.detention\.beds: (\d+|as in the scenario) before, \d+ now/);
  assert.match(said, /−?\d.* people\/week/);
  const again = await open(new URL(page.url()).hash);
  await again.waitForSelector('.paired td', { timeout: 120_000 });
  await finished(again);
  assert.equal(await again.innerText('.paired'), said, 'a link does not lead to the same comparison');
  await Promise.all([page.context().close(), again.context().close()]);
}

/** All that is wrong is said; what is left is run. */
async function saysWhatIsWrongWithALink() {
  const page = await open('#question=how-many&replicates=1&home_office.detention.bed=4&nonsense=1&show=nothing');
  await page.waitForSelector('[role=alert]:has-text("home_office.detention.beds")', { timeout: 60_000 });
  const said = await page.textContent('[role=alert]');
  for (const part of [/“nonsense”/, /replicates as “1”; allowed is a whole number from 5/, /shows “nothing”/]) assert.match(said, part);
  await page.context().close();
}

/** What a scenario sets and the reader takes back stays taken back in the link; lists can be typed. */
async function setsAnyParameter() {
  const page = await open('#question=deterrence&replicates=5');
  await answered(page);
  await page.locator('details.all > summary').click();
  const search = page.getByRole('searchbox');
  await search.fill('selection.share');
  await page.getByRole('button', { name: 'As in the scenario' }).click();
  await page.waitForFunction(() => /home_office\.selection\.share=(&|$)/.test(location.hash));
  await search.fill('sea.crossing_day_share');
  const list = page.locator('details.all li input').first();
  const months = (await list.inputValue()).split(' ');
  assert.equal(months.length, 12);
  await list.fill(months.map(() => 0.5).join(' '));
  await list.press('Tab');
  await page.waitForFunction(() => location.hash.includes('crossing_day_share'));
  await answered(page);
  await finished(page);
  assert.equal(await page.locator('[role=alert]').count(), 0);
  await page.context().close();
}

/** Each figure's drawing and numbers, and what was observed of the exchange. */
async function handsOutFigures() {
  const page = await open('#question=how-many&replicates=20&show=returned_in_all');
  await answered(page);
  await finished(page);
  assert.match(await page.locator('figcaption').first().innerText(), /Dots: observed/);
  const dots = await page.locator('[data-figure="fan"] svg [aria-label="dot"] circle').count();
  assert.ok(dots >= 10, `${dots} observed counts of people returned`);
  for (const name of ['fan', 'gates', 'flow']) {
    const figure = page.locator('figure', { has: page.locator(`[data-figure="${name}"]`) });
    const saved = async (kind) => {
      const [download] = await Promise.all([page.waitForEvent('download'), figure.getByRole('button', { name: kind, exact: false }).click()]);
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    };
    const [svg, png, csv] = [await saved('as SVG'), await saved('as PNG'), await saved('as CSV')];
    assert.deepEqual([svg.name, png.name, csv.name], [`${name}.svg`, `${name}.png`, `${name}.csv`]);
    assert.doesNotMatch(String(svg.bytes), /var\(--|NaN|undefined/);
    assert.equal(png.bytes.toString('latin1', 1, 4), 'PNG');
    assert.ok(String(csv.bytes).trim().split('\n').length > 3, `the numbers of ${name}`);
    if (pictures) {
      writeFileSync(join(pictures, svg.name), svg.bytes);
      writeFileSync(join(pictures, `taken-${png.name}`), png.bytes);
    }
  }
  await page.context().close();
}

/** Every step of the tour finds its part; the keyboard alone leads through it and out of it. */
async function leadsThroughTheTour() {
  const page = await open('#question=how-many&replicates=5');
  await answered(page);
  await finished(page);
  await page.getByRole('button', { name: 'Take the tour' }).press('Enter');
  const tour = page.getByRole('dialog', { name: 'Tour' });
  const steps = Number((await tour.innerText()).match(/1 of (\d+)/)[1]);
  for (let step = 1; step <= steps; step += 1) {
    await tour.getByText(`${step} of ${steps}.`).waitFor();
    assert.equal(await page.locator('.shown').count(), 1, `step ${step} of the tour shows nothing`);
    if (pictures && step === 4) await page.screenshot({ path: join(pictures, 'tour.png') });
    await page.keyboard.press('Enter');
  }
  await tour.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Take the tour' }).press('Enter');
  await page.keyboard.press('Escape');
  await tour.waitFor({ state: 'detached' });
  await page.context().close();
}

/** Longest from an act to its drawing [ms], while runs come in. Noise of a machine only adds: the best of three tries is what the page takes. */
async function neverFreezes() {
  const page = await open('#question=how-many&replicates=1000');
  await answered(page);
  const acts = {
    'a step of a slider': () => page.evaluate(() => globalThis.timed(() => {
      const beds = document.querySelector('[data-path="home_office.detention.beds"]');
      beds.stepDown();
      beds.dispatchEvent(new Event('input', { bubbles: true }));
    })),
    'a search': () => page.evaluate(() => globalThis.timed(() => {
      const search = document.querySelector('input[type=search]');
      search.closest('details').open = true;
      search.value += 'e';
      search.dispatchEvent(new Event('input', { bubbles: true }));
    })),
    'another series': () => page.evaluate(() => globalThis.timed(() => {
      const select = document.querySelector('.figures select');
      select.selectedIndex = (select.selectedIndex + 1) % 6;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    })),
    'another question': () => page.evaluate(() => globalThis.timed(() => document.querySelector('nav button[aria-pressed=false]').click())),
  };
  await page.evaluate(() => {
    globalThis.timed = async (act) => {
      const clock = performance.now();
      act();
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return performance.now() - clock;
    };
  });
  for (const [name, act] of Object.entries(acts)) {
    let best = Infinity;
    for (let attempt = 0; attempt < 3 && best >= INTERACTION_MAX; attempt += 1) {
      let longest = 0;
      for (let time = 0; time < 8; time += 1) {
        longest = Math.max(longest, await act());
        await page.waitForTimeout(60);
      }
      best = Math.min(best, longest);
    }
    console.log(`longest from ${name} to its drawing: ${best.toFixed(0)} ms`);
    assert.ok(best < INTERACTION_MAX, `${name} takes ${best.toFixed(0)} ms`);
  }
  await page.context().close();
}

async function isWithinReach() {
  for (const question of QUESTIONS) {
    for (const colorScheme of ['light', 'dark']) {
      const page = await open(`#question=${question}&replicates=5`, { colorScheme });
      await answered(page);
      await finished(page);
      await page.evaluate(() => document.querySelectorAll('details').forEach((part) => { part.open = true; }));
      await page.addScriptTag({ path: join(here, 'node_modules/axe-core/axe.min.js') });
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      assert.deepEqual(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))]), [], `accessibility of ${question}`);
      await page.context().close();
    }
  }
}

/** Every question on every screen: nothing wider than it, no words cut off or one over another, and it prints. */
async function fitsEveryScreen() {
  for (const [name, width, height] of [['phone', 390, 844], ['laptop', 1366, 768], ['projector', 1920, 1080]]) {
    for (const question of QUESTIONS) {
      const page = await open(`#question=${question}&replicates=${pictures ? 20 : 5}`, { viewport: { width, height } });
      await answered(page);
      await finished(page);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        await page.waitForTimeout(100);
        const wrong = await page.evaluate(() => {
          const found = [];
          if (document.documentElement.scrollWidth > innerWidth) found.push(`wider than its screen by ${document.documentElement.scrollWidth - innerWidth} px`);
          const room = document.documentElement.getBoundingClientRect();
          for (const drawing of document.querySelectorAll('[data-figure] svg')) {
            const words = [...drawing.querySelectorAll('text')].filter((text) => text.textContent.trim() !== '');
            const boxes = words.map((text) => ({ box: text.getBoundingClientRect(), words: text.textContent }));
            for (const [place, { box, words: one }] of boxes.entries()) {
              if (box.left < room.left - 1 || box.right > room.right + 1) found.push(`cut off: ${one}`);
              for (const { box: other, words: two } of boxes.slice(place + 1)) {
                const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
                const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
                if (across > 2 && down > 4) found.push(`one over the other: ${one} and ${two}`);
              }
            }
          }
          return found;
        });
        assert.deepEqual(wrong, [], `${question} on a ${name}`);
        if (pictures) await page.screenshot({ path: join(pictures, `${question}-${name}-${colorScheme}.png`), fullPage: true });
      }
      if (pictures && name === 'laptop') await page.pdf({ path: join(pictures, `${question}.pdf`), format: 'A4' });
      await page.context().close();
    }
  }
}

/** From opening to the first answer, and to a hundred runs of three years [ms]; of three tries the best, as for acts. */
async function isQuick() {
  let [answer, all] = [Infinity, Infinity];
  for (let attempt = 0; attempt < 3 && (answer >= FIRST_ANSWER_MAX || all >= HUNDRED_RUNS_MAX); attempt += 1) {
    const begun = Date.now();
    const page = await open('#question=how-many&replicates=100');
    await answered(page);
    answer = Math.min(answer, Date.now() - begun);
    await finished(page);
    all = Math.min(all, Date.now() - begun);
    await page.context().close();
  }
  console.log(`first answer after ${answer} ms, 100 three-year runs after ${all} ms`);
  assert.ok(answer < FIRST_ANSWER_MAX, `the first answer takes ${answer} ms`);
  assert.ok(all < HUNDRED_RUNS_MAX, `a hundred runs take ${all} ms`);
}

const looks = [
  answersAndFollowsASlider,
  opensWhereItsPackDoes,
  saysNoMoreThanTheRunsDo,
  canMoveItsAnswer,
  isTheCommandsNumbers,
  comparesInTheSameLuck,
  saysWhatIsWrongWithALink,
  setsAnyParameter,
  handsOutFigures,
  leadsThroughTheTour,
  neverFreezes,
  isWithinReach,
  fitsEveryScreen,
  isQuick,
];
try {
  for (const look of looks) {
    await look();
    assert.deepEqual(faults, [], look.name);
  }
  console.log('the page is well');
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
