//! The lines that `script` writes above and below what a terminal showed.
//!
//! It speaks the language of the machine: what is the same in every language is looked at, and its words of English only
//! where nothing else is there.
//!
//! Source: util-linux, `script.c` and its translations.

use super::hash::hash_bytes;
use super::recorder::{DateMarks, FooterForm, ScriptVersion};
use super::session_id::session_id_of_name;

const HEADER: &[u8] = b"Script started on ";
const FOOTER: &[u8] = b"Script done on ";
/// What it ran, and how that ended, in every language.
const COMMAND: &[u8] = b"[COMMAND=\"";
const EXIT_CODE: &[u8] = b"[COMMAND_EXIT_CODE=\"";

/// The version of `script` whose header a line can be; of an old one in another language only the footer makes that sure.
pub fn version_of_header(line: &[u8]) -> Option<ScriptVersion> {
    if is_new_header(line) {
        return Some(ScriptVersion::New);
    }
    (line.starts_with(HEADER) || date_marks(line).is_some()).then_some(ScriptVersion::Old)
}

/// Whether a line, which may go on, is a header for sure.
pub fn is_header(line: &[u8]) -> bool {
    line.starts_with(HEADER) || is_new_header(line)
}

fn is_new_header(line: &[u8]) -> bool {
    let Some(before) = memchr::memmem::find(line, COMMAND).map(|at| &line[..at]) else { return false };
    // Where it is the message of a log event, the time, the log group or the log stream of that stand before it.
    let is_of_log_event = line[0].is_ascii_digit()
        || before.split(u8::is_ascii_whitespace).any(|word| {
            word.contains(&b'/') || str::from_utf8(word).is_ok_and(|word| session_id_of_name(word).is_some())
        });
    iso_time(before).is_some() && !is_of_log_event
}

/// What makes a line the footer of a text, if it may be one, and the time in it, as written. In an old footer in another
/// language it is not known in what zone its time is: it is nothing.
pub fn footer(line: &[u8]) -> Option<(FooterForm, Option<&[u8]>)> {
    let bracket = memchr::memchr(b'[', line).unwrap_or(line.len());
    let (words, exit_code) = line.split_at(bracket);
    let has_exit_code = exit_code.starts_with(EXIT_CODE) && exit_code.ends_with(b"]");
    let time = words.strip_prefix(FOOTER).filter(|time| has_clock(time)).map(<[u8]>::trim_ascii);
    match (has_exit_code, time) {
        (true, time) => Some((FooterForm::ExitCode, time.or_else(|| iso_time(words)))),
        (false, Some(time)) => Some((FooterForm::Words, Some(time))),
        (false, None) => {
            let DateMarks { marks, .. } = date_marks(words)?;
            Some((FooterForm::Dated(DateMarks { marks, line: hash_bytes(line, 0) }), None))
        }
    }
}

/// The first time of a line like `2026-11-20 19:00:00+09:00`, with its zone.
pub fn iso_time(line: &[u8]) -> Option<&[u8]> {
    const FORM: &[u8] = b"0000-00-00 00:00:00";
    let is_like = |(byte, form): (&u8, &u8)| if *form == b'0' { byte.is_ascii_digit() } else { byte == form };
    let at = line.windows(FORM.len()).position(|text| text.iter().zip(FORM).all(is_like))?;
    let rest = &line[at + FORM.len()..];
    let zone = rest.iter().take_while(|byte| matches!(byte, b'+' | b'-' | b':' | b'0'..=b'9')).count();
    Some(&line[at..at + FORM.len() + zone])
}

/// Whether there is a time of day.
fn has_clock(text: &[u8]) -> bool {
    text.windows(6)
        .any(|text| matches!(text, [b'0'..=b'9', b':', b'0'..=b'9', b'0'..=b'9', b':', b'0'..=b'9']))
}

/// How a line is written that has the numbers of a date and a time of day, a year of four digits among them, behind some
/// words.
pub fn date_marks(line: &[u8]) -> Option<DateMarks> {
    let from = line.iter().position(u8::is_ascii_digit).filter(|from| *from > 0)?;
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let numbers: Vec<usize> =
        line.split(|byte| !is_digit(byte)).map(<[u8]>::len).filter(|len| *len > 0).collect();
    let years = numbers.iter().filter(|len| **len == 4).count();
    let is_date =
        matches!(numbers.len(), 5 | 6) && years == 1 && numbers.iter().all(|len| matches!(len, 1 | 2 | 4));
    let marks = || line[from..].split(is_digit).filter(|mark| !mark.is_empty()).collect::<Vec<_>>();
    is_date.then(|| DateMarks { marks: hash_bytes(&marks().join(&0), 6), line: hash_bytes(line, 0) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::recorder::Recorder;

    #[test]
    fn a_footer_in_another_language_has_the_date_of_its_header_in_other_words() {
        let japanese = "スクリプト開始: 2026年11月20日 19時00分00秒".as_bytes();
        for (header, last, is_footer) in [
            (japanese, "スクリプト終了: 2026年11月20日 19時00分01秒".as_bytes(), true),
            (b"Script on ven. 20 nov. 2026 10:00:00 CET", b"Fini le ven. 20 nov. 2026 10:00:01 CET", true),
            (japanese, japanese, false),
            (japanese, b"total 1, 2, 3, 4, 5, 2026", false),
            (b"x 1;2;3;4;5;6;7", b"y 1;2;3;4;5;6;7", false),
            (b"a 10.0.0.1 11 12 13", b"b 10.0.0.1 11 12 13", false),
        ] {
            let recorder = version_of_header(header).map(Recorder::Script);
            let is_end = |form: FooterForm| form.ends(recorder, date_marks(header));
            let shown = String::from_utf8_lossy(last);
            assert_eq!(footer(last).is_some_and(|(form, _)| is_end(form)), is_footer, "{shown}");
        }
    }
}
