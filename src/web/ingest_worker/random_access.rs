//! A file that is read at any offset, at once: zips have their list at the end. Only workers may do so.

use sessionscope::container::zip::ReaderAt;
use std::io;
use web_sys::js_sys::Uint8Array;
use web_sys::{File, FileReaderSync};

/// A file, and the browser's way to read it.
pub struct RandomAccess {
    file: File,
    reader: FileReaderSync,
}

impl RandomAccess {
    /// Access to a file; nothing where the browser does not let us.
    pub fn to(file: &File) -> Option<RandomAccess> {
        Some(RandomAccess { file: file.clone(), reader: FileReaderSync::new().ok()? })
    }

    /// Length of the file in bytes.
    pub fn len(&self) -> u64 {
        self.file.size() as u64
    }
}

impl ReaderAt for RandomAccess {
    fn read_at(&self, buf: &mut [u8], offset: u64) -> io::Result<usize> {
        let end = offset.saturating_add(buf.len() as u64).min(self.len());
        if offset >= end {
            return Ok(0);
        }
        let failed = |_| io::Error::other("the browser cannot read the file");
        let slice = self.file.slice_with_f64_and_f64(offset as f64, end as f64).map_err(failed)?;
        let bytes = Uint8Array::new(&self.reader.read_as_array_buffer(&slice).map_err(failed)?.into());
        let len = bytes.length() as usize;
        bytes.copy_to(&mut buf[..len]);
        Ok(len)
    }
}
