// Opens a page in headless Chromium and fails on what a reader should never meet: a message in the console, anything asked
// of the network, a page without its answer, or one that is wider than a phone.
//
//     node .ci/browser.mjs CHROMIUM PAGE.html WORDS [FOLDER]
//
// WORDS must stand in the answer. With FOLDER it leaves pictures and the printed page there.
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { open } from "./chromium.mjs";

const [chromium, page, words, folder] = process.argv.slice(2);

function fail(why) {
    console.error(`${page}: ${why}`);
    process.exit(1);
}

const browser = await open(chromium, 120, fail);
const { faults, asked, tell, value } = browser;

function check(holds, otherwise) {
    if (!holds) faults.push(otherwise);
}

async function look() {
    const address = pathToFileURL(resolve(page)).href;
    await browser.go(address);

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

const pages = await look().catch((error) => browser.give_up(error.message));
await browser.close();
if (faults.length > 0) {
    console.error(`${page}:\n  ${faults.join("\n  ")}`);
    process.exit(1);
}
console.log(`${page}: read on a phone and a laptop, ${pages} pages on paper`);
