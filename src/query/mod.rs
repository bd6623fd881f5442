//! Pure queries over a view of the store. No query changes anything, none knows who asks.

pub mod annotated;
pub mod answer;
pub mod bins;
pub mod case_inputs;
pub mod compare;
pub mod concurrent;
pub mod counts;
pub mod eventless;
pub mod facets;
pub mod facts;
pub mod field_counts;
pub mod filter_report;
pub mod overview;
pub mod people;
pub mod prefix_counts;
pub mod range_counter;
pub mod rows;
pub mod select;
pub mod selection;
pub mod sessions;
pub mod shell_calls;
pub mod sites;
pub mod terminal;
pub mod tracks;
pub mod transfers;
pub mod view;
