// The ways of reading and asking that are measured in a worker of the built and sealed page.
import { ROUNDS } from "./report.mjs";

/** Ranges of time of all lengths, all over the time, as shares of it; the same in each run. */
export const RANGES = Array.from({ length: 100 }, (_, index) => {
  const [one, other] = [(index * 0.618034) % 1, (index * 0.754878) % 1];
  return [Math.min(one, other), Math.max(one, other)];
});
/** Words in one field, in many, and in none. */
export const WORDS = ["invoice", "report", "kenji", "198.51.100", "example.org/x", "nothing-has-this"];

/** Runs in a worker: each way takes a file, and resolves to what it has counted. */
const prepareWays = () => {
  /** A file in parts; while one is worked on, the next ones come, as in the page. */
  async function* parts(file) {
    const reader = file.stream().getReader({ mode: "byob" });
    // Chromium collects a reader that nothing but its own read refers to, and then that read never ends.
    globalThis.reading = reader;
    let buffer = new ArrayBuffer(2 << 20);
    for (;;) {
      const { done, value } = await reader.read(new Uint8Array(buffer));
      if (done) return;
      yield value;
      buffer = value.buffer;
    }
  }
  const push = async (taker, file) => {
    for await (const part of parts(file)) taker.push(part);
    return taker;
  };
  /** Parses each line of what is put in, and keeps the objects. */
  const lineParser = () => {
    const kept = [];
    let rest = "";
    return (text) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop();
      for (const line of lines) if (line) kept.push(JSON.parse(line));
      return kept.length;
    };
  };
  const pieces = async (stream, take) => {
    const reader = stream.getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) take(piece.value);
  };
  const timesOf = (questions, ask) => questions.map((question) => {
    const start = performance.now();
    ask(question);
    return performance.now() - start;
  });
  let engine;
  const ways = {
    reader: async (file) => (await push(new wasm_bindgen.BenchReader(), file)).finish(),
    readTwice: async (file) => (await ways.reader(file)) + (await ways.reader(file)),
    unpacker: async (file) => (await push(new wasm_bindgen.BenchUnpacker(), file)).finish(),
    parse: async (file) => {
      const [decoder, take] = [new TextDecoder(), lineParser()];
      for await (const part of parts(file)) take(decoder.decode(part, { stream: true }));
      return take("\n");
    },
    parseWhole: async (file) => JSON.parse(await file.text()).Records.length,
    parseMessages: async (file) => JSON.parse(await file.text()).events.map(({ message }) => JSON.parse(message)).length,
    stream: async (file) => {
      let bytes = 0;
      await pieces(file.stream().pipeThrough(new DecompressionStream("gzip")), (piece) => { bytes += piece.length; });
      return bytes;
    },
    streamParse: async (file) => {
      const [decoder, take] = [new TextDecoder(), lineParser()];
      await pieces(file.stream().pipeThrough(new DecompressionStream("gzip")), (piece) => take(decoder.decode(piece, { stream: true })));
      return take("\n");
    },
    engine: async (file) => {
      engine = await push(new wasm_bindgen.BenchEngine(), file);
      return engine.end();
    },
    brush: (ranges) => {
      engine.brush(0, 1);
      return timesOf(ranges, ([from, to]) => engine.brush(from, to));
    },
    facets: (ranges) => timesOf(ranges, ([from, to]) => engine.facets(from, to)),
    compare: (ranges) => timesOf(ranges, ([from, to]) => engine.compare(from, to)),
    timeline: (ranges) => timesOf(ranges, ([from, to]) => engine.timeline(from, to)),
    search: (words) => timesOf(words, (word) => engine.search(word)),
    audit: () => {
      const bytes = () => engine.memory().buffer.byteLength;
      const before = bytes();
      const [ms] = timesOf([null], () => engine.audit());
      return { ms, grown: bytes() - before };
    },
  };
  const channel = new BroadcastChannel("bench");
  channel.onmessage = async ({ data: { way, given, file } }) => {
    // What other workers have counted is heard here too.
    if (!(given ?? file)) return;
    const start = performance.now();
    const counted = await ways[way](given ?? file);
    channel.postMessage({ way, counted, ms: performance.now() - start });
  };
};

/**
 * A worker of the page that knows all ways; `run(way, path, given, workers)` hands the file, or what is given, to
 * it and to all others that there are, so many in all, and resolves to `{ counted, ms }` of the slowest.
 */
export async function startWorker(page) {
  const [worker] = await Promise.all([
    page.waitForEvent("worker"),
    page.evaluate(() => { globalThis.benched = globalThis.sessionscope.spawn("bench"); }),
  ]);
  await worker.evaluate(prepareWays);
  const run = async (way, path, given, workers = 1) => {
    if (path) {
      await page.evaluate(() => {
        globalThis.input = Object.assign(document.createElement("input"), { type: "file", id: "bench-input" });
        document.body.append(globalThis.input);
      });
      await page.locator("#bench-input").setInputFiles(path);
    }
    const result = await page.evaluate(([name, given, workers]) => new Promise((done) => {
      const channel = new BroadcastChannel("bench");
      // All workers hear what is asked; the slowest counts.
      const told = [];
      channel.onmessage = ({ data }) => {
        told.push(data);
        if (told.length < workers) return;
        channel.close();
        done(told.reduce((one, other) => (one.ms > other.ms ? one : other)));
      };
      channel.postMessage({ way: name, given, file: globalThis.input?.files[0] });
    }), [way, given, workers]);
    if (path) await page.evaluate(() => globalThis.input.remove());
    return result;
  };
  return { run, end: () => page.evaluate(() => globalThis.benched.terminate()) };
}

/**
 * The best time of some rounds, in ms, that one worker takes to read a file twice, and that of two workers which
 * both read it at once.
 */
export async function twoBesideOne(page, path) {
  const first = await startWorker(page);
  const one = [], two = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    one.push((await first.run("readTwice", path)).ms);
    const other = await startWorker(page);
    two.push((await first.run("reader", path, undefined, 2)).ms);
    await other.end();
  }
  await first.end();
  return { one: Math.min(...one), two: Math.min(...two) };
}

/** The best of some rounds of each way, each in a worker of its own: none inherits the other's memory. */
export async function bestOf(page, ways) {
  const best = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [way, path] of ways) {
      const worker = await startWorker(page);
      const { counted, ms } = await worker.run(way, path);
      await worker.end();
      if (!(best[way]?.ms < ms)) best[way] = { counted, ms };
    }
  }
  return best;
}
