//! What there is of a portal and what was delivered of it, in words.

use super::changes::ChangeGroup;
use super::{AuditItem, AuditLine, AuditRow, AuditWords, MAX_LED_TO, WordsValue};
use crate::audit::coverage::{PortalCoverage, SILENCE_MS, Silence};
use crate::audit::deliveries::{Delivery, MissingStep};
use crate::audit::finding::MAX_CITATIONS;
use crate::audit::logging_changes::LoggingChange;
use crate::audit::logging_gaps::gaps;
use crate::audit::results::AuditResults;
use crate::model::time::MINUTE_MS;
use crate::model::{SessionNo, System};
use crate::query::answer::{Lead, saturated};
use crate::query::view::View;
use crate::source::order;

/// Most names of activities that are told of a portal: many times what Session Logger knows would not be read.
const MAX_ACTIVITIES: usize = 100;

impl AuditRow {
    /// What there is of a portal, with the calls that have changed what is logged of it, where there is a record of
    /// CloudTrail. Without settings nothing is said of what is absent.
    pub fn of_coverage(view: &View<'_>, results: &AuditResults, portal: &PortalCoverage) -> AuditRow {
        let collected = match &portal.collected.said_by {
            Some(path) => {
                let key = if portal.collected.all { "coverage-all" } else { "coverage-some" };
                let text = ("path", WordsValue::Text(path.clone()));
                let words = AuditWords::new(key, vec![text, count(portal.collected.events.len())]);
                let line = AuditLine::new("coverage-collected", Some(words), Vec::new());
                AuditLine { lead: Some(Lead::File(path.clone())), ..line }
            }
            None => {
                let words = AuditWords::new("coverage-not-known", Vec::new());
                AuditLine::new("coverage-collected", Some(words), Vec::new())
            }
        };
        let own = || Lead::events([SYSTEM, ("portal", &portal.portal)]);
        let seen = |name: &String, events: Option<u64>| {
            let lead = own().and(("activity", name));
            AuditItem { count: events, ..AuditItem::new(WordsValue::Text(name.clone()), Some(lead)) }
        };
        let mut by_count: Vec<(&String, u64)> =
            portal.seen.iter().map(|(name, count)| (name, *count)).collect();
        order::sort_by_key(&mut by_count, |(_, count)| std::cmp::Reverse(*count));
        let names = |label, names: &[String]| {
            let item = |name: &String| AuditItem::new(WordsValue::Text(name.clone()), None);
            some(label, names.iter().take(MAX_ACTIVITIES).map(item).collect(), names.len())
        };
        let by_count = by_count.into_iter().take(MAX_ACTIVITIES);
        let mut lines = vec![
            collected,
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
        let lead =
            |sessions: &[SessionNo]| sessions_lead(sessions.iter().map(|number| id(*number)).collect());
        let sessions = |label, sessions: &Option<Vec<SessionNo>>| {
            let Some(sessions) = sessions else { return not_told(label) };
            let item = |number: &SessionNo| {
                AuditItem::new(WordsValue::Id(id(*number)), Some(session_lead(&id(*number))))
            };
            let items = sessions.iter().take(MAX_CITATIONS).map(item).collect();
            AuditLine { lead: lead(sessions), ..told(label, counted(sessions.len()), items, sessions.len()) }
        };
        let all_sessions =
            AuditLine::new("coverage-sessions", Some(counted(portal.sessions.len())), Vec::new());
        lines.extend([
            AuditLine { lead: lead(&portal.sessions), ..all_sessions },
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
                    let line = told("coverage-silences", words, items, silences.len());
                    AuditLine { lead: silences_lead(silences, id), ..line }
                }
            },
        ]);
        let of_portal: Vec<&LoggingChange> =
            results.changes.iter().flatten().filter(|change| change.is_of(&portal.portal)).collect();
        let said_of_changes = match (&results.changes, of_portal.len()) {
            (None, _) => Some(AuditWords::new("coverage-changes-unknown", Vec::new())),
            (Some(_), 0) => None,
            (Some(_), number) => Some(AuditWords::new("coverage-changes-words", vec![count(number)])),
        };
        lines.push(AuditLine::new("coverage-changes", said_of_changes, Vec::new()));
        let words = match portal.first.zip(portal.last) {
            Some((from, to)) => from_to("coverage-from-to", from, to),
            None => AuditWords::new("coverage-no-events", Vec::new()),
        };
        let lead = (!portal.seen.is_empty()).then(own);
        let row = AuditRow {
            lead,
            words: vec![words],
            lines,
            ..AuditRow::new(&portal.portal, title(&portal.portal))
        };
        let gaps = gaps(&results.coverage, &results.deliveries, Some(&portal.portal));
        row.with_changes(view, &of_portal, &gaps)
    }

    /// Changes of the logging that stand beside no portal, of one group.
    pub fn of_changes(view: &View<'_>, results: &AuditResults, group: &ChangeGroup<'_>) -> AuditRow {
        let ChangeGroup { title, words, changes } = group;
        let gaps = gaps(&results.coverage, &results.deliveries, None);
        let row = AuditRow::new("", title.clone()).with_changes(view, changes, &gaps);
        AuditRow { words: words.iter().cloned().collect(), ..row }
    }

    /// What was delivered of a portal by a series of counts, with when the greatest bound of what is missing was reached;
    /// of the other steps nothing is told.
    pub fn of_delivery(view: &View<'_>, results: &AuditResults, delivery: &Delivery) -> AuditRow {
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
        let (from, to) = delivery.loaded_between();
        let lead = || Lead::events([SYSTEM, ("portal", &delivery.portal)]).within(from, to);
        let row = AuditRow {
            lead: (delivery.loaded_events > 0).then(lead),
            words,
            is_lacking: loss.is_some() || bounds.is_none(),
            course: delivery.course.clone(),
            ..AuditRow::new(&delivery.portal, title(&delivery.portal))
        };
        row.with_marks(view, results.changes.as_deref().unwrap_or_default())
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

/// What all events are of that a portal is known by.
const SYSTEM: (&str, &str) = ("system", System::SessionLogger.id());

/// Leads to the events of a session.
fn session_lead(id: &str) -> Lead {
    Lead::events([SYSTEM, ("session", id)])
}

/// Leads to the events of some sessions, if they can be named in a line.
fn sessions_lead(ids: Vec<String>) -> Option<Lead> {
    let can_be_named = (1..=MAX_LED_TO).contains(&ids.len());
    can_be_named.then(|| Lead::events_of_any("session", ids).and(SYSTEM))
}

/// Leads to the sessions that fell silent, in the time in which they did.
fn silences_lead(silences: &[Silence], id: impl Fn(SessionNo) -> String) -> Option<Lead> {
    let ids = order::set_of(silences.iter().map(|silence| id(silence.session)));
    // They come by their start.
    let (from, to) = (silences.first()?.from, silences.iter().map(|silence| silence.to).max()?);
    Some(sessions_lead(ids.into_iter().collect())?.within(from, to))
}

/// A silence in the session of an id: it leads to the events before and after it.
fn item_of(silence: &Silence, id: String) -> AuditItem {
    let values = vec![
        ("id", WordsValue::Id(id.clone())),
        ("from", WordsValue::Time(silence.from)),
        ("to", WordsValue::Time(silence.to)),
        ("length", WordsValue::Length(silence.to - silence.from)),
    ];
    let lead = session_lead(&id).within(silence.from, silence.to);
    AuditItem { words: AuditWords::new("coverage-silence", values), count: None, lead: Some(lead) }
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
