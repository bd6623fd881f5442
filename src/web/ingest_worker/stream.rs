//! The bytes of a file as they come, written by the browser into one buffer that goes back and forth: while a
//! part is worked on the next ones are under way, and no memory is taken anew for them. It reads two to three
//! times as fast as slice by slice, and leaves more of the processor to others.

use std::cell::OnceCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{ArrayBuffer, Uint8Array};
use web_sys::{File, ReadableStreamByobReader, ReadableStreamReadResult};

/// Bytes of a file that may come at once.
const PART_BYTES: u32 = 2 << 20;

/// Where all bytes of a file are when they have come.
pub type Kept = Rc<OnceCell<Uint8Array>>;

/// A file that is being read from its start to its end.
pub struct ByteStream {
    /// Held here for as long as it reads: Chromium collects a reader that nothing but its own read refers to, and
    /// then that read never ends.
    reader: ReadableStreamByobReader,
    /// What is written next; nothing when all has come.
    buffer: Option<ArrayBuffer>,
    /// How much of the buffer is kept: all that came before, or nothing.
    filled: u32,
    kept: Option<Kept>,
}

impl ByteStream {
    /// Begins to read; nothing where the browser has no streams into buffers. Where the bytes are to be kept,
    /// the file is so small that they fit into one buffer.
    pub fn open(file: &File, kept: Option<Kept>) -> Option<ByteStream> {
        let reader = ReadableStreamByobReader::new(&file.stream()).ok()?;
        // One byte more than there is, so that there is room to be told of the end.
        let len = if kept.is_some() { file.size() as u32 + 1 } else { PART_BYTES };
        Some(ByteStream { reader, buffer: Some(ArrayBuffer::new(len)), filled: 0, kept })
    }

    /// The next bytes; nothing at the end.
    pub async fn next(&mut self) -> Option<Result<Vec<u8>, ()>> {
        let buffer = self.buffer.take()?;
        let room = PART_BYTES.min(buffer.byte_length() - self.filled);
        let view = Uint8Array::new_with_byte_offset_and_length(&buffer, self.filled, room);
        let Ok(result) = JsFuture::from(self.reader.read_with_array_buffer_view(&view)).await else {
            return Some(Err(()));
        };
        let result: ReadableStreamReadResult = result.unchecked_into();
        let Ok(part) = result.get_value().dyn_into::<Uint8Array>() else { return Some(Err(())) };
        let buffer = part.buffer();
        if result.get_done() == Some(true) {
            if let Some(kept) = &self.kept {
                let _ = kept.set(Uint8Array::new_with_byte_offset_and_length(&buffer, 0, self.filled));
            }
            return None;
        }
        if self.kept.is_some() {
            self.filled += part.length();
        }
        self.buffer = Some(buffer);
        Some(Ok(part.to_vec()))
    }
}

impl Drop for ByteStream {
    /// What was not read to its end is not read on.
    fn drop(&mut self) {
        if self.buffer.is_some() {
            let _ = self.reader.cancel();
        }
    }
}
