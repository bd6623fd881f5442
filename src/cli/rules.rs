//! The pass of rules over original records: the audit needs it where there are rules.

use super::read::read;
use crate::audit::sigma::{RuleHits, RulePass, RuleSource, rule_sources, rules_of};
use crate::engine::{Command, Engine};
use crate::model::Store;
use crate::model::notice_list::Notice;
use crate::source::limits::MAX_WORKERS;
use crate::text::{reason_in_summary, visible};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

/// The number of the only run.
const RUN: u32 = 1;

/// What a thread tells.
enum Message {
    Found(RuleHits),
    Failed { path: String, error: io::Error },
}

/// The rules in these files; what of them cannot be used is told.
pub(super) fn read_rules(files: BTreeMap<String, PathBuf>, with_built_in: bool) -> Vec<RuleSource> {
    if files.is_empty() {
        return rule_sources(&Store::default(), with_built_in);
    }
    let mut engine = read(files);
    let store = engine.store();
    for notice in store.sorted_notices() {
        let Notice { input, span, reason, detail } = &notice;
        let path = visible(&store.inputs()[*input as usize].path);
        let why = reason_in_summary(*reason, detail);
        eprintln!("sessionscope: {path}:{}: {}", span.line, visible(&why));
    }
    rule_sources(store, with_built_in)
}

/// Shows the records of all files to these rules and to those among the files, and tells the engine what they find.
/// Returns whether there are any rules.
pub(super) fn run_rules(
    engine: &mut Engine,
    files: &BTreeMap<String, PathBuf>,
    mut sources: Vec<RuleSource>,
) -> bool {
    sources.extend(rule_sources(engine.store(), false));
    if sources.is_empty() {
        return false;
    }
    let rules = rules_of(&sources);
    engine.execute(&Command::BeginRules { run: RUN, sources });
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MAX_WORKERS as usize);
    let (sender, receiver) = sync_channel(threads * 2);
    let queue = Mutex::new(files.iter());
    let mut is_whole = true;
    thread::scope(|scope| {
        for _ in 0..threads {
            let (sender, queue, rules) = (sender.clone(), &queue, &rules);
            scope.spawn(move || {
                let next = || queue.lock().ok()?.next();
                let mut pass = RulePass::new(rules);
                while let Some((path, file)) = next() {
                    if let Err(error) = pass_file(path, file, &mut pass, &sender) {
                        let _ = sender.send(Message::Failed { path: path.clone(), error });
                    }
                }
                let _ = sender.send(Message::Found(pass.take()));
            });
        }
        drop(sender);
        for message in receiver {
            match message {
                Message::Found(hits) => engine.execute(&Command::NoteRuleHits { run: RUN, hits }),
                Message::Failed { path, error } => {
                    is_whole = false;
                    eprintln!("sessionscope: {}: {error}", visible(&path));
                }
            }
        }
    });
    engine.execute(&Command::EndRules { run: RUN, is_whole });
    let report = engine.rule_run().unwrap_or_default();
    for (title, why) in &report.refused {
        eprintln!("sessionscope: the rule {} is not used: {}", visible(title), visible(why));
    }
    for (title, count, most) in &report.too_many {
        let title = visible(title);
        eprintln!(
            "sessionscope: the rule {title} describes {count} records, more than {most}: none of them is a finding"
        );
    }
    true
}

/// Shows the records of a file to the rules.
fn pass_file(
    path: &str,
    file: &Path,
    pass: &mut RulePass<'_>,
    sender: &SyncSender<Message>,
) -> io::Result<()> {
    super::read::pass(path, file, &mut RulePass::batch(), |batch| {
        pass.drain(batch);
        if pass.is_full() {
            let _ = sender.send(Message::Found(pass.take()));
        }
    })
}
