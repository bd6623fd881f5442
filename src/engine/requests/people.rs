//! People: who is the same in several systems, and why.

use crate::engine::request::Request;
use crate::engine::snapshot::Snapshot;
use crate::filter::Mistake;
use crate::model::Window;
use crate::query::answer::{Page, PersonRow};
use serde::{Deserialize, Serialize};

/// The people who are several users, by name (E39), whatever the scope. How many events each person has under the filter,
/// those among them who are one user, is told by the facet of `person`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonPage {
    /// Which of them.
    pub window: Window,
}

impl Request for PersonPage {
    type Response = Page<PersonRow>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Page<PersonRow>, Mistake> {
        Ok(snapshot.cache.derived.people.get(snapshot.store).joined_page(self.window))
    }
}
