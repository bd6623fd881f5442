//! What there is of a portal and what was delivered of it, in words.

use super::{AuditItem, AuditLine, AuditRow, AuditWords, WordsValue};
use crate::audit::coverage::{PortalCoverage, SILENCE_MS, Silence};
use crate::audit::deliveries::{Delivery, MissingStep};
use crate::audit::finding::MAX_CITATIONS;
use crate::model::time::MINUTE_MS;
use crate::model::{RowId, SessionNo, System};
use crate::query::answer::saturated;
use crate::query::rows::event_row;
use crate::query::view::View;
use crate::source::order;

/// Most names of activities that are told of a portal: many times what Session Logger knows would not be read.
const MAX_ACTIVITIES: usize = 100;

impl AuditRow {
    /// What there is of a portal, with the calls that have changed what is logged, of whichever portal, where there is a
    /// record of CloudTrail. Without settings nothing is said of what is absent.
    pub fn of_coverage(view: &View<'_>, portal: &PortalCoverage, changes: Option<&[RowId]>) -> AuditRow {
        let collected = match &portal.collected.said_by {
            Some(path) => {
                let key = if portal.collected.all { "coverage-all" } else { "coverage-some" };
                let path = ("path", WordsValue::Text(path.clone()));
                AuditWords::new(key, vec![path, count(portal.collected.events.len())])
            }
            None => AuditWords::new("coverage-not-known", Vec::new()),
        };
        let seen = |name: &String, events: Option<u64>| {
            let system = System::SessionLogger.id().to_owned();
            let values =
                vec![("system", system), ("portal", portal.portal.clone()), ("activity", name.clone())];
            AuditItem { count: events, ..AuditItem::new(WordsValue::Text(name.clone()), values) }
        };
        let mut by_count: Vec<(&String, u64)> =
            portal.seen.iter().map(|(name, count)| (name, *count)).collect();
        order::sort_by_key(&mut by_count, |(_, count)| std::cmp::Reverse(*count));
        let names = |label, names: &[String]| {
            let item = |name: &String| AuditItem::new(WordsValue::Text(name.clone()), Vec::new());
            some(label, names.iter().take(MAX_ACTIVITIES).map(item).collect(), names.len())
        };
        let by_count = by_count.into_iter().take(MAX_ACTIVITIES);
        let mut lines = vec![
            AuditLine::new("coverage-collected", Some(collected), Vec::new()),
            some(
                "coverage-seen",
                by_count.map(|(name, count)| seen(name, Some(count))).collect(),
                portal.seen.len(),
            ),
        ];
        if portal.collected.is_known() {
            lines.push(names("coverage-never", &portal.never));
            lines.push(names("coverage-not-collected", &portal.not_collected));
        }
        if !portal.against_settings.is_empty() {
            let against = portal.against_settings.iter().take(MAX_ACTIVITIES);
            let against = against.map(|name| seen(name, None)).collect();
            lines.push(some("coverage-against", against, portal.against_settings.len()));
        }
        let id = |number: SessionNo| view.index.session(number).id.clone();
        let sessions = |label, sessions: &Option<Vec<SessionNo>>| {
            let Some(sessions) = sessions else { return not_told(label) };
            let item = |number: &SessionNo| {
                AuditItem::new(WordsValue::Id(id(*number)), vec![("session", id(*number))])
            };
            let items = sessions.iter().take(MAX_CITATIONS).map(item).collect();
            told(label, counted(sessions.len()), items, sessions.len())
        };
        lines.extend([
            AuditLine::new("coverage-sessions", Some(counted(portal.sessions as usize)), Vec::new()),
            sessions("coverage-without-start", &portal.without_start),
            sessions("coverage-without-end", &portal.without_end),
            sessions("coverage-disconnected", &portal.disconnected),
            match &portal.silences {
                None => not_told("coverage-silences"),
                Some(silences) => {
                    let items = silences.iter().take(MAX_CITATIONS);
                    let items = items.map(|silence| item_of(silence, id(silence.session))).collect();
                    let minutes = WordsValue::Count((SILENCE_MS / MINUTE_MS).unsigned_abs());
                    let values = vec![count(silences.len()), ("minutes", minutes)];
                    let words = AuditWords::new("coverage-silences-words", values);
                    told("coverage-silences", words, items, silences.len())
                }
            },
        ]);
        lines.push(match changes {
            Some([]) => AuditLine::new("coverage-changes", None, Vec::new()),
            Some(changes) => {
                let words = AuditWords::new("coverage-changes-words", vec![count(changes.len())]);
                AuditLine::new("coverage-changes", Some(words), Vec::new())
            }
            None => {
                let words = AuditWords::new("coverage-changes-unknown", Vec::new());
                AuditLine::new("coverage-changes", Some(words), Vec::new())
            }
        });
        let changes = changes.unwrap_or_default();
        let words = match portal.first.zip(portal.last) {
            Some((from, to)) => from_to("coverage-from-to", from, to),
            None => AuditWords::new("coverage-no-events", Vec::new()),
        };
        AuditRow {
            portal: portal.portal.clone(),
            title: title(&portal.portal),
            words: vec![words],
            is_lacking: false,
            lines,
            course: None,
            events: changes.iter().take(MAX_CITATIONS).map(|row| event_row(view, *row)).collect(),
            event_count: changes.len() as u64,
        }
    }

