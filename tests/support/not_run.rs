//! Tests that cannot run on a machine say so in the last lines of `make test`.

use std::fs::OpenOptions;
use std::io::Write;

/// Says why a test does not run. `scripts/test.sh` names in `SESSIONSCOPE_NOT_RUN` the file whose lines it prints.
pub fn not_run(test: &str, reason: &str) {
    println!("NOT RUN: {test}: {reason}");
    if let Some(path) = std::env::var_os("SESSIONSCOPE_NOT_RUN") {
        let mut file = OpenOptions::new().append(true).create(true).open(path).expect("a file to write to");
        writeln!(file, "{test}: {reason}").expect("a line is written");
    }
}
