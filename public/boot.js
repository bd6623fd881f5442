// Starts the page, in this order and no other: load everything, seal (public/seal.js), prove the seal, run.
//
// Workers inherit the policy of the seal only if they start from a Blob, and so they do: each is made of the
// text of the glue (what wasm-bindgen generated) and `startWorker` below, and is sent the module that the
// page has compiled.
//
// The same file starts both editions. Hosted, the glue and the WebAssembly are files beside the page;
// in the one-file edition the glue is inline, and the WebAssembly is text in an element.
"use strict";

(() => {
  // Nobody has this name (RFC 6761), and every policy of this page forbids it.
  const NOBODY = "https://sessionscope.invalid/";

  // The functions `makeSpawn`, `provesSealed` and `startWorker` run in workers too, from their source
  // text. They may use each other, and nothing else of this file.

  /**
   * Makes `spawn(role)`, which starts a worker from the given address and sends it what a worker needs.
   *
   * A worker that is ended, or runs out of memory, says nothing. But it holds a lock for as long as it lives, and who
   * started it waits for that lock: the event `gone` tells that it was had. There are locks wherever a page came by
   * https, from this machine or from a file; elsewhere only the worker's answers to `beat` show that it lives.
   */
  function makeSpawn(address, first) {
    return (role) => {
      const worker = new Worker(address, { name: role });
      const life = `sessionscope ${role} ${Math.random()}`;
      worker.addEventListener("message", function alive({ data }) {
        if (data !== "alive") return;
        worker.removeEventListener("message", alive);
        navigator.locks.request(life, () => { worker.dispatchEvent(new Event("gone")); }).catch(() => {});
      });
      worker.postMessage({ ...first, role, life });
      return worker;
    };
  }

  /** What a worker does with its first message. All later ones belong to `worker_main`. */
  function startWorker() {
    const start = ({ data: { role, life, ...first } }) => {
      globalThis.removeEventListener("message", start);
      navigator.locks?.request(life, () => {
        globalThis.postMessage("alive");
        return new Promise(() => {});
      }).catch(() => {});
      globalThis.addEventListener("message", ({ data }) => {
        if (data === "beat") globalThis.postMessage("beat");
      });
      // An error that nobody is told of would leave a worker that does nothing more.
      globalThis.addEventListener("unhandledrejection", ({ reason }) => setTimeout(() => { throw reason; }));
      const { module, source, probes } = first;
      const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      // The policy that the worker has inherited allows the addresses that this one allows.
      globalThis.trustedTypes?.createPolicy("default", { createScriptURL: (given) => (given === address ? given : null) });
      globalThis.sessionscope = Object.freeze({ role, spawn: makeSpawn(address, first), probes, provesSealed });
      // All of this is one task: a message that waits already is delivered after it, to the handler
      // that `worker_main` has set by then. None can be lost.
      wasm_bindgen.initSync({ module });
      wasm_bindgen.worker_main(role);
    };
    globalThis.addEventListener("message", start);
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

  async function start() {
    if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function") {
      throw new Error("sessionscope cannot start: this browser has no WebAssembly, or is too old.");
    }
    if (globalThis.parent !== globalThis) {
      throw new Error("sessionscope does not start within another page, which could take from it what it shows.");
    }
    const glue = document.getElementById("glue");
    if (typeof wasm_bindgen !== "function" || typeof seal !== "function") {
      throw new Error("sessionscope cannot start: a part of the page could not be loaded.");
    }
    const edition = glue.src ? "hosted" : "file";
    const embedded = document.getElementById("wasm");
    const [glueText, module] = await step("sessionscope cannot start: its program could not be loaded.", () => Promise.all([
      edition === "hosted" ? load(glue.src).then((response) => response.text()) : glue.textContent,
      edition === "hosted" ? compileHosted(glue.dataset.wasm) : compileEmbedded(embedded.textContent),
    ]));
    embedded?.remove();

    const source = `${glueText}\n${makeSpawn}\n${provesSealed}\n(${startWorker})();\n`;
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    seal(address);
    // The page's own server is what only the seal forbids; a file has none, and its one policy is the strict one.
    const probes = glue.src ? [NOBODY, glue.src] : [NOBODY];
    const spawn = makeSpawn(address, { module, source, probes });
    globalThis.sessionscope = { edition, sealed: false, probes, provesSealed, spawn, save };
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
