//! The audit, schema `sessionscope.audit/1` of the contract: what the evidence says of itself, the same bytes from page
//! and command line. It covers everything that was read; filters never touch it.
//!
//! The member `digests` is left out where contents have not been hashed that it needs. Where a person has set thresholds,
//! the last member has those in force: what is found with those of the contract has no such member.

mod findings;
mod portals;

use super::digests;
use super::json_outline::{JsonOutline, ListKind};
use super::pieces::Pieces;
use super::{Export, Progress};
use crate::audit::cannot_show::systems_with_limitations;
use crate::audit::coverage::PortalCoverage;
use crate::audit::deliveries::Delivery;
use crate::audit::digests::{DigestFinding, DigestReport};
use crate::audit::finding::Finding;
use crate::audit::flows::{Flows, InLeg, Origin, OutLeg, UnmatchedReason};
use crate::audit::moved::{UserMoves, moved_by_user};
use crate::audit::results::AuditResults;
use crate::audit::sigma::RuleRun;
use crate::model::audit_options::{AuditOptions, Thresholds};
use crate::model::time::{UNDATED, rfc3339};
use crate::model::{Amount, ByteCount, RowId, System, TextField};
use crate::query::people::Person;
use crate::query::view::View;
use crate::source::order;
use serde::Serialize;
use std::io::{self, Write};

/// An event, by the place where it is written (E3).
#[derive(Serialize)]
struct Citation<'a> {
    path: &'a str,
    line: u32,
    offset: u64,
}

impl<'a> Citation<'a> {
    fn of(view: &View<'a>, row: RowId) -> Citation<'a> {
        let columns = view.store.columns();
        let span = columns.span(row);
        let path = &view.store.inputs()[columns.input(row) as usize].path;
        Citation { path, line: span.line, offset: span.offset }
    }
}

#[derive(Serialize)]
struct MatchedFlow<'a> {
    session: &'a str,
    user: &'a str,
    file: &'a str,
    size: Option<ByteCount>,
    from: &'static str,
    site: &'a str,
    to: &'static str,
    in_time: Option<String>,
    out_time: Option<String>,
    r#in: Citation<'a>,
    out: Citation<'a>,
    basis: &'static str,
}

#[derive(Serialize)]
struct UnmatchedOut<'a> {
    session: &'a str,
    user: &'a str,
    file: &'a str,
    size: Option<ByteCount>,
    to: &'static str,
    time: Option<String>,
    out: Citation<'a>,
    reason: &'static str,
}

#[derive(Serialize)]
struct MovedAmount {
    count: u64,
    bytes: ByteCount,
    r#unsized: u64,
}

#[derive(Serialize)]
struct Moved<'a> {
    user: &'a str,
    r#in: MovedAmount,
    out: MovedAmount,
    to_sites: MovedAmount,
    printed: MovedAmount,
    downloaded: MovedAmount,
}

#[derive(Serialize)]
struct JoinedUser<'a> {
    system: &'static str,
    user: &'a str,
    reason: &'static str,
}

#[derive(Serialize)]
struct JoinedPerson<'a> {
    person: &'a str,
    users: Vec<JoinedUser<'a>>,
}

#[derive(Serialize)]
struct SystemLimits {
    system: &'static str,
    limits: Vec<&'static str>,
}

/// The members of the audit, in its order; the schema stands before them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AuditMember {
    Coverage,
    Deliveries,
    Digests,
    Flows,
    UnmatchedOut,
    Moved,
    Findings,
    People,
    CannotShow,
}

impl AuditMember {
    const ALL: [AuditMember; 9] = [
        AuditMember::Coverage,
        AuditMember::Deliveries,
        AuditMember::Digests,
        AuditMember::Flows,
        AuditMember::UnmatchedOut,
        AuditMember::Moved,
        AuditMember::Findings,
        AuditMember::People,
        AuditMember::CannotShow,
    ];

    const fn key(self) -> &'static str {
        match self {
            AuditMember::Coverage => "coverage",
            AuditMember::Deliveries => "deliveries",
            AuditMember::Digests => "digests",
            AuditMember::Flows => "flows",
            AuditMember::UnmatchedOut => "unmatched_out",
            AuditMember::Moved => "moved",
            AuditMember::Findings => "findings",
            AuditMember::People => "people",
            AuditMember::CannotShow => "cannot_show",
        }
    }
}

