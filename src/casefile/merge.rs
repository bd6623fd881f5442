//! Joining what a case file holds with what a person has added already: nothing of either is lost.

use super::annotations::{Annotations, Mark};
use super::dismissal::Dismissal;
use super::edit::AnnotationEdit;
use crate::model::audit_options::AuditOptions;
use crate::source::limits::{MAX_CASE_TEXT_BYTES, MAX_MARK_TAGS, MAX_NOTE_CHARS};

impl Annotations {
    /// Adds what another person, or the same one at another time, has added. Of two notes on one thing both stay, one
    /// below the other. Findings are looked for with the options of the other, if any were chosen there. How many things
    /// there was no room for.
    pub fn merge(&mut self, other: Annotations) -> usize {
        if self.text_bytes() + other.text_bytes() > MAX_CASE_TEXT_BYTES {
            return other.count();
        }
        let mut left_out = 0;
        let mut add = |all: &mut Annotations, edit| {
            let has_room = all.apply(edit);
            left_out += usize::from(!has_room);
            has_room
        };
        for Mark { event, tags, note } in other.marks {
            let known = self.mark_of(&event).map(|known| known.note.clone());
            if known.is_none() && !add(self, AnnotationEdit::ToggleMark(event.clone())) {
                continue;
            }
            for tag in tags {
                add(self, AnnotationEdit::AddTag(event.clone(), tag));
            }
            let note = joined_note(known.as_deref().unwrap_or_default(), &note);
            add(self, AnnotationEdit::WriteNote(event, note));
        }
        for more in other.session_notes {
            let note = joined_note(self.session_note(&more.system, &more.session), &more.note);
            let (system, session) = (more.system, more.session);
            add(self, AnnotationEdit::WriteSessionNote { system, session, note });
        }
        for more in other.range_notes {
            let note = joined_note(self.range_note(more.range), &more.note);
            add(self, AnnotationEdit::WriteRangeNote(more.range, note));
        }
        for saved in other.saved_filters {
            if !self.saved_filters.iter().any(|known| known.is_same(&saved)) {
                add(self, AnnotationEdit::SaveFilter(saved));
            }
        }
        for Dismissal { finding, reason } in other.dismissals {
            let known = self.dismissals.iter().find(|known| known.finding.is_same(&finding));
            let reason = joined_note(known.map_or("", |known| &known.reason), &reason);
            add(self, AnnotationEdit::Dismiss(finding, reason));
        }
        if other.audit != AuditOptions::default() {
            self.audit = other.audit;
        }
        left_out
    }
}

impl Annotations {
    /// Makes one mark of those that have turned out to be of one event. Where what both say has no room in one, both stay.
    pub(super) fn join_marks(&mut self) {
        let mut joined: Vec<Mark> = Vec::with_capacity(self.marks.len());
        for mark in std::mem::take(&mut self.marks) {
            let known = joined.iter_mut().find(|known| known.event.is_same(&mark.event));
            let is_taken = known.is_some_and(|known| {
                let note = joined_note(&known.note, &mark.note);
                let more: Vec<String> =
                    mark.tags.iter().filter(|tag| !known.tags.contains(tag)).cloned().collect();
                let has_room =
                    note.chars().count() <= MAX_NOTE_CHARS && known.tags.len() + more.len() <= MAX_MARK_TAGS;
                if has_room {
                    known.note = note;
                    known.tags.extend(more);
                }
                has_room
            });
            if !is_taken {
                joined.push(mark);
            }
        }
        self.marks = joined;
    }

    /// The same of dismissals.
    pub(super) fn join_dismissals(&mut self) {
        let mut joined: Vec<Dismissal> = Vec::with_capacity(self.dismissals.len());
        for more in std::mem::take(&mut self.dismissals) {
            let known = joined.iter_mut().find(|known| known.finding.is_same(&more.finding));
            let reason = known.as_ref().map(|known| joined_note(&known.reason, &more.reason));
            match (known, reason) {
                (Some(known), Some(reason)) if reason.chars().count() <= MAX_NOTE_CHARS => {
                    known.reason = reason;
                }
                _ => joined.push(more),
            }
        }
        self.dismissals = joined;
    }
}

/// Whether a note has all lines of another one, one after the other.
fn has_lines_of(note: &str, other: &str) -> bool {
    let (lines, others): (Vec<&str>, Vec<&str>) = (note.lines().collect(), other.lines().collect());
    lines.windows(others.len().max(1)).any(|part| part == others)
}

