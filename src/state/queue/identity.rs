//! Which files are the same: a name is no identity. Of one path and size, the content decides.

use super::FileQueue;
use super::file::{FileNo, HashState, ReadState};

impl FileQueue {
    /// Tells of each file that was given with the path of this one whether it is the same, where that can be told.
    pub(super) fn settle(&mut self, file: FileNo) {
        let Some(twins) = self.by_given_path.get(&self.file(file).given_path) else { return };
        if twins.len() == 1 {
            return;
        }
        let is_undecided = |twin: &FileNo| self.file(*twin).reading == ReadState::Undecided;
        for twin in twins.iter().copied().filter(is_undecided).collect::<Vec<_>>() {
            match self.is_same(twin) {
                None => {}
                Some(true) => {
                    self.set_reading(twin, ReadState::Same);
                    if let Some(twins) = self.by_given_path.get_mut(&self.files[twin.index()].given_path) {
                        twins.retain(|other| *other != twin);
                    }
                }
                Some(false) => {
                    self.forget_hash(twin);
                    self.accept(twin);
                }
            }
        }
    }

    /// Whether a file has the content of one of the same path that was given before it; nothing while that cannot be
    /// told.
    fn is_same(&mut self, number: FileNo) -> Option<bool> {
        let twins = self.by_given_path[&self.file(number).given_path].clone();
        let mut is_open = false;
        for twin in twins.into_iter().take_while(|twin| *twin != number) {
            let (own, other) = (self.file(number), self.file(twin));
            if own.bytes.zip(other.bytes).is_some_and(|(own, other)| own != other) {
                continue;
            }
            match (&own.sha256, &other.sha256) {
                (Some(own), Some(other)) if own == other => return Some(true),
                (Some(_), Some(_)) => continue,
                _ => {}
            }
            if own.has_changed() || other.has_changed() {
                continue;
            }
            // Of an archive there is no hash until it is asked for.
            if (other.reading, other.hashing) == (ReadState::Whole, HashState::Done) && other.sha256.is_none()
            {
                self.want_hash(twin);
            }
            is_open = true;
        }
        (!is_open).then_some(false)
    }

    /// Has a file read under its path, or under another one where that is taken.
    pub(super) fn accept(&mut self, number: FileNo) {
        self.name(number);
        self.set_reading(number, ReadState::Waiting);
        self.to_read.push_back(number);
    }

    /// Gives a file its path in the summary. What is told by the name of a file or of its folder stays as it is: a
    /// second file `a/b.gz` is `(2)/a/b.gz`.
    pub(super) fn name(&mut self, number: FileNo) {
        let given = self.file(number).given_path.clone();
        let nth = |n: usize| if n == 1 { given.clone() } else { format!("({n})/{given}") };
        let path = (1..).map(nth).find(|path| !self.by_path.contains_key(path)).unwrap_or_default();
        self.by_path.insert(path.clone(), number);
        self.file_mut(number).path = path;
        self.progress.files += 1;
        if let Some(bytes) = self.file(number).bytes {
            self.progress.sized_files += 1;
            self.progress.sized_bytes += bytes;
        }
    }
}
