//! The members of a tar, read as its bytes come, each as an input of its own.

use super::open_tar::OpenTar;
use super::packed_zip::PackedZip;
use super::{Reader, TAR};
use crate::container::tar::{TarKind, TarMember, TarPart};
use crate::mapping::sink::InputSink;
use crate::model::Reason;
use crate::model::batch::{Batch, EndReason};
use crate::source::Span;
use crate::source::limits::{MAX_MEMBERS, archive_limit};

impl OpenTar<Reader> {
    /// Adds the next bytes of the tar.
    pub(super) fn push(&mut self, bytes: &[u8], batch: &mut Batch) {
        if self.exceeded.is_some() {
            return;
        }
        let mut parser = std::mem::take(&mut self.parser);
        parser.push(bytes, &mut |part| self.take(part, batch));
        self.parser = parser;
    }

    /// Ends it.
    ///
    /// # Errors
    /// Why it is an input itself: it is damaged, holds no file, or is not read on.
    fn finish(&mut self, batch: &mut Batch) -> Result<(), Reason> {
        let mut parser = std::mem::take(&mut self.parser);
        let end = parser.finish(&mut |part| self.take(part, batch));
        match self.exceeded {
            Some(reason) => Err(reason),
            None if end.is_err() => Err(Reason::DamagedTar),
            None if self.names.is_empty() => Err(Reason::EmptyArchive),
            None => Ok(()),
        }
    }

    fn take(&mut self, part: TarPart<'_>, batch: &mut Batch) {
        match part {
            TarPart::Begin(member) if member.kind != TarKind::Folder && self.exceeded.is_none() => {
                // Of an archive that is full of them all headers come before the bytes that follow.
                self.begin(&member, batch);
            }
            TarPart::Begin(_) => {}
            TarPart::Bytes(bytes) => {
                self.bytes += bytes.len() as u64;
                if let Some(reader) = &mut self.current {
                    reader.push(bytes, batch);
                    self.zips.extend(reader.take_zips());
                }
            }
            TarPart::End { is_whole } => {
                let Some(mut reader) = self.current.take() else { return };
                if !is_whole {
                    reader.note_damage(Reason::DamagedTar, batch);
                }
                self.end(*reader, batch);
            }
        }
    }

    fn begin(&mut self, member: &TarMember, batch: &mut Batch) {
        if self.names.len() == MAX_MEMBERS {
            self.exceeded = Some(Reason::TooManyMembers);
            return;
        }
        let path = format!("{}/{}", self.path, member.name);
        if let Some(is_noted) = self.names.get_mut(&member.name) {
            // What has one path is one input (R3).
            if !std::mem::replace(is_noted, true) {
                InputSink::new(&path, self.attempt, batch).notice(Span::default(), Reason::RepeatedName);
            }
            return;
        }
        let left = archive_limit(self.bytes + member.len).saturating_sub(self.inflated);
        let mut reader = Reader::of_member(&path, self.outer.clone())
            .with_attempt(self.attempt)
            .with_byte_budget(left, member.len);
        reader.note_name(&member.name, batch);
        let refused = match member.kind {
            TarKind::Link => Some(Reason::LinkMember),
            TarKind::Partial => Some(Reason::PartialMember),
            TarKind::File | TarKind::Folder => (left == 0).then_some(Reason::TooMuchInflated),
        };
        self.names.insert(member.name.clone(), refused == Some(Reason::PartialMember));
        match refused {
            Some(reason) => reader.refuse(reason, batch),
            None => self.current = Some(Box::new(reader)),
        }
    }

    fn end(&mut self, mut reader: Reader, batch: &mut Batch) {
        let zips = reader.end(batch);
        self.inflated += reader.inflated();
        if let Some(is_noted) = self.names.get_mut(&reader.path[self.path.len() + 1..]) {
            *is_noted = reader.is_container_noted;
        }
        // They may be many, and all of them together are bounded by the bytes of the tar.
        let shared_budget = archive_limit(self.bytes);
        let bounded =
            |zip: PackedZip| PackedZip { shared_budget: zip.shared_budget.min(shared_budget), ..zip };
        self.zips.extend(zips.into_iter().map(bounded));
    }
}

impl Reader {
    /// Ends an input that is a tar. It is one itself only where something is to be told of it; `is_sound` says whether
    /// nothing around it was damaged.
    pub(super) fn end_tar(
        &mut self,
        mut tar: OpenTar<Reader>,
        is_sound: bool,
        sink: &mut InputSink<'_>,
    ) -> Vec<PackedZip> {
        let end = tar.finish(sink.batch());
        if let Err(reason) = end {
            self.note_container(reason, sink);
        }
        self.is_archive = end.is_ok() && is_sound;
        if !self.is_archive {
            self.own_archive = Some(TAR);
        }
        self.end_input(EndReason::AtItsEnd, sink);
        tar.zips
    }

    /// Stops reading the member that is being read, before its end.
    pub(super) fn stop_tar(&mut self, ended: EndReason, batch: &mut Batch) {
        if let Some(tar) = &mut self.tar {
            self.own_archive = Some(TAR);
            tar.current.take().into_iter().for_each(|reader| reader.stop(ended, batch));
        }
    }
}
