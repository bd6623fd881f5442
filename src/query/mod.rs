//! Pure questions over the store. No question changes anything, none knows who asks.

pub mod answer;
pub mod filter;
pub mod histogram;
pub mod transfers;
