//! The inputs that tests read: fixtures, folders of logs, the sample case.

use super::InputFile;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A fixture: a folder `tests/fixtures/<format>/<case>/`.
pub struct Case {
    pub name: String,
    pub folder: PathBuf,
}

impl Case {
    pub fn given(&self) -> Vec<InputFile> {
        files_below(&self.folder.join("input"))
    }

    /// The text of a file that not every case has.
    pub fn text_if_there(&self, file: &str) -> Option<String> {
        self.folder.join(file).exists().then(|| self.text(file))
    }

    pub fn text(&self, file: &str) -> String {
        let path = self.folder.join(file);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }
}

/// Every fixture, in order of name.
pub fn fixtures() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let is_folder = |entry: &walkdir::DirEntry| entry.file_type().is_dir();
    let mut cases: Vec<Case> = WalkDir::new(&root)
        .min_depth(2)
        .max_depth(2)
        .into_iter()
        .map(|entry| entry.expect("the fixtures can be read"))
        .filter(is_folder)
        .map(|entry| Case { name: below(&root, entry.path()), folder: entry.into_path() })
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(!cases.is_empty(), "there are fixtures");
    cases
}

/// All files below a folder with paths relative to it, in order of path.
pub fn files_below(folder: &Path) -> Vec<InputFile> {
    let mut files: Vec<InputFile> = WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("the folder can be read"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| InputFile::new(&below(folder, entry.path()), fs::read(entry.path()).expect("a file")))
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn below(folder: &Path, path: &Path) -> String {
    let rest = path.strip_prefix(folder).expect("it lies below the folder");
    let parts: Vec<_> = rest.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

pub fn sample_case() -> Vec<InputFile> {
    let files = sessionscope::sample::sample_case();
    files.into_iter().map(|file| InputFile { path: file.path, bytes: file.bytes }).collect()
}

/// Why the tests of [`corpus`] do not run where there is none.
pub const NO_CORPUS: &str = "there is no folder of logs; SESSIONSCOPE_CORPUS can name one";

/// The folder of real and built logs, where there is one.
pub fn corpus() -> Option<PathBuf> {
    let default = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples");
    let folder = std::env::var_os("SESSIONSCOPE_CORPUS").map_or_else(default, PathBuf::from);
    folder.is_dir().then_some(folder)
}
