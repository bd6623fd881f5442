//! Changes that a person makes. What is beyond a limit is refused, and the person told: nothing that somebody wrote is
//! cut in silence.

use super::annotations::{Annotations, Mark, RangeNote, SavedFilter, SessionNote};
use super::citation::{Citation, InputId};
use super::dismissal::{Dismissal, FindingKey};
use crate::model::TimeRange;
use crate::model::audit_options::AuditOptions;
use crate::source::limits::{
    MAX_CASE_TEXT_BYTES, MAX_DISMISSALS, MAX_DISMISSED_EVENTS, MAX_MARK_TAGS, MAX_MARKS, MAX_NOTE_CHARS,
    MAX_NOTES, MAX_SAVED_FILTERS, MAX_TAG_CHARS,
};

/// A change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnnotationEdit {
    /// Mark an event, or take its mark away, with its tags and its note.
    ToggleMark(Citation),
    /// Take the mark at this position away.
    RemoveMark(usize),
    /// Tag an event; it is marked by that.
    AddTag(Citation, String),
    /// Take a tag of an event away.
    RemoveTag(Citation, String),
    /// Write the note of an event; it is marked by that. An empty one takes the note away, and not the mark.
    WriteNote(Citation, String),
    /// Write the note on a session of a system; an empty one takes it away.
    WriteSessionNote {
        /// The system, by its id.
        system: String,
        /// The id of the session.
        session: String,
        /// The note.
        note: String,
    },
    /// Write the note on a range of time; an empty one takes it away.
    WriteRangeNote(TimeRange, String),
    /// Keep a filter line by a name; one of the same line gets that name.
    SaveFilter(SavedFilter),
    /// Take the saved filter at this position away.
    RemoveFilter(usize),
    /// Look for findings with these options.
    SetAudit(AuditOptions),
    /// Dismiss a finding for a reason; one that is dismissed already gets this reason. Without a reason nothing changes.
    Dismiss(FindingKey, String),
    /// Take this dismissal back.
    Reinstate(Dismissal),
}

impl AnnotationEdit {
    /// How many bytes of text it may add; what only takes something away adds none.
    fn text_bytes(&self) -> usize {
        match self {
            AnnotationEdit::ToggleMark(event) => event.path.len(),
            AnnotationEdit::AddTag(event, text) | AnnotationEdit::WriteNote(event, text)
                if !text.is_empty() =>
            {
                event.path.len() + text.len()
            }
            AnnotationEdit::WriteSessionNote { session, note, .. } if !note.is_empty() => {
                session.len() + note.len()
            }
            AnnotationEdit::WriteRangeNote(_, note) => note.len(),
            AnnotationEdit::SaveFilter(saved) => saved.name.len() + saved.line.len(),
            AnnotationEdit::Dismiss(finding, reason) => {
                Dismissal { finding: finding.clone(), reason: reason.clone() }.text_bytes()
            }
            _ => 0,
        }
    }
}

impl Annotations {
    /// Makes a change; whether there is room for what it adds.
    pub fn edit(&mut self, edit: AnnotationEdit) -> bool {
        self.text_bytes() + edit.text_bytes() <= MAX_CASE_TEXT_BYTES && self.apply(edit)
    }

