// The instruments themselves: what cannot show a fault proves nothing.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { EDITIONS, axe, countWork, drop, measureTasks, openHosted, workOf } from "./harness.mjs";

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
  // What the page says of its own task is the measure: where others want the processor too, no figure holds.
  const work = async (turns) => {
    const begun = performance.now();
    let took;
    const measured = await measureTasks(page, async () => {
      took = await page.evaluate(async (turns) => {
        for (let turn = 0; turn < 200; turn += 1) await new Promise((done) => setTimeout(done));
        const start = performance.now();
        for (let turn = 0; turn < turns; turn += 1) globalThis.busy = Math.sqrt((globalThis.busy ?? 0) + turn);
        const end = performance.now();
        await new Promise((done) => setTimeout(done));
        return end - start;
      }, turns);
    });
    return { ...measured, took, whole: performance.now() - begun };
  };
  const [long, short] = [await work(20_000_000), await work(0)];
  const said = JSON.stringify([long, short]);
  // Clocks of pages are rounded.
  assert.ok(long.longest >= long.took - 1 && long.longest < long.whole, said);
  assert.ok(long.tasks >= 200 && long.shareUnder(long.took - 1) < 1 && long.shareUnder(long.took - 1) > 0.9, said);
  assert.ok(short.tasks >= 200 && short.longest < short.whole, said);
  // A task that waits for the processor does not work meanwhile: next to nothing is done where nothing is to be done.
  for (const { worked, longest } of [long, short]) assert.ok(worked > 0 && worked <= longest, said);
  assert.ok(short.worked < long.worked / 2, said);
});

test("what the main thread is given to do is counted", async (t) => {
  const { page } = await openHosted(t, { prepare: countWork });
  await page.getByRole("button", { name: /Try the sample case/ }).click();
  await page.waitForSelector("html[data-case=ready]", { state: "attached" });
  const before = await workOf(page);
  assert.ok(before.messages > 0 && before.largest > 0 && before.bytes >= before.largest && before.most > 0, JSON.stringify(before));
  await page.evaluate(async () => {
    const list = document.createElement("ul");
    for (let item = 0; item < 5000; item += 1) list.append(document.createElement("li"));
    document.body.append(list);
    await new File(["x"], "a.txt").text();
  });
  const after = await workOf(page);
  assert.deepEqual([after.most, after.reads - before.reads], [5001, 1]);
});

test("axe finds what is wrong", async (t) => {
  const { page } = await openHosted(t);
  await page.evaluate(() => document.body.append(document.createElement("input"), "Beside all landmarks"));
  const found = await axe(page);
  for (const rule of ["label", "region"]) assert.ok(found.some((line) => line.startsWith(`${rule}: `)), `${rule}: ${found}`);
});
