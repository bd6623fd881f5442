//! The inputs of the store: what they hash to, and which of them were not read.

use super::{Input, Store};
use crate::model::batch::EndReason;
use crate::model::content_hash::ContentHash;

impl Store {
    /// The input of a path.
    pub fn input(&self, path: &str) -> Option<&Input> {
        self.input_number(path).map(|number| &self.inputs[number as usize])
    }

    /// Sets what the bytes of an input hash to. One of which only a part was read has none.
    pub fn set_sha256(&mut self, path: &str, sha256: &str) {
        match self.input_number(path) {
            Some(number) => {
                let input = &mut self.inputs[number as usize];
                if input.end.as_ref().is_none_or(|end| end.ended == EndReason::AtItsEnd) {
                    input.sha256 = Some(sha256.to_owned());
                }
            }
            // It may be a zip, which is no input.
            None => {
                self.early_hashes.insert(path.to_owned(), sha256.to_owned());
            }
        }
        self.version += 1;
    }

    /// Sets what the content of an input hashes to.
    pub fn set_content(&mut self, path: &str, content: ContentHash) {
        if let Some(number) = self.input_number(path) {
            self.inputs[number as usize].content = Some(content);
            self.version += 1;
        }
    }

    /// Notes that files were given and are not read, or not read further, and why; what was read of them, or of
    /// their members, is kept.
    pub fn leave_unread(&mut self, paths: &[String], ended: EndReason) {
        let is_open = |number: &u32| self.inputs[*number as usize].end.is_none();
        let open: Vec<u32> = (0..self.inputs.len() as u32).filter(is_open).collect();
        for path in paths {
            let is_below = |member: &str| member.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
            for number in &open {
                if is_below(&self.inputs[*number as usize].path) {
                    self.inputs[*number as usize].stop(ended);
                }
            }
            let number = self.intern_input(path) as usize;
            let input = &mut self.inputs[number];
            if input.end.as_ref().is_none_or(|end| end.ended != EndReason::AtItsEnd) {
                input.stop(ended);
            }
        }
        self.version += 1;
    }
}