    /// What was delivered of a portal by a series of counts, with when the greatest bound of what is missing was reached;
    /// of the other steps nothing is told.
    pub fn of_delivery(delivery: &Delivery) -> AuditRow {
        let number = |number: u128| WordsValue::Count(saturated(number));
        let bounds = delivery.bounds.as_ref();
        let loss = delivery.loss();
        let verdict = match loss {
            Some(loss) => missing(loss),
            None if bounds.is_none() => AuditWords::new("delivery-no-portal", Vec::new()),
            None => AuditWords::new("delivery-none-proven", Vec::new()),
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
        let surplus = bounds.map_or(0, |bounds| bounds.surplus);
        if surplus > 0 {
            words.push(AuditWords::new("delivery-surplus", vec![("count", number(surplus))]));
        }
        // The bound counts each of them as one that was delivered.
        if bounds.is_some() && (surplus > 0 || delivery.undated + delivery.rejected > 0) {
            words.push(AuditWords::new("delivery-may-hide", Vec::new()));
        }
        if delivery.damaged_inputs > 0 {
            let damaged = number(delivery.damaged_inputs.into());
            words.push(AuditWords::new("delivery-damaged", vec![("count", damaged)]));
        }
        if let Some(files) = delivery.delivered_files {
            let values = vec![("delivered", number(files)), ("loaded", number(delivery.loaded_files.into()))];
            words.push(AuditWords::new("delivery-files", values));
        }
        let errors = |errors: Option<u128>| errors.map_or_else(|| super::message("unknown"), number);
        let errors = vec![
            ("denied", errors(delivery.errors.access_denied)),
            ("missing", errors(delivery.errors.target_not_found)),
        ];
        words.push(AuditWords::new("delivery-errors", errors));
        words.push(AuditWords::new(
            "delivery-source",
            vec![("source", WordsValue::Text(delivery.source.clone()))],
        ));
        AuditRow {
            portal: delivery.portal.clone(),
            title: title(&delivery.portal),
            words,
            is_lacking: loss.is_some() || bounds.is_none(),
            lines: Vec::new(),
            course: delivery.course.clone(),
            events: Vec::new(),
            event_count: 0,
        }
    }
}

/// That events are missing, and by when they had been delivered.
fn missing(loss: MissingStep) -> AuditWords {
    let count = WordsValue::Count(saturated(loss.missing));
    AuditWords::new("delivery-missing", vec![("count", count), ("time", WordsValue::Time(loss.by))])
}

/// That events of any portals are missing, in one sentence; nothing where no loss is proven. Where several series count
/// the deliveries of one portal, the one counts by which most is missing.
pub fn losses(deliveries: &[Delivery]) -> Option<AuditWords> {
    let of_portals = deliveries.chunk_by(|a, b| a.portal == b.portal);
    let most = of_portals
        .filter_map(|of_one| of_one.iter().filter_map(Delivery::loss).max_by_key(|loss| loss.missing));
    let all = most.reduce(|all, loss| MissingStep {
        by: all.by.max(loss.by),
        missing: all.missing.saturating_add(loss.missing),
    });
    all.map(missing)
}

/// What a portal is called.
fn title(portal: &str) -> AuditWords {
    match portal {
        "" => AuditWords::new("coverage-no-portal", Vec::new()),
        portal => AuditWords::new("coverage-portal", vec![("portal", WordsValue::Text(portal.to_owned()))]),
    }
}

fn from_to(key: &str, from: i64, to: i64) -> AuditWords {
    AuditWords::new(key, vec![("from", WordsValue::Time(from)), ("to", WordsValue::Time(to))])
}

fn count(count: usize) -> (&'static str, WordsValue) {
    ("count", WordsValue::Count(count as u64))
}

fn counted(number: usize) -> AuditWords {
    AuditWords::new("audit-text", vec![("text", WordsValue::Count(number as u64))])
}

/// A silence in the session of an id.
fn item_of(silence: &Silence, id: String) -> AuditItem {
    let values = vec![
        ("id", WordsValue::Id(id.clone())),
        ("from", WordsValue::Time(silence.from)),
        ("to", WordsValue::Time(silence.to)),
        ("length", WordsValue::Length(silence.to - silence.from)),
    ];
    let item = AuditItem::new(WordsValue::Id(String::new()), vec![("session", id)]);
    AuditItem { words: AuditWords::new("coverage-silence", values), ..item }
}

/// A line of the first of so many items.
fn some(label: &str, first: Vec<AuditItem>, all: usize) -> AuditLine {
    let others = all - first.len();
    AuditLine { others: others as u64, ..AuditLine::new(label, None, first) }
}

/// The same with words before them, if there are any.
fn told(label: &str, words: AuditWords, first: Vec<AuditItem>, all: usize) -> AuditLine {
    AuditLine { words: (all > 0).then_some(words), ..some(label, first, all) }
}

/// A line about what may not be told.
fn not_told(label: &str) -> AuditLine {
    AuditLine::new(label, Some(AuditWords::new("coverage-may-not-be-told", Vec::new())), Vec::new())
}
