//! What the audit finds of everything that was read, whatever the scope.

use super::marks::citation;
use crate::audit::answer::{
    AuditPart, AuditRow, AuditWords, FindingGroup, RuleCounts, RuleRunReport, change_groups, losses,
};
use crate::audit::cannot_show::systems_with_limitations;
use crate::audit::digests::{DigestFinding, DigestReport};
use crate::audit::finding::{Detail, Finding, FindingKind, MAX_CITATIONS};
use crate::audit::results::AuditResults;
use crate::audit::sigma::{RuleSource, rule_counts, rule_sources};
use crate::casefile::{Dismissal, FindingKey};
use crate::engine::request::Request;
use crate::engine::snapshot::{Snapshot, StoreCache};
use crate::export::table::FindingCounts;
use crate::filter::Mistake;
use crate::model::audit_options::AuditOptions;
use crate::model::{SessionNo, Store, System, Window};
use crate::query::answer::Page;
use crate::query::dismissed::DismissedFindings;
use crate::query::selection::Selection;
use crate::query::view::{ScopeSelection, View};
use crate::source::hash::hex;
use crate::source::limits::MAX_DISMISSED_EVENTS;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

const _: () =
    assert!(MAX_CITATIONS <= MAX_DISMISSED_EVENTS, "a finding is known again by what is cited of it");

/// What is asked about: with what findings are looked for, and what a person has dismissed of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditScope {
    /// With what they are looked for.
    pub options: AuditOptions,
    /// Which state of the annotations is asked about, where findings are dismissed in it; else 0.
    pub dismissals: u64,
}

/// What was found, and what of it was dismissed.
struct Found<'a> {
    snapshot: &'a Snapshot<'a>,
    audit: Rc<AuditResults>,
    of_digests: Option<Vec<DigestFinding>>,
    dismissed: Rc<DismissedFindings>,
}

impl<'a> Found<'a> {
    /// What `read` makes of it.
    fn read<T>(
        snapshot: &'a Snapshot<'a>,
        scope: AuditScope,
        read: impl FnOnce(&View<'_>, &Found<'a>) -> T,
    ) -> T {
        let Snapshot { store, cache, .. } = *snapshot;
        let everything = ScopeSelection::everything(store, &cache.derived);
        let view = cache.derived.view(store, &everything);
        let audit = cache.audit(&view, scope.options);
        let of_digests = cache.digests(store).map(DigestReport::findings);
        let dismissed = Rc::clone(&cache.dismissed.borrow());
        read(&view, &Found { snapshot, audit, of_digests, dismissed })
    }

    /// The position of the dismissal of a finding.
    fn dismissal_of(&self, finding: &Finding) -> Option<u32> {
        dismissal_of(&self.dismissed, finding)
    }

    /// The same of one about digests.
    fn dismissal_of_digest(&self, finding: &DigestFinding) -> Option<u32> {
        self.dismissed.position(DigestFinding::KIND, &subject(finding), &[])
    }

    fn row(&self, row: AuditRow, key: FindingKey, dismissal: Option<u32>) -> ToldRow {
        let of_position =
            |position: u32| self.snapshot.annotations.dismissals.get(position as usize).cloned();
        ToldRow { row, finding: Some(ToldFinding { key, dismissal: dismissal.and_then(of_position) }) }
    }
}

/// The position of the dismissal of a finding, among those that were dismissed.
fn dismissal_of(dismissed: &DismissedFindings, finding: &Finding) -> Option<u32> {
    // Each finding is asked, and mostly none was dismissed.
    if dismissed.is_empty() {
        return None;
    }
    dismissed.position(finding.kind.id(), &subject_of(finding), &finding.events)
}

/// What a finding about a digest or a log file is about: with another content, it is another one.
fn subject(finding: &DigestFinding) -> String {
    let content = finding.sha256.map(|sha256| hex(&sha256)).unwrap_or_default();
    format!("{} {} {content}", finding.verdict, finding.key).trim_end().to_owned()
}

/// What a finding is about beside its events: the rule, of which several may describe the same ones, or its signs: with
/// others, what was dismissed is another finding.
fn subject_of(finding: &Finding) -> String {
    match &finding.detail {
        Detail::Rule(about) if about.id.is_empty() => about.title.clone(),
        Detail::Rule(about) => about.id.clone(),
        detail => detail.signs().join(" "),
    }
}

/// What tells a finding from others.
fn key(store: &Store, finding: &Finding) -> FindingKey {
    FindingKey {
        kind: finding.kind.id().to_owned(),
        subject: subject_of(finding),
        events: finding.events.iter().take(MAX_CITATIONS).map(|row| citation(store, *row)).collect(),
        event_count: finding.events.len() as u64,
    }
}

