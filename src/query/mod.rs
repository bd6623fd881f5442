//! Pure questions over the store. No question changes anything, none knows who asks.

pub mod answer;
