// A static server on loopback without dependencies, for `make serve` and for the browser tests:
//   node scripts/serve.mjs [folder] [port]
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".json": "application/json",
};

/** Serves `folder` under `prefix` ("/" or "/some/where/"), and tells `onRequest` of each address asked
 *  for; resolves to `{ url, close }`. */
export function serve(folder, { port = 0, prefix = "/", onRequest = () => {} } = {}) {
  const root = resolve(folder);
  const server = createServer(async (request, response) => {
    const refuse = (status) => response.writeHead(status, { "content-type": "text/plain" }).end(`${status}\n`);
    onRequest(request.url);
    try {
      if (request.method !== "GET" && request.method !== "HEAD") return refuse(405);
      const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
      if (!path.startsWith(prefix)) return refuse(404);
      let file = join(root, normalize("/" + path.slice(prefix.length)));
      let found = await stat(file);
      if (found.isDirectory()) found = await stat((file = join(file, "index.html")));
      response.writeHead(200, {
        "content-type": TYPES[extname(file)] ?? "application/octet-stream",
        "content-length": found.size,
        "cache-control": "no-cache",
      });
      if (request.method === "HEAD") return response.end();
      createReadStream(file).pipe(response);
    } catch (error) {
      refuse(error.code === "ENOENT" || error.code === "ENOTDIR" ? 404 : 400);
    }
  });
  return new Promise((ready, fail) => {
    server.once("error", fail);
    server.listen(port, "127.0.0.1", () => {
      const close = () => new Promise((done) => { server.close(done); server.closeAllConnections(); });
      ready({ url: `http://127.0.0.1:${server.address().port}${prefix}`, close });
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = "dist", port = "8080"] = process.argv.slice(2);
  // If another program has the usual port, any free one will do.
  const { url } = await serve(folder, { port: Number(port) }).catch((error) => {
    if (error.code !== "EADDRINUSE") throw error;
    return serve(folder);
  });
  console.log(`sessionscope is served at ${url} (Ctrl+C ends it)`);
}
