//! tar: the members of an archive, one after the other, as its bytes come. What the fields of a header say is the
//! work of the crate `tar`.
//!
//! ```text
//!   header │ content, filled up to whole blocks │ header │ content … │ two blocks of zeros
//!   (512)    an extended header's content belongs to the member behind it
//! ```

use super::gzip::ContainerError;
use crate::source::limits::MAX_TAR_HEADER_BYTES;
use tar::{EntryType, Header};

/// Bytes of a block: everything in a tar begins with one.
pub const BLOCK_BYTES: usize = 512;

/// Where the checksum of a header stands.
const CHECKSUM: std::ops::Range<usize> = 148..156;

/// Whether these are the first bytes of a tar: a header, sound or not. Old ones have nothing but their checksum.
pub fn is_tar(head: &[u8]) -> bool {
    let Some(block) = head.get(..BLOCK_BYTES) else { return false };
    is_header(block) || matches!(&block[257..], [b'u', b's', b't', b'a', b'r', 0 | b' ', ..])
}

/// Whether a block is a header whose checksum is right.
fn is_header(block: &[u8]) -> bool {
    // Hardly anything else has a number there.
    let Ok(said) = Header::from_byte_slice(block).cksum() else { return false };
    let is_counted =
        |(at, byte): (usize, &u8)| if CHECKSUM.contains(&at) { u32::from(b' ') } else { (*byte).into() };
    block.iter().enumerate().map(is_counted).sum::<u32>() == said
}

/// What a member is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TarKind {
    /// A file, with its content.
    File,
    /// A folder, or something else that holds nothing of a file.
    Folder,
    /// A link or a device: a name for content that is elsewhere.
    Link,
    /// A file without its holes, or a part of one: its content is not what stands here.
    Partial,
}

/// A member, as its headers have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TarMember {
    /// Name as written, without a leading `./`; invalid bytes as U+FFFD.
    pub name: String,
    /// Bytes of its content.
    pub len: u64,
    /// What it is.
    pub kind: TarKind,
}

/// What comes next in a tar.
#[derive(Debug, PartialEq, Eq)]
pub enum TarPart<'t> {
    /// A member.
    Begin(TarMember),
    /// Some of its content.
    Bytes(&'t [u8]),
    /// Its end; whether all of it came.
    End {
        /// Whether its content has the length that its header says.
        is_whole: bool,
    },
}

/// Takes the parts of a tar.
pub type TarSink<'a> = dyn FnMut(TarPart<'_>) + 'a;

/// Finds the members of a tar whose bytes are pushed into it.
#[derive(Default)]
pub struct TarParser {
    stage: Stage,
    /// The block that is not whole yet.
    block: Vec<u8>,
    /// What extended headers say of the next member.
    extended: Extended,
    /// Whether the last block was one of zeros.
    has_end: bool,
    is_damaged: bool,
}

#[derive(Default)]
enum Stage {
    /// A header comes, or the end.
    #[default]
    Header,
    /// More of the list of holes of this member.
    Holes(TarMember),
    /// An extended header of this type; the bytes that are missing, and those up to the next block.
    Extended { kind: EntryType, text: Vec<u8>, left: u64, padding: u64 },
    /// The content of a member.
    Content { left: u64, padding: u64 },
    /// What is no content of anything.
    Padding(u64),
}

/// What is said of a member before its header.
#[derive(Default)]
struct Extended {
    name: Option<Vec<u8>>,
    long_name: Option<Vec<u8>>,
    len: Option<u64>,
    is_sparse: bool,
}

/// Bytes from so many bytes on to the next block.
fn padding_of(len: u64) -> u64 {
    len.wrapping_neg() % BLOCK_BYTES as u64
}

impl TarParser {
    /// Adds the next bytes; what they hold is handed on.
    pub fn push(&mut self, mut bytes: &[u8], sink: &mut TarSink<'_>) {
        while !bytes.is_empty() {
            let taken = match &mut self.stage {
                Stage::Header | Stage::Holes(_) => {
                    let taken = bytes.len().min(BLOCK_BYTES - self.block.len());
                    self.block.extend_from_slice(&bytes[..taken]);
                    if self.block.len() == BLOCK_BYTES {
                        let block = std::mem::take(&mut self.block);
                        self.take_block(&block, sink);
                    }
                    taken
                }
                Stage::Extended { text, left, .. } => {
                    let taken = take(left, bytes);
                    text.extend_from_slice(&bytes[..taken]);
                    taken
                }
                Stage::Content { left, .. } => {
                    let taken = take(left, bytes);
                    sink(TarPart::Bytes(&bytes[..taken]));
                    taken
                }
                Stage::Padding(left) => take(left, bytes),
            };
            bytes = &bytes[taken..];
            self.end_what_is_whole(sink);
        }
    }

    /// Ends it when no more bytes will come.
    ///
    /// # Errors
    /// `Damaged` where it has no end, or not all of it could be followed.
    pub fn finish(&mut self, sink: &mut TarSink<'_>) -> Result<(), ContainerError> {
        if let Stage::Content { .. } = self.stage {
            sink(TarPart::End { is_whole: false });
        }
        let is_rest_blank = self.block.iter().all(|byte| *byte == 0);
        let is_whole =
            matches!(self.stage, Stage::Header) && self.has_end && is_rest_blank && !self.is_damaged;
        is_whole.then_some(()).ok_or(ContainerError::Damaged)
    }