/// Two notes as one.
fn joined_note(one: &str, other: &str) -> String {
    match (one, other) {
        (one, "") => one.to_owned(),
        ("", other) => other.to_owned(),
        (one, other) if has_lines_of(one, other) => one.to_owned(),
        (one, other) if has_lines_of(other, one) => other.to_owned(),
        (one, other) => format!("{one}\n{other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::casefile::{Citation, InputId, SavedFilter};
    use crate::model::TimeRange;
    use crate::source::limits::{MAX_MARKS, MAX_NOTE_CHARS};

    fn event(offset: u64) -> Citation {
        Citation { path: "a".to_owned(), input: InputId::of(Some("ff")), line: 1, offset, content: None }
    }

    fn marked(offset: u64, tags: &[&str], note: &str) -> Mark {
        Mark {
            event: event(offset),
            tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
            note: note.to_owned(),
        }
    }

    #[test]
    fn nothing_of_either_is_lost_and_the_same_once_more_changes_nothing() {
        let range = TimeRange { start_ms: 1, end_ms: 2 };
        let mut all = Annotations {
            marks: vec![marked(1, &["x"], "one"), marked(2, &[], "")],
            ..Annotations::default()
        };
        assert!(all.edit(AnnotationEdit::WriteRangeNote(range, "night".to_owned())));
        let mut other = Annotations {
            marks: vec![marked(1, &["y", "x"], "two"), marked(3, &[], "three")],
            ..all.clone()
        };
        other.saved_filters.push(SavedFilter {
            name: "A".to_owned(),
            line: "user:a".to_owned(),
            zone: "UTC".to_owned(),
        });
        assert_eq!(all.merge(other.clone()), 0);
        assert_eq!(
            all.marks,
            [marked(1, &["x", "y"], "one\ntwo"), marked(2, &[], ""), marked(3, &[], "three")]
        );
        assert_eq!((all.range_note(range), all.saved_filters.len()), ("night", 1));
        let before = all.clone();
        assert_eq!(all.merge(other), 0);
        assert_eq!(all.merge(before.clone()), 0);
        assert_eq!(all, before);
    }

    #[test]
    fn what_there_is_no_room_for_is_counted() {
        let full = Annotations {
            marks: (0..MAX_MARKS as u64).map(|it| marked(it, &[], "")).collect(),
            ..Annotations::default()
        };
        let mut all = full.clone();
        let more = Annotations {
            marks: vec![marked(0, &["x"], ""), marked(u64::MAX, &["x"], "y")],
            ..Annotations::default()
        };
        assert_eq!(all.merge(more), 1);
        assert_eq!(all.marks[0].tags, ["x"]);
    }

    #[test]
    fn filters_of_one_line_in_two_zones_are_two() {
        let saved = |zone: &str| SavedFilter {
            name: "day".to_owned(),
            line: "time:2026-11-19".to_owned(),
            zone: zone.to_owned(),
        };
        let mut all = Annotations { saved_filters: vec![saved("UTC")], ..Annotations::default() };
        assert!(all.edit(AnnotationEdit::SaveFilter(saved("UTC+09:00"))));
        assert_eq!(
            all.merge(Annotations {
                saved_filters: vec![saved("UTC-03:30"), saved("UTC")],
                ..Annotations::default()
            }),
            0
        );
        assert_eq!(all.saved_filters, [saved("UTC"), saved("UTC+09:00"), saved("UTC-03:30")]);
    }

    #[test]
    fn marks_of_one_event_whose_notes_have_no_room_in_one_both_stay() {
        let long = |letter: &str| letter.repeat(MAX_NOTE_CHARS);
        let early =
            Mark { event: Citation { input: InputId::ReadNow, ..event(1) }, ..marked(1, &[], &long("a")) };
        let mut all =
            Annotations { marks: vec![early, marked(1, &[], &long("b"))], ..Annotations::default() };
        assert!(all.settle(|_| Some("ff")));
        assert_eq!(all.marks, [marked(1, &[], &long("a")), marked(1, &[], &long("b"))]);
    }

    #[test]
    fn what_turns_out_to_be_one_event_is_one_mark() {
        let mut all = Annotations { marks: vec![marked(1, &["x"], "one")], ..Annotations::default() };
        let early = Citation { input: InputId::ReadNow, ..event(1) };
        assert!(all.edit(AnnotationEdit::AddTag(early, "y".to_owned())));
        assert_eq!(all.marks.len(), 2, "it is not known yet");
        assert!(all.settle(|_| Some("ff")));
        assert_eq!(all.marks, [marked(1, &["x", "y"], "one")]);
    }
}
