//! Runs of Sigma rules over files, as the page makes them.

use super::random::Random;
use super::streams::streamed;
use super::{InputFile, read_batches};
use serde_json::Value;
use sessionscope::audit::sigma::{RuleHits, RulePass, RuleSource, rule_sources, rules_of};
use sessionscope::engine::{Command, Engine, Scope, StreamRequest};
use sessionscope::model::audit_options::AuditOptions;

/// Shows the records of a file to rules, as a worker does which is given so many bytes at a time.
pub fn pass_file(file: &InputFile, pass: &mut RulePass<'_>, chunk: usize) {
    super::pass(file, &mut RulePass::batch(), chunk, |batch| pass.drain(batch));
}

/// Reads files and runs the rules among them, and those that are built in if they are wanted, by so many workers.
pub fn engine_with_rules(
    files: &[InputFile],
    with_built_in: bool,
    workers: usize,
    chunk: usize,
    random: &mut Random,
) -> Engine {
    let mut engine = Engine::default();
    for batch in read_batches(files) {
        engine.execute(&Command::Append(Box::new(batch)));
    }
    let sources: Vec<RuleSource> = rule_sources(engine.store(), with_built_in);
    let rules = rules_of(&sources);
    engine.execute(&Command::BeginRules { run: 1, sources });
    let mut passes: Vec<RulePass<'_>> = (0..workers).map(|_| RulePass::new(&rules)).collect();
    let mut found: Vec<RuleHits> = Vec::new();
    for file in files {
        let pass = &mut passes[random.below(workers)];
        pass_file(file, pass, chunk);
        if random.below(2) == 0 {
            found.push(pass.take());
        }
    }
    found.extend(passes.iter_mut().map(RulePass::take));
    random.shuffle(&mut found);
    for hits in found {
        engine.execute(&Command::NoteRuleHits { run: 1, hits });
    }
    engine.execute(&Command::EndRules { run: 1, is_whole: true });
    engine
}

/// The findings of rules in the audit.
pub fn rule_findings(engine: &mut Engine) -> Vec<Value> {
    let audit: Value = serde_json::from_str(&streamed(
        engine,
        &Scope::default(),
        &StreamRequest::Audit(AuditOptions::default()),
    ))
    .expect("JSON");
    let findings = audit["findings"].as_array().expect("a list").clone();
    findings.into_iter().filter(|finding| finding["kind"] == "rule").collect()
}
