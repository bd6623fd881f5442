//! How the reading of an input ends: at its end, or before; and what is noted of the containers around it.

use super::Reader;
use crate::mapping::sink::InputSink;
use crate::model::Reason;
use crate::model::batch::{Batch, EndReason, InputEnd};
use crate::source::Span;

impl Reader {
    /// Notes that the member of a zip is damaged: what came of it is kept.
    pub(super) fn note_damage(&mut self, batch: &mut Batch) {
        self.is_damaged = true;
        let mut sink = self.begin(batch);
        self.note_container(Reason::DamagedZip, &mut sink);
    }

    /// Notes that the member of a zip is larger than the limit: what came of it is kept.
    pub(super) fn note_limit(&mut self, batch: &mut Batch) {
        self.is_damaged = true;
        self.begin(batch).notice(Span::default(), Reason::TooMuchInflated);
    }

    /// Notes something about the name of the member of a zip.
    pub(super) fn note_name(&mut self, reason: Reason, batch: &mut Batch) {
        let mut sink = self.begin(batch);
        self.note_container(reason, &mut sink);
    }

    pub(super) fn note_container(&mut self, reason: Reason, sink: &mut InputSink<'_>) {
        if !self.is_container_noted {
            sink.notice(Span::default(), reason);
            self.is_container_noted = true;
        }
    }

    /// Ends an input that cannot be read for a reason that is found out outside of it.
    pub fn refuse(mut self, reason: Reason, batch: &mut Batch) {
        let mut sink = self.begin(batch);
        sink.notice(Span::default(), reason);
        self.end_input(EndReason::AtItsEnd, &mut sink);
    }

    /// Ends a file that is an archive: its members are inputs, and itself is none.
    pub(super) fn end_archive(mut self, batch: &mut Batch) {
        let mut sink = self.begin(batch);
        self.is_archive = true;
        self.end_input(EndReason::AtItsEnd, &mut sink);
    }

    /// Stops before the end of the input: what was read is kept. Where its bytes can no longer be read, there is a
    /// notice.
    pub fn stop(mut self, ended: EndReason, batch: &mut Batch) {
        let mut sink = self.begin(batch);
        if matches!(ended, EndReason::Changed | EndReason::Failed) {
            sink.notice(Span::default(), Reason::Unreadable);
        }
        self.end_input(ended, &mut sink);
    }

    pub(super) fn end_input(&mut self, ended: EndReason, sink: &mut InputSink<'_>) {
        // Of a part there is no hash.
        let sha256 = std::mem::take(&mut self.sha256).end().filter(|_| ended == EndReason::AtItsEnd);
        sink.part().end = Some(InputEnd {
            containers: self.containers(),
            bytes: self.bytes,
            ended,
            sha256,
            is_archive: self.is_archive,
        });
    }
}
