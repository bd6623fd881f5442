// The seal: nothing gets out of a page that has started, nor out of its workers, by any of the ways of `ways.mjs`; in
// Chromium and in Firefox, in both editions. Who finds another way puts it there; what cannot be stopped is to be
// said in docs/PRIVACY.md, and then left out here by its name.
import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { chromium } from "playwright-core";
import puppeteer from "puppeteer-core";
import { findBrowser } from "../../scripts/find-browser.mjs";
import { serve } from "../../scripts/serve.mjs";
import { DIST, folderFor, patchWorkers } from "./native.mjs";
import { LEAVING, tryInPage, tryInWorkers, workerTrial } from "./ways.mjs";

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Listens to everything that arrives at a port, by TCP and UDP: `heard` has the numbers of attempts, and what else came. */
async function listen(t) {
  const heard = new Set();
  const server = createServer((socket) => {
    let text = "";
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      text += bytes.toString("latin1");
      for (const [, number] of text.matchAll(/\bw(\d+)\b/g)) heard.add(Number(number));
      socket.end("HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    });
    socket.on("close", () => { if (!text) heard.add("a connection without a word"); });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  const datagrams = createSocket("udp4", () => heard.add("a datagram"));
  datagrams.bind(port, "127.0.0.1");
  await once(datagrams, "listening");
  t.after(() => { server.close(); datagrams.close(); });
  // Each attempt has a name of its own too, so that the browser's log shows which names it has looked up.
  return { heard, pattern: `http://wNUMBER.ways.test:${port}/wNUMBER` };
}

/** Starts a browser that writes down which names it resolves. `ended()` ends it and gives the numbers of the attempts in them. */
const BROWSERS = {
  chromium: async (t) => {
    const log = join(await folderFor(t), "net.json");
    const browser = await chromium.launch({
      executablePath: findBrowser(),
      args: [
        "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--host-resolver-rules=MAP *.ways.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", `--log-net-log=${log}`,
      ],
    });
    t.after(() => browser.close());
    const context = await browser.newContext();
    return {
      newPage: () => context.newPage(),
      pages: () => context.pages(),
      cookies: () => context.cookies(),
      prepare: (page, ...given) => page.addInitScript(...given),
      ended: async () => { await browser.close(); return readFile(log, "latin1"); },
    };
  },
  firefox: async (t) => {
    const folder = await folderFor(t);
    const browser = await puppeteer.launch({
      browser: "firefox",
      executablePath: findBrowser("firefox"),
      headless: true,
      extraPrefsFirefox: { "network.dns.forceResolve": "127.0.0.1" },
      env: { ...process.env, MOZ_LOG: "nsHostResolver:4", MOZ_LOG_FILE: join(folder, "names") },
    });
    t.after(() => browser.close());
    return {
      newPage: () => browser.newPage(),
      pages: () => browser.pages(),
      cookies: () => browser.cookies(),
      prepare: (page, ...given) => page.evaluateOnNewDocument(...given),
      ended: async () => {
        await browser.close();
        const logs = (await readdir(folder)).map((name) => readFile(join(folder, name), "latin1"));
        return (await Promise.all(logs)).join("");
      },
    };
  },
};

const numbersIn = (log) => [...new Set([...log.matchAll(/\bw(\d+)\.ways\.test/g)].map(([, number]) => Number(number)))];

/** Where each edition is, and what its server was asked for. */
const EDITIONS = {
  hosted: async (t) => {
    const asked = [];
    const server = await serve(DIST, { onRequest: (address) => asked.push(address) });
    t.after(server.close);
    return { url: server.url, asked };
  },
  file: async () => ({ url: pathToFileURL(join(DIST, "sessionscope.html")).href, asked: [] }),
};

const hasNone = (kind) => !findBrowser(kind) && !process.env.CI && `there is no ${kind}`;

for (const [kind, launch] of Object.entries(BROWSERS)) for (const [edition, place] of Object.entries(EDITIONS)) {
  test(`nothing gets out of the ${edition} edition in ${kind}, in whatever way`, { skip: hasNone(kind) }, async (t) => {
    const { heard, pattern } = await listen(t);
    const { url, asked } = await place(t);
    const browser = await launch(t);
    const page = await browser.newPage();
    await browser.prepare(page, patchWorkers, workerTrial(pattern));
    await page.goto(url);
    await page.waitForSelector("html[data-sealed=true] body > :not(noscript)", { state: "attached" });
    asked.length = 0;

    const { sealed, names } = await tryInWorkers(page, 0);
    assert.deepEqual(sealed, [true, true]);
    names.push(...await tryInPage(page, pattern, names.length));
    // Some ask sites that only a real name can stand for: what they are asked with must be gone.
    assert.deepEqual(await page.evaluate(() => [
      navigator.credentials, ...Object.getOwnPropertyNames(globalThis).filter((name) => /RTC|Credential/.test(name)),
      ...[Document, Document.prototype, Element.prototype, ShadowRoot.prototype].flatMap((owner) => Object.getOwnPropertyNames(owner).filter((name) => /^(parse|set|append|prepend|before|after|replace|stream)\w*HTML/.test(name))),
    ].filter(Boolean)), []);
    assert.deepEqual(await page.evaluate(() => [globalThis.length, document.querySelectorAll("a, area, embed, form, frame, iframe, object").length]), [0, 0]);
    for (const [name, act] of Object.entries(LEAVING)) {
      await page.evaluate(`void setTimeout(() => (${act})(${JSON.stringify(pattern.replaceAll("NUMBER", names.length))}))`);
      names.push(name);
      await pause(100);
      assert.equal((await page.evaluate(() => location.href)).split("#")[0], url, name);
    }
    // To load the page again, as it is, is all that its script may do.
    await page.evaluate(() => { history.replaceState(null, "", "?secret"); setTimeout(() => location.reload()); });
    await page.waitForFunction(() => document.documentElement.dataset.sealed === "true" && performance.getEntriesByType("navigation")[0].type === "reload");
    assert.equal(await page.evaluate(() => location.href.split("#")[0]), url);
    await pause(1000);
    const open = await browser.pages();
    assert.deepEqual(open.map((one) => one.url().split("#")[0]).filter((address) => address !== "about:blank"), [url]);
    assert.deepEqual(await browser.cookies(), []);
    assert.deepEqual(asked.filter((address) => /[?#]|w\d/.test(address)), []);

    for (const number of numbersIn(await browser.ended())) heard.add(number);
    t.diagnostic(`${names.length} attempts`);
    assert.deepEqual([...heard].map((number) => names[number] ?? number), []);
  });
}

/** Of the ways, those that every browser lets through where no policy forbids them: what is tried above is real. */
const REAL = [
  "fetch", "fetch with keepalive", "fetch over TLS", "request", "socket", "event source", "import", "beacon", "font", "evaluated text",
  "worker of a Blob that imports", "worker of a Blob that fetches", "<img src>", "<script src>", "<iframe src>", "<object data>", "<video src>",
  "<img srcset>", "<body background>", "<input src>", "<div style>", "<svg:image href>", "link stylesheet ",
  "style background-image", "<style> @import url(ADDRESS);", "innerHTML", "execCommand", "DOMParser of XML",
  "DOMParser with an entity", "document of a frame", "custom element", "beacon of a new frame", "new WebSocket(), form 0", "fetch(), form 0",
];
const REALLY_LEAVING = [
  "location.href", "location.host", "the Navigation API", "a link", "a link that is not in the page", "a link to a new tab", "a link of SVG",
  "an area", "window.open",
];

for (const [kind, launch] of Object.entries(BROWSERS)) {
  test(`in ${kind} the ways that are tried go through where there is no seal`, { skip: hasNone(kind) }, async (t) => {
    const { heard, pattern } = await listen(t);
    const server = await serve(DIST);
    t.after(server.close);
    const [style] = (await readdir(DIST)).filter((name) => name.endsWith(".css"));
    const browser = await launch(t);
    const page = await browser.newPage();
    // A text, shown by itself, is a page without a policy.
    await page.goto(server.url + style);
    const names = await tryInPage(page, pattern, 0);
    const missing = () => REAL.filter((name) => !heard.has(names.indexOf(name)));
    // What does not arrive may stand in the log.
    for (let tries = 0; tries < 200 && (missing().length > 0 || !heard.has("a datagram")); tries += 1) await pause(50);
    await page.close();
    for (const name of REALLY_LEAVING) {
      const number = names.push(name) - 1;
      const next = await browser.newPage();
      await next.goto(server.url + style);
      await next.evaluate(`void setTimeout(() => (${LEAVING[name]})(${JSON.stringify(pattern.replaceAll("NUMBER", number))}))`);
      for (let tries = 0; tries < 200 && !heard.has(number); tries += 1) await pause(50);
      await next.close();
    }
    const log = numbersIn(await browser.ended());
    const isOut = (name) => heard.has(names.indexOf(name)) || log.includes(names.indexOf(name));
    assert.deepEqual([...REAL, ...REALLY_LEAVING].filter((name) => !isOut(name)), []);
    assert.ok(heard.has("a datagram"), "WebRTC");
    t.diagnostic(`${heard.size} of ${names.length} attempts arrived`);
  });
}
