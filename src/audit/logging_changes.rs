//! Calls that change what is logged, as CloudTrail has them: the likely reason where something is missing. They stand
//! beside the coverage and are no part of the audit that other programs read.
//!
//! ```text
//!   AssociateSessionLogger     logger L → portal P      names the portal
//!   UpdateSessionLogger        logger L                 names none: of each portal that anything here ties to L
//!   StopLogging                trail                    of CloudTrail itself, so of no portal
//! ```

use super::collected::{PortalSettings, id_in_arn};
use super::evidence::Evidence;
use crate::model::dictionary::ABSENT;
use crate::model::time::UNDATED;
use crate::model::{LoggingEffect, RowId, System, TextField};
use crate::source::arn::ONTO;
use crate::source::order;
use LoggingEffect::{Begins, Changes, Ends, EndsSession};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Ids of portals.
pub type PortalIds = BTreeSet<String>;

/// The service whose loggers log what is done in portals.
const PORTALS: &str = "workspaces-web.amazonaws.com";

/// The calls with what they do, by the service that is called (botocore: operations of `workspaces-web` and `cloudtrail`).
/// What is made logs nothing yet, but before it is made nothing can be logged.
const CALLS: [(&str, &[(&str, LoggingEffect)]); 2] = [
    (
        PORTALS,
        &[
            ("AssociateSessionLogger", Begins),
            ("AssociateUserAccessLoggingSettings", Begins),
            ("CreateSessionLogger", Begins),
            ("DeleteSessionLogger", Ends),
            ("DeleteUserAccessLoggingSettings", Ends),
            ("DisassociateSessionLogger", Ends),
            ("DisassociateUserAccessLoggingSettings", Ends),
            ("ExpireSession", EndsSession),
            ("UpdateSessionLogger", Changes),
            ("UpdateUserAccessLoggingSettings", Changes),
        ],
    ),
    (
        "cloudtrail.amazonaws.com",
        &[
            ("CreateTrail", Begins),
            ("DeleteEventDataStore", Ends),
            ("DeleteTrail", Ends),
            ("PutEventSelectors", Changes),
            ("StartEventDataStoreIngestion", Begins),
            ("StartLogging", Begins),
            ("StopEventDataStoreIngestion", Ends),
            ("StopLogging", Ends),
            ("UpdateTrail", Changes),
        ],
    ),
];

/// Whose logging a call changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeSubject {
    /// That of these portals: the one that it names, else those of the logger that it names.
    Portals(Rc<PortalIds>),
    /// That of a portal, and nothing here says of which.
    UnknownPortal,
    /// CloudTrail's own.
    Trail,
}

/// A call that changed what is logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggingChange {
    /// Its event.
    pub row: RowId,
    /// What it did.
    pub effect: LoggingEffect,
    /// Whose logging it changed.
    pub subject: ChangeSubject,
}

impl LoggingChange {
    /// Whether it may have changed the logging of a portal: all but what is known to be of others.
    pub fn may_concern(&self, portal: &str) -> bool {
        match &self.subject {
            ChangeSubject::Portals(portals) => portals.contains(portal),
            ChangeSubject::UnknownPortal | ChangeSubject::Trail => true,
        }
    }

    /// Whether it is known to be of a portal.
    pub fn is_of(&self, portal: &str) -> bool {
        matches!(&self.subject, ChangeSubject::Portals(portals) if portals.contains(portal))
    }
}

/// The events of such calls that did not fail, in order of time, undated ones last; nothing where there is no record of
/// CloudTrail at all, so that nobody can say that there were none.
pub(super) fn logging_changes(evidence: &Evidence<'_>) -> Option<Vec<LoggingChange>> {
    let store = evidence.view.store;
    if !store.has(System::CloudTrail) {
        return None;
    }
    let mut calls = CALLS.map(|(service, calls)| calls_of(evidence, service, calls)).concat();
    order::sort_by(&mut calls, |a, b| {
        let when = |call: &Call| (evidence.time(call.row) == UNDATED, evidence.time(call.row));
        when(a).cmp(&when(b)).then_with(|| evidence.compare_places(a.row, b.row))
    });
    let portals = PortalsOfLoggers::of(evidence.settings, &calls);
    let change = |Call { row, effect, service, named }| {
        let subject = if service == PORTALS { portals.subject(named) } else { ChangeSubject::Trail };
        LoggingChange { row, effect, subject }
    };
    Some(calls.into_iter().map(change).collect())
}

