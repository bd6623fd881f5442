//! What `make bench` measures from outside (benches/browser/): the reader and the unpacker by
//! themselves, in a worker of the built page. The page does not use it.

use sessionscope::container::gzip::Unpacker;
use sessionscope::model::batch::Batch;
use sessionscope::reader::Reader;
use wasm_bindgen::prelude::*;

/// Reads bytes into batches, as an ingest worker does before it sends them on.
#[wasm_bindgen]
pub struct BenchReader {
    reader: Reader,
    batch: Batch,
    events: u32,
}

#[wasm_bindgen]
impl BenchReader {
    /// A reader of one input.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default)] // It is JavaScript that calls it.
    pub fn new() -> BenchReader {
        BenchReader { reader: Reader::new("bench.jsonl"), batch: Batch::default(), events: 0 }
    }

    /// Takes in a slice of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        self.reader.push(bytes, &mut self.batch);
        if self.batch.is_full() {
            self.send();
        }
    }

    /// Takes in the end of the file; how many events were read.
    pub fn finish(mut self) -> u32 {
        let reader = std::mem::replace(&mut self.reader, Reader::new(""));
        reader.finish_all(&mut self.batch);
        self.send();
        self.events
    }

    /// Makes the message of the batch, which is part of the work, and drops it.
    fn send(&mut self) {
        let batch = std::mem::take(&mut self.batch);
        self.events += batch.columns.len();
        let message = postcard::to_stdvec(&batch).expect_throw("a batch can be written");
        std::hint::black_box(message);
    }
}

/// Unpacks gzip and drops what comes out.
#[wasm_bindgen]
#[derive(Default)]
pub struct BenchUnpacker {
    unpacker: Unpacker,
    bytes: f64,
}

#[wasm_bindgen]
impl BenchUnpacker {
    /// An unpacker at the start of a file.
    #[wasm_bindgen(constructor)]
    pub fn new() -> BenchUnpacker {
        BenchUnpacker::default()
    }

    /// Takes in a slice of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        self.unpacker.push(bytes, &mut |unpacked| self.bytes += unpacked.len() as f64);
    }

    /// Takes in the end of the file; how many bytes came out of it.
    pub fn finish(mut self) -> f64 {
        let ending = self.unpacker.finish(&mut |unpacked| self.bytes += unpacked.len() as f64);
        ending.expect_throw("the file is sound");
        self.bytes
    }
}
