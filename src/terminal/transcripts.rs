//! The texts that are being looked at: those of the session that was opened last, and all that was
//! gathered for a search. It reads no file: whoever asks brings the texts.

use super::answer::{CopyInfo, Match, ScreenMoment, ScreenState, SearchResults, TextRows};
use super::played_text::PlayedText;
use super::rows::Rows;
use super::work::Work;
use crate::model::Window;
use crate::model::session_text::SessionKey;
use crate::source::composed::composed;
use crate::source::limits::MAX_MATCHES;

/// Characters before a match: few, so that the match is in sight in a narrow list.
const BEFORE_CHARS: usize = 8;

/// Characters behind a match.
const BEHIND_CHARS: usize = 140;

/// The texts that are being looked at.
#[derive(Default)]
pub struct Transcripts {
    /// The session that was opened last.
    key: SessionKey,
    opened: Vec<PlayedText>,
    /// The lines of all sessions, once they were searched.
    all: Vec<(SessionKey, Vec<Rows>)>,
    is_cut: bool,
}

impl Transcripts {
    /// Keeps the texts of a session, in place of those before.
    pub fn open(&mut self, key: &SessionKey, work: Work) -> Vec<CopyInfo> {
        let (sessions, is_cut) = work.finish();
        self.key = key.clone();
        self.opened = sessions.into_iter().find(|(own, _)| own == key).map(|it| it.1).unwrap_or_default();
        let info = |played: &PlayedText| {
            let info = played.info().clone();
            CopyInfo { is_cut: info.is_cut || is_cut, ..info }
        };
        self.opened.iter().map(info).collect()
    }

    /// Lines of a text of a session; nothing where that is not the opened one.
    pub fn rows(&self, key: &SessionKey, copy: u32, window: Window) -> Option<TextRows> {
        self.played(key, copy).map(|played| played.rows(window))
    }

    /// The screen at a moment of a text of a session; nothing where that is not the opened one.
    pub fn screen(&self, key: &SessionKey, copy: u32, moment: ScreenMoment) -> Option<ScreenState> {
        self.played(key, copy).map(|played| played.screen(moment))
    }

    fn played(&self, key: &SessionKey, copy: u32) -> Option<&PlayedText> {
        self.opened.get(copy as usize).filter(|_| self.key == *key)
    }

    /// Keeps the lines of all sessions, for searches.
    pub fn gather(&mut self, work: Work) {
        let (sessions, is_cut) = work.finish();
        let rows = |copies: Vec<PlayedText>| copies.into_iter().map(PlayedText::into_rows).collect();
        self.all = sessions.into_iter().map(|(key, copies)| (key, rows(copies))).collect();
        self.is_cut = is_cut;
    }

    /// The lines of all gathered sessions that hold a text, whatever its case.
    pub fn find(&self, needle: &str) -> SearchResults {
        let mut search = Search::of(needle);
        while self.search_next(&mut search) {}
        search.found
    }

    /// Searches the texts of the next gathered session; whether there are more.
    pub fn search_next(&self, search: &mut Search) -> bool {
        let found = &mut search.found;
        found.sessions = self.all.len() as u32;
        found.is_cut |= self.is_cut;
        let Some((key, copies)) = self.all.get(search.next).filter(|_| !search.wanted.is_empty()) else {
            return false;
        };
        search.next += 1;
        for (copy, rows) in copies.iter().enumerate() {
            found.is_cut |= rows.is_cut;
            for row in 0..rows.len() {
                let texts = rows.hidden(row).map(|it| (it.text.as_str(), Some(it.kind)));
                let lines = std::iter::once((rows.text(row), rows.swallowed(row))).chain(texts);
                let within =
                    lines.filter_map(|(line, hidden)| Some((excerpt(line, &search.wanted)?, hidden)));
                // A line that would have been too long is several: what stands across a cut is of the one before it.
                let across = || {
                    let excerpt = across_cut(rows.text(row), rows.text(row + 1), &search.wanted)?;
                    Some((excerpt, rows.swallowed(row)))
                };
                let across = if rows.is_continuation(row + 1) { across() } else { None };
                for ([before, hit, behind], hidden) in within.chain(across) {
                    found.total += 1;
                    if found.matches.len() < MAX_MATCHES {
                        let (key, copy) = (key.clone(), copy as u32);
                        found.matches.push(Match { key, copy, row, before, hit, behind, hidden });
                    }
                }
            }
        }
        true
    }
}

/// A search over what was gathered, session by session.
pub struct Search {
    /// What was found so far.
    pub found: SearchResults,
    wanted: String,
    next: usize,
}

impl Search {
    /// A search for a text, whatever its case.
    pub fn of(needle: &str) -> Search {
        Search { found: SearchResults::default(), wanted: composed(needle).to_lowercase(), next: 0 }
    }
}

/// The first occurrence of a text in lower case that begins in a line and ends in the one that goes on with it.
fn across_cut(line: &str, rest: &str, wanted: &str) -> Option<[String; 3]> {
    // One character less than all on either side: what is found has some of both.
    let most = wanted.chars().count().saturating_sub(1);
    let (line, rest) = (composed(line), composed(rest));
    let start = line.char_indices().rev().take(most).last().map_or(line.len(), |(at, _)| at);
    let ends: String = line[start..].chars().chain(rest.chars().take(most)).collect();
    excerpt(&ends, wanted)
}

/// The first occurrence of a text in lower case in a line, and what stands around it, as it is compared.
fn excerpt(line: &str, wanted: &str) -> Option<[String; 3]> {
    let line = &*composed(line);
    let at = if line.is_ascii() && wanted.is_ascii() {
        let (line, wanted) = (line.as_bytes(), wanted.as_bytes());
        line.windows(wanted.len()).position(|part| part.eq_ignore_ascii_case(wanted))?
    } else {
        let lower = line.to_lowercase();
        // Letters can change their length with their case: its offset is counted in characters.
        lower[..lower.find(wanted)?].chars().count()
    };
    let skipped = at.saturating_sub(BEFORE_CHARS);
    let mut chars = line.chars().skip(skipped);
    let mut before: String = chars.by_ref().take(at - skipped).collect();
    if skipped > 0 {
        before.insert(0, '…');
    }
    let hit = chars.by_ref().take(wanted.chars().count()).collect();
    let mut behind: String = chars.by_ref().take(BEHIND_CHARS).collect();
    if chars.next().is_some() {
        behind.push('…');
    }
    Some([before, hit, behind])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_session_that_is_not_open_there_is_no_text_rather_than_an_empty_one() {
        let texts = Transcripts::default();
        let key = SessionKey::new("alice-0a1b2c3d4e5f67890", "");
        assert_eq!(texts.rows(&key, 0, Window { first: 0, count: 10 }), None);
        assert_eq!(texts.screen(&key, 0, ScreenMoment::End), None);
    }

    #[test]
    fn a_match_stands_in_sight_with_what_is_around_it() {
        let long = format!("{}Needle{}", "x".repeat(50), "y".repeat(200));
        let [before, hit, behind] = excerpt(&long, "needle").expect("it is there");
        assert_eq!((before.as_str(), hit.as_str()), ("…xxxxxxxx", "Needle"));
        assert_eq!(behind.chars().count(), BEHIND_CHARS + 1);
        assert_eq!(
            excerpt("日本 ÄPFEL!", "äpfel").map(|parts| parts.join("|")),
            Some("日本 |ÄPFEL|!".to_owned())
        );
        assert_eq!(excerpt("nothing", "needle"), None);
    }
}
