//! Texts of terminal sessions, read again from their files and interpreted. What takes long says how far it
//! is and can be cancelled; lines and screens of what is open are given at once, meanwhile too.

use super::input_bytes::{InputBytes, file_at};
use super::pause::pause;
use crate::protocol::FromIngest;
use futures::lock::Mutex;
use sessionscope::model::Reason;
use sessionscope::model::batch::Batch;
use sessionscope::model::session_text::{SessionKey, SessionTexts};
use sessionscope::reader::Reader;
use sessionscope::terminal::answer::TextProgress;
use sessionscope::terminal::{Search, TerminalRequest, TerminalResponse, Transcripts, Work};
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use web_sys::js_sys::{Array, Date};

/// How often progress is told: often enough to be seen moving.
const TELL_EVERY_MS: f64 = 120.0;

/// Inputs by path, and the path of each below its file where that is a zip.
type Inputs = Vec<(String, Option<String>)>;

/// A request with the files of its inputs.
pub struct TerminalJob {
    pub ticket: u32,
    pub request: TerminalRequest,
    pub inputs: Inputs,
    pub files: Array,
}

/// The texts that are being looked at.
#[derive(Default)]
pub struct TerminalTexts {
    /// Borrowed between two waits only.
    transcripts: RefCell<Transcripts>,
    /// Held while a session is opened: one after the other, in the order of requests.
    opening: Mutex<()>,
    /// Held while all are searched: the inputs that were gathered last.
    gathered: Mutex<Inputs>,
    /// Tickets of the requests that somebody waits for.
    awaited: RefCell<HashSet<u32>>,
}

/// Why a job has no result.
enum JobFailure {
    Cancelled,
    Unreadable,
}

/// A request that is worked on: how far it is, and whether it goes on.
struct JobProgress<'a> {
    texts: &'a TerminalTexts,
    ticket: u32,
    tell: &'a dyn Fn(FromIngest),
    told_ms: Cell<f64>,
}

impl JobProgress<'_> {
    /// Says how far it is, from time to time.
    fn tell(&self, progress: TextProgress) {
        let now = Date::now();
        if now - self.told_ms.get() >= TELL_EVERY_MS {
            self.told_ms.set(now);
            (self.tell)(FromIngest::TextProgress { ticket: self.ticket, progress });
        }
    }

    fn go_on(&self) -> Result<(), JobFailure> {
        if self.texts.awaited.borrow().contains(&self.ticket) { Ok(()) } else { Err(JobFailure::Cancelled) }
    }
}

impl TerminalTexts {
    /// Stops the work on a request.
    pub fn cancel(&self, ticket: u32) {
        self.awaited.borrow_mut().remove(&ticket);
    }

    /// Answers a request.
    pub async fn respond(&self, job: TerminalJob, tell: &dyn Fn(FromIngest)) {
        let TerminalJob { ticket, request, inputs, files } = job;
        self.awaited.borrow_mut().insert(ticket);
        let task = JobProgress { texts: self, ticket, tell, told_ms: Cell::new(Date::now()) };
        let response = match request {
            TerminalRequest::Transcript { key, columns } => {
                self.open(&key, columns, (&inputs, &files), &task).await
            }
            TerminalRequest::Rows { key, copy, window } => {
                let rows = self.transcripts.borrow().rows(&key, copy, window);
                Ok(rows.map_or(TerminalResponse::Lost, TerminalResponse::Rows))
            }
            TerminalRequest::Screen { key, copy, moment } => {
                let screen = self.transcripts.borrow().screen(&key, copy, moment);
                Ok(screen.map_or(TerminalResponse::Lost, TerminalResponse::Screen))
            }
            TerminalRequest::Search(needle) => self.find(&needle, inputs, &files, &task).await,
        };
        self.awaited.borrow_mut().remove(&ticket);
        let response = match response {
            Ok(response) => Some(response),
            Err(JobFailure::Cancelled) => Some(TerminalResponse::Cancelled),
            Err(JobFailure::Unreadable) => None,
        };
        tell(FromIngest::Terminal { ticket, response });
    }

    async fn open(
        &self,
        key: &SessionKey,
        columns: Option<u32>,
        (inputs, files): (&Inputs, &Array),
        task: &JobProgress<'_>,
    ) -> Result<TerminalResponse, JobFailure> {
        let _turn = self.opening.lock().await;
        let texts = read(inputs, files, Some(key.clone()), task).await?;
        let work = shown(Work::of(texts).with_columns(columns), task).await?;
        Ok(TerminalResponse::Transcript(self.transcripts.borrow_mut().open(key, work)))
    }

    async fn find(
        &self,
        needle: &str,
        inputs: Inputs,
        files: &Array,
        task: &JobProgress<'_>,
    ) -> Result<TerminalResponse, JobFailure> {
        let mut gathered = self.gathered.lock().await;
        if *gathered != inputs {
            let work = shown(Work::of(read(&inputs, files, None, task).await?), task).await?;
            self.transcripts.borrow_mut().gather(work);
            *gathered = inputs;
        }
        let mut search = Search::of(needle);
        while self.transcripts.borrow().search_next(&mut search) {
            pause().await;
            task.go_on()?;
        }
        Ok(TerminalResponse::Search(search.found))
    }
}

/// Shows texts to terminals, and lets other tasks run meanwhile.
async fn shown(mut work: Work, task: &JobProgress<'_>) -> Result<Work, JobFailure> {
    while work.step() {
        let (bytes, all) = work.progress();
        task.tell(TextProgress::Showing { bytes, all });
        pause().await;
        task.go_on()?;
    }
    Ok(work)
}

/// The texts of a session, or of all, out of these inputs.
async fn read(
    inputs: &Inputs,
    files: &Array,
    wanted: Option<SessionKey>,
    task: &JobProgress<'_>,
) -> Result<SessionTexts, JobFailure> {
    let mut batch = Batch { texts: Some(Box::new(SessionTexts::of(wanted))), ..Batch::default() };
    for (index, (path, member)) in inputs.iter().enumerate() {
        let file = file_at(files, index).ok_or(JobFailure::Unreadable)?;
        let tell = |share: f64| {
            let thousandths = (index as f64 + share) / inputs.len() as f64 * 1000.0;
            task.tell(TextProgress::Reading {
                input: index as u32 + 1,
                inputs: inputs.len() as u32,
                thousandths: thousandths as u32,
            });
        };
        let mut reader = Reader::new(path);
        tell(0.0);
        let mut bytes = InputBytes::open(&file, member.as_deref()).await.ok_or(JobFailure::Unreadable)?;
        let mut push = |piece: &[u8]| {
            reader.push(piece, &mut batch);
            let_go(&mut batch);
        };
        while bytes.next(&mut push).await.map_err(|()| JobFailure::Unreadable)? {
            task.go_on()?;
            tell(bytes.share());
        }
        reader.finish_all(&mut batch);
        let_go(&mut batch);
    }
    batch.texts.map(|texts| *texts).ok_or(JobFailure::Unreadable)
}

/// Forgets all but the texts: the events are in the store.
fn let_go(batch: &mut Batch) {
    let mut texts = batch.texts.take();
    if let Some(texts) = &mut texts
        && batch.notices.iter().any(|notice| notice.reason == Reason::TranscriptTooLong)
    {
        texts.note_cut();
    }
    *batch = Batch { texts, ..Batch::default() };
}