    /// The same where it is known that the texts have room.
    pub(super) fn apply(&mut self, edit: AnnotationEdit) -> bool {
        match edit {
            AnnotationEdit::ToggleMark(event) => match self.position(&event) {
                Some(index) => {
                    self.marks.remove(index);
                    true
                }
                None => self.marked(event).is_some(),
            },
            AnnotationEdit::RemoveMark(index) => {
                remove(&mut self.marks, index);
                true
            }
            AnnotationEdit::AddTag(event, tag) => {
                let tag = tag.trim();
                if tag.is_empty() {
                    return true;
                }
                if tag.chars().count() > MAX_TAG_CHARS {
                    return false;
                }
                let Some(mark) = self.marked(event) else { return false };
                if mark.tags.iter().any(|known| known == tag) {
                    return true;
                }
                let has_room = mark.tags.len() < MAX_MARK_TAGS;
                if has_room {
                    mark.tags.push(tag.to_owned());
                }
                has_room
            }
            AnnotationEdit::RemoveTag(event, tag) => {
                if let Some(index) = self.position(&event) {
                    self.marks[index].tags.retain(|known| *known != tag);
                }
                true
            }
            AnnotationEdit::WriteNote(event, note) => {
                let is_nothing = note.is_empty() && self.position(&event).is_none();
                is_nothing || has_room_for(&note) && self.marked(event).map(|mark| mark.note = note).is_some()
            }
            AnnotationEdit::WriteSessionNote { system, session, note } => {
                let is_same = |known: &SessionNote| known.system == system && known.session == session;
                let written = SessionNote { system: system.clone(), session: session.clone(), note };
                write(&mut self.session_notes, is_same, written)
            }
            AnnotationEdit::WriteRangeNote(range, note) => {
                write(&mut self.range_notes, |known| known.range == range, RangeNote { range, note })
            }
            AnnotationEdit::SaveFilter(saved) => {
                let known = self.saved_filters.iter_mut().find(|known| known.is_same(&saved));
                let has_room = saved.line.chars().count() <= MAX_NOTE_CHARS
                    && saved.name.chars().count() <= MAX_NOTE_CHARS;
                match known {
                    _ if !has_room => false,
                    Some(known) => {
                        known.name = saved.name;
                        true
                    }
                    None => push(&mut self.saved_filters, saved, MAX_SAVED_FILTERS),
                }
            }
            AnnotationEdit::RemoveFilter(index) => {
                remove(&mut self.saved_filters, index);
                true
            }
            AnnotationEdit::SetAudit(options) => {
                self.audit = options;
                true
            }
            AnnotationEdit::Dismiss(finding, reason) => self.dismiss(finding, reason.trim()),
            AnnotationEdit::Reinstate(dismissal) => {
                self.dismissals.retain(|known| *known != dismissal);
                true
            }
        }
    }

    /// Learns what inputs hash to whose marks were made before that was known; whether anything has changed.
    pub fn settle<'a>(&mut self, sha256_of: impl Fn(&str) -> Option<&'a str>) -> bool {
        let mut has_changed = false;
        for event in self.citations_mut() {
            if event.input == InputId::ReadNow
                && let Some(sha256) = sha256_of(&event.path)
            {
                event.input = InputId::Sha256(sha256.to_owned());
                has_changed = true;
            }
        }
        if has_changed {
            self.join_marks();
            self.join_dismissals();
        }
        has_changed
    }

    /// What was read is lost: of what was not hashed by then nobody knows any more what it was.
    pub fn lose_inputs(&mut self) {
        for event in self.citations_mut() {
            if event.input == InputId::ReadNow {
                event.input = InputId::Unknown;
            }
        }
    }

    fn dismiss(&mut self, finding: FindingKey, reason: &str) -> bool {
        if reason.is_empty() {
            return true;
        }
        if !has_room_for(reason) || finding.events.len() > MAX_DISMISSED_EVENTS {
            return false;
        }
        let reason = reason.to_owned();
        match self.dismissals.iter_mut().find(|known| known.finding.is_same(&finding)) {
            Some(known) => {
                known.reason = reason;
                true
            }
            None => push(&mut self.dismissals, Dismissal { finding, reason }, MAX_DISMISSALS),
        }
    }

    fn position(&self, event: &Citation) -> Option<usize> {
        self.marks.iter().position(|mark| mark.event.is_same(event))
    }

    /// The mark of an event, which is made if there is none; nothing where there are as many as there may be.
    fn marked(&mut self, event: Citation) -> Option<&mut Mark> {
        let index = match self.position(&event) {
            Some(index) => index,
            None => {
                let mark = Mark { event, tags: Vec::new(), note: String::new() };
                if !push(&mut self.marks, mark, MAX_MARKS) {
                    return None;
                }
                self.marks.len() - 1
            }
        };
        self.marks.get_mut(index)
    }
}

/// What has a note.
trait Noted {
    fn note(&self) -> &str;
}

impl Noted for SessionNote {
    fn note(&self) -> &str {
        &self.note
    }
}

impl Noted for RangeNote {
    fn note(&self) -> &str {
        &self.note
    }
}

/// Writes a note in place of the one that is of the same thing; whether there is room for it.
fn write<T: Noted>(notes: &mut Vec<T>, is_same: impl Fn(&T) -> bool, note: T) -> bool {
    let known = notes.iter().position(is_same);
    match known {
        _ if !has_room_for(note.note()) => false,
        Some(index) if note.note().is_empty() => {
            notes.remove(index);
            true
        }
        Some(index) => {
            notes[index] = note;
            true
        }
        None => note.note().is_empty() || push(notes, note, MAX_NOTES),
    }
}

fn has_room_for(note: &str) -> bool {
    note.chars().count() <= MAX_NOTE_CHARS
}

