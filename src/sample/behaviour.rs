//! How somebody works in a session: bursts of browsing, copying, moving files, breaks.

use super::act::Act;
use super::cast;
use super::clock::{MINUTE, SECOND};
use super::event::{FileFact, Moment, Page};
use super::rng::Rng;

/// Writes down a session, moment after moment; time only ever goes forward.
pub(super) struct SessionWriter {
    pub(super) at: i64,
    pub(super) moments: Vec<Moment>,
}

impl SessionWriter {
    /// Begins at a time, with nothing written yet.
    pub(super) fn new(at: i64) -> Self {
        SessionWriter { at, moments: Vec::new() }
    }

    /// `wait` milliseconds later, `act` happens.
    pub(super) fn then(&mut self, wait: i64, act: Act, page: Option<Page>, file: Option<FileFact>) {
        // A whole millisecond at the least: two events of one session are never the same.
        self.at += wait.max(1);
        self.moments.push(Moment { at: self.at, act, page, file });
    }
}

fn pause(rng: &mut Rng, low: i64, high: i64) -> i64 {
    rng.mostly_low(low as u64, high as u64) as i64
}

/// The events of a session that begins at `start` and is left at about `until`.
pub(super) fn work_session(rng: &mut Rng, start: i64, until: i64) -> Vec<Moment> {
    let mut writer = SessionWriter::new(start);
    writer.then(0, Act::Start, None, None);
    writer.then(pause(rng, 2 * SECOND, 9 * SECOND), Act::Connect, None, None);
    writer.then(pause(rng, SECOND, 8 * SECOND), Act::TabOpen, None, None);
    while writer.at < until {
        task(rng, &mut writer);
        let left = until - writer.at;
        if left > 20 * MINUTE && rng.chance(7) {
            writer.then(pause(rng, MINUTE, 4 * MINUTE), Act::Disconnect, None, None);
            let away = pause(rng, 6 * MINUTE, 55 * MINUTE).min(left);
            writer.then(away, Act::Connect, None, None);
        } else {
            writer.at += pause(rng, 20 * SECOND, 14 * MINUTE);
        }
    }
    writer.then(pause(rng, SECOND, 20 * SECOND), Act::TabClose, None, None);
    if rng.chance(45) {
        writer.then(pause(rng, SECOND, 30 * SECOND), Act::Disconnect, None, None);
    }
    writer.then(pause(rng, SECOND, 5 * MINUTE), Act::End, None, None);
    writer.moments
}

/// One thing that somebody sets out to do.
fn task(rng: &mut Rng, writer: &mut SessionWriter) {
    let page = cast::page(rng);
    visit(rng, writer, &page);
    match rng.between(1, 100) {
        1..=52 => browse(rng, writer, page),
        53..=64 => copy_to_another_site(rng, writer, page),
        65..=72 => {
            writer.then(pause(rng, 4 * SECOND, 40 * SECOND), Act::ClipIn, None, None);
            writer.then(pause(rng, SECOND, 9 * SECOND), Act::PasteToSite, Some(page), None);
        }
        73..=79 => download(rng, writer, page),
        80..=86 => upload(rng, writer, page),
        87..=90 => {
            let job = cast::print_job(rng);
            writer.then(pause(rng, 5 * SECOND, MINUTE), Act::Print, None, Some(job));
        }
        91..=94 => refused(rng, writer),
        _ => side_tab(rng, writer),
    }
}

fn visit(rng: &mut Rng, writer: &mut SessionWriter, page: &Page) {
    writer.then(pause(rng, 900, 25 * SECOND), Act::Visit, Some(page.clone()), None);
    for _ in 0..rng.mostly_low(0, 3) {
        let wait = pause(rng, 700, 18 * SECOND);
        writer.then(wait, Act::Interact, Some(page.clone()), None);
    }
}

fn browse(rng: &mut Rng, writer: &mut SessionWriter, mut page: Page) {
    for _ in 0..rng.mostly_low(1, 5) {
        page = cast::next_page(rng, &page);
        visit(rng, writer, &page);
    }
}

fn copy_to_another_site(rng: &mut Rng, writer: &mut SessionWriter, page: Page) {
    writer.then(pause(rng, 3 * SECOND, 30 * SECOND), Act::CopyFromSite, Some(page), None);
    let other = cast::page(rng);
    visit(rng, writer, &other);
    writer.then(pause(rng, SECOND, 12 * SECOND), Act::PasteToSite, Some(other), None);
}

/// The user sees one download; the log has two legs, the second only if the file leaves the remote
/// disk.
fn download(rng: &mut Rng, writer: &mut SessionWriter, page: Page) {
    let file = cast::file(rng);
    let wait = pause(rng, 3 * SECOND, 40 * SECOND);
    writer.then(wait, Act::Download, Some(page), Some(file.clone()));
    if rng.chance(60) {
        writer.then(pause(rng, 9 * SECOND, 3 * MINUTE), Act::ToLocal, None, Some(file));
    }
}

/// The second leg of an upload has no documented file fields at all: no name, no size.
fn upload(rng: &mut Rng, writer: &mut SessionWriter, page: Page) {
    let file = cast::file(rng);
    writer.then(pause(rng, 6 * SECOND, MINUTE), Act::FromLocal, None, Some(file));
    if rng.chance(75) {
        writer.then(pause(rng, 8 * SECOND, 2 * MINUTE), Act::Upload, None, None);
        writer.then(pause(rng, SECOND, 9 * SECOND), Act::Interact, Some(page), None);
    }
}

fn refused(rng: &mut Rng, writer: &mut SessionWriter) {
    let page = cast::blocked_page(rng);
    for _ in 0..rng.mostly_low(1, 3) {
        writer.then(pause(rng, SECOND, 15 * SECOND), Act::Block, Some(page.clone()), None);
    }
}

fn side_tab(rng: &mut Rng, writer: &mut SessionWriter) {
    let page = cast::page(rng);
    writer.then(pause(rng, SECOND, 9 * SECOND), Act::TabOpen, Some(page.clone()), None);
    visit(rng, writer, &page);
    writer.then(pause(rng, 2 * SECOND, MINUTE), Act::TabClose, Some(page), None);
}
