//! What there is of a portal and what was delivered of it, in words.

use super::{AuditItem, AuditLine, AuditRow, AuditWords, WordsValue};
use crate::audit::coverage::{PortalCoverage, SILENCE_MS, Silence};
use crate::audit::deliveries::Delivery;
use crate::audit::finding::MAX_CITATIONS;
use crate::model::SessionNo;
use crate::model::time::MINUTE_MS;
use crate::query::view::View;
use crate::source::order;

/// Most names of activities that are told of a portal: many times what Session Logger knows would not be read.
const MAX_ACTIVITIES: usize = 100;

impl AuditRow {
    /// What there is of a portal. Without settings nothing is said of what is absent.
    pub fn of_coverage(view: &View<'_>, portal: &PortalCoverage) -> AuditRow {
        let collected = match &portal.collected.said_by {
            Some(path) => {
                let key = if portal.collected.all { "coverage-all" } else { "coverage-some" };
                let path = ("path", WordsValue::Text(path.clone()));
                AuditWords::new(key, [path, count(portal.collected.events.len())])
            }
            None => AuditWords::new("coverage-not-known", []),
        };
        let seen = |name: &String, events: Option<u64>| {
            let values = [("portal", portal.portal.clone()), ("activity", name.clone())];
            AuditItem { count: events, ..AuditItem::new(WordsValue::Text(name.clone()), values) }
        };
        let mut by_count: Vec<(&String, u64)> =
            portal.seen.iter().map(|(name, count)| (name, *count)).collect();
        order::sort_by_key(&mut by_count, |(_, count)| std::cmp::Reverse(*count));
        let names = |label, names: &[String]| {
            let item = |name: &String| AuditItem::new(WordsValue::Text(name.clone()), []);
            some(label, None, names, MAX_ACTIVITIES, item)
        };
        let mut lines = vec![
            AuditLine::new("coverage-collected", Some(collected), Vec::new()),
            some("coverage-seen", None, &by_count, MAX_ACTIVITIES, |(name, count)| seen(name, Some(*count))),
        ];
        if portal.collected.is_known() {
            lines.push(names("coverage-never", &portal.never));
            lines.push(names("coverage-not-collected", &portal.not_collected));
        }
        if !portal.against_settings.is_empty() {
            let against = &portal.against_settings;
            lines.push(some("coverage-against", None, against, MAX_ACTIVITIES, |name| seen(name, None)));
        }
        let id = |number: SessionNo| view.index.session(number).id.clone();
        let session =
            |number: &SessionNo| AuditItem::new(WordsValue::Id(id(*number)), [("session", id(*number))]);
        let silence = |silence: &Silence| {
            let id = id(silence.session);
            let values = [
                ("id", WordsValue::Id(id.clone())),
                ("from", WordsValue::Time(silence.from)),
                ("to", WordsValue::Time(silence.to)),
                ("length", WordsValue::Length(silence.to - silence.from)),
            ];
            let item = AuditItem::new(WordsValue::Id(String::new()), [("session", id)]);
            AuditItem { words: AuditWords::new("coverage-silence", values), ..item }
        };
        let minutes = ("minutes", WordsValue::Count((SILENCE_MS / MINUTE_MS).unsigned_abs()));
        lines.extend([
            AuditLine::new("coverage-sessions", Some(counted(portal.sessions as usize)), Vec::new()),
            told("coverage-without-start", portal.without_start.as_deref(), counted, session),
            told("coverage-without-end", portal.without_end.as_deref(), counted, session),
            told("coverage-disconnected", portal.disconnected.as_deref(), counted, session),
            told(
                "coverage-silences",
                portal.silences.as_deref(),
                |silences| AuditWords::new("coverage-silences-words", [count(silences), minutes.clone()]),
                silence,
            ),
        ]);
        let words = match portal.first.zip(portal.last) {
            Some((from, to)) => from_to("coverage-from-to", from, to),
            None => AuditWords::new("coverage-no-events", []),
        };
        AuditRow {
            portal: portal.portal.clone(),
            title: title(&portal.portal),
            words: vec![words],
            is_lacking: false,
            lines,
            events: Vec::new(),
            event_count: 0,
        }
    }

