//! Classification: which family an event belongs to, and between which endpoints it moves something.

use super::activity::{Activity, ConnectionChange};
use super::dictionary::ABSENT;
use super::family::Family;
use super::flow_key::FlowKey;
use super::ids::RowId;
use super::packed::PackedColumn;
use super::store::Store;
use super::system::{NETWORK_ACTIVITY, System};
use super::text_field::TextField;

/// What events are.
#[derive(Default)]
pub struct Classification {
    /// What every activity code stands for, a row a system, in the order of `System::ALL`.
    of_activities: Vec<Vec<Activity>>,
    /// Of every error code, whether it refuses a call.
    refuses: Vec<bool>,
    /// The code of the category of calls that were seen at an endpoint of a network.
    network_activity: Option<u32>,
    /// The family of each row, by its number.
    families: PackedColumn,
    /// For each row that moves something, one more than the number of its flow.
    moves: PackedColumn,
    /// The flows that there are.
    flows: Vec<FlowKey>,
}

/// Whether an error code says that a call was not allowed (CloudTrail has `AccessDenied`,
/// `AccessDeniedException`, `UnauthorizedOperation`, `Client.UnauthorizedOperation` and others).
fn is_refusal(error: &str) -> bool {
    let error = error.to_ascii_lowercase();
    ["accessdenied", "unauthorized", "notauthorized"].iter().any(|sign| error.contains(sign))
}

impl Classification {
    /// The meanings of all events of a store.
    pub fn of(store: &Store) -> Classification {
        Classification::default().renewed(store)
    }

    /// The meanings of all events of a store that has grown: what a row is never changes.
    // A loop over all rows, compiled by itself: else a browser compiles all that is around it when this gets hot.
    #[inline(never)]
    pub fn renewed(self, store: &Store) -> Classification {
        let names = store.dictionary(TextField::Activity);
        let of_system = |system: &System| {
            names.iter().map(|name| system.activities().classify(name.as_bytes())).collect()
        };
        let mut classification = Classification {
            of_activities: System::ALL.iter().map(of_system).collect(),
            network_activity: store.dictionary(TextField::Category).code(NETWORK_ACTIVITY),
            refuses: store.dictionary(TextField::Error).iter().map(is_refusal).collect(),
            ..self
        };
        for row in (classification.families.len()..store.row_count()).map(RowId) {
            let activity = classification.of_row(store, row);
            classification.families.push(activity.family as u64);
            let system = store.columns().system(row);
            let flow = activity.moves.map(|(from, to)| FlowKey { system, from, to });
            let number = flow.map_or(0, |flow| classification.number_of(flow));
            classification.moves.push(number);
        }
        classification
    }

    /// Whether an event is a call that was seen at an endpoint of a network (R40).
    pub fn is_network_activity(&self, store: &Store, row: RowId) -> bool {
        self.network_activity.is_some_and(|code| store.columns().code(TextField::Category, row) == code)
    }

    /// One more than the number of a flow.
    fn number_of(&mut self, flow: FlowKey) -> u64 {
        let known = self.flows.iter().position(|known| *known == flow);
        let index = known.unwrap_or_else(|| {
            self.flows.push(flow);
            self.flows.len() - 1
        });
        index as u64 + 1
    }

    /// The family of each row, by its number.
    pub fn families(&self) -> &PackedColumn {
        &self.families
    }

    /// The family of a row.
    #[inline]
    pub fn family(&self, row: RowId) -> Family {
        Family::from_index(self.families.get(row) as u8).unwrap_or(Family::Other)
    }

    /// The flows that there are, by their number.
    pub fn flows(&self) -> &[FlowKey] {
        &self.flows
    }

    /// For each row that moves something, one more than the number of its flow.
    pub fn moves(&self) -> &PackedColumn {
        &self.moves
    }

    /// What an activity of this code does to the connection of a session of this system.
    #[inline]
    pub fn connection_change(&self, system: System, activity: u32) -> Option<ConnectionChange> {
        self.of_activities[system as usize][activity as usize].connection
    }

    /// What an event is.
    #[inline]
    pub fn of_row(&self, store: &Store, row: RowId) -> Activity {
        let columns = store.columns();
        let code = columns.code(TextField::Activity, row);
        let system = columns.system(row);
        let mut activity = self.of_activities[system as usize][code as usize];
        if system.records_calls() {
            let error = columns.code(TextField::Error, row);
            // A call that failed moved nothing (R18), and one that was seen at an endpoint is no call of its own.
            if error != ABSENT || self.is_network_activity(store, row) {
                activity.moves = None;
            }
            if self.refuses[error as usize] {
                activity.family = Family::Blocked;
            }
        }
        activity
    }
}
