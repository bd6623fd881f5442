//! What the systems that were read cannot show, however complete their logs are.

use crate::model::{Store, System};
use crate::source::order;

/// The systems that have an event, by id: those whose limitations are of this case.
pub fn systems_with_limitations(store: &Store) -> Vec<System> {
    let has_event = |system: &System| {
        // A row of it may be no event any more.
        store.has(*system) && store.events().any(|row| store.columns().system(row) == *system)
    };
    let mut systems: Vec<System> = System::ALL.into_iter().filter(has_event).collect();
    order::sort_by_key(&mut systems, |system| system.id());
    systems
}
