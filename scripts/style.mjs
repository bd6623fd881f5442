// Makes one style sheet, target/page.css, of those that style/page.css imports: each request delays the start.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const folder = "style";
const imported = /^@import "([^"]+)";$/gm;
const list = await readFile(join(folder, "page.css"), "utf8");
const names = [...list.matchAll(imported)].map(([, name]) => name);
const sheets = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
await mkdir("target", { recursive: true });
await writeFile("target/page.css", sheets.join("\n"));
