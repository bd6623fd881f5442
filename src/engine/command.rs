//! Commands: what changes what the engine knows, beside requests, which change nothing.

use super::Engine;
use super::snapshot::ExpectedInputs;
use crate::audit::sigma::{RuleHits, RuleSource};
use crate::casefile::{Annotations, CaseInput};
use crate::model::batch::{Batch, EndReason};
use crate::model::content_hash::ContentHash;
use crate::model::row_set::RowRuns;
use serde::{Deserialize, Serialize};

/// Something that the engine is to take in.
#[derive(Debug, Serialize, Deserialize)]
pub enum Command {
    /// A piece of what was read.
    Append(Box<Batch>),
    /// What the bytes of an input hash to.
    SetHash {
        /// Its path.
        path: String,
        /// SHA-256 in lower-case hexadecimal.
        sha256: String,
    },
    /// A person has added something to the case.
    Annotate {
        /// Which state of it this is: another number for each.
        version: u64,
        /// All that was added.
        annotations: Annotations,
    },
    /// A case file was opened, which names these inputs.
    ExpectInputs(Vec<CaseInput>),
    /// A search in the original text is begun, or gone on with.
    BeginSearch(u32),
    /// A search has looked at records.
    NoteSearched {
        /// Its number.
        search: u32,
        /// The rows of the events whose records were looked at.
        searched: RowRuns,
        /// Those of them that it has found.
        found: RowRuns,
    },
    /// A search has ended.
    EndSearch {
        /// Its number.
        search: u32,
        /// Whether all files were read to their ends.
        is_whole: bool,
    },
    /// A search is not needed any more.
    ForgetSearch(u32),
    /// Files were given and are not read, or not read further.
    LeaveUnread {
        /// Their paths.
        paths: Vec<String>,
        /// Why.
        ended: EndReason,
    },
    /// What the contents of inputs hash to: path and hash.
    SetContents(Vec<(String, ContentHash)>),
    /// A run of rules over the original records is begun: the texts of the rules that are in force.
    BeginRules {
        /// Number of the run.
        run: u32,
        /// The texts.
        sources: Vec<RuleSource>,
    },
    /// What a part of a run has found.
    NoteRuleHits {
        /// Number of the run.
        run: u32,
        /// What was found.
        hits: RuleHits,
    },
    /// The run has ended.
    EndRules {
        /// Its number.
        run: u32,
        /// Whether all files were read to their ends.
        is_whole: bool,
    },
}

impl Engine {
    /// Does what a command says.
    pub fn execute(&mut self, command: &Command) {
        match command {
            Command::Append(batch) => self.append(batch),
            Command::SetHash { path, sha256 } => self.store.set_sha256(path, sha256),
            Command::Annotate { version, annotations } => {
                self.annotations = (*version, annotations.clone());
            }
            Command::ExpectInputs(inputs) => self.expected = ExpectedInputs::new(inputs.clone()),
            Command::BeginSearch(search) => {
                self.store.settle();
                self.deep.borrow_mut().begin(*search, &self.store);
            }
            Command::NoteSearched { search, searched, found } => {
                self.deep.borrow_mut().note(*search, searched, found);
            }
            Command::EndSearch { search, is_whole } => self.deep.borrow_mut().end(*search, *is_whole),
            Command::ForgetSearch(search) => self.deep.borrow_mut().forget(*search),
            Command::LeaveUnread { paths, ended } => self.store.leave_unread(paths, *ended),
            Command::SetContents(contents) => {
                contents.iter().for_each(|(path, content)| self.store.set_content(path, *content));
            }
            Command::BeginRules { run, sources } => {
                self.rules.borrow_mut().begin(*run, sources, self.store.inputs().len());
                self.store.note_change();
            }
            Command::NoteRuleHits { run, hits } => self.rules.borrow_mut().note(*run, hits),
            Command::EndRules { run, is_whole } => {
                self.rules.borrow_mut().end(*run, *is_whole);
                self.store.note_change();
            }
        }
    }

    /// Appends a piece of what was read.
    pub fn append(&mut self, batch: &Batch) {
        self.store.append_unsettled(batch);
    }
}
