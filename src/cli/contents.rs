//! The pass for what contents hash to: the audit of a case with digests needs it, and no other.

use super::read::pass;
use crate::audit::digests::wanted_contents;
use crate::engine::{Command, Engine};
use crate::model::batch::Batch;
use crate::model::content_hash::{ContentHash, ContentHashes};
use crate::source::limits::MAX_WORKERS;
use crate::text::visible;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

/// Hashes the contents that are wanted, and tells the engine. What could not be read again is told, and the audit says
/// nothing of digests then.
pub(super) fn hash_contents(engine: &mut Engine, files: &BTreeMap<String, PathBuf>) {
    let mut wanted: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in wanted_contents(engine.store()) {
        wanted.entry(file_of(path, files).to_owned()).or_default().push(path.to_owned());
    }
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MAX_WORKERS as usize);
    let (queue, found) = (Mutex::new(wanted.into_iter()), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let next = || queue.lock().ok()?.next();
                while let Some((path, wanted)) = next() {
                    let hashed = files.get(&path).map_or_else(
                        || Err(io::ErrorKind::NotFound.into()),
                        |file| hash_file(&path, file, wanted),
                    );
                    if let Ok(mut found) = found.lock() {
                        found.push(hashed.map_err(|error| of_path(&path, &error)));
                    }
                }
            });
        }
    });
    for contents in found.into_inner().unwrap_or_default() {
        match contents {
            Ok(contents) => engine.execute(&Command::SetContents(contents)),
            Err(error) => eprintln!("sessionscope: {}", visible(&error.to_string())),
        }
    }
    if let Some(path) = wanted_contents(engine.store()).next() {
        let path = visible(path);
        eprintln!("sessionscope: digests are not checked: the content of {path} could not be read again");
    }
}

fn of_path(path: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{path}: {error}"))
}

/// The file that an input is, or that it is a member of.
fn file_of<'a>(path: &'a str, files: &BTreeMap<String, PathBuf>) -> &'a str {
    let mut file = path;
    while !files.contains_key(file) {
        let Some((before, _)) = file.rsplit_once('/') else { return path };
        file = before;
    }
    file
}

/// Hashes the contents of these inputs, which are a file or its members.
fn hash_file(path: &str, file: &Path, wanted: Vec<String>) -> io::Result<Vec<(String, ContentHash)>> {
    let mut batch = Batch { contents: Some(Box::new(ContentHashes::of(wanted))), ..Batch::default() };
    pass(path, file, &mut batch, |_| {})?;
    Ok(batch.contents.map(|contents| contents.found).unwrap_or_default())
}
