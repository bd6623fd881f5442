//! The notices of a store.

use super::input::Input;
use super::notice::{NoticeKind, Reason};
use crate::source::Span;
use std::collections::BTreeSet;

/// A problem that was met, in an input of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Number of the input.
    pub input: u32,
    /// Where.
    pub span: Span,
    /// Why.
    pub reason: Reason,
}

/// Every notice, in no particular order.
#[derive(Debug, Default)]
pub(super) struct Notices(pub Vec<Notice>);

impl Notices {
    /// Adds one for each message of a page of texts that continue nothing.
    pub(super) fn reject(&mut self, input: u32, spans: impl Iterator<Item = Span>) {
        self.0.extend(spans.map(|span| Notice { input, span, reason: Reason::NoKnownRecord }));
    }

    /// Takes those back: they continue something that was read later.
    pub(super) fn accept(&mut self, input: u32, spans: impl Iterator<Item = Span>) {
        let accepted: BTreeSet<Span> = spans.collect();
        self.0.retain(|notice| {
            notice.input != input
                || notice.reason != Reason::NoKnownRecord
                || !accepted.contains(&notice.span)
        });
    }

    /// Forgets how far an input could be read: that is said of one reading, and is not true of the next.
    pub(super) fn forget_unreadable(&mut self, input: u32) {
        self.0.retain(|notice| notice.input != input || notice.reason != Reason::Unreadable);
    }

    /// In the order of the summary: path, offset, kind.
    pub(super) fn sorted(&self, inputs: &[Input]) -> Vec<Notice> {
        let mut notices = self.0.clone();
        let key = |notice: &Notice| -> (&str, u64, NoticeKind) {
            (&inputs[notice.input as usize].path, notice.span.offset, notice.reason.kind())
        };
        notices.sort_by(|a, b| key(a).cmp(&key(b)));
        notices
    }
}
