//! Reading files in threads: each takes the next file, and hands its batches to the engine.

use crate::container::zip::{FileReader, is_zip};
use crate::engine::{Command, Engine};
use crate::model::batch::Batch;
use crate::reader::archive::Archive;
use crate::reader::{Reader, hex};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

/// Bytes of a file that are read at a time.
const SLICE_BYTES: usize = 1 << 20;

/// What a thread tells.
enum Message {
    Read(Command),
    Failed { path: String, error: io::Error },
}

/// Reads all files into an engine.
pub fn read(files: BTreeMap<String, PathBuf>) -> Engine {
    let shows_progress = io::stderr().is_terminal();
    let total = files.len();
    let files = Mutex::new(files.into_iter());
    let threads = thread::available_parallelism().map_or(1, usize::from).min(8);
    let (sender, receiver) = sync_channel::<Message>(threads * 2);
    let mut engine = Engine::default();
    thread::scope(|scope| {
        for _ in 0..threads {
            let sender = sender.clone();
            let files = &files;
            scope.spawn(move || {
                let next = || files.lock().ok()?.next();
                while let Some((path, file)) = next() {
                    read_file(&path, &file, &sender);
                }
            });
        }
        drop(sender);
        let mut done = 0;
        for message in receiver {
            match message {
                Message::Read(command) => {
                    engine.execute(&command);
                    // A file is hashed when it has been read.
                    done += usize::from(matches!(command, Command::SetHash { .. }));
                    if shows_progress {
                        eprint!("\r{done} of {total} files, {} events ", engine.store().event_count());
                    }
                }
                Message::Failed { path, error } => eprintln!("sessionscope: {path}: {error}"),
            }
        }
    });
    if shows_progress {
        eprintln!();
    }
    engine
}

/// Reads a file, and tells what it holds, or how far it could be read.
fn read_file(path: &str, file: &Path, sender: &SyncSender<Message>) {
    if let Ok(true) = read_zip(path, file, sender) {
        return;
    }
    let mut reader = Reader::new(path).with_len(fs::metadata(file).map_or(0, |file| file.len()));
    let mut batch = Batch::default();
    match push_file(file, &mut reader, &mut batch, sender) {
        Ok(sha256) => {
            if let Some(archive) = reader.finish(&mut batch) {
                read_archive(archive, &mut batch, sender);
            }
            tell(sender, batch);
            let _ = sender.send(Message::Read(Command::SetHash { path: path.to_owned(), sha256 }));
        }
        Err(error) => {
            reader.fail(&mut batch);
            tell(sender, batch);
            let _ = sender.send(Message::Failed { path: path.to_owned(), error });
        }
    }
}

/// Hands a batch on. The receiver is there for as long as threads read.
fn tell(sender: &SyncSender<Message>, batch: Batch) {
    let _ = sender.send(Message::Read(Command::Append(Box::new(batch))));
}

/// Reads the members of a zip.
fn read_archive(mut archive: Archive, batch: &mut Batch, sender: &SyncSender<Message>) {
    while archive.step(batch) {
        if batch.is_full() {
            tell(sender, batch.take());
        }
    }
}

/// Reads a file if it is a zip; whether it is one that can be opened.
fn read_zip(path: &str, file: &Path, sender: &SyncSender<Message>) -> io::Result<bool> {
    let mut file = File::open(file)?;
    let mut head = [0; 4];
    if file.read_exact(&mut head).is_err() || !is_zip(&head) {
        return Ok(false);
    }
    let len = file.metadata()?.len();
    let Ok(archive) = Archive::open(Box::new(FileReader::from(file)), len, path, vec!["zip".to_owned()])
    else {
        return Ok(false);
    };
    let mut batch = Batch::default();
    read_archive(archive, &mut batch, sender);
    tell(sender, batch);
    Ok(true)
}

/// Pushes the bytes of a file into its reader; their SHA-256.
fn push_file(
    file: &Path,
    reader: &mut Reader,
    batch: &mut Batch,
    sender: &SyncSender<Message>,
) -> io::Result<String> {
    let mut file = File::open(file)?;
    let mut sha256 = Sha256::new();
    let mut slice = vec![0; SLICE_BYTES];
    loop {
        let len = match file.read(&mut slice) {
            Ok(0) => break,
            Ok(len) => len,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        sha256.update(&slice[..len]);
        reader.push(&slice[..len], batch);
        if batch.is_full() {
            tell(sender, batch.take());
        }
    }
    Ok(hex(&sha256.finalize()))
}
