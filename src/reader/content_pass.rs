//! The pass over files for what their contents hash to: bytes are unpacked as far as archives need it, and no record is
//! read.

use super::Reader;
use super::content_hasher::ContentHasher;
use crate::mapping::sink::InputSink;

impl Reader {
    /// Hashes the next bytes of the input if its content is wanted.
    pub(super) fn hash_content(&mut self, bytes: &[u8], sink: &mut InputSink<'_>) {
        let Some(contents) = &sink.batch().contents else { return };
        if self.content.is_none() && self.bytes == 0 && contents.wanted.contains(&self.path) {
            self.content = Some(Box::new(ContentHasher::new(self.unpacker.byte_budget())));
        }
        if let Some(content) = &mut self.content {
            content.push(bytes);
        }
    }

    /// Tells what the content hashed to when all of the input has come.
    pub(super) fn end_content(&mut self, sink: &mut InputSink<'_>) {
        // Of an input without a byte nothing was pushed.
        self.hash_content(&[], sink);
        if let (Some(content), Some(contents)) = (self.content.take(), &mut sink.batch().contents) {
            contents.found.push((self.path.clone(), content.finish()));
        }
    }

    /// Whether no more of the input need be unpacked: this is a pass for contents alone, and it is known that it is no
    /// archive.
    pub(super) fn needs_no_unpacking(&self, sink: &mut InputSink<'_>) -> bool {
        sink.batch().contents.is_some() && self.tar.is_none() && self.text.is_passed_over()
    }
}