/// A call, and what it names.
#[derive(Clone)]
struct Call {
    row: RowId,
    effect: LoggingEffect,
    service: &'static str,
    named: Named,
}

/// The ids of what a call names.
#[derive(Clone, Default)]
struct Named {
    portal: Option<String>,
    logger: Option<String>,
}

fn calls_of(
    evidence: &Evidence<'_>,
    service: &'static str,
    calls: &[(&'static str, LoggingEffect)],
) -> Vec<Call> {
    let store = evidence.view.store;
    let Some(code) = store.dictionary(TextField::Service).code(service) else { return Vec::new() };
    let names: Vec<&str> = calls.iter().map(|(name, _)| *name).collect();
    let rows = evidence.rows_in_order(&evidence.wanted(&names), |row, system| {
        system == System::CloudTrail
            && evidence.code(TextField::Service, row) == code
            && evidence.code(TextField::Error, row) == ABSENT
    });
    let call = |row: RowId| {
        let activity = store.text(TextField::Activity, row);
        let (_, effect) = calls.iter().find(|(name, _)| *name == activity)?;
        let named = Named::of(*effect, store.text(TextField::Target, row));
        Some(Call { row, effect: *effect, service, named })
    };
    rows.into_iter().filter_map(call).collect()
}

impl Named {
    /// What stands in the target of a call: ARNs, or the ids of a portal and its session.
    fn of(effect: LoggingEffect, target: &str) -> Named {
        // What is a part of the path of a request may be written as it stands there.
        let target = target.replace("%3A", ":").replace("%2F", "/");
        let mut named = Named::default();
        for part in target.split(ONTO) {
            if effect == EndsSession && !part.contains(':') {
                named.portal = part.split('/').next().filter(|id| !id.is_empty()).map(str::to_owned);
                continue;
            }
            let resource = part.strip_prefix("arn:").and_then(|arn| arn.rsplit(':').next());
            let kind = resource.and_then(|resource| resource.split('/').next());
            let id = id_in_arn(part).map(str::to_owned);
            match kind {
                Some("portal") => named.portal = id,
                Some("sessionLogger" | "userAccessLoggingSettings") => named.logger = id,
                _ => {}
            }
        }
        named
    }
}

/// The portals of each logger, by its id: settings and calls that name both tie them together.
struct PortalsOfLoggers(BTreeMap<String, Rc<PortalIds>>);

impl PortalsOfLoggers {
    fn of(settings: &PortalSettings, calls: &[Call]) -> PortalsOfLoggers {
        let mut portals = settings.loggers.clone();
        for Call { named, .. } in calls {
            if let (Some(logger), Some(portal)) = (&named.logger, &named.portal) {
                portals.entry(logger.clone()).or_default().insert(portal.clone());
            }
        }
        PortalsOfLoggers(order::map_of(portals.into_iter().map(|(logger, ids)| (logger, Rc::new(ids)))))
    }

    fn subject(&self, named: Named) -> ChangeSubject {
        if let Some(portal) = named.portal {
            return ChangeSubject::Portals(Rc::new(PortalIds::from([portal])));
        }
        let portals = named.logger.and_then(|logger| self.0.get(&logger));
        portals.map_or(ChangeSubject::UnknownPortal, |portals| ChangeSubject::Portals(Rc::clone(portals)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_names_a_portal_and_what_logs_it_in_whatever_form() {
        let arn = |kind: &str, id: &str| format!("arn:aws:workspaces-web:eu-west-1:111122223333:{kind}/{id}");
        let both = format!("{} → {}", arn("sessionLogger", "l"), arn("portal", "p"));
        let escaped = arn("portal", "p").replace(':', "%3A").replace('/', "%2F");
        for (effect, target, portal, logger) in [
            (Begins, both.as_str(), Some("p"), Some("l")),
            (Ends, &arn("userAccessLoggingSettings", "u"), None, Some("u")),
            (Ends, &escaped, Some("p"), None),
            (EndsSession, "p/s", Some("p"), None),
            (EndsSession, "p", Some("p"), None),
            // A name that somebody gave a logger is no id.
            (Begins, "portal/p", None, None),
            (Begins, "everything", None, None),
            (EndsSession, "", None, None),
        ] {
            let named = Named::of(effect, target);
            assert_eq!((named.portal.as_deref(), named.logger.as_deref()), (portal, logger), "{target}");
        }
    }
}