/// What was found, and what could not be looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingSummary {
    /// The kinds that were found, those of the most weight first.
    pub groups: Vec<FindingGroup>,
    /// Whether hours of work were given.
    pub has_hours: bool,
    /// How many portals there are.
    pub portals: u32,
    /// How many of them have settings that say what is collected.
    pub portals_with_settings: u32,
    /// How many series of deliveries there are to compare with.
    pub deliveries: u32,
    /// That events are missing which were delivered, if that is proven.
    pub missing: Option<AuditWords>,
    /// Whether digests are here whose chain has not been looked at.
    pub has_unchecked_digests: bool,
    /// The systems that have an event.
    pub systems: Vec<System>,
    /// What came of the last run of rules, once it has ended.
    pub rule_run: Option<RuleRunReport>,
    /// The dismissals whose finding is not there, in the order of the case.
    pub lost: Vec<Dismissal>,
    /// Paths and hashes of inputs whose findings were dismissed before the hash was known.
    pub hashes: Vec<(String, String)>,
}

/// Which kinds of findings there are, and what could not be looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingKinds(pub AuditScope);

impl Request for FindingKinds {
    type Response = FindingSummary;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<FindingSummary, Mistake> {
        let AuditScope { options, .. } = self.0;
        Ok(Found::read(snapshot, self.0, |view, found| {
            let mut is_lost = vec![true; found.dismissed.len()];
            let mut note = |position: Option<u32>| {
                position.into_iter().for_each(|position| is_lost[position as usize] = false);
                position.is_some()
            };
            let of_digests = found.of_digests.as_deref().unwrap_or_default();
            let mut digests = FindingGroup::of(DigestFinding::KIND, &options);
            for finding in of_digests {
                digests.add(note(found.dismissal_of_digest(finding)));
            }
            let mut groups = vec![digests];
            for kind in FindingKind::BY_WEIGHT {
                let mut group = FindingGroup::of(kind.id(), &options);
                let of_kind = found.audit.findings.iter().filter(|finding| finding.kind == kind);
                let mut rows = Vec::new();
                for finding in of_kind {
                    group.add(note(found.dismissal_of(finding)));
                    rows.push(&finding.events);
                }
                if !rows.is_empty() {
                    let rows = rows.into_iter().flatten().copied();
                    group.events = Selection::of_rows(view.store, rows).count();
                }
                groups.push(group);
            }
            let (audit, dismissals) = (&found.audit, &snapshot.annotations.dismissals);
            let with_settings = audit.coverage.iter().filter(|portal| portal.collected.is_known());
            FindingSummary {
                groups: groups.into_iter().filter(|group| group.count + group.dismissed > 0).collect(),
                has_hours: options.hours.is_some(),
                portals: audit.coverage.len() as u32,
                portals_with_settings: with_settings.count() as u32,
                deliveries: audit.deliveries.len() as u32,
                missing: losses(&audit.deliveries),
                has_unchecked_digests: found.of_digests.is_none(),
                systems: systems_with_limitations(view.store),
                rule_run: snapshot.cache.rules.borrow().report(view.store),
                lost: dismissals
                    .iter()
                    .zip(is_lost)
                    .filter(|(_, is_lost)| *is_lost)
                    .map(|(it, _)| it.clone())
                    .collect(),
                hashes: found.dismissed.hashes().to_vec(),
            }
        }))
    }
}

/// How many rules there are: asked where it is shown, for they are read to be counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleTotals;

impl Request for RuleTotals {
    type Response = RuleCounts;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<RuleCounts, Mistake> {
        Ok(*snapshot.cache.rule_counts.get_or_init(|| rule_counts(snapshot.store)))
    }
}

/// The texts of the rules that are in force, for a run of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSources {
    /// Whether those that are built in are wanted, too.
    pub with_built_in: bool,
}

impl Request for RuleSources {
    type Response = Vec<RuleSource>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Vec<RuleSource>, Mistake> {
        Ok(rule_sources(snapshot.store, self.with_built_in))
    }
}

/// A row of the audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldRow {
    /// What it says.
    pub row: AuditRow,
    /// What is known of the finding, of one.
    pub finding: Option<ToldFinding>,
}

/// What is known of a finding beside what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldFinding {
    /// What tells it from others.
    pub key: FindingKey,
    /// Its dismissal, of one that was dismissed: as the case has it, which may name its records otherwise.
    pub dismissal: Option<Dismissal>,
}

/// Rows of a part of the audit: findings in its order, portals by their ids, deliveries by portal and source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    /// Of what.
    pub part: AuditPart,
    /// With what findings are looked for.
    pub scope: AuditScope,
    /// Which of it.
    pub window: Window,
}

