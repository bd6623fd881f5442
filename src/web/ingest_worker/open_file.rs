//! A file that is read from its start, as the page has given it.

use super::random_access::RandomAccess;
use super::slices::{self, Slices};
use futures::stream::StreamExt;
use sessionscope::container::zip::ReaderAt;
use sessionscope::model::batch::Batch;
use sessionscope::reader::driver::{Driver, Step, Work};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::File;
use web_sys::js_sys::{Array, Uint8Array};

/// A file, whose bytes come in slices.
pub struct OpenFile {
    pub slices: Slices,
    pub len: u64,
    /// The way to read it at any offset, where it is not in memory.
    pub access: Option<Box<dyn ReaderAt>>,
    /// All of it, where it is in memory.
    pub bytes: Option<Uint8Array>,
}

impl OpenFile {
    /// Nothing where the page could not open it.
    pub fn open(given: &JsValue) -> Option<OpenFile> {
        if let Some(bytes) = given.dyn_ref::<Uint8Array>() {
            return Some(OpenFile {
                slices: slices::of_memory(bytes),
                len: bytes.length().into(),
                access: None,
                bytes: Some(bytes.clone()),
            });
        }
        let file: &File = given.dyn_ref()?;
        let access = RandomAccess::to(file).map(|access| Box::new(access) as Box<dyn ReaderAt>);
        Some(OpenFile { slices: slices::of_file(file), len: file.size() as u64, access, bytes: None })
    }

    /// Passes over files that came beside a message which says something of each; the numbers of those that were not
    /// read to their ends.
    pub async fn each<T>(
        of_each: impl IntoIterator<Item = T>,
        beside: &Array,
        mut read: impl AsyncFnMut(T, OpenFile) -> bool,
    ) -> Vec<u32> {
        let mut unread = Vec::new();
        for (number, (of_it, given)) in (0..).zip(of_each.into_iter().zip(beside.iter())) {
            let is_read = match OpenFile::open(&given) {
                Some(given) => read(of_it, given).await,
                None => false,
            };
            if !is_read {
                unread.push(number);
            }
        }
        unread
    }

    /// Passes over it once more, and hands on what comes of each step; whether it could be read to its end.
    pub async fn drive(
        self,
        path: &str,
        batch: &mut Batch,
        mut on_work: impl AsyncFnMut(&mut Batch, Work),
    ) -> bool {
        let OpenFile { mut slices, len, access, .. } = self;
        let mut driver = Driver::open(path, len, access, 0);
        loop {
            match driver.step(batch) {
                Step::NeedsBytes => match slices.next().await {
                    Some(Ok(bytes)) => driver.push(bytes),
                    Some(Err(())) => return false,
                    None => driver.end_of_bytes(None),
                },
                Step::Worked(work) => on_work(batch, work).await,
                Step::Unreadable => {
                    // What came before that in the same step.
                    on_work(batch, Work::default()).await;
                    return false;
                }
                Step::Done => return true,
            }
        }
    }
}
