//! Opening a case file: it is given like a log, by a button of its own or among the logs, and told by its name.

use super::case::{GivenFiles, NamedFile};
use super::context::App;
use gloo_file::Blob;
use gloo_file::futures::read_as_bytes;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sessionscope::casefile::{CaseFile, is_case_file_name};
use sessionscope::source::limits::MAX_CASE_FILE_BYTES;
use sessionscope::source::order;
use sessionscope::state::{Action, CaseOpening};

/// Takes what a person has given: logs are read, case files opened.
pub fn take(app: App, given: impl Into<GivenFiles>) {
    let GivenFiles { files, unreadable } = given.into();
    let (mut cases, logs): (Vec<NamedFile>, Vec<NamedFile>) =
        files.into_iter().partition(|(path, _)| is_case_file_name(path));
    order::sort_by(&mut cases, |(one, _), (other, _)| one.cmp(other));
    app.case().add(GivenFiles { files: logs, unreadable });
    open(app, cases);
}

/// Opens case files, one after the other, whatever they are called; what the last one looked at is looked at then.
pub fn open(app: App, cases: Vec<NamedFile>) {
    if cases.is_empty() {
        return;
    }
    spawn_local(async move {
        let (mut openings, mut inputs) = (Vec::new(), Vec::new());
        for (name, file) in cases {
            let is_readable = file.size() <= MAX_CASE_FILE_BYTES as f64;
            let bytes = if is_readable { read_as_bytes(&Blob::from(file)).await.ok() } else { None };
            openings.push(match bytes.map(|bytes| CaseFile::parse(&bytes)) {
                Some(Ok(mut case)) => {
                    let left_out = case.left_out;
                    inputs.append(&mut case.inputs);
                    app.client().expect_inputs(&inputs);
                    let options = || app.audit.get_untracked().options;
                    let before = options();
                    app.act(Action::OpenCase(Box::new(case)));
                    CaseOpening::Open { name, sets_options: options() != before, left_out }
                }
                Some(Err(error)) => CaseOpening::Failed { name, error: Some(error) },
                None => CaseOpening::Failed { name, error: None },
            });
        }
        app.openings.set(openings);
    });
}
