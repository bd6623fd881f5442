//! A job of a run of rules: files are read again, their records shown to the rules, and the engine told of what is found.

use super::course::Course;
use super::open_file::OpenFile;
use super::page_link::PageLink;
use crate::protocol::FromIngest;
use crate::store_port::StorePort;
use sessionscope::audit::sigma::{RulePass, RuleSet, RuleSource, rules_of};
use sessionscope::engine::Command;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::js_sys::Array;

/// The rules of the last job: the next one mostly has the same, and to read them takes its time.
#[derive(Default)]
pub struct KnownRules(RefCell<Option<(Vec<RuleSource>, Rc<RuleSet>)>>);

impl KnownRules {
    /// The rules of these texts.
    pub fn get(&self, sources: Vec<RuleSource>) -> Rc<RuleSet> {
        if let Some((known, rules)) = &*self.0.borrow()
            && *known == sources
        {
            return Rc::clone(rules);
        }
        let rules = Rc::new(rules_of(&sources));
        self.0.replace(Some((sources, Rc::clone(&rules))));
        rules
    }
}

/// A job of a run.
pub struct RuleJob<'w> {
    pub page: &'w PageLink,
    pub store: Rc<StorePort>,
    /// Its number.
    pub ticket: u32,
    /// The number of the run.
    pub run: u32,
}

impl RuleJob<'_> {
    /// Shows the records of these files, which came beside the message, to the rules.
    pub async fn run(self, rules: &RuleSet, files: Vec<String>, beside: &Array) {
        let (mut pass, mut course) = (RulePass::new(rules), Course::begin(self.page, self.ticket));
        let read = async |path: String, given| self.read(&path, given, &mut pass, &mut course).await;
        let unread = OpenFile::each(files, beside, read).await;
        self.note(&mut pass, &mut course).await;
        course.tell();
        self.store.drained().await;
        self.page.tell(&FromIngest::Scanned { ticket: self.ticket, unread }, &[]);
    }

    /// Reads a file; whether to its end.
    async fn read(
        &self,
        path: &str,
        given: OpenFile,
        pass: &mut RulePass<'_>,
        course: &mut Course<'_>,
    ) -> bool {
        let mut batch = RulePass::batch();
        given
            .drive(path, &mut batch, async |batch, work| {
                pass.drain(batch);
                let is_due = course.note(work).await;
                if is_due || pass.is_full() {
                    self.note(pass, course).await;
                }
                if is_due {
                    course.tell();
                }
            })
            .await
    }

    /// Tells the engine what was found.
    async fn note(&self, pass: &mut RulePass<'_>, course: &mut Course<'_>) {
        let hits = pass.take();
        course.found += hits.of_inputs.iter().map(|(_, hits)| hits.len() as u64).sum::<u64>();
        if hits.records > 0 {
            self.store.send(&Command::NoteRuleHits { run: self.run, hits }).await;
        }
    }
}