/// The audit of everything that was read. What later reading changes is taken down when it begins.
pub struct AuditExport {
    coverage: Vec<PortalCoverage>,
    deliveries: Vec<Delivery>,
    digests: Option<DigestReport>,
    matched: Vec<(OutLeg, InLeg)>,
    unmatched: Vec<(OutLeg, UnmatchedReason)>,
    moved: Vec<UserMoves>,
    findings: Vec<Finding>,
    /// Those about digests, and how many of the others come before them.
    digest_findings: (usize, Vec<DigestFinding>),
    people: Vec<Person>,
    systems: Vec<System>,
    thresholds: Thresholds,
    json: JsonOutline,
    /// Index in [`AuditMember::ALL`] of the member that is written, and of the next item in it.
    member: usize,
    item: usize,
    done: u64,
}

impl AuditExport {
    /// The audit of a view of everything; `flows` are those of the same view, `run` is what Sigma rules have found.
    pub fn new(view: &View<'_>, flows: &Flows, options: AuditOptions, run: &RuleRun) -> AuditExport {
        let matched = |leg: &OutLeg| match leg.origin {
            Origin::InLeg(in_leg) => Some((*leg, in_leg)),
            Origin::OtherSize { .. } | Origin::Unknown(_) => None,
        };
        // The changes of the logging are told to people alone.
        let results = AuditResults::of(view, flows, options, run);
        let AuditResults { findings, coverage, deliveries, changes: _ } = results;
        let digests = DigestReport::of(view.store);
        let of_digests = digests.as_ref().map(DigestReport::findings).unwrap_or_default();
        AuditExport {
            digest_findings: (digests::findings_before(&findings), of_digests),
            findings,
            coverage,
            deliveries,
            digests,
            matched: flows.legs().iter().filter_map(matched).collect(),
            unmatched: flows.legs().iter().filter_map(|leg| Some((*leg, leg.origin.unmatched()?))).collect(),
            moved: moved_by_user(view),
            people: view.people().joined().cloned().collect(),
            systems: systems_with_limitations(view.store),
            thresholds: options.thresholds,
            json: JsonOutline::default(),
            member: 0,
            item: 0,
            done: 0,
        }
    }

    /// Writes what comes next; whether there is more. It writes to anything, unlike [`Export::step`].
    fn write_next(&mut self, view: &View<'_>, out: &mut impl Write) -> io::Result<bool> {
        let Some(member) = AuditMember::ALL.get(self.member).copied() else { return Ok(false) };
        if self.done == 0 {
            self.json.member(out, "schema", &"sessionscope.audit/1")?;
        }
        self.done += 1;
        if member == AuditMember::Digests && self.digests.is_none() {
            self.member += 1;
            return Ok(true);
        }
        if self.item == 0 {
            let kind = if member == AuditMember::Digests { ListKind::Map } else { ListKind::Array };
            self.json.begin_list(out, member.key(), kind)?;
        }
        if self.item < self.len_of(member) {
            self.write_item(member, view, out)?;
            self.item += 1;
            return Ok(true);
        }
        self.json.end_list(out)?;
        (self.member, self.item) = (self.member + 1, 0);
        if self.member == AuditMember::ALL.len() {
            if self.thresholds != Thresholds::default() {
                let in_force = order::map_of(self.thresholds.by_id());
                self.json.member(out, "thresholds", &in_force)?;
            }
            self.json.end(out)?;
        }
        Ok(self.member < AuditMember::ALL.len())
    }

    /// How many items a member has.
    fn len_of(&self, member: AuditMember) -> usize {
        match member {
            AuditMember::Coverage => self.coverage.len(),
            AuditMember::Deliveries => self.deliveries.len(),
            AuditMember::Digests => self.digests.as_ref().map_or(0, |_| digests::LISTS),
            AuditMember::Flows => self.matched.len(),
            AuditMember::UnmatchedOut => self.unmatched.len(),
            AuditMember::Moved => self.moved.len(),
            AuditMember::Findings => self.findings.len() + self.digest_findings.1.len(),
            AuditMember::People => self.people.len(),
            AuditMember::CannotShow => self.systems.len(),
        }
    }

