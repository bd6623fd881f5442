// What the browser tests share: opening either edition of the built page with everything watched,
// giving it files as a person would, and measuring. Found by role and label, or by the handles that
// docs/ARCHITECTURE.md lists. Node runs each test file in a process of its own, and so each has one
// browser, which this module starts and ends; a view that a test opened is closed after that test.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before } from "node:test";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { findBrowser } from "../../scripts/find-browser.mjs";
import { serve } from "../../scripts/serve.mjs";
import { DIST, OUT, PATIENCE, patchWorkers } from "./native.mjs";

export * from "./native.mjs";

/** Another name of the test server: a page from there came unencrypted from another machine, as the browser sees it. */
export const PLAIN_HOST = "plain.example.com";

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: findBrowser(),
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
      // No name but the test server's resolves: not even a broken seal lets a test reach a network.
      `--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
    ],
  });
});
after(() => browser?.close());

/**
 * The hosted edition, in a sub-folder of a server on a free port. Options are those of `open`, `host`, its name, and
 * `dist`, the folder of another build.
 */
export async function openHosted(t, { host = "127.0.0.1", dist = DIST, ...options } = {}) {
  const seen = [];
  const server = await serve(dist, { prefix: "/some/where/", onRequest: (address) => seen.push({ address }) });
  t.after(server.close);
  return open(t, server.url.replace("127.0.0.1", host), seen, options);
}

/** The one-file edition, from the file system. */
export const openFile = (t, options) => open(t, pathToFileURL(join(DIST, "sessionscope.html")).href, [], options);

/** Both editions by name, for tests that run on each. */
export const EDITIONS = { hosted: openHosted, file: openFile };

/**
 * Opens the page for the test `t`, and waits until it has started or said why not. Resolves to
 * - `page`: playwright's;
 * - `requests()`: every address that the page or a worker has asked for since the start, or since
 *   `forgetRequests()`: by the browser's account and by the server's. Data and Blob addresses, and
 *   what the policy has stopped before it left the browser, are not among them;
 * - `violations()`: what the policy has forbidden in the page, other than the proof of the seal;
 * - `problems`: uncaught errors, and errors in the console other than the policy's.
 * Options: `hash` (with "#"); `processors`, how many the page is told that there are; `prepare`, called with the
 * page before it loads; and those of playwright's
 * contexts: `colorScheme`, `locale`, `viewport`, `forcedColors`, `reducedMotion`, `timezoneId`, ….
 */
async function open(t, url, seen, { hash = "", processors, prepare, ...context } = {}) {
  const scope = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...context });
  scope.setDefaultTimeout(PATIENCE);
  t.after(() => scope.close());
  const page = await scope.newPage();
  const problems = [];
  scope.on("request", (request) => seen.push({ address: request.url(), request }));
  page.on("websocket", (socket) => seen.push({ address: socket.url() }));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    const isPolicy = message.text().includes("Content Security Policy");
    if (message.type() === "error" && !isPolicy) problems.push(message.text());
  });
  await page.addInitScript(() => {
    globalThis.forbidden = [];
    document.addEventListener("securitypolicyviolation", (event) => {
      // The page proves its seal by requests that must fail, of which each policy tells by itself.
      const isProof = event.effectiveDirective === "connect-src"
        && (document.documentElement.dataset.sealed !== "true" || event.blockedURI === "https://sessionscope.invalid/");
      if (!isProof) globalThis.forbidden.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  if (processors) {
    await page.addInitScript((number) => Object.defineProperty(navigator, "hardwareConcurrency", { value: number }), processors);
  }
  await prepare?.(page);
  await page.goto(url + hash);
  await page.waitForSelector("html[data-sealed=true] body > :not(noscript), #boot-message", { state: "attached" });
  const requests = () => seen
    .filter(({ address, request }) => !/^(data|blob):/.test(address) && request?.failure()?.errorText !== "csp")
    .map(({ address }) => address);
  const forgetRequests = () => { seen.length = 0; };
  return { page, requests, forgetRequests, problems, violations: () => page.evaluate(() => globalThis.forbidden) };
}

/** What to `prepare` a page with so that workers, and those that they start, run some code before they begin. */
export const inWorkers = (code) => (page) => page.addInitScript(patchWorkers, code);

/**
 * What to `prepare` a page with so that workers of a name wait for their turn at a point of their work, which `code`
 * makes them do with `await turn()`. They wait until the page lets them: `globalThis.pass(times)` gives each so many
 * turns, `release()` all of them, and `hold()` none again; `whenHeld()` resolves once one of them waits since then.
 * That is said to a worker in one order with all that the page says to it: who cancels, and then releases, knows that
 * the worker has heard both before it goes on.
 */
const holdTurns = (name, code) => async (page) => {
  await inWorkers(`
    if (globalThis.name === "${name}") {
      let [turns, order] = [0, 0];
      const waiting = [];
      const goOn = () => {
        for (; turns > 0 && waiting.length > 0; turns -= 1) waiting.shift()();
        if (waiting.length > 0) globalThis.postMessage("held " + order);
      };
      const turn = () => new Promise((done) => {
        waiting.push(done);
        goOn();
      });
      globalThis.addEventListener("message", (event) => {
        if (event.data?.turns === undefined) return;
        event.stopImmediatePropagation();
        ({ turns, order } = event.data);
        goOn();
      });
      ${code}
    }`)(page);
  await page.addInitScript((wanted) => {
    const workers = [];
    let [order, isReleased, tellHeld, held] = [0, false];
    const begin = () => { held = new Promise((done) => { tellHeld = done; }); };
    const give = (turns) => {
      [order, isReleased] = [order + 1, turns === Infinity];
      begin();
      for (const worker of workers) worker.postMessage({ turns, order });
    };
    globalThis.Worker = class extends globalThis.Worker {
      constructor(address, options) {
        super(address, options);
        if (options.name !== wanted) return;
        workers.push(this);
        this.addEventListener("message", ({ data }) => { if (data === `held ${order}`) tellHeld(); });
        this.postMessage({ turns: isReleased ? Infinity : 0, order });
      }
    };
    begin();
    Object.assign(globalThis, { pass: give, hold: () => give(0), release: () => give(Infinity), whenHeld: () => held });
  }, name);
};

/**
 * What to `prepare` a page with so that the workers of a name wait at each pause that they make to hear what others
 * say, as `holdTurns` has it.
 */
export const holdPauses = (name) => holdTurns(name, `
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (message, ...rest) {
    // A pause is over when this has come; nothing else is said in this way.
    if (message === null) turn().then(() => post.call(this, message));
    else post.call(this, message, ...rest);
  };
  // How far work is is told from time to time. While it is held it has taken long, however fast the machine is.
  const now = Date.now;
  let ahead = 0;
  Date.now = () => {
    if (turns !== Infinity) ahead += 1000;
    return now() + ahead;
  };`);

/** What to `prepare` a page with so that what hashes waits before each file, as `holdTurns` has it. */
export const holdHashing = holdTurns("ingest", `
  const digest = SubtleCrypto.prototype.digest;
  SubtleCrypto.prototype.digest = async function (...given) {
    await turn();
    return digest.apply(this, given);
  };`);

/** What to `prepare` a page with so that what passes over files once more waits before it tells the engine, as `holdTurns` has it. */
export const holdPasses = holdTurns("scan", `
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (...given) {
    turn().then(() => post.apply(this, given));
  };`);

/**
 * What to `prepare` a page with so that who reads a file waits each time that so many bytes of it have come, as
 * `holdTurns` has it. Small files, which the page opens itself, are read without.
 */
export const holdReads = (bytes, name = "ingest") => holdTurns(name, `
  const read = ReadableStreamBYOBReader.prototype.read;
  ReadableStreamBYOBReader.prototype.read = async function (place) {
    if (this.left === 0) await turn();
    this.left ||= ${Math.floor(bytes)};
    const part = await read.call(this, place.subarray(0, this.left));
    this.left -= part.value?.length ?? 0;
    return part;
  };`);

/** Gives files (paths) to the page by its button; `folder` gives a folder with all that is in it. */
export const chooseFiles = (page, paths) => page.locator("input[type=file]").first().setInputFiles(paths);
export const chooseFolder = (page, folder) => page.locator("input[webkitdirectory]").setInputFiles(folder);

/** Drops files and folders (paths) on the page: a real drop of the browser, with directory entries. */
export async function drop(page, paths, { x = 400, y = 300 } = {}) {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [paths].flat().map((path) => resolve(path)), dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) await devtools.send("Input.dispatchDragEvent", { type, x, y, data });
  await devtools.detach();
}

/** Waits until all that was given is read; resolves to the five numbers and the file count. */
export async function whenRead(page, { timeout = PATIENCE } = {}) {
  await page.waitForSelector("html[data-case=ready], html[data-case=partial]", { state: "attached", timeout });
  return counts(page);
}

/** The address that leaves no event out of the views, so that they can be held against the summary. */
export const EVERYTHING = "#v=1&channels=1";

/** The hosted edition with the sample case, read, at a view; `counts` are its numbers. Options are those of `open`. */
export async function openSample(t, tab, options) {
  const view = await openHosted(t, { hash: EVERYTHING, ...options });
  await view.page.getByRole("button", { name: /Try the sample case|サンプル/ }).click();
  const counts = await whenRead(view.page);
  await view.page.locator(`[data-tab=${tab}]`).click();
  return { ...view, counts };
}

export const counts = (page) => page.locator("[data-count]:not([data-count=shown])").evaluateAll(
  (elements) => Object.fromEntries(elements.map(({ dataset }) => [dataset.count, Number(dataset.value)])));

/** The file that an entry of the export menu saves, as text; the menu is opened if it is not. */
export async function exported(page, kind) {
  const entry = page.locator(`[data-export=${kind}]`);
  if (!(await entry.isVisible())) await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), entry.click()]);
  return readFile(await download.path(), "utf8");
}

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe finds wrong, one line an element; an empty list is the aim. It runs beside the page's script, as an extension
 * of the browser does: it makes elements that a sealed page cannot. What is faint because it waits for an answer is
 * looked at when it is not any more.
 */
export async function axe(page) {
  await page.waitForFunction(() => !document.querySelector(".stale, .is-stale")
    && document.getAnimations().every((animation) => !(animation instanceof CSSTransition)));
  const devtools = await page.context().newCDPSession(page);
  const { frameTree } = await devtools.send("Page.getFrameTree");
  const { executionContextId: contextId } = await devtools.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
  const run = async (expression) => {
    const { result, exceptionDetails } = await devtools.send("Runtime.evaluate", { expression, contextId, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  await run(`${AXE}; null`);
  const violations = await run(`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)`);
  await devtools.detach();
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) =>
    `${id}: ${help}: ${target.join(" ")}: ${failureSummary.replace(/\s+/g, " ")}`));
}

/** Saves a picture as tests/e2e/out/NAME.png, and resolves to its path. */
export async function screenshot(page, name, options = {}) {
  await mkdir(OUT, { recursive: true });
  const path = join(OUT, `${name}.png`);
  await page.screenshot({ path, animations: "disabled", ...options });
  return path;
}

/**
 * What to `prepare` a page with so that what its main thread is given to do is counted: unlike a time, that is the same
 * on every machine. `workOf(page)` gives it.
 */
export const countWork = (page) => page.addInitScript(() => {
  const work = { messages: 0, bytes: 0, largest: 0, most: 0, reads: 0 };
  globalThis.work = work;
  const size = (data) => {
    if (typeof data === "string") return data.length;
    if (data instanceof ArrayBuffer || ArrayBuffer.isView(data)) return data.byteLength;
    return Array.isArray(data) ? data.reduce((sum, part) => sum + size(part), 0) : 0;
  };
  globalThis.Worker = class extends globalThis.Worker {
    constructor(address, options) {
      super(address, options);
      this.addEventListener("message", ({ data }) => {
        work.messages += 1;
        work.bytes += size(data);
        work.largest = Math.max(work.largest, size(data));
      });
    }
  };
  // The observer hears once of all that one turn has changed.
  new MutationObserver((changes) => {
    const added = new Set(changes.flatMap(({ addedNodes }) => [...addedNodes]));
    const topmost = [...added].filter((node) => {
      for (let above = node.parentNode; above; above = above.parentNode) if (added.has(above)) return false;
      return node.isConnected;
    });
    const nodes = topmost.reduce((sum, node) => sum + 1 + (node.querySelectorAll?.("*").length ?? 0), 0);
    work.most = Math.max(work.most, nodes);
  }).observe(document, { childList: true, subtree: true });
  for (const name of ["arrayBuffer", "bytes", "slice", "stream", "text"]) {
    const read = Blob.prototype[name];
    if (!read) continue;
    Blob.prototype[name] = function (...given) {
      if (this instanceof File) work.reads += 1;
      return read.apply(this, given);
    };
  }
  for (const name of ["readAsArrayBuffer", "readAsText", "readAsDataURL"]) {
    const read = FileReader.prototype[name];
    FileReader.prototype[name] = function (...given) {
      work.reads += 1;
      return read.apply(this, given);
    };
  }
});

/**
 * What the main thread of a page that was prepared with `countWork` had to do: `messages` of workers, their `bytes` in
 * all and in the `largest` of them; the `most` elements that one turn has put into the page; how often it `reads` a
 * file itself.
 */
export const workOf = (page) => page.evaluate(() => globalThis.work);

/**
 * Runs `work` and measures every task of the page's main thread meanwhile, by the browser's own trace.
 * Resolves to `{ tasks, longest, worked, shareUnder(ms) }`; times in milliseconds: the longest task by the
 * clock, and the most that a task has worked, without what it has waited for a processor. A thread that
 * does next to nothing has few tasks: say what share of all tasks, and how long the longest one was.
 */
export async function measureTasks(page, work) {
  const mark = (name) => page.evaluate((text) => { performance.mark(text); }, name);
  await browser.startTracing(page, { categories: ["-*", "__metadata", "blink.user_timing", "disabled-by-default-devtools.timeline"] });
  let trace;
  try {
    await mark("measuring starts");
    await work();
    await mark("measuring ends");
  } finally {
    trace = JSON.parse(await browser.stopTracing()).traceEvents;
  }
  const [start, end] = ["starts", "ends"].map((word) => trace.find(({ name }) => name === `measuring ${word}`));
  // A trace that is full stops without a word; the second mark shows that this one is whole.
  if (!start || !end) throw new Error("the trace is incomplete");
  const own = trace
    .filter(({ name, ph, pid, tid, ts }) => name === "RunTask" && ph === "X" && pid === start.pid && tid === start.tid && ts > start.ts && ts < end.ts);
  const tasks = own.map(({ dur = 0 }) => dur / 1000);
  const most = (times) => times.reduce((longest, time) => Math.max(longest, time), 0);
  return {
    tasks: tasks.length,
    longest: most(tasks),
    worked: most(own.map(({ tdur = 0 }) => tdur / 1000)),
    shareUnder: (limit) => tasks.filter((task) => task < limit).length / tasks.length,
  };
}

/** Why `peakMemory` cannot be had here, for tests to skip; nothing where it can. */
export const NO_PEAK_MEMORY = process.platform === "linux" ? false : "the system does not tell the peak memory of a process";

/**
 * The most memory that the process of a page, with its workers, has had so far, in bytes; of all pages that are
 * open the largest.
 */
export async function peakMemory(page) {
  const devtools = await page.context().browser().newBrowserCDPSession();
  const { processInfo } = await devtools.send("SystemInfo.getProcessInfo");
  await devtools.detach();
  const peaks = await Promise.all(processInfo.filter(({ type }) => type === "renderer").map(async ({ id }) => {
    // A process may have ended meanwhile.
    const status = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
  }));
  const most = Math.max(0, ...peaks);
  if (most === 0) throw new Error("no process tells its memory");
  return most;
}

/** How often a text is repeated in a file of `writeLarge`. */
export const LARGE_TIMES = 12;

/**
 * Writes a gzip with a text of megabytes in it again and again: so much that events are there before all has been read.
 * Resolves to two thirds of its size, at which reading may be held (`holdReads`).
 */
export async function writeLarge(path, text) {
  const once = gzipSync(`${text}\n`, { level: 1 });
  const bytes = once.length * LARGE_TIMES;
  // What is read is handed on after 8 MB of text.
  if (text.length * LARGE_TIMES < 14e6 || bytes < 2 ** 20) throw new Error("there is nothing to hold");
  await writeFile(path, Buffer.concat(Array(LARGE_TIMES).fill(once)));
  return bytes * 2 / 3;
}
