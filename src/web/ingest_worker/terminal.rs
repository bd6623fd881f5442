//! Texts of terminal sessions, read again from their files and interpreted. One question is worked on at a
//! time, in the order in which they came.

use super::random_access::RandomAccess;
use super::slices::{self, Slices};
use crate::web::protocol::FromIngest;
use futures::StreamExt;
use futures::lock::Mutex;
use sessionscope::container::zip::is_zip;
use sessionscope::format::Reason;
use sessionscope::model::batch::Batch;
use sessionscope::model::session_text::{SessionKey, SessionTexts};
use sessionscope::reader::Reader;
use sessionscope::reader::archive::{extract, extract_packed};
use sessionscope::terminal::{Desk, TerminalAnswer, TerminalQuestion};
use web_sys::File;
use web_sys::js_sys::Array;

/// Inputs by path, and the path of each below its file where that is a zip.
type Inputs = Vec<(String, Option<String>)>;

/// A question with the files of its inputs.
pub struct Ask {
    pub ticket: u32,
    pub question: TerminalQuestion,
    pub inputs: Inputs,
    pub files: Array,
}

/// Texts that are being looked at.
#[derive(Default)]
pub struct Texts {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    desk: Desk,
    /// The inputs that were searched last.
    gathered: Inputs,
}

impl Texts {
    /// Answers a question once those before it are answered.
    pub async fn answer(&self, ask: Ask, tell: impl FnOnce(FromIngest)) {
        let Ask { ticket, question, inputs, files } = ask;
        let mut kept = self.kept.lock().await;
        let answer = match question {
            TerminalQuestion::Open(key) => read(&inputs, &files, Some(key.clone()))
                .await
                .map(|texts| TerminalAnswer::Opened(kept.desk.open(&key, texts))),
            TerminalQuestion::Rows { key, copy, first, count } => {
                Some(TerminalAnswer::Rows(kept.desk.rows(&key, copy, first, count)))
            }
            TerminalQuestion::Screen { key, copy, moment } => {
                Some(TerminalAnswer::Screen(kept.desk.screen(&key, copy, moment)))
            }
            TerminalQuestion::Find(needle) => kept.find(&needle, inputs, &files).await,
        };
        tell(FromIngest::Terminal { ticket, answer });
    }
}

impl Kept {
    async fn find(&mut self, needle: &str, inputs: Inputs, files: &Array) -> Option<TerminalAnswer> {
        if self.gathered != inputs {
            self.desk.gather(read(&inputs, files, None).await?);
            self.gathered = inputs;
        }
        Some(TerminalAnswer::Found(self.desk.find(needle)))
    }
}

/// The texts of a session, or of all, out of these inputs; nothing where one cannot be read any more.
async fn read(inputs: &Inputs, files: &Array, wanted: Option<SessionKey>) -> Option<SessionTexts> {
    let mut batch = Batch { texts: Some(Box::new(SessionTexts::of(wanted))), ..Batch::default() };
    for (index, (path, member)) in inputs.iter().enumerate() {
        let file = super::file_at(files, index)?;
        let mut reader = Reader::new(path);
        if let Some(member) = member {
            let mut sink = |bytes: &[u8]| {
                reader.push(bytes, &mut batch);
                let_go(&mut batch);
                false
            };
            if !extract_member(&file, member, &mut sink).await? {
                return None;
            }
        } else {
            let mut slices = Slices::of(&file);
            while let Some(slice) = slices.next().await {
                reader.push(&slice.ok()?, &mut batch);
                let_go(&mut batch);
            }
        }
        reader.finish_all(&mut batch);
        let_go(&mut batch);
    }
    batch.texts.map(|texts| *texts)
}

async fn extract_member(file: &File, member: &str, sink: &mut dyn FnMut(&[u8]) -> bool) -> Option<bool> {
    let head = slices::read(file, 0, 4).await.ok()?;
    if is_zip(&head) {
        let access = RandomAccess::to(file)?;
        return Some(extract(&access, access.len(), member, sink));
    }
    let whole = slices::read(file, 0, u64::MAX).await.ok()?;
    Some(extract_packed(&whole, member, sink))
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