    fn write_item(&mut self, member: AuditMember, view: &View<'_>, out: &mut impl Write) -> io::Result<()> {
        let (item, json) = (self.item, &mut self.json);
        match member {
            AuditMember::Coverage => json.item(out, None, &portals::covered(view, &self.coverage[item])),
            AuditMember::Deliveries => json.item(out, None, &portals::delivered(&self.deliveries[item])),
            AuditMember::Digests => match &self.digests {
                Some(report) => digests::write_list(report, item, json, out),
                None => Ok(()),
            },
            AuditMember::Flows => json.item(out, None, &matched_flow(view, self.matched[item])),
            AuditMember::UnmatchedOut => json.item(out, None, &unmatched_out(view, self.unmatched[item])),
            AuditMember::Moved => json.item(out, None, &moved(&self.moved[item])),
            AuditMember::Findings => {
                let (before, of_digests) = &self.digest_findings;
                match item.checked_sub(*before) {
                    None => json.item(out, None, &findings::written(view, &self.findings[item])),
                    Some(number) if number < of_digests.len() => {
                        json.item(out, None, &digests::written(&of_digests[number]))
                    }
                    Some(_) => {
                        let other = &self.findings[item - of_digests.len()];
                        json.item(out, None, &findings::written(view, other))
                    }
                }
            }
            AuditMember::People => json.item(out, None, &joined_person(&self.people[item])),
            AuditMember::CannotShow => json.item(out, None, &system_limits(self.systems[item])),
        }
    }
}

impl Export for AuditExport {
    fn step(&mut self, view: &View<'_>, out: &mut Pieces) -> io::Result<bool> {
        self.write_next(view, out)
    }

    fn progress(&self) -> Progress {
        let items: usize = AuditMember::ALL.into_iter().map(|member| self.len_of(member)).sum();
        Progress { done: self.done, total: (items + AuditMember::ALL.len()) as u64 }
    }
}

/// Writes the audit of a view of everything as pretty-printed JSON with a line feed at its end.
///
/// # Errors
/// Those of the writer.
pub fn write_audit(view: &View<'_>, options: AuditOptions, out: &mut impl Write) -> io::Result<()> {
    let mut audit = AuditExport::new(view, &Flows::of(view), options, &RuleRun::default());
    while audit.write_next(view, out)? {}
    Ok(())
}

fn time(view: &View<'_>, row: RowId) -> Option<String> {
    Some(view.store.columns().time(row)).filter(|time| *time != UNDATED).map(rfc3339)
}

fn matched_flow<'a>(view: &View<'a>, (out_leg, in_leg): (OutLeg, InLeg)) -> MatchedFlow<'a> {
    let columns = view.store.columns();
    let text = |field| view.store.text(field, out_leg.row);
    MatchedFlow {
        session: view.index.session_id(view.store, out_leg.row),
        user: text(TextField::User),
        file: text(TextField::File),
        size: columns.size(out_leg.row).or_else(|| columns.size(in_leg.row)),
        from: in_leg.from.id(),
        site: view.store.text(TextField::Host, in_leg.row),
        to: out_leg.to.id(),
        in_time: time(view, in_leg.row),
        out_time: time(view, out_leg.row),
        r#in: Citation::of(view, in_leg.row),
        out: Citation::of(view, out_leg.row),
        basis: in_leg.basis.id(),
    }
}

fn unmatched_out<'a>(view: &View<'a>, (out_leg, reason): (OutLeg, UnmatchedReason)) -> UnmatchedOut<'a> {
    let text = |field| view.store.text(field, out_leg.row);
    UnmatchedOut {
        session: view.index.session_id(view.store, out_leg.row),
        user: text(TextField::User),
        file: text(TextField::File),
        size: view.store.columns().size(out_leg.row),
        to: out_leg.to.id(),
        time: time(view, out_leg.row),
        out: Citation::of(view, out_leg.row),
        reason: reason.id(),
    }
}

fn moved(moves: &UserMoves) -> Moved<'_> {
    let amount = |Amount { bytes, count, unsized_count }: Amount| MovedAmount {
        count,
        bytes,
        r#unsized: unsized_count,
    };
    Moved {
        user: &moves.user,
        r#in: amount(moves.incoming),
        out: amount(moves.outgoing),
        to_sites: amount(moves.to_sites),
        printed: amount(moves.printed),
        downloaded: amount(moves.downloaded),
    }
}

fn joined_person(person: &Person) -> JoinedPerson<'_> {
    let users = person.users.iter().map(|user| JoinedUser {
        system: user.system.id(),
        user: &user.user,
        reason: user.reason.id(),
    });
    JoinedPerson { person: &person.name, users: users.collect() }
}

fn system_limits(system: System) -> SystemLimits {
    let limits = system.limitations().iter().map(|limitation| limitation.id());
    SystemLimits { system: system.id(), limits: limits.collect() }
}
