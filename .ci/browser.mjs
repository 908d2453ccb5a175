// Opens a page in headless Chromium and fails on what a reader should never meet: a message in the console, anything asked
// of the network, a page without its answer, or one that is wider than a phone.
//
//     node .ci/browser.mjs CHROMIUM PAGE.html WORDS [FOLDER]
//
// WORDS must stand in the answer. With FOLDER it leaves pictures and the printed page there. It speaks the DevTools
// protocol over a pipe, and so needs no package and no port.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [chromium, page, words, folder] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "browser-"));
const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", `--user-data-dir=${profile}`];
const browser = spawn(chromium, flags, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
const ended = new Promise((done) => browser.on("exit", done));
browser.on("error", (error) => fail(`cannot start ${chromium}: ${error.message}`));
setTimeout(() => fail("it took more than two minutes"), 120_000).unref();

const faults = [];
const asked = [];
const waiting = new Map();
const events = new Map();
let last = 0;
let rest = Buffer.alloc(0);
browser.stdio[4].on("data", (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
        const message = JSON.parse(rest.subarray(0, end).toString());
        rest = rest.subarray(end + 1);
        if (message.id) {
            const { done, failed } = waiting.get(message.id);
            if (message.error) failed(new Error(message.error.message));
            else done(message.result);
        } else heard(message);
    }
});

function heard({ method, params }) {
    if (method === "Runtime.consoleAPICalled" && ["warning", "error", "assert"].includes(params.type))
        faults.push(`console ${params.type}: ${params.args.map((arg) => arg.value ?? arg.description).join(" ")}`);
    if (method === "Runtime.exceptionThrown") faults.push(`exception: ${params.exceptionDetails.text}`);
    if (method === "Log.entryAdded" && ["warning", "error"].includes(params.entry.level))
        faults.push(`log ${params.entry.level}: ${params.entry.text}`);
    if (method === "Audits.issueAdded") faults.push(`issue: ${JSON.stringify(params.issue)}`);
    if (method === "Network.requestWillBeSent") asked.push(params.request.url);
    events.get(method)?.();
}

function send(method, params = {}, sessionId) {
    const id = ++last;
    browser.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
    return new Promise((done, failed) => waiting.set(id, { done, failed }));
}

function fail(why) {
    console.error(`${page}: ${why}`);
    browser.kill("SIGKILL");
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    process.exit(1);
}

function check(holds, otherwise) {
    if (!holds) faults.push(otherwise);
}

async function look() {
    const { targetId } = await send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
    const tell = (method, params) => send(method, params, sessionId);
    const value = async (expression) => (await tell("Runtime.evaluate", { expression, returnByValue: true })).result.value;
    for (const domain of ["Page", "Runtime", "Log", "Network", "Audits"]) await tell(`${domain}.enable`);

    const address = pathToFileURL(resolve(page)).href;
    const loaded = new Promise((done) => events.set("Page.loadEventFired", done));
    await tell("Page.navigate", { url: address });
    await loaded;

    check((await value("document.title")).endsWith("Strait"), "it has no title");
    const answer = await value("document.querySelector('#answer')?.innerText ?? ''");
    check(answer.includes(words), `the answer does not hold "${words}": ${answer.slice(0, 400)}`);
    check((await value("document.querySelectorAll('figure svg').length")) > 0, "it has no figure");
    check((await value("document.scripts.length")) === 0, "it has a script");

    for (const [name, width, height] of [["phone", 360, 800], ["laptop", 1280, 900]]) {
        await tell("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: name === "phone" });
        for (const open of [false, true]) {
            await value(`document.querySelectorAll('details').forEach((part) => { part.open = ${open}; })`);
            const wide = await value("document.documentElement.scrollWidth");
            check(wide <= width, `at ${width} pixels it is ${wide} wide${open ? " with all parts open" : ""}`);
            // What is too wide must scroll in its own box, not run over the edge unseen.
            const over = await value(`[...document.querySelectorAll('main *')].filter((part) => !part.closest('.scroll, svg')
                && part.getBoundingClientRect().right > ${width} + 0.5).map((part) => part.outerHTML.slice(0, 80)).join(' | ')`);
            check(over === "", `at ${width} pixels these run over the edge: ${over}`);
        }
        await value("document.querySelectorAll('details').forEach((part) => { part.open = false; })");
        if (folder) {
            for (const captureBeyondViewport of [false, true]) {
                const { cssContentSize } = await tell("Page.getLayoutMetrics");
                const clip = { x: 0, y: 0, width, height: Math.min(cssContentSize.height, 16_000), scale: 1 };
                const { data } = await tell("Page.captureScreenshot", captureBeyondViewport ? { captureBeyondViewport, clip } : {});
                writeFileSync(join(folder, `${name}${captureBeyondViewport ? "-whole" : ""}.png`), Buffer.from(data, "base64"));
            }
        }
    }
    await tell("Emulation.clearDeviceMetricsOverride");
    const printed = Buffer.from((await tell("Page.printToPDF", { preferCSSPageSize: true })).data, "base64");
    const pages = printed.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    check(pages > 1, `printed, it has ${pages} pages`);
    if (folder) writeFileSync(join(folder, "printed.pdf"), printed);

    const others = asked.filter((url) => url !== address && !url.startsWith("data:"));
    check(others.length === 0, `it asks for ${others.join(", ")}`);
    check(asked.includes(address), "it was not seen to ask even for itself: requests are not watched");
    return pages;
}

const pages = await look().catch((error) => fail(error.message));
await send("Browser.close").catch(() => {});
await ended;
rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
if (faults.length > 0) {
    console.error(`${page}:\n  ${faults.join("\n  ")}`);
    process.exit(1);
}
console.log(`${page}: read on a phone and a laptop, ${pages} pages on paper`);
