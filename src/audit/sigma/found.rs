//! What a run of rules has found, as findings (E36).

use super::pass::RuleHit;
use super::run::RuleRun;
use crate::audit::evidence::Evidence;
use crate::audit::finding::{Detail, Finding, FindingKind, Subject};
use crate::model::RowId;
use crate::model::packed::BLOCK_ROWS;
use crate::model::time::UNDATED;
use crate::sigma::{About, RuleNo, TimedMatch, correlate};
use crate::source::order;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// The findings of a run: one for each event and rule, and one for what a correlation joins. Rules that stand only in
/// correlations give none by themselves.
pub fn rule_findings(evidence: &Evidence<'_>, run: &RuleRun) -> Vec<Finding> {
    let mut hits = hits_by_row(evidence, run);
    order::sort_by(&mut hits, |(a, _), (b, _)| {
        evidence.time(*a).cmp(&evidence.time(*b)).then_with(|| evidence.compare_places(*a, *b))
    });
    let rules = run.rules();
    let mut abouts: BTreeMap<RuleNo, Rc<About>> = BTreeMap::new();
    let mut finding = |rule: RuleNo, events: Vec<RowId>| {
        let about = abouts.entry(rule).or_insert_with(|| Rc::new(rules.about(rule).clone()));
        let first = *events.first()?;
        let time = Some(evidence.time(first)).filter(|time| *time != UNDATED);
        let (subject, detail) = (Subject::Event(first), Detail::Rule(Rc::clone(about)));
        Some(Finding { kind: FindingKind::Rule, time, subject, detail, events })
    };
    let mut findings = Vec::new();
    for (row, hit) in &hits {
        if rules.is_reported(hit.found.rule) {
            findings.extend(finding(hit.found.rule, vec![*row]));
        }
    }
    let dated = (0..).zip(&hits).filter(|(_, (row, _))| evidence.time(*row) != UNDATED);
    let dated: Vec<TimedMatch> = dated
        .filter(|(_, (_, hit))| !hit.found.keys.is_empty())
        .map(|(event, (row, hit))| TimedMatch {
            time_ms: evidence.time(*row),
            event,
            matched: hit.found.clone(),
        })
        .collect();
    for joined in correlate(rules, &dated) {
        // An event that several of its rules have found is one event.
        let mut events: Vec<RowId> = joined.events.iter().map(|event| hits[*event as usize].0).collect();
        events.dedup();
        findings.extend(finding(joined.rule, events));
    }
    findings
}

/// What was found, by the row of its event. What is no event of its own, as a copy of one in another place is not, is
/// left out: that event was found where it stands.
fn hits_by_row<'r>(evidence: &Evidence<'_>, run: &'r RuleRun) -> Vec<(RowId, &'r RuleHit)> {
    let store = evidence.view.store;
    let mut wanted: HashMap<(u32, u64, u64), Vec<&RuleHit>> = HashMap::new();
    let mut is_wanted = vec![false; store.inputs().len()];
    for (path, hits) in run.hits() {
        let Some(input) = store.input_number(path) else { continue };
        is_wanted[input as usize] = true;
        for hit in hits {
            let same = wanted.entry((input, hit.offset, hit.content)).or_default();
            // A file may have been passed over twice.
            if same.iter().all(|known| known.found.rule != hit.found.rule) {
                same.push(hit);
            }
        }
    }
    let (columns, mut buffer, mut found) = (store.columns(), [0; BLOCK_ROWS], Vec::new());
    let inputs = columns.inputs();
    let blocks = if wanted.is_empty() { 0 } else { inputs.block_count() };
    for block in 0..blocks {
        for (row, input) in (block as u32 * BLOCK_ROWS as u32..).zip(inputs.read(block, &mut buffer)) {
            let row = RowId(row);
            if is_wanted[*input as usize] && store.is_event(row) {
                let place = (*input as u32, columns.offset(row), store.content(row));
                found.extend(wanted.get(&place).into_iter().flatten().map(|hit| (row, *hit)));
            }
        }
    }
    found
}
