//! How the reading of an input ends: at its end, or before; and what is noted of the containers around it.

use super::Reader;
use crate::mapping::sink::InputSink;
use crate::model::batch::{Batch, EndReason, InputEnd};
use crate::model::{NoticeKind, Reason};
use crate::source::Span;
use crate::source::path::is_unsafe_name;

impl Reader {
    /// Notes that the member of an archive is damaged: what came of it is kept.
    pub(super) fn note_damage(&mut self, reason: Reason, batch: &mut Batch) {
        self.is_damaged = true;
        let mut sink = self.begin(batch);
        self.note_container(reason, &mut sink);
    }

    /// Notes that the member of an archive is larger than the limit: what came of it is kept.
    pub(super) fn note_limit(&mut self, batch: &mut Batch) {
        self.is_damaged = true;
        self.begin(batch).notice(Span::default(), Reason::TooMuchInflated);
    }

    /// Notes where the name of a member is one that must not be unpacked to (R45): to read it does no harm.
    pub(super) fn note_name(&mut self, name: &str, batch: &mut Batch) {
        if is_unsafe_name(name) {
            self.begin(batch).notice(Span::default(), Reason::UnsafeName);
        }
    }

    /// Notes that other members of its zip have its name. It is told at the end, if nothing worse was.
    pub(super) fn note_repeated(&mut self) {
        self.is_repeated = true;
    }

    /// Notes what is wrong around the input. Of damage there is one notice, the first (R14).
    pub(super) fn note_container(&mut self, reason: Reason, sink: &mut InputSink<'_>) {
        let is_damage = reason.kind() == NoticeKind::BadContainer;
        if !is_damage || !self.is_container_noted {
            sink.notice(Span::default(), reason);
            self.is_container_noted |= is_damage;
        }
    }

    /// Ends an input that cannot be read for a reason that is found out outside of it.
    pub fn refuse(mut self, reason: Reason, batch: &mut Batch) {
        let mut sink = self.begin(batch);
        sink.notice(Span::default(), reason);
        sink.form().is_refused = true;
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
        self.stop_tar(ended, batch);
        let mut sink = self.begin(batch);
        if matches!(ended, EndReason::Changed | EndReason::Failed) {
            sink.notice(Span::default(), Reason::Unreadable);
        }
        self.end_input(ended, &mut sink);
    }

    pub(super) fn end_input(&mut self, ended: EndReason, sink: &mut InputSink<'_>) {
        if self.is_repeated {
            self.note_container(Reason::RepeatedName, sink);
        }
        let times = sink.part().times;
        if ended == EndReason::AtItsEnd && times.missing && !times.any && !times.are_told {
            sink.notice(Span::default(), Reason::NoTimes);
        }
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