    /// What was delivered of a portal by a series of counts, with when the greatest bound of what is missing was reached;
    /// of the other steps nothing is told.
    pub fn of_delivery(delivery: &Delivery) -> AuditRow {
        let number = |number: u128| WordsValue::Count(u64::try_from(number).unwrap_or(u64::MAX));
        let bounds = delivery.bounds.as_ref();
        let missing = bounds.map_or(0, |bounds| bounds.missing);
        let last = bounds.and_then(|bounds| bounds.steps.last());
        let verdict = match last.filter(|_| missing > 0) {
            Some(step) => {
                let values = [("count", number(missing)), ("time", WordsValue::Time(step.by))];
                AuditWords::new("delivery-missing", values)
            }
            None if bounds.is_none() => AuditWords::new("delivery-no-portal", []),
            None => AuditWords::new("delivery-complete", []),
        };
        let mut counts = from_to("delivery-counts", delivery.from, delivery.to);
        counts.values.extend(
            [
                ("delivered", number(delivery.delivered_events)),
                ("loaded", number(delivery.loaded_events.into())),
                ("undated", number(delivery.undated.into())),
                ("rejected", number(delivery.rejected.into())),
            ]
            .map(|(name, value)| (name.to_owned(), value)),
        );
        let mut words = vec![verdict, counts];
        if let Some(surplus) = bounds.map(|bounds| bounds.surplus).filter(|surplus| *surplus > 0) {
            words.push(AuditWords::new("delivery-surplus", [("count", number(surplus))]));
        }
        if delivery.damaged_inputs > 0 {
            let damaged = number(delivery.damaged_inputs.into());
            words.push(AuditWords::new("delivery-damaged", [("count", damaged)]));
        }
        if let Some(files) = delivery.delivered_files {
            let values = [("delivered", number(files)), ("loaded", number(delivery.loaded_files.into()))];
            words.push(AuditWords::new("delivery-files", values));
        }
        let errors = |errors: Option<u128>| errors.map_or_else(|| super::message("unknown"), number);
        let errors = [
            ("denied", errors(delivery.errors.access_denied)),
            ("missing", errors(delivery.errors.target_not_found)),
        ];
        words.push(AuditWords::new("delivery-errors", errors));
        words.push(AuditWords::new(
            "delivery-source",
            [("source", WordsValue::Text(delivery.source.clone()))],
        ));
        AuditRow {
            portal: delivery.portal.clone(),
            title: title(&delivery.portal),
            words,
            is_lacking: missing > 0 || bounds.is_none(),
            lines: Vec::new(),
            events: Vec::new(),
            event_count: 0,
        }
    }
}

/// What a portal is called.
fn title(portal: &str) -> AuditWords {
    match portal {
        "" => AuditWords::new("coverage-no-portal", []),
        portal => AuditWords::new("coverage-portal", [("portal", WordsValue::Text(portal.to_owned()))]),
    }
}

fn from_to(key: &str, from: i64, to: i64) -> AuditWords {
    AuditWords::new(key, [("from", WordsValue::Time(from)), ("to", WordsValue::Time(to))])
}

fn count(count: usize) -> (&'static str, WordsValue) {
    ("count", WordsValue::Count(count as u64))
}

fn counted(number: usize) -> AuditWords {
    AuditWords::new("audit-text", [("text", WordsValue::Count(number as u64))])
}

/// A line of the first of some items.
fn some<T>(
    label: &str,
    words: Option<AuditWords>,
    items: &[T],
    most: usize,
    item: impl Fn(&T) -> AuditItem,
) -> AuditLine {
    let shown = items.iter().take(most).map(item).collect::<Vec<_>>();
    let others = items.len() - shown.len();
    AuditLine { others: others as u64, ..AuditLine::new(label, words, shown) }
}

/// The same with words about how many there are, if there are any; where they may not be told, that is said.
fn told<T>(
    label: &str,
    items: Option<&[T]>,
    words: impl Fn(usize) -> AuditWords,
    item: impl Fn(&T) -> AuditItem,
) -> AuditLine {
    let Some(items) = items else {
        let words = AuditWords::new("coverage-may-not-be-told", []);
        return AuditLine::new(label, Some(words), Vec::new());
    };
    some(label, (!items.is_empty()).then(|| words(items.len())), items, MAX_CITATIONS, item)
}
