//! Limits of searches in the original text.

/// Searches in the original text whose results are kept; each has two bits an event.
pub const MAX_DEEP_SEARCHES: usize = 8;

/// Most characters of what is searched for in the original text: some lines.
pub const MAX_NEEDLE_CHARS: usize = 1_000;

/// Most bytes that an expression that is searched for may take when it is made ready: a class of a hundred thousand
/// characters, or a thousand of them repeated a thousand times, is no search but an attack.
pub const MAX_EXPRESSION_BYTES: usize = 2 << 20;

/// Bytes of the states of an expression that are kept while it is searched for. What does not find room is made again.
pub const EXPRESSION_CACHE_BYTES: usize = 4 << 20;

/// Most parentheses of an expression within one another.
pub const MAX_EXPRESSION_DEPTH: u32 = 50;

/// Rows in runs of their own after which a worker tells the engine what it has found.
pub const FOUND_RUNS: usize = 1 << 16;

/// Most inputs that are named where they have not been searched.
pub const MAX_NAMED_UNSEARCHED: usize = 5;
