//! Found events: the events that the findings of a case count, by the kind of the finding. What finds them is told: a filter
//! only asks for them.

use crate::model::RowId;
use crate::model::finding_kind::FindingKind;
use std::cell::RefCell;
use std::rc::Rc;

/// The events that findings count.
#[derive(Debug, Default)]
pub struct FoundRows {
    /// Another number whenever others take their place.
    version: u64,
    /// Of each finding its kind and its events; nothing as long as nobody has looked for findings.
    findings: Option<Vec<(FindingKind, Vec<RowId>)>>,
}

impl FoundRows {
    /// Those of these findings.
    pub fn of(findings: impl Iterator<Item = (FindingKind, Vec<RowId>)>) -> FoundRows {
        FoundRows { version: 0, findings: Some(findings.collect()) }
    }

    /// Which they are.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Whether it is known which there are.
    pub fn is_known(&self) -> bool {
        self.findings.is_some()
    }

    /// The rows that findings count whose kind passes; some may be there twice.
    pub fn rows(&self, passes: impl Fn(&str) -> bool) -> impl Iterator<Item = RowId> {
        let of_kind = self.findings.iter().flatten().filter(move |(kind, _)| passes(kind.id()));
        of_kind.flat_map(|(_, rows)| rows).copied()
    }
}

/// The events that findings count, as they are known now. They are looked for only once they are asked for, and with
/// options that a person may change: so they are replaced beside all else that is derived.
#[derive(Default)]
pub struct CurrentFindings(RefCell<Rc<FoundRows>>);

impl CurrentFindings {
    /// As they are now.
    pub fn get(&self) -> Rc<FoundRows> {
        Rc::clone(&self.0.borrow())
    }

    /// Puts others in their place.
    pub fn replace(&self, rows: FoundRows) {
        let version = self.0.borrow().version + 1;
        *self.0.borrow_mut() = Rc::new(FoundRows { version, ..rows });
    }
}
