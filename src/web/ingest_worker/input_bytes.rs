//! The bytes of an input that is read again: of a file, or of a member of an archive.

use super::pause::pause;
use super::random_access::RandomAccess;
use super::slices::{self, Slices};
use futures::StreamExt;
use sessionscope::reader::member_bytes::MemberBytes;
use sessionscope::reader::original::{HEAD_BYTES, OriginalText, is_plain_text, readable};
use sessionscope::source::limits::PAUSE_EVERY_BYTES;
use wasm_bindgen::JsCast;
use web_sys::File;
use web_sys::js_sys::Array;

/// The file that came beside a message at this index.
pub fn file_at(files: &Array, index: usize) -> Option<File> {
    files.get(index as u32).dyn_into().ok()
}

/// The bytes of an input, piece by piece.
pub struct InputBytes {
    source: Source,
    bytes: u64,
    /// Bytes that were looked at since the last pause.
    since_pause: u64,
}

enum Source {
    File { slices: Slices, len: f64 },
    Member(Box<MemberBytes>),
}

impl InputBytes {
    /// Opens a file, or the member of it that has this path below it. Nothing where it is not there, or cannot be read.
    pub async fn open(file: &File, member: Option<&str>) -> Option<InputBytes> {
        let source = match member {
            None => Source::File { slices: slices::of_file(file), len: file.size() },
            Some(path) => {
                let access = RandomAccess::to(file)?;
                let len = access.len();
                Source::Member(Box::new(MemberBytes::open(Box::new(access), len, path)?))
            }
        };
        Some(InputBytes { source, bytes: 0, since_pause: 0 })
    }

    /// Hands on the next bytes; whether there were any. The worker hears others in between.
    ///
    /// # Errors
    /// Where the file cannot be read any more.
    pub async fn next(&mut self, sink: &mut dyn FnMut(&[u8])) -> Result<bool, ()> {
        let before = self.cost();
        let is_more = match &mut self.source {
            Source::File { slices, .. } => match slices.next().await {
                Some(slice) => {
                    let slice = slice?;
                    self.bytes += slice.len() as u64;
                    sink(&slice);
                    true
                }
                None => false,
            },
            Source::Member(member) => {
                let bytes = &mut self.bytes;
                let is_more = member.step(&mut |piece| {
                    *bytes += piece.len() as u64;
                    sink(piece);
                });
                if member.has_failed() {
                    return Err(());
                }
                is_more
            }
        };
        self.since_pause += self.cost().saturating_sub(before);
        if self.since_pause >= PAUSE_EVERY_BYTES {
            self.since_pause = 0;
            pause().await;
        }
        Ok(is_more)
    }

    /// How many bytes have been looked at: to find a member, those before it too.
    fn cost(&self) -> u64 {
        match &self.source {
            Source::File { .. } => self.bytes,
            Source::Member(member) => member.cost(),
        }
    }

    /// What share of the input has been handed on, from 0 to 1.
    pub fn share(&self) -> f64 {
        match &self.source {
            Source::File { len, .. } => self.bytes as f64 / len.max(1.0),
            Source::Member(member) => member.share(),
        }
    }
}

/// A part of the decoded text of a file, or of a member of it; nothing where it cannot be read.
pub async fn original(files: &Array, member: Option<String>, offset: u64, len: u32) -> Option<String> {
    let file = file_at(files, 0)?;
    if member.is_none() {
        let head = slices::read(&file, 0, HEAD_BYTES).await.ok()?;
        if is_plain_text(&head) {
            let bytes = slices::read(&file, offset, offset + u64::from(len)).await.ok()?;
            return Some(readable(&bytes));
        }
    }
    let mut original = OriginalText::new(offset, len);
    let mut bytes = InputBytes::open(&file, member.as_deref()).await?;
    let mut is_found = false;
    while !is_found && bytes.next(&mut |piece| is_found = original.push(piece)).await.ok()? {}
    Some(original.finish())
}
