//! Joining what a case file holds with what a person has added already: nothing of either is lost.

use super::annotations::{Annotations, Mark};
use super::edit::AnnotationEdit;
use crate::source::limits::MAX_CASE_TEXT_BYTES;

impl Annotations {
    /// Adds what another person, or the same one at another time, has added. Of two notes on one thing both stay, one
    /// below the other. How many things there was no room for.
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
            let note = joined(known.as_deref().unwrap_or_default(), &note);
            add(self, AnnotationEdit::WriteNote(event, note));
        }
        for more in other.session_notes {
            let note = joined(self.session_note(&more.system, &more.session), &more.note);
            let (system, session) = (more.system, more.session);
            add(self, AnnotationEdit::WriteSessionNote { system, session, note });
        }
        for more in other.range_notes {
            let note = joined(self.range_note(more.range), &more.note);
            add(self, AnnotationEdit::WriteRangeNote(more.range, note));
        }
        for saved in other.saved_filters {
            if !self.saved_filters.iter().any(|known| known.line == saved.line) {
                add(self, AnnotationEdit::SaveFilter(saved));
            }
        }
        left_out
    }
}

/// Whether a note has all lines of another one, one after the other.
fn has_lines_of(note: &str, other: &str) -> bool {
    let (lines, others): (Vec<&str>, Vec<&str>) = (note.lines().collect(), other.lines().collect());
    lines.windows(others.len().max(1)).any(|part| part == others)
}

/// Two notes as one.
fn joined(one: &str, other: &str) -> String {
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
    use crate::source::limits::MAX_MARKS;

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
            zone_minutes: 0,
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
    fn what_turns_out_to_be_one_event_is_one_mark() {
        let mut all = Annotations { marks: vec![marked(1, &["x"], "one")], ..Annotations::default() };
        let early = Citation { input: InputId::ReadNow, ..event(1) };
        assert!(all.edit(AnnotationEdit::AddTag(early, "y".to_owned())));
        assert_eq!(all.marks.len(), 2, "it is not known yet");
        assert!(all.settle(|_| Some("ff")));
        assert_eq!(all.marks, [marked(1, &["x", "y"], "one")]);
    }
}
