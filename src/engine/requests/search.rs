//! What a search in the original text is to go through.

use crate::engine::request::Request;
use crate::engine::snapshot::Snapshot;
use crate::filter::Mistake;
use crate::model::text_searches::InputRecords;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// The records of these files and of what is in them, whatever the scope: what a search in the original text is to go
/// through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OriginalRecords {
    /// Paths of the files.
    pub files: Vec<String>,
}

impl Request for OriginalRecords {
    type Response = Vec<InputRecords>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Vec<InputRecords>, Mistake> {
        let files: HashSet<&str> = self.files.iter().map(String::as_str).collect();
        let is_wanted = |path: &str| {
            let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
            files.contains(path) || folders.into_iter().any(|folder| files.contains(folder))
        };
        Ok(snapshot.store.records_of(is_wanted))
    }
}