impl Request for AuditPage {
    type Response = Page<ToldRow>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Page<ToldRow>, Mistake> {
        let plain = |row| ToldRow { row, finding: None };
        Ok(Found::read(snapshot, self.scope, |view, found| match &self.part {
            AuditPart::Findings { kind, dismissed } if kind == DigestFinding::KIND => {
                let logs = snapshot.cache.digests(snapshot.store).map_or(&[][..], |report| &report.logs);
                let all = found.of_digests.iter().flatten().map(|it| (it, found.dismissal_of_digest(it)));
                let all: Vec<_> = all.filter(|(_, position)| position.is_some() == *dismissed).collect();
                Page::of(&all, self.window, |(finding, position)| {
                    let (kind, subject) = (kind.clone(), subject(finding));
                    let key = FindingKey { kind, subject, ..FindingKey::default() };
                    found.row(AuditRow::of_digest(view, logs, finding), key, *position)
                })
            }
            AuditPart::Findings { kind, dismissed } => {
                let of_kind = found.audit.findings.iter().filter(|finding| finding.kind.id() == kind);
                let all = of_kind.map(|finding| (finding, found.dismissal_of(finding)));
                let all: Vec<_> = all.filter(|(_, position)| position.is_some() == *dismissed).collect();
                Page::of(&all, self.window, |(finding, position)| {
                    found.row(AuditRow::of_finding(view, finding), key(view.store, finding), *position)
                })
            }
            AuditPart::Coverage => Page::of(&found.audit.coverage, self.window, |portal| {
                plain(AuditRow::of_coverage(view, &found.audit, portal))
            }),
            AuditPart::OtherChanges => Page::of(&change_groups(&found.audit), self.window, |group| {
                plain(AuditRow::of_changes(view, &found.audit, group))
            }),
            AuditPart::Deliveries => Page::of(&found.audit.deliveries, self.window, |delivery| {
                plain(AuditRow::of_delivery(view, &found.audit, delivery))
            }),
        }))
    }
}

/// The findings of some sessions that nobody has dismissed. They are of everything that was read: sessions are known by
/// their numbers then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionFindings {
    /// With what findings are looked for.
    pub scope: AuditScope,
    /// Which sessions.
    pub sessions: Vec<SessionNo>,
}

/// The findings of a kind in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionFinding {
    /// Which session.
    pub session: SessionNo,
    /// Of which kind.
    pub kind: FindingKind,
    /// How many.
    pub count: u32,
    /// The position of the first of them among all of the kind that nobody has dismissed.
    pub first: u32,
}

impl Request for SessionFindings {
    /// Those of most weight first.
    type Response = Vec<SessionFinding>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Vec<SessionFinding>, Mistake> {
        // Most sessions have none, and all findings are gone through for those that have some.
        let counts = findings_by_session(snapshot.store, snapshot.cache, self.scope.options);
        let has_any = |session: &SessionNo| counts.get(session.0 as usize).is_some_and(|count| *count > 0);
        let wanted: HashSet<SessionNo> = self.sessions.iter().copied().filter(has_any).collect();
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        Ok(Found::read(snapshot, self.scope, |view, found| {
            let mut all: Vec<SessionFinding> = Vec::new();
            for kind in FindingKind::BY_WEIGHT {
                let of_kind = found.audit.findings.iter().filter(|finding| finding.kind == kind);
                let mut told: HashMap<SessionNo, usize> = HashMap::new();
                for (position, finding) in
                    (0..).zip(of_kind.filter(|finding| found.dismissal_of(finding).is_none()))
                {
                    let session = finding.session(view).filter(|session| wanted.contains(session));
                    let Some(session) = session else { continue };
                    let index = *told.entry(session).or_insert_with(|| {
                        all.push(SessionFinding { session, kind, count: 0, first: position });
                        all.len() - 1
                    });
                    all[index].count += 1;
                }
            }
            all
        }))
    }
}

/// How many findings sessions have that nobody has dismissed, of everything that was read.
pub(in crate::engine) fn findings_by_session(
    store: &Store,
    cache: &StoreCache,
    options: AuditOptions,
) -> Rc<FindingCounts> {
    cache.findings_by_session.get(options, || {
        let everything = ScopeSelection::everything(store, &cache.derived);
        let view = cache.derived.view(store, &everything);
        let dismissed = cache.dismissed.borrow();
        let mut counts = FindingCounts::default();
        for finding in &cache.audit(&view, options).findings {
            if dismissal_of(&dismissed, finding).is_none()
                && let Some(session) = finding.session(&view)
            {
                let number = session.0 as usize;
                counts.resize(counts.len().max(number + 1), 0);
                counts[number] += 1;
            }
        }
        counts
    })
}
