//! Findings in words: the message of each, and its values.

use super::{AuditItem, AuditLine, AuditRow, AuditWords, FindingGroup, MAX_LED_TO, WordsValue, message};
use crate::audit::digests::{DigestFinding, LogRow};
use crate::audit::finding::{Detail, Finding, FindingKind, KindSet, MAX_CITATIONS, Subject};
use crate::audit::rules::{
    activity_after_end, bulk_out, first_seen_network, left_after_download, two_places,
};
use crate::model::audit_options::{AuditOptions, Threshold};
use crate::model::time::{DAY_MS, SECOND_MS, zone_label};
use crate::model::{ByteCount, RowId, TextField};
use crate::query::answer::Lead;
use crate::query::rows::event_row;
use crate::query::view::View;
use crate::sigma::Level;
use crate::source::network::AddressNetwork;

impl AuditRow {
    /// A finding.
    pub fn of_finding(view: &View<'_>, finding: &Finding) -> AuditRow {
        let user = |row: RowId| view.store.text(TextField::User, row).to_owned();
        let (user, session) = match finding.subject {
            Subject::Event(row) => (user(row), view.index.session_id(view.store, row).to_owned()),
            Subject::Session(number) => {
                let session = view.index.session(number);
                (session.user.clone(), session.id.clone())
            }
            Subject::User(row) => (user(row), String::new()),
            Subject::Nobody => (String::new(), String::new()),
        };
        let workspace_user = match finding.subject {
            Subject::Event(row) | Subject::User(row) => view.workspace_user(row),
            Subject::Session(_) | Subject::Nobody => None,
        };
        let user = match (user.is_empty(), workspace_user) {
            (false, _) => WordsValue::Text(user),
            (true, Some(user)) => WordsValue::WorkspaceUser(user.to_owned()),
            (true, None) => message("finding-no-user"),
        };
        let mut all = vec![("user", user), ("count", WordsValue::Count(finding.events.len() as u64))];
        all.extend(values(view, finding));
        let time = finding.time.map(|time| {
            let words = AuditWords::new("audit-time", vec![("time", WordsValue::Time(time))]);
            AuditLine::new("field-time", Some(words), Vec::new())
        });
        let session = (!session.is_empty()).then(|| {
            let lead = Lead::events([("session", &session)]);
            let item = AuditItem::new(WordsValue::Id(session.clone()), Some(lead));
            AuditLine::new("field-session", None, vec![item])
        });
        AuditRow {
            lines: time.into_iter().chain(session).chain(about_rule(finding)).collect(),
            events: finding.events.iter().take(MAX_CITATIONS).map(|row| event_row(view, *row)).collect(),
            event_count: finding.events.len() as u64,
            ..AuditRow::new("", AuditWords::new(&format!("finding-{}", finding.kind.id()), all))
        }
    }

    /// A finding about a digest or a log file, which counts no events. Where its file is here, it leads there and to the
    /// events that rest on it: those of the log file, or those of the log files that the digest lists.
    pub fn of_digest(view: &View<'_>, logs: &[LogRow], finding: &DigestFinding) -> AuditRow {
        let key = format!("finding-{}-{}", DigestFinding::KIND, finding.verdict);
        let title = AuditWords::new(&key, vec![("key", WordsValue::Text(finding.key.clone()))]);
        let row = AuditRow::new("", title);
        let Some(path) = &finding.path else { return row };
        let file = AuditItem::new(WordsValue::Text(path.clone()), Some(Lead::File(path.clone())));
        let file = AuditLine::new("finding-digest-file", None, vec![file]);
        let events = |path: &String| view.store.input(path).map_or(0, |input| input.events);
        let listed = logs.iter().filter(|log| log.listed_by.as_ref() == Some(&finding.key));
        let of_listed = listed.filter_map(|log| log.path.as_ref());
        let (label, paths): (_, Vec<&String>) = match events(path) {
            0 => ("finding-digest-listed", of_listed.filter(|path| events(path) > 0).collect()),
            _ => ("finding-digest-read", vec![path]),
        };
        let count = paths.iter().map(|path| events(path)).sum();
        let read = (count > 0).then(|| {
            let words = AuditWords::new("finding-digest-events", vec![("count", WordsValue::Count(count))]);
            let paths = paths.into_iter().cloned().collect::<Vec<_>>();
            let lead = (paths.len() <= MAX_LED_TO).then(|| Lead::events_of_any("input", paths));
            AuditLine { lead, ..AuditLine::new(label, Some(words), Vec::new()) }
        });
        AuditRow { lines: [file].into_iter().chain(read).collect(), ..row }
    }
}

