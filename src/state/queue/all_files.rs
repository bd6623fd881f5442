//! All files of a case in bundles, for a pass over what was read.

use super::{FileNo, FileQueue};
use crate::source::limits::{BUNDLE_BYTES, BUNDLE_FILES};
use std::collections::VecDeque;

impl FileQueue {
    /// Every file that is an input or has some, many small ones together or a large one alone.
    pub fn bundles_of_all(&self) -> VecDeque<Vec<FileNo>> {
        let mut bundles: VecDeque<Vec<FileNo>> = VecDeque::new();
        let mut bytes = 0;
        for number in (0..self.files.len() as u32).map(FileNo) {
            // One that is the same as another is read once.
            if self.file(number).path.is_empty() {
                continue;
            }
            let size = self.bytes(number).unwrap_or_default();
            match bundles.back_mut() {
                Some(last) if bytes + size <= BUNDLE_BYTES && last.len() < BUNDLE_FILES => {
                    last.push(number);
                    bytes += size;
                }
                _ => {
                    bundles.push_back(vec![number]);
                    bytes = size;
                }
            }
        }
        bundles
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_files_come_together_and_a_large_one_alone() {
        let mut queue = FileQueue::default();
        for (path, bytes) in
            [("a", 10), ("b", BUNDLE_BYTES - 5), ("c", 5), ("d", 2 * BUNDLE_BYTES), ("e", 1), ("f", 1)]
        {
            let file = queue.add(path);
            queue.measure(file, bytes);
        }
        let paths =
            |bundle: &Vec<FileNo>| bundle.iter().map(|file| queue.path(*file).to_owned()).collect::<Vec<_>>();
        let bundles: Vec<_> = queue.bundles_of_all().iter().map(paths).collect();
        assert_eq!(bundles, [vec!["a"], vec!["b", "c"], vec!["d"], vec!["e", "f"]]);
    }
}
