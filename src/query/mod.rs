//! Pure questions over the store. No question changes anything, none knows who asks.

pub mod answer;
pub mod bins;
pub mod counts;
pub mod eventless;
pub mod facts;
pub mod lanes;
pub mod range_counter;
pub mod ranks;
pub mod rows;
pub mod select;
pub mod selection;
pub mod sessions;
pub mod shell_calls;
pub mod terminal;
pub mod transfers;
