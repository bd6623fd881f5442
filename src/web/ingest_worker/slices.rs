//! A file in slices: while one is worked on, the next are being read.

use futures::future::LocalBoxFuture;
use futures::stream::{self, LocalBoxStream, StreamExt};
use gloo_file::Blob;
use gloo_file::futures::read_as_bytes;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;
use web_sys::js_sys::{ArrayBuffer, Uint8Array};

/// Bytes of a file that are read at a time: large enough to hide what a read costs.
const SLICE_BYTES: u32 = 8 << 20;

/// Slices that are being read at once: of one at a time most is waiting.
const SLICES_AHEAD: usize = 2;

/// The slices of a file, in order.
pub type Slices = LocalBoxStream<'static, Result<Vec<u8>, ()>>;

type Read = LocalBoxFuture<'static, Result<Vec<u8>, ()>>;

/// The slices of a file from its start to its end, none of which is in memory yet.
pub fn of_file(file: &File) -> Slices {
    let blob = blob(file);
    let starts = (0..blob.size()).step_by(SLICE_BYTES as usize);
    let read = move |start: u64| begin_read(&blob, start, blob.size().min(start + u64::from(SLICE_BYTES)));
    stream::iter(starts).map(read).buffered(SLICES_AHEAD).boxed_local()
}

/// The slices of a file that is in memory.
pub fn of_buffer(buffer: &ArrayBuffer) -> Slices {
    let slice = |(number, slice): (usize, Uint8Array)| async move {
        if number > 0 {
            pause().await;
        }
        Ok(slice.to_vec())
    };
    stream::iter(cut(buffer).enumerate()).then(slice).boxed_local()
}

/// A buffer in slices.
fn cut(buffer: &ArrayBuffer) -> impl Iterator<Item = Uint8Array> + use<> {
    let (buffer, len) = (buffer.clone(), buffer.byte_length());
    (0..len).step_by(SLICE_BYTES as usize).map(move |start| {
        Uint8Array::new_with_byte_offset_and_length(&buffer, start, SLICE_BYTES.min(len - start))
    })
}

/// Reads one stretch of a file.
pub async fn read(file: &File, start: u64, end: u64) -> Result<Vec<u8>, ()> {
    let blob = blob(file);
    begin_read(&blob, start, end.min(blob.size())).await
}

/// All of a file.
pub async fn read_all(file: &File) -> Result<ArrayBuffer, ()> {
    JsFuture::from(file.array_buffer()).await.and_then(JsCast::dyn_into).map_err(|_| ())
}

fn blob(file: &File) -> Blob {
    Blob::from(web_sys::Blob::from(file.clone()))
}

/// Starts reading at once; the future only waits for it.
fn begin_read(blob: &Blob, start: u64, end: u64) -> Read {
    let slice = blob.slice(start, end);
    let reading = read_as_bytes(&slice);
    Box::pin(async move { reading.await.map_err(|_| ()) })
}

/// Lets other tasks of the worker run.
pub async fn pause() {
    let nothing = Blob::new(b"".as_slice());
    let _ = read_as_bytes(&nothing).await;
}
