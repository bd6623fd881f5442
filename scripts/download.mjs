// Downloads a file, if its SHA-256 is the given one: node scripts/download.mjs ADDRESS SHA256 FILE
// Gives up soon where there is no way to the address.
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";

const [address, wanted, file] = process.argv.slice(2);
const unreachable = new AbortController();
const timer = setTimeout(() => unreachable.abort(), 10_000);
const response = await fetch(address, { signal: unreachable.signal });
clearTimeout(timer);
if (!response.ok) throw new Error(`${address}: ${response.status}`);
const bytes = Buffer.from(await response.arrayBuffer());
const found = createHash("sha256").update(bytes).digest("hex");
if (found !== wanted) throw new Error(`${address}: its SHA-256 is ${found}, and should be ${wanted}`);
await writeFile(file, bytes);
