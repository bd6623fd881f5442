//! Searches in the original text: what each has found, and what it has not searched.

use crate::engine::request::Request;
use crate::engine::snapshot::Snapshot;
use crate::filter::Mistake;
use crate::query::deep_results::DeepReport;
use serde::{Deserialize, Serialize};

/// What is to be told of each search, in the order in which they were begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeepReports {
    /// Which state of the searches is asked about.
    pub version: u64,
}

impl Request for DeepReports {
    type Response = Vec<DeepReport>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Vec<DeepReport>, Mistake> {
        Ok(snapshot.cache.derived.deep.borrow().reports(snapshot.store))
    }
}
