//! Transcripts of Session Manager: each is an event and text of its session, and so are its pieces in several inputs
//! together. What joins them is in the model; here is told what each has.

use super::sink::InputSink;
use crate::format::session_manager_transcript::{
    TranscriptRecord, begins_transcript, parse_footer, parse_transcript,
};
use crate::model::event::Event;
use crate::model::system::SESSION_TRANSCRIPT;
use crate::model::time::{TimeMs, parse_time};
use crate::model::transcript::{Foot, Head, Piece, Transcript, time_of};
use crate::model::{Reason, System, TextField};
use crate::source::Span;
use crate::source::hash::hash_bytes;
use crate::source::joined_hash::JoinedHash;
use crate::source::session_id::{session_id_of_name, user_of_session};

/// The text of a log event that is a piece of a transcript.
pub struct PieceText {
    /// Where the log event stands.
    pub span: Span,
    /// When it was.
    pub time: Option<TimeMs>,
    /// Its id; empty where it has none.
    pub id: String,
    /// Its text, which ends in a line end: the cut at one took it away.
    pub text: String,
}

/// Adds a transcript that is a file.
pub fn map_transcript(text: &[u8], path: &str, span: Span, input: &mut InputSink<'_>) {
    let (record, transcript) = read(text, path);
    let texts = || vec![String::from_utf8_lossy(text).into_owned()];
    push(record, transcript, (text, span), texts, input);
}

/// Adds the pieces of a transcript in the order of their time, which begins in this span. `stream` is their log stream,
/// empty where none is named, and `name` what stands for it then: the name of the file. `is_known` says that they are
/// pieces of one, whether they continue one or not.
pub fn map_pieces(
    pieces: Vec<PieceText>,
    (stream, name): (&str, &str),
    span: Span,
    is_known: bool,
    input: &mut InputSink<'_>,
) {
    let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let name = if stream.is_empty() { name } else { stream };
    let (record, mut transcript) = read(text.as_bytes(), name);
    let stream = session_id_of_name(stream).unwrap_or(stream);
    transcript.stream = if stream.is_empty() { &record.session } else { stream }.to_owned();
    transcript.is_page = transcript.stream.is_empty() && !transcript.head.is_header;
    transcript.is_known = is_known;
    let last = pieces.len() - 1;
    let to_piece = |(number, piece): (usize, &PieceText)| Piece {
        span: piece.span,
        time: piece.time,
        id: if piece.id.is_empty() { 0 } else { hash_bytes(piece.id.as_bytes(), 7).max(1) },
        text: hash(piece.text.as_bytes()),
        // What its last lines tell may stand in several pieces of one input.
        foot: if number == last { transcript.foot } else { foot(piece.text.as_bytes()) }.map(Box::new),
    };
    transcript.pieces = pieces.iter().enumerate().map(to_piece).collect();
    // The same as where they are joined with pieces of others.
    transcript.text =
        transcript.pieces.iter().fold(JoinedHash::default(), |text, piece| text.then(piece.text));
    let texts = || pieces.iter().map(|piece| piece.text.clone()).collect();
    push(record, transcript, (text.as_bytes(), span), texts, input);
}

fn read(text: &[u8], path: &str) -> (TranscriptRecord, Transcript) {
    let record = parse_transcript(text, path);
    let head = Head {
        is_header: begins_transcript(text, true) == Some(true),
        recorder: record.recorder,
        dated: record.dated,
        // Header and footer both have the time of the session's end.
        start: record.start.as_deref().and_then(parse_footer_time),
        is_failure: record.is_failure,
    };
    let transcript = Transcript {
        session: record.session.clone(),
        head,
        foot: foot(text),
        text: hash(text),
        ..Transcript::default()
    };
    (record, transcript)
}

/// A byte order mark at the start is not told from none: a file has it, and its upload may.
fn hash(text: &[u8]) -> JoinedHash {
    JoinedHash::of(text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text))
}

fn foot(text: &[u8]) -> Option<Foot> {
    let footer = parse_footer(text)?;
    Some(Foot { form: footer.form, end: footer.time.as_deref().and_then(parse_footer_time) })
}

fn push(
    record: TranscriptRecord,
    transcript: Transcript,
    (text, span): (&[u8], Span),
    texts: impl FnOnce() -> Vec<String>,
    input: &mut InputSink<'_>,
) {
    let mut event = Event::new(System::SessionManagerTranscript, None);
    event.time = time_of(transcript.footer());
    event.set(TextField::Activity, SESSION_TRANSCRIPT.as_bytes());
    event.set(TextField::User, user_of_session(&record.session).as_bytes());
    event.set(TextField::Session, record.session.as_bytes());
    event.set(TextField::Target, record.target.as_bytes());
    if record.is_failure {
        input.notice(span, Reason::RecorderFailed);
        let reason = text.rsplit(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).find(|line| !line.is_empty());
        event.set(TextField::Error, reason.unwrap_or_default());
    }
    input.transcript(transcript, span, &event, texts);
}

