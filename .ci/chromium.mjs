// Headless Chromium, spoken to by the DevTools protocol over a pipe, so that it needs no package and no port. It notes what a
// reader should never meet (messages in the console, issues) and everything that a page asks of the network.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// A page of a browser that is started for it. `fail` is called with the reason when the browser cannot be used.
export async function open(chromium, seconds, fail) {
    const profile = mkdtempSync(join(tmpdir(), "browser-"));
    const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", `--user-data-dir=${profile}`];
    const browser = spawn(chromium, flags, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    const ended = new Promise((done) => browser.on("exit", done));
    const kill = () => {
        browser.kill("SIGKILL");
        rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    };
    const give_up = (why) => {
        kill();
        fail(why);
    };
    browser.on("error", (error) => give_up(`cannot start ${chromium}: ${error.message}`));
    setTimeout(() => give_up(`it took more than ${seconds} seconds`), seconds * 1000).unref();

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

    const { targetId } = await send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
    const tell = (method, params) => send(method, params, sessionId);
    for (const domain of ["Page", "Runtime", "Log", "Network", "Audits"]) await tell(`${domain}.enable`);
    return {
        faults,
        asked,
        tell,
        give_up,
        // What an expression comes to on the page.
        value: async (expression) =>
            (await tell("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true })).result.value,
        // Goes to an address and waits until all of it is there.
        go: async (url) => {
            const loaded = new Promise((done) => events.set("Page.loadEventFired", done));
            await tell("Page.navigate", { url });
            await loaded;
        },
        close: async () => {
            await send("Browser.close").catch(() => {});
            await ended;
            rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
        },
    };
}
