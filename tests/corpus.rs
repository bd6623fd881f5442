//! A folder of logs that are not of this project's making: `SESSIONSCOPE_CORPUS`, or the samples beside
//! the repository. All of it must be read, with nothing rejected and nothing to complain of.

mod support;

use support::cases::{corpus, files_below};
use support::{read, summary};

#[test]
fn every_log_of_the_corpus_is_read_without_a_notice() {
    let Some(folder) = corpus() else {
        println!("skipped: there is no corpus (set SESSIONSCOPE_CORPUS to a folder of logs)");
        return;
    };
    let given = files_below(&folder);
    let store = read(&given);
    let summary = summary(&store);
    assert_eq!(summary["notices"], serde_json::json!([]), "{}", folder.display());
    let tally = store.tally();
    assert_eq!(tally.rejected, 0);
    assert!(tally.events > 0, "{} holds logs", folder.display());
    for input in summary["inputs"].as_array().expect("a list") {
        assert_ne!(input["format"], "unknown", "{}", input["path"]);
        assert_ne!(input["records"], 0, "{}", input["path"]);
    }
    println!("{} files, {} records, {} events", tally.files, tally.records, tally.events);
}
