//! A file in slices: while one is worked on, the next is being read. Large files are never read whole, but
//! for a packed zip of which a member is wanted.

use futures::Stream;
use futures::future::LocalBoxFuture;
use gloo_file::Blob;
use gloo_file::futures::read_as_bytes;
use std::pin::Pin;
use std::task::{Context, Poll};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;
use web_sys::js_sys::ArrayBuffer;

/// Bytes of a file that are read at a time: large enough to hide what a read costs, small enough for a
/// cancel to be felt at once.
const SLICE_BYTES: u64 = 2 << 20;

type Read = LocalBoxFuture<'static, Result<Vec<u8>, ()>>;

/// The slices of a file, in order.
pub struct Slices {
    blob: Blob,
    next: u64,
    reading: Option<Read>,
}

impl Slices {
    /// The slices of a file from its start to its end.
    pub fn of(file: &File) -> Slices {
        let mut slices = Slices { blob: blob(file), next: 0, reading: None };
        slices.begin();
        slices
    }

    fn begin(&mut self) {
        let (start, len) = (self.next, self.blob.size());
        self.next = len.min(start + SLICE_BYTES);
        self.reading = (start < len).then(|| begin_read(&self.blob, start, self.next));
    }
}

impl Stream for Slices {
    type Item = Result<Vec<u8>, ()>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(reading) = &mut self.reading else { return Poll::Ready(None) };
        let slice = std::task::ready!(reading.as_mut().poll(context));
        if slice.is_ok() {
            self.begin();
        } else {
            self.reading = None;
        }
        Poll::Ready(Some(slice))
    }
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
