//! Every limit that an input can meet, with its reason. Reaching one is a notice, never a crash.

/// Deepest nesting of one JSON value. Real logs stay under 20; each level costs stack.
pub const MAX_JSON_DEPTH: u32 = 128;

/// Largest single record. CloudTrail stops at 256 KB an event and Session Manager at 200 kB; the
/// reader must hold one whole record, so this bounds its memory.
pub const MAX_RECORD_BYTES: usize = 16 << 20;

/// Bytes of broken JSON that may be read again: where a value breaks, what may begin within it is read once
/// more. Four of the longest records.
pub const MAX_RESCAN_BYTES: u64 = 4 * MAX_RECORD_BYTES as u64;

/// How many times the text that has been cut may be read again beyond that. A log of which every line is
/// cut off takes about one; lines made to be read again with each of the lines before take a hundred.
pub const MAX_RESCAN_RATIO: u64 = 8;

/// Most rejected records of one input. Each is a notice, and a file of nothing but brackets would fill the
/// memory with them; no log has as many.
pub const MAX_REJECTED: u64 = 2 << 20;

/// Most blanks and commas that are looked past to tell whether a brace ends a broken object. Nobody
/// writes as many, and what is looked past is looked at again.
pub const MAX_BLANKS_BETWEEN: usize = 4 << 10;

/// How many layers of gzip are opened. Firehose over CloudWatch Logs makes two; more is an attack.
pub const MAX_CONTAINER_DEPTH: usize = 4;

/// Most bytes that one input may inflate to. 64 GiB is beyond any delivery of these logs, and each
/// byte is only passed through.
pub const MAX_INFLATED_BYTES: u64 = 64 << 30;

/// How much larger than its packed bytes an input may become, once it is larger than
/// [`MAX_UNRATED_BYTES`]. These logs shrink to a tenth or a fiftieth; deflate can hide a thousandfold.
pub const MAX_INFLATE_RATIO: u64 = 100;

/// Bytes that an input may always inflate to: less is soon read, whatever the ratio.
pub const MAX_UNRATED_BYTES: u64 = 256 << 20;

/// Most bytes that so many packed bytes may inflate to.
pub fn inflate_limit(packed: u64) -> u64 {
    packed.saturating_mul(MAX_INFLATE_RATIO).clamp(MAX_UNRATED_BYTES, MAX_INFLATED_BYTES)
}

/// Most bytes that may come out of all members of a zip of this length together. They may share their packed
/// bytes, and then each of them alone would be within its limit.
pub fn zip_limit(packed: u64) -> u64 {
    packed.saturating_mul(MAX_INFLATE_RATIO).max(MAX_UNRATED_BYTES)
}

/// Bytes of packed input that are inflated at a time, so that a bomb cannot fill the memory between
/// two looks at its size: deflate expands at most 1,032 times.
pub const INFLATE_STEP_BYTES: usize = 8 << 10;

/// Bytes of text that are looked at before a text that does not begin like JSON is called unknown.
pub const SNIFF_BYTES: usize = 64 << 10;

/// Longest session id of Session Manager (botocore `ssm`: `SessionId`, at most 96 characters).
pub const MAX_SESSION_ID_BYTES: usize = 96;

/// Texts of JSON within texts of JSON. Real deliveries have two (a log event that holds an EventBridge
/// event); each takes memory and stack.
pub const MAX_TEXT_DEPTH: u32 = 8;

/// Most bytes of transcript text that are held of one input: a transcript is one record, and is read when
/// it is whole. Nobody types or reads as much in a session.
pub const MAX_TRANSCRIPT_BYTES: usize = 64 << 20;

/// Bytes that a log event which may be a piece of a transcript counts for beside its text and its id: about what it
/// takes in memory, for many small ones are much. It is no `size_of`, so that page and command line reach the limit
/// at the same place.
pub const HELD_MESSAGE_BYTES: usize = 144;

/// Most bytes of a zip that is not a file of its own (in gzip, or in another zip): its list of members
/// stands at its end, so it is held whole.
pub const MAX_INNER_ZIP_BYTES: usize = 256 << 20;

/// How many zips may be in one another. Consoles and people put a zip into a zip; more is an attack.
pub const MAX_ZIP_DEPTH: usize = 2;

/// Packed bytes of a zip that are read at a time, so that a batch can be handed on in between.
pub const ZIP_STEP_BYTES: usize = 1 << 20;

/// Most members of one zip. S3 consoles and backups make thousands.
pub const MAX_ZIP_MEMBERS: usize = 1 << 20;

/// Most bytes that the facts of one input take which are no events, such as the data points of metrics: half
/// a year of them, a minute each. They are kept as they are, and a file of nothing else could fill the memory.
pub const MAX_FACT_BYTES: usize = 128 << 20;

/// Most memory in bytes that all events may take in the page. WebAssembly addresses 4 GB; with what is asked
/// about them, and what is moved to grow, ten million events took not half as much again as they are counted
/// as.
pub const MAX_STORE_BYTES: u64 = 7 << 28;

/// Rows and notices after which a batch is handed on, so that views fill while a big file is read.
pub const BATCH_ROWS: usize = 1 << 16;

/// Bytes of text after which a batch is handed on, for the same reason where records are large.
pub const BATCH_BYTES: u64 = 8 << 20;

/// Most bytes of text that are gathered of one session, or of all sessions when they are searched: twice
/// the longest transcript. What is shown takes some times as much memory.
pub const MAX_SESSION_TEXT_BYTES: usize = 128 << 20;

/// Most lines of one terminal session that are kept. Each costs some forty bytes, and a text of line ends
/// alone would be nothing but lines.
pub const MAX_TERMINAL_ROWS: usize = 2_000_000;

/// Longest line of a terminal session; what is longer goes on in the next one, so that no line is a
/// megabyte wide.
pub const MAX_TERMINAL_LINE_CHARS: usize = 4_000;

/// Most texts that a screen later hid which are kept of one session, those of full-screen programs among
/// them; a progress bar alone makes hundreds.
pub const MAX_HIDDEN_TEXTS: usize = 20_000;

/// Most hidden lines that are kept of one full-screen program; an hour of `top` makes thousands.
pub const MAX_HIDDEN_OF_ALTERNATE: usize = 500;

/// Greatest screen that is believed of a text which asks for more; no display shows as much.
pub const MAX_SCREEN: (usize, usize) = (500, 200);

/// Most that one text may cost a terminal, in characters of its screen that may change: what fills or clears
/// the screen costs all of it, and may be three bytes long. An ordinary text of the greatest length takes a
/// third of it.
pub const MAX_TERMINAL_COST: u64 = 500_000_000;

/// Cost after which the state of a terminal is kept, so that a screen is not long in the making.
pub const CHECKPOINT_COST: u64 = 20_000_000;

/// Most characters of the screens of full-screen programs that wait for the line before which they stand; one
/// screen after the other may be put away without a line between them.
pub const MAX_WAITING_CHARS: usize = 4_000_000;

/// Most bytes of all lines of one terminal session: a screen that is filled and cleared again and again would
/// make many times the text that does it.
pub const MAX_TERMINAL_TEXT_BYTES: usize = 2 * MAX_SESSION_TEXT_BYTES;

/// Most changes of colour that are kept of one session; each takes some sixteen bytes.
pub const MAX_TERMINAL_STYLES: usize = 8 << 20;

/// Most commands, and most hidden texts, that are listed of one session; nobody reads as many.
pub const MAX_LISTED: usize = 10_000;

/// Most matches that a search over all sessions gives.
pub const MAX_MATCHES: usize = 1_000;
