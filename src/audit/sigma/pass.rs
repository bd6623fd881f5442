//! The pass over original records: files are read again as they were read before, and each record from which events
//! came is shown to the rules.

use crate::model::batch::Batch;
use crate::model::record_texts::RecordTexts;
use crate::sigma::{Match, Matcher, RuleSet, Service};
use crate::source::limits::RULE_HITS_AT_ONCE;
use serde::{Deserialize, Serialize};

/// An event that a rule has found, by what finds it again in the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleHit {
    /// Where its record stands in the decoded text of its input, in bytes.
    pub offset: u64,
    /// Hash of its content.
    pub content: u64,
    /// What was found.
    pub found: Match,
}

/// What a part of a pass has found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleHits {
    /// By the path of the input.
    pub of_inputs: Vec<(String, Vec<RuleHit>)>,
    /// How many records were shown to rules.
    pub records: u64,
}

/// A pass, or a worker's part of it.
pub struct RulePass<'r> {
    matcher: Matcher<'r>,
    hits: RuleHits,
    /// How many hits there are, and keys and texts of them.
    count: usize,
    /// Room for what one record gives.
    found: Vec<Match>,
}

impl<'r> RulePass<'r> {
    /// A pass of these rules.
    pub fn new(rules: &'r RuleSet) -> RulePass<'r> {
        RulePass { matcher: rules.matcher(), hits: RuleHits::default(), count: 0, found: Vec::new() }
    }

    /// What files are read into for a pass.
    pub fn batch() -> Batch {
        Batch { records: Some(Box::default()), ..Batch::default() }
    }

    /// Takes the records out of such a batch, and all else that it tells, which was told when the files were read first.
    pub fn drain(&mut self, batch: &mut Batch) {
        let Some(mut records) = batch.records.take() else { return };
        self.look(&records, batch);
        records.clear();
        let _ = batch.take();
        batch.records = Some(records);
    }

    fn look(&mut self, records: &RecordTexts, batch: &Batch) {
        for (record, json) in records.records() {
            let Some(service) = service_of(record.format) else { continue };
            self.hits.records += 1;
            self.matcher.record(service, json, &mut self.found);
            for found in self.found.drain(..) {
                for event in record.events.clone() {
                    let (input, offset) = batch.columns.place(event);
                    let input = &batch.inputs[input as usize].path;
                    let content = batch.content[event as usize];
                    let hit = RuleHit { offset, content, found: found.clone() };
                    self.count += 1 + hit.found.keys.iter().map(|key| 1 + key.texts.len()).sum::<usize>();
                    match self.hits.of_inputs.last_mut() {
                        Some((path, hits)) if path == input => hits.push(hit),
                        _ => self.hits.of_inputs.push((input.clone(), vec![hit])),
                    }
                }
            }
        }
    }

    /// Whether so much was found that it is to be handed on.
    pub fn is_full(&self) -> bool {
        self.count >= RULE_HITS_AT_ONCE
    }

    /// What was found since the last time.
    pub fn take(&mut self) -> RuleHits {
        self.count = 0;
        std::mem::take(&mut self.hits)
    }
}

/// The log source that rules name for the records of a format; no rule can be about those of others.
pub const SERVICES: [(&str, Service); 5] = [
    ("cloudtrail", Service::CloudTrail),
    ("session-logger", Service::SecureBrowser),
    ("session-manager-stream", Service::SessionManager),
    ("workspaces-access", Service::WorkSpacesAccess),
    ("user-access-logging", Service::UserAccessLogging),
];

fn service_of(format: &str) -> Option<Service> {
    SERVICES.into_iter().find(|(known, _)| *known == format).map(|(_, service)| service)
}
