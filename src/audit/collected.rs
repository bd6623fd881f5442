//! What Session Loggers were told to collect, by portal (E7).

use super::tally::LoggerTally;
use crate::model::dictionary::ABSENT;
use crate::model::fact::{Fact, LoggedEvents, SessionLoggerSettings};
use crate::model::{Store, System, TextField};
use crate::source::order;
use std::collections::{BTreeMap, BTreeSet};

/// What the settings of a portal say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// The path of the file that says it; nothing where none does.
    pub said_by: Option<String>,
    /// Whether all is collected, also what is not known yet.
    pub all: bool,
    /// The activities that are collected, by their canonical names, sorted.
    pub events: Vec<String>,
}

impl Collected {
    fn of(path: &str, settings: &SessionLoggerSettings) -> Collected {
        let vocabulary = System::SessionLogger.activities();
        let (all, mut events) = match &settings.events {
            LoggedEvents::Only(names) => {
                let canonical = |name: &String| {
                    vocabulary.find(name.as_bytes()).map_or(name.clone(), |known| known.name.to_owned())
                };
                (false, names.iter().map(canonical).collect())
            }
            LoggedEvents::All => (true, known_names()),
            LoggedEvents::NotSaid => (false, Vec::new()),
        };
        order::sort(&mut events);
        events.dedup();
        Collected { said_by: Some(path.to_owned()), all, events }
    }

    /// Whether it is known what is collected.
    pub fn is_known(&self) -> bool {
        self.said_by.is_some()
    }

    /// Whether one of these may be in the logs: where nothing is known, all may.
    pub fn may_have_any(&self, activities: &[&str]) -> bool {
        !self.is_known() || activities.iter().any(|activity| self.has(activity))
    }

    /// Whether an activity is collected.
    pub fn has(&self, activity: &str) -> bool {
        self.events.iter().any(|known| known == activity)
    }
}

/// The activities that Session Logger is known to have.
fn known_names() -> Vec<String> {
    System::SessionLogger.activities().known.iter().map(|activity| activity.name.to_owned()).collect()
}

/// The settings of all portals, and the portals that there are.
#[derive(Debug, Default)]
pub struct PortalSettings {
    of_portals: BTreeMap<String, Collected>,
    /// The portals that events or settings name.
    pub known: BTreeSet<String>,
    /// The same, and those of data points.
    pub all: BTreeSet<String>,
    /// The portals that each Session Logger is for, by its id, as far as settings say.
    pub loggers: BTreeMap<String, BTreeSet<String>>,
    /// Whether there are settings of no portal.
    pub has_unnamed: bool,
}

impl PortalSettings {
    /// Those of everything that was read.
    pub fn of(store: &Store, tally: &LoggerTally) -> PortalSettings {
        let names = store.dictionary(TextField::Portal);
        let of_events = tally.portals.keys().filter(|code| **code != ABSENT);
        let mut settings = PortalSettings {
            known: order::set_of(of_events.map(|code| names.get(*code).to_owned())),
            ..PortalSettings::default()
        };
        let mut records = Vec::new();
        let is_settings = |fact: &Fact| matches!(fact, Fact::SessionLoggerSettings(_));
        for (fact, path) in store.facts().with_paths(store.inputs(), is_settings) {
            let Fact::SessionLoggerSettings(record) = fact else { continue };
            let portals: Vec<&str> =
                record.portals.iter().flatten().filter_map(|arn| id_in_arn(arn)).collect();
            settings.known.extend(portals.iter().map(|portal| (*portal).to_owned()));
            records.push((path, record, portals));
        }
        let of_points = store.facts().iter().filter_map(|fact| match fact {
            Fact::Metric(point) if !point.portal.is_empty() => Some(point.portal.clone()),
            _ => None,
        });
        settings.all = order::set_of(settings.known.iter().cloned().chain(of_points));
        // One that names no portal is meant for the only one that there is.
        let mut telling = records.iter().filter(|(_, record, _)| record.events != LoggedEvents::NotSaid);
        let only = match (telling.next(), telling.next()) {
            (Some((path, record, _)), None) if record.portals.is_none() && settings.all.len() == 1 => {
                settings.all.first().map(|portal| (portal.clone(), Collected::of(path, record), *record))
            }
            _ => None,
        };
        for (path, record, portals) in &records {
            let is_only = only.as_ref().is_some_and(|(_, _, only)| std::ptr::eq(*only, *record));
            settings.has_unnamed |= portals.is_empty() && !is_only;
            let of_only = only.as_ref().filter(|_| is_only).map(|(portal, ..)| portal.as_str());
            let of_logger = id_in_arn(&record.arn).map(str::to_owned);
            if let Some(logger) = of_logger.filter(|_| !portals.is_empty() || is_only) {
                let portals = portals.iter().copied().chain(of_only).map(str::to_owned);
                settings.loggers.entry(logger).or_default().extend(portals);
            }
            for portal in portals.iter().filter(|_| record.events != LoggedEvents::NotSaid) {
                let new = || Collected::of(path, record);
                settings.of_portals.entry((*portal).to_owned()).or_insert_with(new);
            }
        }
        settings.of_portals.extend(only.map(|(portal, collected, _)| (portal, collected)));
        settings
    }

    /// What is collected of a portal; an empty text is none.
    pub fn of_portal(&self, portal: &str) -> Collected {
        self.of_portals.get(portal).cloned().unwrap_or_default()
    }

    /// The only portal that events or settings name, if there is no other.
    pub fn only_known(&self) -> Option<&str> {
        self.known.first().filter(|_| self.known.len() == 1).map(String::as_str)
    }
}

/// The id of a portal or a logger in its ARN.
pub fn id_in_arn(arn: &str) -> Option<&str> {
    arn.rsplit('/').next().filter(|id| !id.is_empty())
}

/// The activities of Session Logger that are not among these, sorted.
pub fn others_than(names: &[String]) -> Vec<String> {
    let mut others = known_names();
    others.retain(|name| !names.contains(name));
    order::sort(&mut others);
    others
}
