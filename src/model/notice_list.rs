//! The notices of all inputs.

use super::batch::LocalNotice;
use super::input::Input;
use super::notice::{NoticeKind, Reason};
use crate::source::Span;
use crate::source::limits::MAX_NOTICE_DETAIL_BYTES;
use crate::source::order;

/// A problem that was met, in an input of the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Number of the input.
    pub input: u32,
    /// Where.
    pub span: Span,
    /// Why.
    pub reason: Reason,
    /// What else is said of it (untrusted text); empty where nothing is, or there is no room for more.
    pub detail: Box<str>,
}

/// Notices in order of arrival.
#[derive(Debug, Default)]
pub(super) struct NoticeList {
    notices: Vec<Notice>,
    /// What their details take in memory.
    detail_bytes: usize,
}

impl NoticeList {
    /// All of them.
    pub(super) fn all(&self) -> &[Notice] {
        &self.notices
    }

    /// Adds a notice about the input of this number.
    pub(super) fn push(&mut self, input: u32, notice: &LocalNotice) {
        let LocalNotice { span, reason, ref detail, .. } = *notice;
        let has_room = self.detail_bytes + detail.len() <= MAX_NOTICE_DETAIL_BYTES;
        let detail: Box<str> = if has_room { detail.as_str().into() } else { Box::default() };
        self.detail_bytes += detail.len();
        self.notices.push(Notice { input, span, reason, detail });
    }

    /// Takes out what was said of an input for this reason.
    pub(super) fn forget(&mut self, input: u32, reason: Reason) {
        self.notices.retain(|notice| notice.input != input || notice.reason != reason);
    }

    /// Adds one for each message of a page of texts that continue nothing.
    pub(super) fn reject(&mut self, input: u32, spans: impl Iterator<Item = Span>) {
        let reason = Reason::NoKnownRecord;
        self.notices.extend(spans.map(|span| Notice { input, span, reason, detail: Box::default() }));
    }

    /// Takes those back: they continue something that was read later.
    pub(super) fn accept(&mut self, input: u32, spans: impl Iterator<Item = Span>) {
        let accepted = order::set_of(spans);
        self.notices.retain(|notice| {
            notice.input != input
                || notice.reason != Reason::NoKnownRecord
                || !accepted.contains(&notice.span)
        });
    }

    /// In the order of the summary: path, offset, kind.
    pub(super) fn sorted(&self, inputs: &[Input]) -> Vec<Notice> {
        let mut notices = self.notices.clone();
        let key = |notice: &Notice| -> (&str, u64, NoticeKind) {
            (&inputs[notice.input as usize].path, notice.span.offset, notice.reason.kind())
        };
        order::sort_by(&mut notices, |a, b| key(a).cmp(&key(b)));
        notices
    }

    /// Memory that they take in bytes.
    pub(super) fn byte_count(&self) -> usize {
        self.notices.len() * size_of::<Notice>() + self.detail_bytes
    }
}
