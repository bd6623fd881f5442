//! A file in slices: while one is worked on, the next are under way.

use super::stream::ByteStream;
use futures::future::LocalBoxFuture;
use futures::stream::{self, LocalBoxStream, StreamExt};
use gloo_file::Blob;
use gloo_file::futures::read_as_bytes;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;
use web_sys::js_sys::Uint8Array;

/// Bytes of a file that are read at a time: large enough to hide what a read costs.
const SLICE_BYTES: u32 = 8 << 20;

/// Slices that are being read at once: of one at a time most is waiting.
const SLICES_AHEAD: usize = 2;

/// The slices of a file, in order.
pub type Slices = LocalBoxStream<'static, Result<Vec<u8>, ()>>;

type Read = LocalBoxFuture<'static, Result<Vec<u8>, ()>>;

/// The slices of a file from its start to its end, none of which is in memory yet.
pub fn of_file(file: &File) -> Slices {
    ByteStream::open(file).map_or_else(|| cut_out(file), streamed)
}

/// The slices of a file as they come.
pub fn streamed(stream: ByteStream) -> Slices {
    let next = async |mut stream: ByteStream| stream.next().await.map(|slice| (slice, stream));
    stream::unfold(stream, next).boxed_local()
}

/// The slices of a file, each read by itself.
fn cut_out(file: &File) -> Slices {
    let blob = blob(file);
    let starts = (0..blob.size()).step_by(SLICE_BYTES as usize);
    let read = move |start: u64| begin_read(&blob, start, blob.size().min(start + u64::from(SLICE_BYTES)));
    stream::iter(starts).map(read).buffered(SLICES_AHEAD).boxed_local()
}

/// The slices of a file that is in memory.
pub fn of_memory(bytes: &Uint8Array) -> Slices {
    let slice = |(number, slice): (usize, Uint8Array)| async move {
        if number > 0 {
            pause().await;
        }
        Ok(slice.to_vec())
    };
    stream::iter(cut(bytes).enumerate()).then(slice).boxed_local()
}

/// What is in memory in slices.
fn cut(bytes: &Uint8Array) -> impl Iterator<Item = Uint8Array> + use<> {
    let (bytes, len) = (bytes.clone(), bytes.length());
    let slice = move |start| bytes.subarray(start, len.min(start + SLICE_BYTES));
    (0..len).step_by(SLICE_BYTES as usize).map(slice)
}

/// Reads one stretch of a file.
pub async fn read(file: &File, start: u64, end: u64) -> Result<Vec<u8>, ()> {
    let blob = blob(file);
    begin_read(&blob, start, end.min(blob.size())).await
}

/// All of a file.
pub async fn read_all(file: &File) -> Result<Uint8Array, ()> {
    JsFuture::from(file.array_buffer()).await.map(|buffer| Uint8Array::new(&buffer)).map_err(|_| ())
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
