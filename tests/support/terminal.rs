//! Texts of sessions out of the bytes of files, opened as the terminal view opens them.

use super::InputFile;
use sessionscope::model::Window;
use sessionscope::model::batch::Batch;
use sessionscope::model::session_text::{SessionKey, SessionTexts};
use sessionscope::reader::Reader;
use sessionscope::terminal::answer::{CopyInfo, TextRow};
use sessionscope::terminal::{Transcripts, Work};

/// All lines of a text.
pub const ALL: Window = Window::new(0, u32::MAX);

/// The texts of a session, or of all, out of files that are read again in pieces of this size.
pub fn texts(files: &[InputFile], wanted: Option<SessionKey>, chunk: usize) -> SessionTexts {
    let mut batch = Batch { texts: Some(Box::new(SessionTexts::of(wanted))), ..Batch::default() };
    for InputFile { path, bytes } in files {
        let mut reader = Reader::new(path);
        bytes.chunks(chunk).for_each(|chunk| reader.push(chunk, &mut batch));
        reader.finish_all(&mut batch);
    }
    *batch.texts.expect("the texts stay with the batch")
}

/// A session that has been opened.
pub struct Opened {
    pub key: SessionKey,
    pub transcripts: Transcripts,
    pub infos: Vec<CopyInfo>,
}

impl Opened {
    /// A session in these files.
    pub fn of(files: &[InputFile], id: &str) -> Opened {
        let key = SessionKey::new(id, "");
        let mut transcripts = Transcripts::default();
        let infos = transcripts.open(&key, Work::of(texts(files, Some(key.clone()), 1 << 20)));
        Opened { key, transcripts, infos }
    }

    /// All lines of one of its texts.
    pub fn rows(&self, copy: u32) -> Vec<TextRow> {
        self.transcripts.rows(&self.key, copy, ALL).expect("it is open").rows
    }
}

/// What is written in a line.
pub fn text(row: &TextRow) -> String {
    row.runs.iter().map(|(text, _)| text.as_str()).collect()
}
