//! What a person has added to the case: as it is, as it was before, and whether a file has it.

use crate::casefile::{AnnotationEdit, Annotations, InputId};
use crate::source::limits::MAX_CASE_TEXT_BYTES;
use std::sync::Arc;

/// Most changes that can be taken back, and most bytes of the texts before them.
const MAX_UNDO: usize = 50;
const MAX_UNDO_BYTES: usize = 4 * MAX_CASE_TEXT_BYTES;

/// What a person has added to the case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseWork {
    /// All of it. It is shared with whoever holds an older state.
    pub annotations: Arc<Annotations>,
    /// Which state of it this is: another number for each.
    pub version: u64,
    /// The state that a file has.
    saved: u64,
    /// How many case files were opened.
    pub opened: u32,
    /// How much of them there was no room for.
    pub left_out: usize,
    /// Whether there was no room for what was added last.
    pub is_full: bool,
    /// The states before, the latest last.
    before: Vec<Arc<Annotations>>,
}

impl CaseWork {
    /// Makes a change, which can be taken back.
    pub(super) fn edit(&mut self, edit: AnnotationEdit) {
        self.change(|all| !all.edit(edit));
    }

    /// Adds what a case file holds. Where there was nothing, that file has all that there is now.
    pub(super) fn open(&mut self, more: Annotations) {
        let was_unsaved = self.is_unsaved();
        let was_empty = self.annotations.is_empty();
        let mut left_out = 0;
        self.change(|all| {
            left_out = all.merge(more);
            false
        });
        self.left_out += left_out;
        self.opened += 1;
        if was_empty || !was_unsaved {
            self.saved = self.version;
        }
    }

    /// Takes the last change back.
    pub(super) fn undo(&mut self) {
        if let Some(before) = self.before.pop() {
            self.annotations = before;
            self.version += 1;
            self.is_full = false;
        }
    }

    /// Learns what the inputs of some paths hash to. This is no change that a person made.
    pub(super) fn settle(&mut self, hashes: &[(String, String)]) {
        let sha256_of = |path: &str| Some(hashes.iter().find(|(known, _)| known == path)?.1.as_str());
        let was_unsaved = self.is_unsaved();
        let mut settled = Annotations::clone(&self.annotations);
        if settled.settle(sha256_of) {
            self.replace(settled, was_unsaved);
        }
    }

    /// What was read is lost.
    pub(super) fn lose_inputs(&mut self) {
        let was_unsaved = self.is_unsaved();
        let lost = |all: &Annotations| {
            let mut lost = all.clone();
            lost.lose_inputs();
            lost
        };
        for before in &mut self.before {
            *before = Arc::new(lost(before));
        }
        let now = lost(&self.annotations);
        if now != *self.annotations {
            self.replace(now, was_unsaved);
        }
    }

    /// The case is put away, and all that was added with it.
    pub(super) fn clear(&mut self) {
        let version = self.version + 1;
        *self = CaseWork { version, saved: version, opened: self.opened, ..CaseWork::default() };
    }

    /// A file has the state of this number. If it does not say of each mark which content its input has, the marks would
    /// not be found by it, and it counts for nothing.
    pub(super) fn note_saved(&mut self, version: u64) {
        if self.unhashed() == 0 {
            self.saved = version;
        }
    }

    /// How many records that marks and dismissed findings name are in inputs that are not hashed yet.
    pub fn unhashed(&self) -> usize {
        self.annotations.citations().filter(|event| event.input == InputId::ReadNow).count()
    }

    /// Whether there is something that no file has.
    pub fn is_unsaved(&self) -> bool {
        self.version != self.saved && !(self.annotations.is_empty() && self.saved == 0)
    }

    /// Whether there is a change that can be taken back.
    pub fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    /// Makes a change, which tells whether there was no room for something.
    fn change(&mut self, change: impl FnOnce(&mut Annotations) -> bool) {
        let before = Arc::clone(&self.annotations);
        self.is_full = change(Arc::make_mut(&mut self.annotations));
        if before != self.annotations {
            self.version += 1;
            self.before.push(before);
            let mut bytes: usize = self.before.iter().map(|before| before.text_bytes()).sum();
            while self.before.len() > MAX_UNDO || bytes > MAX_UNDO_BYTES {
                bytes -= self.before.remove(0).text_bytes();
            }
        }
    }

