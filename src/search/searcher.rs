//! The visitor of records that searches them.

use super::mistake::NeedleMistake;
use super::needle::{Needle, Test};
use super::readings::{Readings, text_of};
use crate::model::RowId;
use crate::model::row_set::RowRuns;
use crate::reader::scan::RecordVisitor;
use crate::source::limits::FOUND_RUNS;

/// Searches the records that it visits.
pub struct Searcher {
    test: Test,
    readings: Readings,
    searched: RowRuns,
    found: RowRuns,
}

impl Searcher {
    /// Makes ready for what is searched for.
    ///
    /// # Errors
    /// What is wrong with that.
    pub fn new(needle: &Needle) -> Result<Searcher, NeedleMistake> {
        Ok(Searcher {
            test: needle.test()?,
            readings: Readings::default(),
            searched: RowRuns::default(),
            found: RowRuns::default(),
        })
    }

    /// Whether a record has what is searched for in one of its readings.
    pub fn is_in(&mut self, record: &[u8]) -> bool {
        let text = text_of(record);
        match &mut self.test {
            Test::Words(words) => {
                words.begin();
                words.look(&text)
                    || words.may_be_in_escapes(&text)
                        && self.readings.any_other(&text, |reading| words.look(reading))
            }
            Test::Expression(searched) => {
                let (expression, states) = &mut **searched;
                self.readings.any(&text, |reading| expression.matches(reading, states))
            }
        }
    }

    /// Whether so much has come together that it is to be told.
    pub fn is_full(&self) -> bool {
        self.searched.len().max(self.found.len()) >= FOUND_RUNS
    }

    /// Hands out the rows that were searched since the last time, and those that were found.
    pub fn take(&mut self) -> (RowRuns, RowRuns) {
        (std::mem::take(&mut self.searched), std::mem::take(&mut self.found))
    }
}

impl RecordVisitor for Searcher {
    fn visit(&mut self, rows: &[RowId], record: &[u8]) {
        let is_found = self.is_in(record);
        for row in rows {
            self.searched.push(*row);
            if is_found {
                self.found.push(*row);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::NeedleKind;

    fn is_found(kind: NeedleKind, text: &str, record: &str) -> bool {
        let needle = Needle { text: text.to_owned(), kind };
        Searcher::new(&needle).expect("a right needle").is_in(record.as_bytes())
    }

    #[test]
    fn words_are_found_in_whatever_way_they_are_written() {
        let escaped =
            r#"{"message":"{\"user\":\"\u65e5\u672cTaro\",\"path\":\"C:\\\\Temp\\\\a \\\"b\\\"\"}"}"#;
        for (text, expected) in [
            ("日本", true),
            ("日本taro temp", true),
            ("TARO 日本 message", true),
            ("日本 hanako", false),
            (r"c:\temp\a", true),
            (r#"\\temp"#, true),
            (r#""user":"日本"#, true),
            (r#""a "b"""#, true),
            (r"\u65e5", true),
            ("message\":\"{\\\"user", true),
        ] {
            assert_eq!(is_found(NeedleKind::Words, text, escaped), expected, "{text}");
        }
        assert!(is_found(NeedleKind::Words, "ΟΔΟΣ münchen", "X MÜNCHEN οδος"));
        assert!(is_found(NeedleKind::Words, "a/b", r"a\/b"));
        assert!(is_found(NeedleKind::Words, "\"a\nb\"", r#"{"x":"a\nb"}"#));
    }

    #[test]
    fn expressions_are_found_in_any_reading() {
        let escaped = r#"{"m":"{\"user\":\"\u65e5\u672c\"}"}"#;
        for (text, expected) in [
            (r#""user":"[日月]."#, true),
            (r#"\\"user"#, true),
            (r"\\u65e5", true),
            ("User", false),
            ("(?i)User", true),
            (r#"^\{"m".*\}"\}$"#, true),
        ] {
            assert_eq!(is_found(NeedleKind::Expression, text, escaped), expected, "{text}");
        }
    }

    /// Where a word cannot stand in an escape, the readings are not made: what that finds must be the same.
    #[test]
    fn what_is_passed_over_would_not_have_been_found() {
        let pieces = [
            r"\u0061",
            r"\u005cu0061",
            "a",
            "b",
            "ab",
            r#"\""#,
            r"\\",
            r"\/",
            r"\n",
            "\"\"",
            "{",
            ",",
            "日",
            r"\u65e5",
        ];
        let words = ["a", "ab", "aab", "a\"", "\\", "日", "a/b", "b\\n", "u0061"];
        let mut state = 3u64;
        let mut below = |n: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % n
        };
        for _ in 0..20_000 {
            let record: String = (0..below(8)).map(|_| pieces[below(pieces.len())]).collect();
            let word = words[below(words.len())];
            let mut is_there = false;
            Readings::default().any(&record, |reading| {
                is_there |= reading.to_lowercase().contains(word);
                false
            });
            assert_eq!(is_found(NeedleKind::Words, word, &record), is_there, "{word} in {record}");
        }
    }
}
