//! `two-places` (E33): one person logs in from two networks within an hour.
//!
//! Somebody else may have the password. Harmless where somebody uses a phone beside a computer, or a VPN. A network from
//! which several people log in is an office, a VPN, or the way out of a cloud, and says nothing of where a person is.
//!
//! Source: the logins of each system (`docs/FORMATS.md`).

use crate::audit::evidence::Evidence;
use crate::audit::finding::{Detail, Finding, FindingKind};
use crate::model::audit_options::Threshold;
use crate::model::dictionary::ABSENT;
use crate::model::time::UNDATED;
use crate::model::{RowId, System, TextField};
use crate::source::network::AddressNetwork;
use std::collections::HashMap;

/// From so many persons on a network is shared.
pub const SHARED_BY: usize = 3;

/// The activities that are logins, and those of them that can fail.
const LOGINS: [&str; 4] = ["SessionStart", "WorkSpacesLogin", "ConsoleLogin", "StartSession"];

struct Login {
    row: RowId,
    person: u32,
    network: AddressNetwork,
}

pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Finding> {
    let most = evidence.options.thresholds.ms(Threshold::LoginMinutes);
    let logins = logins(evidence);
    // The first persons that were seen in each network, as many as tell whether it is shared.
    let mut persons: HashMap<AddressNetwork, Vec<u32>> = HashMap::new();
    for login in &logins {
        let known = persons.entry(login.network).or_default();
        if known.len() < SHARED_BY && !known.contains(&login.person) {
            known.push(login.person);
        }
    }
    let mut last: HashMap<u32, &Login> = HashMap::new();
    let mut found = Vec::new();
    for login in logins.iter().filter(|login| persons[&login.network].len() < SHARED_BY) {
        let time = evidence.time(login.row);
        let Some(before) = last.insert(login.person, login) else { continue };
        if before.network != login.network && time - evidence.time(before.row) <= most {
            let detail = Detail::TwoPlaces { person: login.person };
            found.push(Finding::at(
                FindingKind::TwoPlaces,
                (login.row, time),
                detail,
                vec![before.row, login.row],
            ));
        }
    }
    found
}

/// The logins of persons from networks, in order.
fn logins(evidence: &Evidence<'_>) -> Vec<Login> {
    let wanted = evidence.wanted(&LOGINS);
    if !wanted.contains(&true) {
        return Vec::new();
    }
    let [start, workspace, console, manager] = LOGINS.map(|name| evidence.activity(name));
    let rows = evidence.rows_in_order(&wanted, |row, system| {
        let activity = Some(evidence.code(TextField::Activity, row));
        let has_failed = || evidence.code(TextField::Error, row) != ABSENT;
        let is_login = match system {
            System::SessionLogger => activity == start,
            System::WorkspacesAccess => activity == workspace,
            System::SessionManager => activity == manager && !has_failed(),
            System::UserAccess => false,
            _ => activity == console && !has_failed(),
        };
        is_login && evidence.time(row) != UNDATED
    });
    let (store, people) = (evidence.view.store, evidence.view.people());
    let login = |row: RowId| {
        let person = people.number_of(store, row);
        let network = AddressNetwork::of(store.text(TextField::ClientIp, row))?;
        (person != 0).then_some(Login { row, person, network })
    };
    rows.into_iter().filter_map(login).collect()
}