fn push<T>(list: &mut Vec<T>, item: T, most: usize) -> bool {
    let has_room = list.len() < most;
    if has_room {
        list.push(item);
    }
    has_room
}

fn remove<T>(list: &mut Vec<T>, index: usize) {
    if index < list.len() {
        list.remove(index);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(path: &str, sha256: Option<&str>, offset: u64) -> Citation {
        Citation { path: path.to_owned(), input: InputId::of(sha256), line: 1, offset, content: None }
    }

    #[test]
    fn a_mark_is_taken_away_by_the_same_key_that_made_it() {
        let mut all = Annotations::default();
        let toggle = |event| AnnotationEdit::ToggleMark(event);
        assert!(all.edit(toggle(event("a", None, 1))));
        assert!(all.edit(toggle(event("a", None, 2))));
        assert!(all.edit(toggle(event("a", None, 1))));
        assert_eq!(all.marks.iter().map(|mark| mark.event.offset).collect::<Vec<_>>(), [2]);
        assert!(all.settle(|path| (path == "a").then_some("ff")) && !all.settle(|_| Some("ee")));
        assert_eq!(all.marks[0].event, event("a", Some("ff"), 2));
        assert!(all.mark_of(&event("elsewhere", Some("ff"), 2)).is_some(), "the content is the same");
        assert!(all.mark_of(&event("a", Some("00"), 2)).is_none(), "another content of the same path");
    }

    #[test]
    fn a_tag_or_a_note_marks_and_an_empty_note_does_not() {
        let mut all = Annotations::default();
        let one = || event("a", None, 1);
        assert!(all.edit(AnnotationEdit::WriteNote(one(), String::new())));
        assert!(all.edit(AnnotationEdit::AddTag(one(), "  ".to_owned())));
        assert!(all.is_empty());
        for tag in ["left", " left ", "b"] {
            assert!(all.edit(AnnotationEdit::AddTag(one(), tag.to_owned())));
        }
        assert!(all.edit(AnnotationEdit::WriteNote(one(), "why?".to_owned())));
        assert_eq!((all.tags(), all.marks[0].note.as_str()), (vec!["b", "left"], "why?"));
        assert!(all.edit(AnnotationEdit::RemoveTag(one(), "left".to_owned())));
        assert!(all.edit(AnnotationEdit::WriteNote(one(), String::new())));
        assert_eq!((all.marks[0].tags.len(), all.marks[0].note.as_str()), (1, ""));
    }

    #[test]
    fn a_session_and_a_range_have_one_note_each_and_a_line_one_name() {
        let mut all = Annotations::default();
        let range = TimeRange { start_ms: 1, end_ms: 2 };
        for note in ["one", "two"] {
            let (system, session) = ("cloudshell".to_owned(), "s".to_owned());
            assert!(all.edit(AnnotationEdit::WriteSessionNote { system, session, note: note.to_owned() }));
            assert!(all.edit(AnnotationEdit::WriteRangeNote(range, note.to_owned())));
            let saved = SavedFilter {
                name: note.to_owned(),
                line: "user:alice".to_owned(),
                zone: "UTC+09:00".to_owned(),
            };
            assert!(all.edit(AnnotationEdit::SaveFilter(saved)));
        }
        assert_eq!((all.session_note("cloudshell", "s"), all.range_note(range)), ("two", "two"));
        assert_eq!((all.count(), all.saved_filters[0].name.as_str()), (3, "two"));
        assert!(all.edit(AnnotationEdit::WriteRangeNote(range, String::new())));
        assert_eq!(all.range_note(range), "");
    }

    #[test]
    fn what_is_beyond_a_limit_is_refused_whole() {
        let mut all = Annotations::default();
        let long = |chars: usize| "é".repeat(chars);
        assert!(all.edit(AnnotationEdit::WriteNote(event("a", None, 0), long(MAX_NOTE_CHARS))));
        let before = all.clone();
        assert!(!all.edit(AnnotationEdit::WriteNote(event("a", None, 0), long(MAX_NOTE_CHARS + 1))));
        assert!(!all.edit(AnnotationEdit::AddTag(event("a", None, 0), long(MAX_TAG_CHARS + 1))));
        assert_eq!(all, before);
        for offset in 1..MAX_MARKS as u64 {
            assert!(all.edit(AnnotationEdit::ToggleMark(event("a", None, offset))));
        }
        assert!(!all.edit(AnnotationEdit::ToggleMark(event("b", None, 0))));
        assert_eq!(all.marks.len(), MAX_MARKS);
    }
}
