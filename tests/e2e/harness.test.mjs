// The instruments themselves: what cannot show a fault proves nothing.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { EDITIONS, axe, drop, measureTasks, openHosted } from "./harness.mjs";

for (const [edition, open] of Object.entries(EDITIONS)) {
  test(`a drop on the ${edition} edition brings folders with all that is in them`, async (t) => {
    const folder = await mkdtemp(join(tmpdir(), "sessionscope-"));
    t.after(() => rm(folder, { recursive: true }));
    await mkdir(join(folder, "logs/inner"), { recursive: true });
    for (const name of ["logs/one.txt", "logs/inner/two.txt", "three.txt"]) await writeFile(join(folder, name), name);

    const { page } = await open(t);
    // Handles, not entries: from `file://` Chromium lists the entries and then refuses to read them.
    await page.evaluate(() => {
      const walk = async (path, handle) => {
        if (handle.kind === "file") return [[path, await (await handle.getFile()).text()]];
        const found = [];
        for await (const [name, inner] of handle.entries()) found.push(...await walk(`${path}/${name}`, inner));
        return found;
      };
      globalThis.dropped = new Promise((done) => {
        addEventListener("dragover", (event) => event.preventDefault(), true);
        addEventListener("drop", (event) => {
          event.preventDefault();
          event.stopImmediatePropagation();
          const handles = [...event.dataTransfer.items].map((item) => item.getAsFileSystemHandle());
          done(Promise.all(handles).then((all) => Promise.all(all.map((handle) => walk(handle.name, handle)))).then((lists) => lists.flat().sort()));
        }, true);
      });
    });
    await drop(page, [join(folder, "logs"), join(folder, "three.txt")]);
    assert.deepEqual(await page.evaluate(() => globalThis.dropped), [
      ["logs/inner/two.txt", "logs/inner/two.txt"],
      ["logs/one.txt", "logs/one.txt"],
      ["three.txt", "three.txt"],
    ]);
  });
}

test("a long task on the main thread is seen and measured", async (t) => {
  const { page } = await openHosted(t);
  const work = (busy) => measureTasks(page, () => page.evaluate(async (ms) => {
    for (let turn = 0; turn < 200; turn += 1) await new Promise((done) => setTimeout(done));
    const start = performance.now();
    while (performance.now() - start < ms);
    await new Promise((done) => setTimeout(done));
  }, busy));
  const long = await work(120);
  assert.ok(long.longest >= 120 && long.longest < 1000, `${long.longest} ms`);
  assert.ok(long.worked >= 50 && long.worked <= long.longest, `${long.worked} ms`);
  assert.ok(long.tasks >= 200 && long.shareUnder(100) < 1);
  assert.ok((await work(0)).longest < 120);
});

test("axe finds what is wrong", async (t) => {
  const { page } = await openHosted(t);
  await page.evaluate(() => document.body.append(document.createElement("input")));
  assert.ok((await axe(page)).some((line) => line.startsWith("label: ")));
});
