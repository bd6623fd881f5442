//! How the reading of an input ends: at its end, or before; and what is noted of the containers around it.

use super::Reader;
use crate::format::Reason;
use crate::model::batch::{Batch, Ended, InputEnd};
use crate::source::Span;

impl Reader {
    /// Notes that the member of a zip is damaged: what came of it is kept.
    pub(super) fn note_damage(&mut self, batch: &mut Batch) {
        self.is_damaged = true;
        self.note_container(Reason::DamagedZip, batch);
    }

    /// Notes that the member of a zip is larger than the limit: what came of it is kept.
    pub(super) fn note_limit(&mut self, batch: &mut Batch) {
        self.is_damaged = true;
        let input = self.input_in(batch);
        batch.push_notice(input, Span::default(), Reason::TooMuchInflated);
    }

    pub(super) fn note_container(&mut self, reason: Reason, batch: &mut Batch) {
        if !self.is_container_noted {
            let input = self.input_in(batch);
            batch.push_notice(input, Span::default(), reason);
            self.is_container_noted = true;
        }
    }

    /// Ends an input that cannot be read for a reason that is found out outside of it.
    pub fn refuse(mut self, reason: Reason, batch: &mut Batch) {
        let input = self.input_in(batch);
        batch.push_notice(input, Span::default(), reason);
        self.end_input(input, Ended::AtItsEnd, batch);
    }

    /// Ends a file that is an archive: its members are inputs, and itself is none.
    pub(super) fn end_archive(mut self, batch: &mut Batch) {
        let input = self.input_in(batch);
        self.is_archive = true;
        self.end_input(input, Ended::AtItsEnd, batch);
    }

    /// Stops before the end of the input: what was read is kept. Where its bytes can no longer be read, there is a
    /// notice.
    pub fn stop(mut self, ended: Ended, batch: &mut Batch) {
        let input = self.input_in(batch);
        if matches!(ended, Ended::Changed | Ended::Failed) {
            batch.push_notice(input, Span::default(), Reason::Unreadable);
        }
        self.end_input(input, ended, batch);
    }

    pub(super) fn end_input(&mut self, input: u32, ended: Ended, batch: &mut Batch) {
        // Of a part there is no hash.
        let sha256 = std::mem::take(&mut self.sha256).end().filter(|_| ended == Ended::AtItsEnd);
        batch.inputs[input as usize].end = Some(InputEnd {
            containers: self.containers(),
            bytes: self.bytes,
            ended,
            sha256,
            is_archive: self.is_archive,
        });
    }
}