/// The instant in the footer of a transcript (R10). `script` writes what [`parse_time`] reads, or as the
/// C library does (`Thu 04 Jan 2024 06:02:11 AM UTC`, `Tue Jan  5 10:13:33 2021`); PowerShell 14 digits.
/// No zone means UTC; a zone that is a name other than UTC or GMT makes it nothing.
fn parse_footer_time(text: &str) -> Option<TimeMs> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        // No footer counts seconds since 1970.
        let (date, clock) = (text.len() == 14).then(|| text.split_at(8))?;
        let [(year, day), (hour, second)] = [date.split_at(4), clock.split_at(2)];
        let [(month, day), (minute, second)] = [day, second].map(|pair| pair.split_at(2));
        return parse_time(format!("{year}-{month}-{day}T{hour}:{minute}:{second}"));
    }
    if let Some(time) = parse_time(text) {
        return Some(time);
    }
    // The weekday is not looked at: it tells nothing, and may be in another language.
    let words: Vec<&str> = text.split_ascii_whitespace().skip(1).collect();
    let (date, clock, rest) = match *words.as_slice() {
        [day, month, year, clock, ref rest @ ..] if day.as_bytes()[0].is_ascii_digit() => {
            ([year, month, day], clock, rest)
        }
        [month, day, clock, ref zone @ .., year] => ([year, month, day], clock, zone),
        _ => return None,
    };
    let is_form = |text: &str, form: &str| {
        let is_like = |(byte, form)| if form == b'0' { u8::is_ascii_digit(&byte) } else { byte == form };
        text.len() == form.len() && text.bytes().zip(form.bytes()).all(is_like)
    };
    let is_clock = is_form(clock, "00:00:00") || is_form(clock, "0:00:00");
    if !is_clock || !is_form(date[0], "0000") || date[1].len() != 3 {
        return None;
    }
    let is_day = is_form(date[2], "00") || is_form(date[2], "0");
    let month = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(date[1])).filter(|_| is_day)? + 1;
    let (hour, clock) = clock.split_once(':')?;
    let hour: u32 = hour.parse().ok()?;
    let (hour, zone) = match *rest {
        [half, ref zone @ ..] if half.eq_ignore_ascii_case("am") => (in_half(hour)?, zone),
        [half, ref zone @ ..] if half.eq_ignore_ascii_case("pm") => (in_half(hour)? + 12, zone),
        ref zone => (hour, zone),
    };
    let zone = match *zone {
        [] => "",
        [zone] => zone,
        _ => return None,
    };
    let (year, day) = (date[0], date[2]);
    parse_time(format!("{year}-{month:02}-{day:0>2}T{hour:02}:{clock} {zone}").trim_end())
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Hours into its half of the day of an hour from 1 to 12.
fn in_half(hour: u32) -> Option<u32> {
    (1..=12).contains(&hour).then_some(hour % 12)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::rfc3339;

    #[test]
    fn the_footers_of_all_systems_are_read() {
        for (text, expected) in [
            ("2025-09-29 16:58:04+00:00", Some("2025-09-29T16:58:04.000Z")),
            ("Thu 04 Jan 2024 06:02:11 AM UTC", Some("2024-01-04T06:02:11.000Z")),
            ("Thu 04 Jan 2024 06:02:11 PM UTC", Some("2024-01-04T18:02:11.000Z")),
            ("Thu 04 Jan 2024 18:02:11", Some("2024-01-04T18:02:11.000Z")),
            ("Tue Jan  5 10:13:33 2021", Some("2021-01-05T10:13:33.000Z")),
            ("Tue Jan  5 10:13:33 UTC 2021", Some("2021-01-05T10:13:33.000Z")),
            ("Tue Jan  5 10:13:33 +0900 2021", Some("2021-01-05T01:13:33.000Z")),
            ("Thu 04 Jan 2024 12:02:11 pm", Some("2024-01-04T12:02:11.000Z")),
            ("Thu 04 Jan 2024 12:02:11 am", Some("2024-01-04T00:02:11.000Z")),
            ("Thu 04 dec 2024 1:02:11 am", Some("2024-12-04T01:02:11.000Z")),
            ("Thu 04 Jan 2024 13:02:11 pm", None),
            ("Thu 04 Jan 2024 00:02:11 am", None),
            ("Thu 04 Jän 2024 06:02:11", None),
            ("Thu Jan +5 10:13:33 2021", None),
            ("Thu Feb 30 10:13:33 2021", None),
            ("20241303061608", None),
            ("20241003061608", Some("2024-10-03T06:16:08.000Z")),
            ("1795089600", None),
            ("Thu 04", None),
            ("Thu Jan", None),
            ("Thu 04 Jan 2024 06:02:11 AM JST", None),
            ("Thu 34 Jan 2024 06:02:11 AM UTC", None),
            ("", None),
        ] {
            assert_eq!(parse_footer_time(text).map(rfc3339).as_deref(), expected, "{text}");
        }
    }
}