    /// Goes on behind what has all its bytes.
    fn end_what_is_whole(&mut self, sink: &mut TarSink<'_>) {
        let padding = match &mut self.stage {
            Stage::Extended { kind, text, left: 0, padding } => {
                self.extended.read(*kind, text);
                *padding
            }
            Stage::Content { left: 0, padding } => {
                sink(TarPart::End { is_whole: true });
                *padding
            }
            Stage::Padding(0) => 0,
            _ => return,
        };
        self.stage = if padding == 0 { Stage::Header } else { Stage::Padding(padding) };
    }

    fn take_block(&mut self, block: &[u8], sink: &mut TarSink<'_>) {
        if let Stage::Holes(member) = &self.stage {
            // Whether one more follows stands behind 21 holes of 24 bytes.
            if block[504] == 0 {
                let member = member.clone();
                self.begin(member, sink);
            }
            return;
        }
        self.has_end = block.iter().all(|byte| *byte == 0);
        // Behind the end there may be another archive, as of two that were put together.
        if self.has_end {
            return;
        }
        let header = Header::from_byte_slice(block);
        let len = header.entry_size();
        let (true, Ok(len)) = (is_header(block), len) else {
            // What follows is found by the next header that is sound.
            self.is_damaged = true;
            return;
        };
        self.take_header(header, len, sink);
    }

    fn take_header(&mut self, header: &Header, len: u64, sink: &mut TarSink<'_>) {
        let kind = header.entry_type();
        // Of links, devices and folders the length is that of something else (POSIX, pax, "ustar Header Block").
        let has_content = !matches!(kind.as_byte(), b'1'..=b'6');
        let len = if has_content { len } else { 0 };
        match kind {
            EntryType::XHeader | EntryType::GNULongName if len <= MAX_TAR_HEADER_BYTES => {
                self.stage = Stage::Extended { kind, text: Vec::new(), left: len, padding: padding_of(len) };
            }
            EntryType::XHeader | EntryType::GNULongName => {
                self.is_damaged = true;
                self.skip(len);
            }
            EntryType::XGlobalHeader | EntryType::GNULongLink => self.skip(len),
            _ => {
                let member = std::mem::take(&mut self.extended).member(header, len);
                let has_more_holes = header.as_gnu().is_some_and(|gnu| gnu.is_extended());
                if kind == EntryType::GNUSparse && has_more_holes {
                    self.stage = Stage::Holes(member);
                } else {
                    self.begin(member, sink);
                }
            }
        }
        self.end_what_is_whole(sink);
    }

    fn begin(&mut self, member: TarMember, sink: &mut TarSink<'_>) {
        let (len, padding) = (member.len, padding_of(member.len));
        sink(TarPart::Begin(member));
        self.stage = Stage::Content { left: len, padding };
        self.end_what_is_whole(sink);
    }

    fn skip(&mut self, len: u64) {
        self.stage = Stage::Padding(len.saturating_add(padding_of(len)));
    }
}

/// How many of these bytes are of what `left` bytes are missing of, which become fewer.
fn take(left: &mut u64, bytes: &[u8]) -> usize {
    let taken = (*left).min(bytes.len() as u64);
    *left -= taken;
    taken as usize
}

impl Extended {
    /// Adds what an extended header says.
    fn read(&mut self, kind: EntryType, text: &[u8]) {
        if kind == EntryType::GNULongName {
            self.long_name = text.split(|byte| *byte == 0).next().map(<[u8]>::to_vec);
            return;
        }
        let mut rest = text;
        while let Some((key, value, behind)) = pax_record(rest) {
            rest = behind;
            match key {
                _ if value.is_empty() => {}
                b"GNU.sparse.name" => (self.name, self.is_sparse) = (Some(value.to_vec()), true),
                _ if key.starts_with(b"GNU.sparse.") => self.is_sparse = true,
                b"path" if !self.is_sparse => self.name = Some(value.to_vec()),
                b"size" => self.len = digits(value),
                _ => {}
            }
        }
    }

    /// The member that has this header.
    fn member(self, header: &Header, len: u64) -> TarMember {
        let kind = header.entry_type();
        let name = self.name.or(self.long_name).unwrap_or_else(|| header.path_bytes().into_owned());
        let mut name = String::from_utf8_lossy(&name).into_owned();
        while name.starts_with("./") {
            name.drain(..2);
        }
        let has_content = !matches!(kind.as_byte(), b'1'..=b'6');
        let len = self.len.filter(|_| has_content).unwrap_or(len);
        let kind = match kind.as_byte() {
            b'1'..=b'4' | b'6' => TarKind::Link,
            // Besides folders, what dumps know of one, and the name of the whole.
            b'5' | b'D' | b'V' => TarKind::Folder,
            b'S' | b'M' => TarKind::Partial,
            _ if self.is_sparse => TarKind::Partial,
            // Old archives have no other word for a folder; whatever else a name says, what is there is read.
            _ if len == 0 && name.ends_with('/') => TarKind::Folder,
            _ => TarKind::File,
        };
        TarMember { name, len, kind }
    }
}

/// The key and the value of the record that begins a text, `LENGTH KEY=VALUE\n`, and what stands behind it.
fn pax_record(text: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let blank = text.iter().position(|byte| *byte == b' ')?;
    let len = usize::try_from(digits(&text[..blank])?).ok()?;
    let record = text.get(blank + 1..len)?.strip_suffix(b"\n")?;
    let equals = record.iter().position(|byte| *byte == b'=')?;
    Some((&record[..equals], &record[equals + 1..], &text[len..]))
}

fn digits(text: &[u8]) -> Option<u64> {
    std::str::from_utf8(text).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()
}
