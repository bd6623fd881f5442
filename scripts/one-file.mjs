// Makes the one-file edition, dist/sessionscope.html, out of the hosted one: the same page with its
// style, scripts and WebAssembly inside, under a policy that allows exactly these and no connection.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const dist = process.argv[2] ?? "dist";
const read = (name) => readFile(join(dist, name.replace(/^\.\//, "")));
const readText = async (name) => (await read(name)).toString("utf8");
const allowed = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Replaces the one match of `pattern`; anything else means that index.html has changed its shape. */
async function replaceOne(html, pattern, replacement) {
  const found = [...html.matchAll(pattern)];
  if (found.length !== 1) throw new Error(`expected one ${pattern} in index.html, found ${found.length}`);
  const [match] = found;
  return html.slice(0, match.index) + (await replacement(match)) + html.slice(match.index + match[0].length);
}

/** Text that would end its element early, or switch the parser's mode, cannot stand inline. */
function inline(name, text, element) {
  const wrong = new RegExp(`</${element}|<!--`, "i").exec(text);
  if (wrong) throw new Error(`${name} holds "${wrong[0]}" and cannot be put inline`);
  return text;
}

let html = await readText("index.html");
html = await replaceOne(html, /<link\b[^>]*\brel="?preload"?[^>]*>\n?/g, () => "");

let style;
html = await replaceOne(html, /<link\b[^>]*\brel="?stylesheet"?[^>]*\bhref="?([^"\s>]+)[^>]*>/g, async ([, address]) => {
  style = inline("the style", await readText(address), "style");
  return `<style>${style}</style>`;
});

const scripts = [];
const script = async (attributes, name) => {
  const text = inline(name, await readText(name), "script");
  scripts.push(text);
  return `<script${attributes}>${text}</script>`;
};
html = await replaceOne(html, /<script id="?glue"?[^>]*\bsrc="?([^"\s>]+)"?[^>]*data-wasm="?([^"\s>]+)"?[^>]*><\/script>/g, async ([, glue, wasm]) => {
  const packed = (await read(`${wasm}.gz`)).toString("base64");
  return `<script id="wasm" type="text/plain">${packed}</script>\n${await script(' id="glue"', glue)}`;
});
for (const name of ["seal", "boot"]) {
  const pattern = new RegExp(`<script\\b[^>]*\\bsrc="?([^"\\s>]*\\b${name}[^"\\s>]*)"?[^>]*></script>`, "g");
  html = await replaceOne(html, pattern, ([, address]) => script("", address));
}

const policy = [
  "default-src 'none'",
  `script-src ${scripts.map(allowed).join(" ")} 'wasm-unsafe-eval'`,
  `style-src ${allowed(style)}`,
  "img-src data: blob:",
  "connect-src 'none'",
  "worker-src blob:",
  "form-action 'none'",
  "base-uri 'none'",
].join("; ");
html = await replaceOne(html, /(<meta http-equiv="Content-Security-Policy" content=")[^"]*/g, ([, start]) => start + policy);
// The comment above the policy describes the hosted edition's.
html = html.replace(/<!--\s*What this page may do[\s\S]*?-->/, "<!-- Only the script and style with these hashes may run, and nothing may connect anywhere. -->");

const left = /\b(?:src|href)="?(?!data:)[^"\s>]*\.(?:js|css|wasm|svg|png)\b/.exec(html.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, ""));
if (left) throw new Error(`the one-file edition still refers to a file: ${left[0]}`);
await writeFile(join(dist, "sessionscope.html"), html);
