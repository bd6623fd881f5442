//! Properties: what must hold for any bytes, any logs and any filter line.
//!
//! `PROPTEST_CASES` sets how many cases each property is tried on; without it the numbers below keep
//! the whole under half a minute.

#[path = "../support/mod.rs"]
mod support;

mod audit;
mod counts;
mod filter;
mod json;
mod json_doc;
mod logs;
mod people;
mod reader;
mod store;
mod time;

use proptest::test_runner::Config;

/// The number of cases that a property of this cost is tried on.
fn cases(number: u32) -> Config {
    let chosen = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    Config { cases: chosen.unwrap_or(number), failure_persistence: None, ..Config::default() }
}
