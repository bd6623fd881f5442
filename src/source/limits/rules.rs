//! Limits of rules that others write (Sigma).

/// Longest text of rules: several times all rules of SigmaHQ for one kind of logs.
pub const MAX_RULES_TEXT_BYTES: usize = 4 << 20;

/// Longest document of such a text. The longest of SigmaHQ has some tens of kilobytes, most of them values.
pub const MAX_RULE_BYTES: usize = 512 << 10;

/// How deep values of a document may be within one another, and parentheses of a condition. The deepest that mean
/// anything are the values of a list in a map in a list of a selection, which are six deep; each level costs stack.
pub const MAX_RULE_DEPTH: usize = 32;

/// Most values of a document, maps and lists among them: lists of known addresses or hashes have thousands.
pub const MAX_RULE_VALUES: usize = 20_000;

/// Most selections that a condition, or all of a list of them, may name, those of patterns each: each is asked of each
/// record. The longest of SigmaHQ name some tens.
pub const MAX_RULE_MENTIONS: usize = 1_000;

/// Most characters of a value of a selection: each record may be searched for it.
pub const MAX_RULE_VALUE_CHARS: usize = 4_000;

/// Most rules that are used at once, and most documents of a text; SigmaHQ has some three thousand in all.
pub const MAX_RULES: usize = 10_000;

/// Most bytes that a regular expression of a rule may take when it is made ready. There may be many.
pub const RULE_EXPRESSION_BYTES: usize = 256 << 10;

/// Bytes of the states of such an expression that each worker keeps.
pub const RULE_EXPRESSION_CACHE_BYTES: usize = 128 << 10;

/// Most regular expressions of all rules that are used at once: in each worker about 150 MB with their states.
pub const MAX_RULE_EXPRESSIONS: usize = 256;

/// Longest text by which a correlation tells groups and values apart that is kept as it is; of a longer one what it
/// begins with, and its SHA-256. One is kept for each match.
pub const MAX_CORRELATION_TEXT_BYTES: usize = 512;

/// Most rules that a correlation may refer to, and most fields that it may group by: each match is kept once for each.
pub const MAX_CORRELATED_RULES: usize = 64;

/// Most places in correlations that one rule may have, itself or by way of other correlations: so often is kept what a
/// match of it says.
pub const MAX_PLACES_OF_A_RULE: usize = 256;

/// Most texts that all correlations together may ask of a match of one rule: so many are kept of each match.
pub const MAX_TEXTS_OF_A_MATCH: usize = 1_024;

/// Largest file of Sigma rules: it is held whole. All rules of SigmaHQ for AWS in one file are a tenth of it.
pub const MAX_RULE_FILE_BYTES: usize = 1 << 20;

/// What a worker finds by rules before it hands that on: matches, and keys and texts that correlations ask of them.
pub const RULE_HITS_AT_ONCE: usize = 4_096;

/// Most records that one Sigma rule may find: nobody reads more findings of a kind, and a rule that fits everything could
/// fill the memory. Of one that finds more, that is told instead.
pub const MAX_RULE_HITS: u64 = 100_000;

/// The same of all rules together, each match with the keys and texts that correlations ask of it: some 200 MB of texts as
/// people write them, 1 GB of the longest. Where there is more, each rule has an equal share of it.
pub const MAX_RULE_HITS_AND_TEXTS: u64 = 2_000_000;
