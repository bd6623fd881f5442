//! The reading of one bundle of files: bytes to batches, batches to the engine, and word of it to the page.

use super::open_file::OpenFile;
use super::page_link::PageLink;
use super::pause::pause;
use super::sha256;
use crate::protocol::{FileToRead, FromIngest};
use crate::store_port::StorePort;
use futures::stream::StreamExt;
use sessionscope::engine::Command;
use sessionscope::model::batch::{Batch, EndReason};
use sessionscope::reader::driver::{Driver, Step, Work};
use sessionscope::source::limits::PAUSE_EVERY_BYTES;
use sessionscope::state::queue::{FileNo, Outcome, StopReason};
use std::collections::VecDeque;
use std::rc::Rc;
use web_sys::js_sys::{Array, Date};

/// How often the page is told how far reading is, in milliseconds: more would keep it busy.
const PROGRESS_EVERY_MS: f64 = 50.0;

/// Files with what came of each.
type FileOutcomes = Vec<(FileNo, Outcome)>;

/// What is read, and not handed on yet.
pub struct ReadJob<'w> {
    page: &'w PageLink,
    store: Rc<StorePort>,
    /// How often reading was cancelled when this began.
    began: u32,
    batch: Batch,
    /// Files of this batch that have ended.
    ended: FileOutcomes,
    /// The same of batches that were sent, by the number of the message: the page hears of a file when the engine has
    /// all of it.
    sent: VecDeque<(u64, FileOutcomes)>,
    /// What was done since the last pause.
    cost: u64,
    /// Bytes of the current file that were read since the page was told, and when that was.
    progress: u64,
    told_ms: f64,
}

impl<'w> ReadJob<'w> {
    /// Nothing yet.
    pub fn begin(page: &'w PageLink, store: Rc<StorePort>) -> ReadJob<'w> {
        ReadJob {
            page,
            store,
            began: page.cancels(),
            batch: Batch::default(),
            ended: Vec::new(),
            sent: VecDeque::new(),
            cost: 0,
            progress: 0,
            told_ms: 0.0,
        }
    }

    /// Reads files up to the last one, or until it is stopped.
    pub async fn read(mut self, files: Vec<FileToRead>, given: &Array) {
        for (FileToRead { file, path, attempt }, given) in files.into_iter().zip(given.iter()) {
            let outcome = match (self.stopped(), OpenFile::open(&given)) {
                (Some(why), _) => Outcome::Unbegun(why),
                (None, Some(given)) => self.read_file(file, &path, attempt, given).await,
                (None, None) => {
                    Driver::open(&path, 0, None, attempt).stop(EndReason::Changed, &mut self.batch);
                    Outcome::Stopped(StopReason::Changed)
                }
            };
            self.ended.push((file, outcome));
            self.tell_ended();
        }
        self.hand_on().await;
        self.store.drained().await;
        self.tell_ended();
        self.page.tell(&FromIngest::BundleDone, &[]);
    }

    /// Why it is to stop, if it is: the page has said so, or there is no room for more.
    fn stopped(&self) -> Option<StopReason> {
        if self.page.cancels() != self.began {
            return Some(StopReason::Cancelled);
        }
        self.store.is_full().then_some(StopReason::OutOfMemory)
    }

    async fn read_file(&mut self, file: FileNo, path: &str, attempt: u32, given: OpenFile) -> Outcome {
        let OpenFile { mut slices, len, access, bytes } = given;
        let mut digest = bytes.map(|bytes| (sha256::begin(&bytes), bytes));
        let mut driver = Driver::open(path, len, access, attempt);
        let (is_archive, mut sha256) = (driver.is_archive(), None);
        loop {
            match driver.step(&mut self.batch) {
                Step::NeedsBytes => match slices.next().await {
                    Some(Ok(bytes)) => driver.push(bytes),
                    Some(Err(())) => return self.stop(driver, StopReason::Changed),
                    None => {
                        if let Some((begun, bytes)) = digest.take() {
                            sha256 = sha256::end(begun, &bytes).await;
                        }
                        driver.end_of_bytes(sha256.clone());
                    }
                },
                Step::Worked(work) => {
                    self.note(file, work).await;
                    if let Some(why) = self.stopped() {
                        return self.stop(driver, why);
                    }
                }
                Step::Unreadable => return self.stop(driver, StopReason::Changed),
                Step::Done => {
                    self.tell_progress(file);
                    return Outcome::Whole { sha256, is_archive };
                }
            }
        }
    }

    fn stop(&mut self, driver: Driver, why: StopReason) -> Outcome {
        driver.stop(why.ended(), &mut self.batch);
        Outcome::Stopped(why)
    }

    /// Hands on a full batch, tells how far it is, and pauses, each when it is time.
    async fn note(&mut self, file: FileNo, work: Work) {
        if self.batch.is_full() {
            self.hand_on().await;
        }
        self.progress += work.read;
        if Date::now() >= self.told_ms + PROGRESS_EVERY_MS {
            self.tell_progress(file);
        }
        self.cost += work.cost;
        if self.cost >= PAUSE_EVERY_BYTES {
            self.cost = 0;
            pause().await;
        }
    }

    async fn hand_on(&mut self) {
        let batch = Command::Append(Box::new(self.batch.take()));
        let number = self.store.send(&batch).await;
        self.sent.push_back((number, std::mem::take(&mut self.ended)));
    }

    fn tell_progress(&mut self, file: FileNo) {
        self.told_ms = Date::now();
        let bytes = std::mem::take(&mut self.progress);
        if bytes > 0 {
            self.page.tell(&FromIngest::Progress { file, bytes }, &[]);
        }
    }

    /// Tells of the files that the engine has.
    fn tell_ended(&mut self) {
        let mut files = Vec::new();
        while self.sent.front().is_some_and(|(number, _)| self.store.has_taken(*number)) {
            let Some((_, ended)) = self.sent.pop_front() else { break };
            files.extend(ended);
        }
        if !files.is_empty() {
            self.page.tell(&FromIngest::Ended { files }, &[]);
        }
    }
}
