// Opens every page of the built book in headless Chromium, at the width of a phone and of a laptop, and fails on a message in the
// console, a request beyond the book, a picture that is not shown, a link that leads nowhere, and what runs over the edge.
//
//     node .ci/book.mjs CHROMIUM FOLDER [PICTURES]
//
// With PICTURES it leaves a picture of each page at both widths there.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { open } from "./chromium.mjs";

const [chromium, folder, pictures] = process.argv.slice(2);
const book = resolve(folder);
// print.html is all pages in one; 404.html and toc.html are pieces of the frame.
const pages = readdirSync(book).filter((name) => name.endsWith(".html") && !["print.html", "404.html", "toc.html"].includes(name));

function fail(why) {
    console.error(`${folder}: ${why}`);
    process.exit(1);
}

// Whether an address of a file leads to a page, and to a heading in it.
function leads(address) {
    const url = new URL(address);
    const path = fileURLToPath(new URL(url.pathname, "file://"));
    if (!path.startsWith(book) || !existsSync(path)) return false;
    const heading = decodeURIComponent(url.hash.slice(1));
    return heading === "" || readFileSync(path, "utf8").includes(`id="${heading}"`);
}

const browser = await open(chromium, 300, fail);
const faults = [];

async function look(name) {
    const told = browser.faults.length;
    browser.asked.length = 0;
    const note = (fault) => faults.push(`${name}: ${fault}`);
    await browser.go(pathToFileURL(join(book, name)).href);

    const links = await browser.value("[...document.querySelectorAll('main a[href]')].map((link) => link.href)");
    for (const link of new Set(links.filter((link) => link.startsWith("file:")))) {
        if (!leads(link)) note(`a link leads nowhere: ${link.replace(pathToFileURL(book).href, "")}`);
    }
    const unseen = "[...document.images].filter((image) => !image.complete || image.naturalWidth === 0).map((image) => image.src)";
    for (const image of await browser.value(unseen)) note(`a picture is not shown: ${image}`);
    const mute = "[...document.images].filter((image) => !image.alt).map((image) => image.src)";
    for (const image of await browser.value(mute)) note(`a picture says nothing to those who cannot see it: ${image}`);

    for (const [device, width, height] of [["phone", 360, 800], ["laptop", 1280, 900]]) {
        await browser.tell("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: device === "phone" });
        const wide = await browser.value("document.documentElement.scrollWidth");
        if (wide > width) note(`at ${width} pixels it is ${wide} wide`);
        // What is too wide must scroll in its own box, not run over the edge unseen.
        const over = await browser.value(`[...document.querySelectorAll('main *')].filter((part) =>
            !part.closest('.table-wrapper, pre, svg') && part.getBoundingClientRect().right > ${width} + 0.5
        ).map((part) => part.outerHTML.slice(0, 80)).join(' | ')`);
        if (over) note(`at ${width} pixels these run over the edge: ${over}`);
        if (pictures) {
            const { cssContentSize } = await browser.tell("Page.getLayoutMetrics");
            const clip = { x: 0, y: 0, width, height: Math.min(cssContentSize.height, 16_000), scale: 1 };
            const { data } = await browser.tell("Page.captureScreenshot", { captureBeyondViewport: true, clip });
            writeFileSync(join(pictures, `${name.replace(".html", "")}-${device}.png`), Buffer.from(data, "base64"));
        }
    }
    await browser.tell("Emulation.clearDeviceMetricsOverride");
    for (const url of new Set(browser.asked)) {
        if (!url.startsWith(pathToFileURL(book).href) && !url.startsWith("data:")) note(`it asks for ${url}`);
    }
    // That mdBook's own script uses what browsers will drop one day is no fault of a page.
    for (const fault of browser.faults.slice(told).filter((fault) => !fault.includes("DeprecationIssue"))) note(fault);
}

for (const name of pages) await look(name).catch((error) => browser.give_up(`${name}: ${error.message}`));
await browser.close();
if (faults.length > 0) {
    console.error(faults.join("\n"));
    process.exit(1);
}
console.log(`${folder}: ${pages.length} pages read on a phone and a laptop`);
