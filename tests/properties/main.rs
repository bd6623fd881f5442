//! Properties: what must hold for any bytes, any logs and any filter line.
//!
//! The cases are made from one seed, so that a tree passes or fails, and does not do now this, now that; new ones
//! are looked for by `make explore`. `PROPTEST_RNG_SEED` sets the seed, `PROPTEST_CASES` how many cases each
//! property is tried on; without it the numbers below keep the whole under half a minute.

#[path = "../support/mod.rs"]
mod support;

mod audit;
mod case_file;
mod columns;
mod counts;
mod filter;
mod findings;
mod json;
mod json_doc;
mod logs;
mod people;
mod reader;
mod store;
mod time;
mod tracks;
mod zones;

use proptest::test_runner::{Config, RngSeed};

/// The number of cases that a property of this cost is tried on.
fn cases(number: u32) -> Config {
    let chosen = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    Config {
        cases: chosen("PROPTEST_CASES").map_or(number, |cases| cases as u32),
        rng_seed: RngSeed::Fixed(chosen("PROPTEST_RNG_SEED").unwrap_or(1)),
        failure_persistence: None,
        ..Config::default()
    }
}