    /// Puts a state in place that says the same, more exactly.
    fn replace(&mut self, annotations: Annotations, is_unsaved: bool) {
        self.annotations = Arc::new(annotations);
        self.version += 1;
        if !is_unsaved {
            self.saved = self.version;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::casefile::Citation;
    use crate::source::limits::MAX_NOTE_CHARS;

    fn event(offset: u64) -> Citation {
        Citation { path: "a".to_owned(), input: InputId::ReadNow, line: 1, offset, content: None }
    }

    fn marked(offsets: &[u64]) -> CaseWork {
        let mut case = CaseWork::default();
        offsets.iter().for_each(|offset| case.edit(AnnotationEdit::ToggleMark(event(*offset))));
        case
    }

    #[test]
    fn what_no_file_has_is_unsaved_until_one_has_it() {
        let mut case = marked(&[1]);
        assert!(case.is_unsaved() && !CaseWork::default().is_unsaved());
        let written = case.version;
        case.edit(AnnotationEdit::ToggleMark(event(2)));
        case.note_saved(case.version);
        assert!(case.is_unsaved(), "no mark would be found by a file without hashes");
        case.settle(&[("a".to_owned(), "ff".to_owned())]);
        assert!(case.is_unsaved());
        case.note_saved(written);
        assert!(case.is_unsaved(), "something came while it was written");
        case.note_saved(case.version);
        assert!(!case.is_unsaved());
        assert_eq!(case.annotations.marks[1].event.input, InputId::Sha256("ff".to_owned()));
        case.undo();
        assert!(case.is_unsaved() && case.annotations.marks.len() == 1);
        case.clear();
        assert!(!case.is_unsaved() && !case.can_undo() && case.annotations.is_empty());
    }

    #[test]
    fn a_change_is_taken_back_and_what_changes_nothing_is_no_change() {
        let mut case = marked(&[1, 2, 1]);
        assert_eq!(case.annotations.marks.len(), 1);
        let version = case.version;
        case.edit(AnnotationEdit::RemoveTag(event(9), "x".to_owned()));
        assert_eq!(case.version, version);
        case.undo();
        assert_eq!((case.annotations.marks.len(), case.version), (2, version + 1));
        (0..9).for_each(|_| case.undo());
        assert!(case.annotations.is_empty() && !case.can_undo());
    }

    #[test]
    fn what_has_no_room_is_told_until_something_has() {
        let mut case = marked(&[1]);
        case.edit(AnnotationEdit::WriteNote(event(1), "x".repeat(MAX_NOTE_CHARS + 1)));
        assert!(case.is_full && case.annotations.marks[0].note.is_empty());
        case.edit(AnnotationEdit::WriteNote(event(1), "x".to_owned()));
        assert!(!case.is_full);
    }

    #[test]
    fn what_is_opened_joins_what_is_there() {
        let file = Annotations::clone(&marked(&[1, 2]).annotations);
        let mut case = CaseWork::default();
        case.open(file.clone());
        assert!(!case.is_unsaved() && case.opened == 1);
        let mut case = marked(&[3]);
        case.open(file);
        assert!(case.is_unsaved() && case.annotations.marks.len() == 3);
    }

    #[test]
    fn what_was_not_hashed_when_its_input_was_lost_is_not_known_any_more() {
        let mut case = marked(&[1]);
        case.lose_inputs();
        assert_eq!(case.annotations.marks[0].event.input, InputId::Unknown);
        case.settle(&[("a".to_owned(), "ff".to_owned())]);
        assert_eq!(case.annotations.marks[0].event.input, InputId::Unknown);
        let mut case = marked(&[1, 2]);
        case.lose_inputs();
        case.undo();
        assert_eq!(case.annotations.marks[0].event.input, InputId::Unknown, "nor in what is brought back");
    }
}
