//! With what a person compares what is in scope.

use crate::filter::Filter;
use crate::model::{TimeRange, Zone};

/// With what the scope is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CompareWith {
    /// All that is not in scope.
    #[default]
    Rest,
    /// As much time before the range, under the same filter.
    Before,
    /// As much time after it.
    After,
    /// What another line asks for, in the range in force unless it asks for a time itself.
    Line(String),
}

/// The other part of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OtherScope {
    /// All that is not in scope.
    Rest,
    /// What passes a filter, within a range if there is one.
    Scope(Filter, Option<TimeRange>),
}

impl OtherScope {
    /// The line that leads to what of the case is gone from the scope: beside it all of the rest is looked at.
    pub fn line(&self, zone: &Zone) -> Filter {
        match self {
            OtherScope::Rest => Filter::default(),
            OtherScope::Scope(filter, None) => filter.clone(),
            OtherScope::Scope(filter, Some(range)) => filter.clone().within_time(*range, zone),
        }
    }
}

impl CompareWith {
    /// The part beside what passes a filter, within a range if there is one. Nothing where it cannot be told: there is no range to step from, or the line cannot be read.
    pub fn part(&self, filter: &Filter, range: Option<TimeRange>, zone: &Zone) -> Option<OtherScope> {
        let beside = |is_after: bool| {
            let range = range.filter(|range| range.has_start() && range.has_end())?;
            let by = if is_after { range.length_ms() } else { -range.length_ms() };
            let [start_ms, end_ms] = [range.start_ms, range.end_ms].map(|time| time.saturating_add(by));
            Some(OtherScope::Scope(filter.clone(), Some(TimeRange { start_ms, end_ms })))
        };
        match self {
            CompareWith::Rest => Some(OtherScope::Rest),
            CompareWith::Before => beside(false),
            CompareWith::After => beside(true),
            CompareWith::Line(line) => {
                let (filter, asked) = Filter::parse(line, zone).ok()?.split_time();
                Some(OtherScope::Scope(filter, asked.or(range)))
            }
        }
    }

    /// Whether it asks for what a person has added to the case.
    pub fn depends_on_case(&self) -> bool {
        self.line_read().is_some_and(|filter| filter.depends_on_case())
    }

    /// Whether it asks for what findings count.
    pub fn depends_on_findings(&self) -> bool {
        self.line_read().is_some_and(|filter| filter.depends_on_findings())
    }

    fn line_read(&self) -> Option<Filter> {
        match self {
            CompareWith::Line(line) => Filter::parse(line, &Zone::default()).ok(),
            CompareWith::Rest | CompareWith::Before | CompareWith::After => None,
        }
    }

    /// As the URL has it.
    pub fn id(&self) -> String {
        match self {
            CompareWith::Rest => "rest".to_owned(),
            CompareWith::Before => "before".to_owned(),
            CompareWith::After => "after".to_owned(),
            CompareWith::Line(line) => format!("line:{line}"),
        }
    }

    /// What a URL says.
    pub fn from_id(id: &str) -> Option<CompareWith> {
        match id {
            "rest" => Some(CompareWith::Rest),
            "before" => Some(CompareWith::Before),
            "after" => Some(CompareWith::After),
            _ => id.strip_prefix("line:").map(|line| CompareWith::Line(line.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_part_is_told_from_what_is_in_force() {
        let range = |start_ms, end_ms| Some(TimeRange { start_ms, end_ms });
        let filter = |line| Filter::parse(line, &Zone::default()).expect("a right line");
        let part = |with: CompareWith| with.part(&filter("user:alice"), range(100, 150), &Zone::default());
        assert_eq!(part(CompareWith::Rest), Some(OtherScope::Rest));
        assert_eq!(part(CompareWith::Before), Some(OtherScope::Scope(filter("user:alice"), range(50, 100))));
        assert_eq!(part(CompareWith::After), Some(OtherScope::Scope(filter("user:alice"), range(150, 200))));
        let line = |line: &str| part(CompareWith::Line(line.to_owned()));
        assert_eq!(line("user:bob"), Some(OtherScope::Scope(filter("user:bob"), range(100, 150))));
        let day = range(0, 86_400_000);
        assert_eq!(line("user:bob time:1970-01-01"), Some(OtherScope::Scope(filter("user:bob"), day)));
        assert_eq!(line("user:"), None);
        assert_eq!(
            CompareWith::After.part(&Filter::default(), None, &Zone::default()),
            None,
            "there is no range to step from"
        );
    }

    #[test]
    fn the_other_part_is_asked_for_by_a_line() {
        let bob = Filter::parse("user:bob", &Zone::default()).expect("a right line");
        let day = TimeRange { start_ms: 0, end_ms: 86_400_000 };
        assert_eq!(OtherScope::Rest.line(&Zone::default()), Filter::default());
        assert_eq!(OtherScope::Scope(bob.clone(), None).line(&Zone::default()), bob);
        assert_eq!(
            OtherScope::Scope(bob, Some(day)).line(&Zone::default()).to_string(),
            "user:bob time:1970-01-01"
        );
    }

    #[test]
    fn it_survives_the_url() {
        for with in
            [CompareWith::Rest, CompareWith::Before, CompareWith::After, CompareWith::Line("a:b".to_owned())]
        {
            assert_eq!(CompareWith::from_id(&with.id()), Some(with));
        }
        assert_eq!(CompareWith::from_id("x"), None);
    }
}
