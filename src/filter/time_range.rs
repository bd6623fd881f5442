//! The range of time that a filter line asks for as a whole. It is one thing with the range that is brushed, so it is
//! taken out of the line that was typed, and written into the line that is shown.

use super::expression::{Expression, ExpressionKind, Filter, Term};
use super::field::Field;
use super::moment::TimeLiteral;
use super::pattern::Pattern;
use super::values::Test;
use crate::model::time::TimeMs;
use crate::model::{TimeRange, Zone};

impl Filter {
    /// What is left of a filter without the time that all of its events must lie in, and that time. A filter that
    /// no event can pass, for its times have nothing in common, stays as it is.
    #[must_use]
    pub fn split_time(self) -> (Filter, Option<TimeRange>) {
        let ranges = self.clauses.iter().filter_map(time_of);
        let common = ranges.reduce(|a, b| TimeRange {
            start_ms: a.start_ms.max(b.start_ms),
            end_ms: a.end_ms.min(b.end_ms),
        });
        match common.filter(|range| range.length_ms() > 0 && *range != TimeRange::ALL) {
            None => (self, None),
            range => {
                let rest = self.clauses.into_iter().filter(|clause| time_of(clause).is_none());
                (Filter { clauses: rest.collect() }, range)
            }
        }
    }

    /// The same, within a range of time as well, which is written in a zone.
    #[must_use]
    pub fn within_time(mut self, range: TimeRange, zone: &Zone) -> Filter {
        // Added as it is: what the filter says of times stays, whatever this makes of it.
        self.clauses.extend(Expression::in_time(range, zone));
        self
    }
}

impl Expression {
    /// The term for a range of time, as short as it can be written in a zone; nothing
    /// for all of the time.
    pub fn in_time(range: TimeRange, zone: &Zone) -> Option<Expression> {
        let text = written(range, zone)?;
        Expression::any_of(Field::Time, vec![Pattern::literal(&text)], zone).ok()
    }
}

/// The time that a clause asks for, where it asks for nothing else.
fn time_of(clause: &Expression) -> Option<TimeRange> {
    let ExpressionKind::Term(Term { field: Field::Time, values }) = &clause.kind else { return None };
    let [value] = values.as_slice() else { return None };
    let Test::Time(time) = &value.test else { return None };
    let all = TimeRange::ALL;
    Some(TimeRange {
        start_ms: time.range.start_ms.max(all.start_ms),
        end_ms: time.range.end_ms.min(all.end_ms),
    })
}

/// A range as the language has it: `2026-11-19` for a day, `2026-11-19T08:00..2026-11-19T09:29` where it ends at half
/// past nine, for a time lasts as long as it says.
fn written(range: TimeRange, zone: &Zone) -> Option<String> {
    let TimeRange { start_ms, end_ms } = range;
    let (has_start, has_end) = (range.has_start(), range.has_end());
    if !has_start && !has_end {
        return None;
    }
    // How much of a time is written: its day, hour, minute, second, and all of it.
    const LENGTHS: [usize; 5] = [
        "2026-11-19".len(),
        "2026-11-19T08".len(),
        "2026-11-19T08:00".len(),
        "2026-11-19T08:00:00".len(),
        "2026-11-19T08:00:00.000".len(),
    ];
    let written = |length: usize, zone_of: &dyn Fn(TimeMs) -> String| {
        let text = |time_ms: TimeMs| {
            let mut text = zone.local_text(time_ms);
            text.truncate(length);
            text + &zone_of(time_ms)
        };
        // A time lasts as long as it says: the last one of a range is that of its last instant.
        let last = end_ms.saturating_sub(1);
        match (has_start, has_end) {
            (true, true) if text(start_ms) == text(last) => text(start_ms),
            (true, true) => format!("{}..{}", text(start_ms), text(last)),
            (true, false) => format!(">={}", text(start_ms)),
            (false, _) => format!("<={}", text(last)),
        }
    };
    // As short as it is read again as the same. Where clocks show a time twice, its offset has to stand behind it.
    let is_same = |text: &String| {
        let read = TimeLiteral::parse(text, zone).ok().map(|time| time.range);
        read.is_some_and(|read| {
            let same_start = read.start_ms == start_ms || !has_start;
            same_start && (read.end_ms == end_ms || !has_end)
        })
    };
    let plain = LENGTHS.into_iter().map(|length| written(length, &|_| String::new()));
    let with_offset = LENGTHS.into_iter().map(|length| written(length, &|time| zone.offset_text(time)));
    plain.chain(with_offset).find(is_same)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(line: &str) -> Filter {
        Filter::parse(line, &Zone::fixed(540)).expect("a right line")
    }

    fn split(line: &str) -> (String, Option<TimeRange>) {
        let (rest, range) = filter(line).split_time();
        (rest.to_string(), range)
    }

    #[test]
    fn a_range_is_written_as_short_as_it_can_be_and_read_again() {
        for line in [
            "time:2026-11-19",
            "time:2026-11-19T08",
            "time:2026-11-19T08:30",
            "time:2026-11-19T08:30:15",
            "time:2026-11-19T08:30:15.250",
            "time:2026-11-19..2026-11-20",
            "time:2026-11-19T08:00..2026-11-19T09:29",
            "time:>=2026-11-19T08",
            "time:<=2026-11-19",
            "user:alice time:2026-11-19",
            "(a OR b) time:2026-11-19",
        ] {
            let (rest, range) = filter(line).split_time();
            let range = range.expect("a range");
            assert_eq!(rest.within_time(range, &Zone::fixed(540)).to_string(), line);
        }
        let (_, range) = split("time:2026-11-19");
        let range = range.expect("a range");
        let in_utc = Filter::default().within_time(range, &Zone::default()).to_string();
        assert_eq!(in_utc, "time:2026-11-18T15..2026-11-19T14", "the same day elsewhere");
    }

    #[test]
    fn only_what_all_events_must_lie_in_is_the_range() {
        assert_eq!(split("user:alice"), ("user:alice".to_owned(), None));
        for line in [
            "-time:2026-11-19",
            "time:2026-11-19 OR a",
            "time:*",
            "time:\"\"",
            "time:(2026-11-18 OR 2026-11-20)",
        ] {
            assert_eq!(split(line).1, None, "{line}");
        }
        let (rest, range) = split("time:2026-11-19 a time:>=2026-11-19T08");
        let all = Filter::default().within_time(range.expect("a range"), &Zone::fixed(540));
        assert_eq!((rest.as_str(), all.to_string().as_str()), ("a", "time:2026-11-19T08..2026-11-19T23"));
        assert_eq!(split("time:>=0000-01-01Z").1, None, "that is all of the time");
        let (rest, range) = filter("-time:2026-11-19 time:2026-11-19").split_time();
        let line = rest.within_time(range.expect("a range"), &Zone::fixed(540)).to_string();
        assert_eq!(line, "-time:2026-11-19 time:2026-11-19", "no clause is lost, though nothing passes");
        let apart = "time:2026-11-19 time:2026-11-21";
        assert_eq!(split(apart), (apart.to_owned(), None), "no event passes, and that is said");
    }
}
