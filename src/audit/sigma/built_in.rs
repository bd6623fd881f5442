//! The rules that are built in (`rules/`).

/// Name and text of each.
pub const BUILT_IN: [(&str, &str); 0] = [];
