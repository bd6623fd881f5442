// Starts the page, in this order and no other: load everything, seal, prove the seal, run.
//
// "Sealed" means that from then on neither the page nor a worker of it can make a request. It is the
// browser that enforces it: policies in <meta> elements add up, and one that is inserted later is in
// force from then on. Workers inherit the policy only if they start from a Blob, and so they do: each
// is made of the text of the glue (what wasm-bindgen generated) and `startWorker` below, and is sent
// the module that the page has compiled.
//
// The same file starts both editions. Hosted, the glue and the WebAssembly are files beside the page;
// in the one-file edition the glue is inline, and the WebAssembly is text in an element.
"use strict";

(() => {
  // A worker needs its code from a Blob, and nobody needs anything else: no connections, no scripts,
  // styles, frames or images from anywhere. `img-src` leaves what the page draws itself.
  const SEAL = "default-src 'none'; connect-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; "
    + "img-src data: blob:; form-action 'none'; base-uri 'none'";

  // The functions `makeSpawn`, `provesSealed` and `startWorker` run in workers too, from their source
  // text. They may use each other, and nothing else of this file.

  /** Makes `spawn(role)`, which starts a worker from the given source and sends it module and role. */
  function makeSpawn(module, source, probe) {
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    return (role) => {
      const worker = new Worker(address, { name: role });
      worker.postMessage({ module, role, source, probe });
      return worker;
    };
  }

  /** Tries to reach the page's own server. True if the policy, and not chance, forbade it. */
  async function provesSealed() {
    let forbidden = false;
    const watch = (event) => { forbidden ||= event.effectiveDirective === "connect-src"; };
    const target = globalThis.document ?? globalThis;
    target.addEventListener("securitypolicyviolation", watch);
    try {
      await fetch(globalThis.sessionscope.probe, { method: "HEAD", cache: "no-store" });
      return false;
    } catch {
      // The report of the violation is an event of its own, and may come after the refusal.
      for (let wait = 0; wait < 50 && !forbidden; wait += 1) await new Promise((done) => setTimeout(done, 2 * wait));
      return forbidden;
    } finally {
      target.removeEventListener("securitypolicyviolation", watch);
    }
  }

  /** What a worker does with its first message. All later ones belong to `worker_main`. */
  function startWorker() {
    const first = ({ data: { module, role, source, probe } }) => {
      globalThis.removeEventListener("message", first);
      const spawn = makeSpawn(module, source, probe);
      globalThis.sessionscope = Object.freeze({ role, spawn, probe, provesSealed });
      // All of this is one task: a message that waits already is delivered after it, to the handler
      // that `worker_main` has set by then. None can be lost.
      wasm_bindgen.initSync({ module });
      wasm_bindgen.worker_main(role);
    };
    globalThis.addEventListener("message", first);
  }

  /** Says on the page why it could not start. */
  function explain(text, error) {
    const message = document.createElement("p");
    message.id = "boot-message";
    message.setAttribute("role", "alert");
    message.textContent = error ? `${text} (${error.message ?? error})` : text;
    document.body.append(message);
    if (error) console.error(error);
  }

  /** Runs one step of the start; a failure is told in the given words. */
  async function step(words, work) {
    try {
      return await work();
    } catch (cause) {
      throw Object.assign(new Error(words), { cause });
    }
  }

  async function load(address) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return response;
  }

  async function compileEmbedded(base64) {
    const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const inflated = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return WebAssembly.compile(await new Response(inflated).arrayBuffer());
  }

  async function compileHosted(address) {
    const response = await load(address);
    // Compiling while loading needs the right media type, which not every static server gives.
    return response.headers.get("content-type") === "application/wasm"
      ? WebAssembly.compileStreaming(response)
      : WebAssembly.compile(await response.arrayBuffer());
  }

  function seal() {
    const policy = document.createElement("meta");
    policy.httpEquiv = "Content-Security-Policy";
    policy.content = SEAL;
    document.head.append(policy);
  }

  async function start() {
    if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function") {
      throw new Error("sessionscope cannot start: this browser has no WebAssembly, or is too old.");
    }
    const glue = document.getElementById("glue");
    if (typeof wasm_bindgen !== "function") {
      throw new Error("sessionscope cannot start: a part of the page could not be loaded.");
    }
    const edition = glue.src ? "hosted" : "file";
    const embedded = document.getElementById("wasm");
    const [glueText, module] = await step("sessionscope cannot start: its program could not be loaded.", () => Promise.all([
      edition === "hosted" ? load(glue.src).then((response) => response.text()) : glue.textContent,
      edition === "hosted" ? compileHosted(glue.dataset.wasm) : compileEmbedded(embedded.textContent),
    ]));
    embedded?.remove();

    seal();
    const source = `${glueText}\n${makeSpawn}\n${provesSealed}\n(${startWorker})();\n`;
    const probe = glue.src || location.href;
    globalThis.sessionscope = { edition, sealed: false, probe, provesSealed, spawn: makeSpawn(module, source, probe) };
    const sealed = await provesSealed();
    globalThis.sessionscope.sealed = sealed;
    Object.freeze(globalThis.sessionscope);
    document.documentElement.dataset.sealed = String(sealed);
    if (!sealed) {
      throw new Error("sessionscope did not start: this browser does not enforce the policy that keeps your logs in this tab.");
    }

    await step("sessionscope could not start.", async () => {
      await wasm_bindgen({ module_or_path: module });
      wasm_bindgen.page_main();
    });
  }

  // By then the glue, which is a deferred script like this one, has run or failed.
  document.addEventListener("DOMContentLoaded", () => {
    start().catch((error) => explain(error.message, error.cause));
  });
})();
