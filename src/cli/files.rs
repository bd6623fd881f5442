//! Files: which ones the arguments name, and where the sample case is written.

use super::LogFormat;
use crate::sample;
use crate::source::path::normalise;
use crate::text::visible;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use walkdir::WalkDir;

/// The files that the arguments name, each once, by the path that the summary gives them (R3, R4).
///
/// # Errors
/// A path that does not exist.
pub(super) fn list(paths: &[PathBuf]) -> io::Result<BTreeMap<String, PathBuf>> {
    let mut files = BTreeMap::new();
    for path in paths {
        let shown = normalise(&readable(path.as_os_str()));
        let metadata = path
            .metadata()
            .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
        if !metadata.is_dir() {
            files.insert(shown, path.clone());
            continue;
        }
        for entry in WalkDir::new(path).follow_links(true) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    eprintln!("sessionscope: {}", visible(&error.to_string()));
                    continue;
                }
            };
            if entry.file_type().is_file() {
                files.insert(below(&shown, path, entry.path()), entry.into_path());
            }
        }
    }
    Ok(files)
}

/// The path of a file below a folder, with `/` between its parts.
fn below(shown: &str, folder: &Path, file: &Path) -> String {
    let rest = file.strip_prefix(folder).unwrap_or(file);
    let mut path = shown.to_owned();
    for part in rest.components() {
        if !path.is_empty() && !path.ends_with('/') {
            path.push('/');
        }
        path.push_str(&readable(part.as_os_str()));
    }
    path
}

/// A name as text. Bytes that are no valid text are written as `\xff`: with one sign for all of them, two
/// files could have the same path, and one would be left out.
fn readable(name: &OsStr) -> String {
    let mut text = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02x}"));
        }
    }
    text
}

/// Writes the sample case, or as many events as wanted: logs below `logs/`, and `answer.json` beside it.
///
/// # Errors
/// Those of the file system.
pub(super) fn write_sample(
    events: Option<u64>,
    seed: u64,
    format: LogFormat,
    output: &Path,
) -> io::Result<ExitCode> {
    let logs = output.join("logs");
    fs::create_dir_all(&logs)?;
    let answer = match events {
        None => {
            for file in sample::sample_case() {
                create(&logs, &file.path)?.write_all(&file.bytes)?;
            }
            sample::sample_case_answer()
        }
        Some(events) => {
            let format = match format {
                LogFormat::Jsonl => sample::SampleFormat::JsonLines,
                LogFormat::Json => sample::SampleFormat::Json,
            };
            let mut current: Option<(String, File)> = None;
            sample::sample_at_scale(events, seed, format, &mut |path, bytes| {
                let file = match &mut current {
                    Some((known, file)) if known == path => file,
                    _ => &mut current.insert((path.to_owned(), create(&logs, path)?)).1,
                };
                file.write_all(bytes)
            })?
        }
    };
    let mut text = serde_json::to_string_pretty(&answer)?;
    text.push('\n');
    fs::write(output.join("answer.json"), text)?;
    Ok(ExitCode::SUCCESS)
}

fn create(folder: &Path, path: &str) -> io::Result<File> {
    let path = folder.join(path);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    File::create(path)
}
