//! Reading files in threads: each takes the next file, and hands its batches to the engine.

use crate::container::zip::FileReader;
use crate::engine::{Command, Engine};
use crate::model::batch::{Batch, EndReason};
use crate::reader::driver::{Driver, Step};
use crate::source::limits::{MAX_WORKERS, STEP_BYTES};
use crate::text::visible;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

/// What a thread tells.
enum Message {
    Read(Box<Batch>),
    Done,
    Failed { path: String, error: io::Error },
}

/// Reads all files into an engine.
pub(super) fn read(files: BTreeMap<String, PathBuf>) -> Engine {
    let shows_progress = io::stderr().is_terminal();
    let total = files.len();
    let files = Mutex::new(files.into_iter());
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MAX_WORKERS as usize);
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
                Message::Read(batch) => engine.execute(&Command::Append(batch)),
                Message::Done => {
                    done += 1;
                    if shows_progress {
                        eprint!(
                            "\r{done} of {total} files, {} events ",
                            engine.unsettled_store().event_count()
                        );
                    }
                }
                Message::Failed { path, error } => eprintln!("sessionscope: {}: {error}", visible(&path)),
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
    let mut batch = Batch::default();
    // Two handles, for on some systems reading at an offset moves on where the other way reads.
    let opened =
        File::open(file).and_then(|access| Ok((access.metadata()?.len(), access, File::open(file)?)));
    let end = match opened {
        Ok((len, access, mut file)) => {
            let access = Box::new(FileReader::from(access));
            let driver = Driver::open(path, len, Some(access), 0).hashing();
            drive(driver, &mut file, &mut batch, sender)
        }
        Err(error) => {
            Driver::open(path, 0, None, 0).stop(EndReason::Failed, &mut batch);
            Err(error)
        }
    };
    let _ = sender.send(Message::Read(Box::new(batch)));
    let _ = sender.send(match end {
        Ok(()) => Message::Done,
        Err(error) => Message::Failed { path: path.to_owned(), error },
    });
}

/// Passes over a file once more, and hands on what comes of each step.
pub(super) fn pass(
    path: &str,
    file: &Path,
    batch: &mut Batch,
    mut on_step: impl FnMut(&mut Batch),
) -> io::Result<()> {
    let access = File::open(file)?;
    let (len, mut file) = (access.metadata()?.len(), File::open(file)?);
    let mut driver = Driver::open(path, len, Some(Box::new(FileReader::from(access))), 0);
    loop {
        let step = driver.step(batch);
        on_step(batch);
        match step {
            Step::NeedsBytes => match next_slice(&mut file)? {
                slice if slice.is_empty() => driver.end_of_bytes(None),
                slice => driver.push(slice),
            },
            Step::Worked(_) => {}
            Step::Unreadable => return Err(io::Error::other("it can be read no further")),
            Step::Done => return Ok(()),
        }
    }
}

/// Drives the reading of a file to its end; full batches are handed on.
fn drive(
    mut driver: Driver,
    file: &mut File,
    batch: &mut Batch,
    sender: &SyncSender<Message>,
) -> io::Result<()> {
    loop {
        match driver.step(batch) {
            Step::NeedsBytes => match next_slice(file) {
                Ok(slice) if slice.is_empty() => driver.end_of_bytes(None),
                Ok(slice) => driver.push(slice),
                Err(error) => {
                    driver.stop(EndReason::Failed, batch);
                    return Err(error);
                }
            },
            Step::Worked(_) => {
                if batch.is_full() {
                    let _ = sender.send(Message::Read(Box::new(batch.take())));
                }
            }
            Step::Unreadable => {
                driver.stop(EndReason::Failed, batch);
                return Err(io::Error::other("it can be read no further"));
            }
            Step::Done => return Ok(()),
        }
    }
}

/// The next bytes of a file; none at its end.
pub(super) fn next_slice(file: &mut File) -> io::Result<Vec<u8>> {
    let mut slice = Vec::with_capacity(STEP_BYTES as usize);
    file.take(STEP_BYTES).read_to_end(&mut slice)?;
    Ok(slice)
}