/// Who made the rule that a finding is of, under which licence it is, and what it says of itself: its licence may ask for
/// that wherever its matches are shown (Detection Rule License 1.1).
fn about_rule(finding: &Finding) -> Vec<AuditLine> {
    let Detail::Rule(about) = &finding.detail else { return Vec::new() };
    // A text of YAML is cut into lines where its writer's column ended.
    let joined = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = |text: &str| AuditItem::new(WordsValue::Text(joined(text)), None);
    let of_one = |label, value: &str| (label, if value.is_empty() { Vec::new() } else { vec![text(value)] });
    let of_all = |label, values: &[String]| (label, values.iter().map(|value| text(value)).collect());
    let lines = [
        of_one("rule-description", &about.description),
        of_all("rule-false-positives", &about.false_positives),
        of_one("rule-author", &about.author),
        of_one("rule-id", &about.id),
        of_one("rule-license", &about.license),
        of_all("rule-references", &about.references),
    ];
    let said = lines.into_iter().filter(|(_, items)| !items.is_empty());
    said.map(|(label, items)| AuditLine::new(label, None, items)).collect()
}

/// What the sentence of a finding says beside whom it is about and how many events it has.
fn values(view: &View<'_>, finding: &Finding) -> Vec<(&'static str, WordsValue)> {
    let columns = view.store.columns();
    let (first, last) = (finding.events[0], finding.events[finding.events.len() - 1]);
    let text = |field, row: RowId| WordsValue::Text(view.store.text(field, row).to_owned());
    let size = |row| WordsValue::Size(columns.size(row));
    let network = |row| {
        let network = AddressNetwork::of(view.store.text(TextField::ClientIp, row));
        WordsValue::Text(network.map_or_else(String::new, |network| network.to_string()))
    };
    let system = |row| message(&format!("system-{}", columns.system(row).id()));
    let from_to = |field| vec![("from", text(field, first)), ("to", text(field, last))];
    match &finding.detail {
        Detail::ActivityAfterEnd { ended } => {
            vec![("ended", WordsValue::Time(*ended)), ("activity", text(TextField::Activity, first))]
        }
        Detail::AddressChanged => from_to(TextField::ClientIp),
        Detail::UserChanged => from_to(TextField::User),
        Detail::SessionsAtOnce { sessions, addresses } => {
            let texts = view.store.dictionary(TextField::ClientIp);
            let shown: Vec<&str> =
                addresses.iter().take(MAX_CITATIONS).map(|code| texts.get(*code)).collect();
            vec![
                ("count", WordsValue::Count(sessions.len() as u64)),
                ("addresses", WordsValue::Text(shown.join(", "))),
            ]
        }
        Detail::OutWithoutIn => vec![("file", text(TextField::File, first)), ("size", size(first))],
        Detail::SizeChanged => {
            vec![("file", text(TextField::File, last)), ("before", size(first)), ("after", size(last))]
        }
        Detail::LeftAfterDownload { in_leg, out_leg, to, basis, is_large, signs } => {
            let size = columns.size(*out_leg).or_else(|| columns.size(*in_leg));
            let kinds = FindingKind::ALL.into_iter().filter(|kind| signs & kind.bit() != 0);
            let kinds = kinds.map(|kind| format!("finding-{}-title", kind.id()));
            let signs = is_large.then(|| "finding-sign-size".to_owned()).into_iter().chain(kinds).collect();
            vec![
                ("file", text(TextField::File, *out_leg)),
                ("size", WordsValue::Size(size)),
                ("site", text(TextField::Host, *in_leg)),
                ("to", message(&format!("endpoint-{}", to.id()))),
                ("signs", WordsValue::Messages(signs)),
                ("basis", message(&format!("match-{}", basis.id()))),
            ]
        }
        Detail::FirstSeenNetwork { sessions_before } => {
            vec![("network", network(first)), ("count", WordsValue::Count(*sessions_before))]
        }
        Detail::BulkOut { day, bytes, median } => vec![
            ("day", WordsValue::Day(day * DAY_MS)),
            ("size", WordsValue::Size(Some(*bytes))),
            ("median", WordsValue::Size(Some(*median))),
        ],
        Detail::BlockedThenReached => vec![("host", text(TextField::Host, last))],
        Detail::SecretThenDownload => {
            vec![("principal", text(TextField::Principal, last)), ("read", text(TextField::Activity, first))]
        }
        Detail::TwoPlaces { person } => vec![
            ("person", WordsValue::Text(view.people().name(*person).to_owned())),
            ("from", network(first)),
            ("to", network(last)),
            ("first", system(first)),
            ("second", system(last)),
        ],
        Detail::OutOfHours => Vec::new(),
        Detail::UnknownActivity => {
            vec![("activity", text(TextField::Activity, first)), ("portal", text(TextField::Portal, first))]
        }
        Detail::Rule(about) => vec![
            ("title", WordsValue::Text(about.title.clone())),
            ("level", message(&format!("rule-level-{}", about.level.map_or("none", Level::id)))),
        ],
    }
}

