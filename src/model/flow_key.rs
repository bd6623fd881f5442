//! Flows: transfers of one system between two endpoints.

use super::endpoint::{Direction, Endpoint, direction};
use super::system::System;
use serde::{Deserialize, Serialize};

/// What transfers are added up by: who recorded them, and from where to where they went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FlowKey {
    /// The system that recorded them.
    pub system: System,
    /// Where the bytes came from.
    pub from: Endpoint,
    /// Where they went.
    pub to: Endpoint,
}

impl FlowKey {
    /// Which way such transfers go.
    pub fn direction(self) -> Direction {
        direction(self.from, self.to)
    }

    /// What the summary lists flows by: the ids of system and endpoints.
    pub fn ids(self) -> (&'static str, &'static str, &'static str) {
        (self.system.id(), self.from.id(), self.to.id())
    }
}
