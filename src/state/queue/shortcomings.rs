//! What is to be said of files that were not read as they were given.

use super::FileQueue;
use super::file::{FileNo, HashState, ReadState, StopReason};

/// What is to be said of files that were not read as they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shortcomings {
    /// Files that were not read whole, each with its path, in the order in which they were given.
    pub unread: Vec<(String, StopReason)>,
    /// Files that were read whole and have no hash, likewise.
    pub unhashed: Vec<(String, StopReason)>,
    /// Files that were given again, by path; they were read once.
    pub given_again: Vec<String>,
    /// Other files of the same path, with the path under which they were read instead.
    pub renamed: Vec<(String, String)>,
    /// Files that were given again, of which it is not known whether they are the same.
    pub undecided: Vec<String>,
}

impl Shortcomings {
    /// Files that were not read whole, or not hashed, for this reason.
    pub fn of(&self, why: StopReason) -> Vec<&str> {
        let all = self.unread.iter().chain(&self.unhashed);
        all.filter(|(_, known)| *known == why).map(|(path, _)| path.as_str()).collect()
    }

    /// Whether everything was read whole and hashed.
    pub fn is_whole(&self) -> bool {
        self.unread.is_empty() && self.unhashed.is_empty() && self.undecided.is_empty()
    }
}

impl FileQueue {
    /// What is to be said of files that were not read as they were given.
    pub fn shortcomings(&self) -> Shortcomings {
        let mut said = Shortcomings::default();
        for (number, file) in self.files.iter().enumerate() {
            match (file.reading, file.hashing) {
                (ReadState::Same, _) => said.given_again.push(file.given_path.clone()),
                (ReadState::Undecided, _) => said.undecided.push(file.given_path.clone()),
                (ReadState::Stopped(why), _) => said.unread.push((file.path.clone(), why)),
                (ReadState::Whole, HashState::Stopped(why)) => said.unhashed.push((file.path.clone(), why)),
                _ => {}
            }
            let is_named = !file.path.is_empty() && file.path != file.given_path;
            let has_twin = || self.by_given_path.get(&file.given_path).is_some_and(|all| all.len() > 1);
            if is_named && has_twin() && self.by_path.get(&file.path) == Some(&FileNo(number as u32)) {
                said.renamed.push((file.given_path.clone(), file.path.clone()));
            }
        }
        said
    }
}