impl FindingGroup {
    /// Of a kind none yet, which is looked for with these options.
    pub fn of(kind: &str, options: &AuditOptions) -> FindingGroup {
        let rule = rule_words(kind, options);
        FindingGroup { kind: kind.to_owned(), count: 0, dismissed: 0, events: 0, rule }
    }

    /// One more.
    pub fn add(&mut self, is_dismissed: bool) {
        *if is_dismissed { &mut self.dismissed } else { &mut self.count } += 1;
    }
}

/// When something is a finding of a kind, with the thresholds in force.
pub fn rule_words(kind: &str, options: &AuditOptions) -> AuditWords {
    let threshold = |threshold| options.thresholds.get(threshold);
    let minutes = |it| ("minutes", WordsValue::Count(threshold(it)));
    let size = |it| ("size", WordsValue::Size(Some(ByteCount::from(threshold(it)))));
    let zone = || ("of", WordsValue::Text(zone_label(options.zone_minutes)));
    let values = match FindingKind::ALL.into_iter().find(|known| known.id() == kind) {
        Some(FindingKind::ActivityAfterEnd) => {
            let seconds = activity_after_end::GRACE_MS / SECOND_MS;
            vec![("seconds", WordsValue::Count(seconds.unsigned_abs()))]
        }
        Some(FindingKind::LeftAfterDownload) => {
            let titles = |kinds: KindSet| {
                let of_set = FindingKind::ALL.into_iter().filter(|kind| kinds & kind.bit() != 0);
                WordsValue::Messages(of_set.map(|kind| format!("finding-{}-title", kind.id())).collect())
            };
            let signs = ("signs", titles(left_after_download::SIGNS));
            vec![size(Threshold::LargeBytes), signs, ("daily", titles(FindingKind::BulkOut.bit()))]
        }
        Some(FindingKind::FirstSeenNetwork) => {
            vec![("count", WordsValue::Count(first_seen_network::MIN_SESSIONS_BEFORE))]
        }
        Some(FindingKind::BulkOut) => vec![
            size(Threshold::BulkBytes),
            ("factor", WordsValue::Count(threshold(Threshold::BulkFactor))),
            ("days", WordsValue::Count(bulk_out::MIN_OTHER_DAYS as u64)),
            zone(),
        ],
        Some(FindingKind::BlockedThenReached) => vec![minutes(Threshold::BlockedMinutes)],
        Some(FindingKind::SecretThenDownload) => vec![minutes(Threshold::SecretMinutes)],
        Some(FindingKind::TwoPlaces) => {
            vec![minutes(Threshold::LoginMinutes), ("count", WordsValue::Count(two_places::SHARED_BY as u64))]
        }
        Some(FindingKind::OutOfHours) => vec![
            (
                "hours",
                options.hours.map_or_else(
                    || message("findings-hours-none"),
                    |hours| WordsValue::Text(hours.to_string()),
                ),
            ),
            ("days", WordsValue::Text(options.days.to_string())),
            zone(),
        ],
        _ => Vec::new(),
    };
    AuditWords::new(&format!("finding-{kind}-rule"), values)
}
