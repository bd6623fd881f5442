//! Every limit that an input can meet, and every size by which work is cut up, with its reason. Reaching a limit
//! is a notice, never a crash.

mod case_file;
mod rules;
mod search;

pub use case_file::*;
pub use rules::*;
pub use search::*;

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

/// What the details of all notices may take in memory. A notice beyond it has none: its record can be looked at.
pub const MAX_NOTICE_DETAIL_BYTES: usize = 1 << 20;

/// Most rejected records of one input. Each is a notice, and a file of nothing but brackets would fill the
/// memory with them; no log has as many.
pub const MAX_REJECTED: u64 = 2 << 20;

/// Most blanks and commas between the brace that may end a broken object and what follows it. Nobody writes as
/// many, and they are looked at again afterwards.
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

/// Most bytes that may come out of all members of an archive of this length together. Those of a zip may share their
/// packed bytes, and then each of them alone would be within its limit.
pub fn archive_limit(packed: u64) -> u64 {
    packed.saturating_mul(MAX_INFLATE_RATIO).max(MAX_UNRATED_BYTES)
}

/// Bytes of packed input that are inflated at a time, so that a bomb cannot fill the memory between
/// two looks at its size: deflate expands at most 1,032 times.
pub const INFLATE_STEP_BYTES: usize = 8 << 10;

/// Bytes that come out of a member of a zip at a time: about as many as such a step of a log inflates to.
pub const INFLATED_STEP_BYTES: usize = 32 << 10;

/// Bytes of text that are looked at before a text that does not begin like JSON is called unknown.
pub const SNIFF_BYTES: usize = 64 << 10;

/// Longest session id of Session Manager (botocore `ssm`: `SessionId`, at most 96 characters).
pub const MAX_SESSION_ID_BYTES: usize = 96;

/// Texts of JSON within texts of JSON. Real deliveries have two (a log event that holds an EventBridge
/// event); each takes memory and stack.
pub const MAX_TEXT_DEPTH: u32 = 8;

/// Most bytes of transcript text that are held of one input, with the names of its log streams: a transcript is one
/// record, and is read when it is whole. Nobody types or reads as much in a session.
pub const MAX_TRANSCRIPT_BYTES: usize = 64 << 20;

/// Most bytes of the rows of a table that wait for one that shows the order of its dates. Consoles save fewer.
pub const MAX_HELD_ROW_BYTES: usize = 64 << 20;

/// Bytes that a cell of such a row counts for beside its text: about what it takes in memory.
pub const HELD_CELL_BYTES: usize = 24;

/// Bytes that a log event which may be a piece of a transcript counts for beside its text and its id: about what it
/// takes in memory, for many small ones are much. It is no `size_of`, so that page and command line reach the limit
/// at the same point.
pub const HELD_MESSAGE_BYTES: usize = 144;

/// The same for a log stream, beside its name: each log event may name another one.
pub const HELD_LOG_STREAM_BYTES: usize = 112;

/// Most bytes of a zip that is not a file of its own (in gzip, or in another archive): its list of members
/// stands at its end, so it is held whole.
pub const MAX_INNER_ZIP_BYTES: usize = 256 << 20;

/// How many archives, zip or tar, may be in one another. Consoles and people put a zip into a zip; more is an attack.
pub const MAX_ARCHIVE_DEPTH: usize = 2;

/// Most bytes of a file that are worked on at a time, so that a batch can be handed on, or reading stopped, in
/// between.
pub const STEP_BYTES: u64 = 1 << 20;

/// Bytes that are to come out of packed ones at a time, for the same reason: some milliseconds of work.
pub const STEP_UNPACKED_BYTES: u64 = 8 << 20;

/// Packed bytes that are worked on first, while it is not known how much comes out of them.
pub const FIRST_STEP_BYTES: u64 = 64 << 10;

/// What it costs to open a member of an archive, in bytes that could be read meanwhile.
pub const MEMBER_COST_BYTES: u64 = 32 << 10;

/// Bytes of a zip that are read at once where a read follows no other: a member's header, and what is usually all of
/// a small member.
pub const READ_AHEAD_FIRST_BYTES: usize = 64 << 10;

/// Most bytes of a zip that are read at once, where one read follows the other. A read costs a browser about as long
/// as a megabyte does; more would only take memory.
pub const READ_AHEAD_MOST_BYTES: usize = 4 << 20;

/// Most members of one archive. S3 consoles and backups make thousands.
pub const MAX_MEMBERS: usize = 1 << 20;

/// Longest extended header of a tar: it is held, and has the name of a member. Systems take no path of more than four
/// kilobytes.
pub const MAX_TAR_HEADER_BYTES: u64 = 1 << 20;

/// Most bytes that the facts of one input take which are no events, such as the data points of metrics: half
/// a year of them, a minute each. They are kept as they are, and a file of nothing else could fill the memory.
pub const MAX_FACT_BYTES: usize = 128 << 20;

/// How long a CloudShell lives without a sign of life, in milliseconds (CloudShell user guide, "Limits"): what is
/// further apart is of two sessions.
pub const CLOUDSHELL_IDLE_MS: i64 = 20 * 60 * 1000;

/// Longest record whose shape is remembered, so that all shapes together take a few megabytes.
pub const MAX_SHAPE_BYTES: usize = 64 << 10;

/// Bytes at the start of a text, or of a line, that show whether it is a log event: what stands before the message, and
/// the header of a transcript.
pub const LOG_LINE_HEAD_BYTES: usize = 4 << 10;

/// How many entries of one hash are compared before the hash table is given up for a tree. As many have the same
/// hash only where somebody chose them so, and comparing all with all would take the square of their number. A
/// hash with a secret seed would need randomness, which the core does without.
pub const MAX_OF_ONE_HASH: usize = 128;

/// From this size in bytes on, the text of a dictionary grows by an eighth at a time. What doubles may stay half
/// empty, and is in memory a second time while it is moved.
pub const SLOW_GROWTH_BYTES: usize = 1 << 20;

/// Most memory in bytes that all events may take in the page. WebAssembly addresses 4 GB. With the answers about
/// them, and with what is moved to grow, ten million events took less than half as much again as this counts.
pub const MAX_STORE_BYTES: u64 = 1_792 << 20;

/// Rows and notices after which a batch is handed on, so that views fill while a big file is read, and the engine has
/// taken in most of a file before its end is read: with four times as many, files of 50 MB took 8 to 17 % longer.
pub const BATCH_ROWS: usize = 1 << 14;

/// Bytes of text after which a batch is handed on, for the same reason where records are large.
pub const BATCH_BYTES: u64 = 8 << 20;

/// Most bytes of text that are gathered of one session, or of all sessions when they are searched: twice the
/// longest transcript. Showing them takes several times as much memory.
pub const MAX_SESSION_TEXT_BYTES: usize = 128 << 20;

/// Bytes of a session's text from which the size of its screen is guessed: thousands of screens, and a session
/// hardly ever changes its size.
pub const SCREEN_GUESS_BYTES: usize = 16 << 20;

/// Longest marker at the start of a piece of output that the agent of Session Manager takes
/// (aws/amazon-ssm-agent).
pub const MAX_AGENT_MARKER_BYTES: usize = 30;

/// Bytes of text that are shown to a terminal at a time, so that it can be stopped in between: some hundredths
/// of a second.
pub const TERMINAL_STEP_BYTES: usize = 256 << 10;

/// Bytes of text after which the state of a terminal is kept: as much as it shows in a few milliseconds.
pub const CHECKPOINT_BYTES: usize = 1 << 20;

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

/// Most characters on which so many marks stand that are told apart in one session, of one column and of two: more
/// than the scripts that write vowels as marks have in use. The marks of others take a column each.
pub const MAX_CLUSTERS: usize = 16_384;

/// Most marks on one character; Unicode's stream-safe text has thirty (UAX #15), and more is played with.
pub const MAX_CLUSTER_CHARS: usize = 32;

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

/// Most beginnings of lines of one session that may turn out to be prompts: output has them too.
pub const MAX_PROMPTS: usize = 4_096;

/// Longest prompt that is believed.
pub const MAX_PROMPT_BYTES: usize = 100;

/// Most commands, and most hidden texts, that are listed of one session; nobody reads as many.
pub const MAX_LISTED: usize = 10_000;

/// Most matches that a search over all sessions gives.
pub const MAX_MATCHES: usize = 1_000;

/// Values of a field that are compared with one that nothing matches: more take longer than somebody waits who types.
pub const MAX_COMPARED_VALUES: usize = 200_000;

/// Values that are offered in place of one that nothing matches.
pub const MAX_NEAREST_VALUES: usize = 5;

/// Scopes that the engine keeps what it derived for: that of the page, two beside it to compare it with, one for each
/// facet in which something is chosen (which counts under all but that), and those that a brush was at last. Each has
/// a bit an event, and a number of four bytes an event where its rows were looked at.
pub const MAX_SCOPES: usize = 12;

/// Bytes of a piece of an export. A 32-bit program cannot have a large export as a whole, and what was asked
/// meanwhile is answered after each piece: few enough for that to be soon, and enough for pieces to be few.
pub const PIECE_BYTES: usize = 2 << 20;

/// How many parentheses of a filter may be within one another (F1). Nobody writes as many, and each costs stack.
pub const MAX_FILTER_DEPTH: usize = 16;

/// Most clauses of filters whose events are kept for the next filter that has them. Nobody goes back and forth
/// between more.
pub const MAX_KEPT_CLAUSES: usize = 64;

/// Most memory that they take in bytes: a bit for each event, so 25 clauses of ten million events.
pub const MAX_KEPT_CLAUSE_BYTES: usize = 32 << 20;

/// Most rows of a list that are elements of the page at once, where it is no table; a row is some ten elements.
/// Nobody reads as many, and buttons lead to all others.
pub const MAX_LIST_ROWS: usize = 300;

/// Most client addresses of one session that are given with it: as many as a list shows at once. How many there are
/// is always said, and counting the events of the session by address gives all of them.
pub const MAX_SESSION_IPS: usize = MAX_LIST_ROWS;

/// Most users of one person that are given with it: as many as a list shows at once. How many there are is always said,
/// and the audit has all of them.
pub const MAX_PERSON_USERS: usize = MAX_LIST_ROWS;

/// Most addresses that are compared to find two sessions of a user that were under way at once and share none: a
/// hundredth of a second for each user. Where one address is of all, as is usual, none are.
pub const MAX_COMPARED_ADDRESSES: usize = 1 << 20;

/// Most marks that are told apart over the time of a lane of the timeline, however wide a picture claims to be: it
/// bounds the bars, marks and counts of each lane.
pub const MAX_LANE_COLUMNS: u32 = 100_000;

/// Rows by which such a list grows, or moves on.
pub const LIST_STEP_ROWS: usize = 100;

/// Clauses of the filter that are drawn, each with its button: more than fit beside each other on the widest screen.
/// A link can have thousands; the line itself has all of them.
pub const MAX_CHIPS: usize = 50;

/// Lines that the filter line offers again: as many as are read at a glance.
pub const RECENT_FILTERS: usize = 6;

/// Values of a list that say of a session, a file list or a menu what there is, before the others are asked for.
pub const LIST_START_ROWS: usize = 12;

/// Most characters of a value in a cell of a table or in words beside it: more than the widest screen has room
/// for. The drawer has all of them.
pub const MAX_CELL_CHARS: usize = 1_000;

/// Characters of a value in the drawer at first, and by how many it grows: a request or a user agent is shorter.
pub const VALUE_CHARS: (usize, usize) = (2_000, 20_000);

/// Characters of an original text in the drawer at first, and by how many it grows: far more than one reads, and
/// laid out in a blink.
pub const ORIGINAL_CHARS: usize = 100_000;

/// Most characters of one text that are in the page at once; a browser lays out a megabyte in seconds.
pub const MAX_TEXT_CHARS: usize = 300_000;

/// Most pieces of a text that have a colour each, and so are elements each: those of an ordinary record of
/// fifty kilobytes. What follows has none.
pub const MAX_COLOURED_PIECES: usize = 4_000;

/// Most pieces of a line of a terminal that have a look of their own; a line of which each character has one
/// makes thousands, and fifty lines are in view. A line that is selected has all of them.
pub const MAX_LINE_RUNS: usize = 100;

/// Most such pieces of a whole screen of a terminal: all of 24 lines of 80 characters.
pub const MAX_SCREEN_RUNS: usize = 2_500;

/// Files up to this size are opened by the page, many at once, and hashed while they are read: they are in memory
/// anyway. To open a file takes longer than to read it, and longer still in a worker, since what a file is to the
/// browser must first be made known there.
pub const SMALL_FILE_BYTES: u64 = 1 << 20;

/// Files from this size on are read one at a time by each worker: two of them would only take turns.
pub const LARGE_FILE_BYTES: u64 = 32_000_000;

/// Files up to this size are put into memory to be hashed, which the browser does several times as fast as we do, but
/// only of what is there as a whole.
pub const WHOLE_FILE_BYTES: u64 = 80_000_000;

/// Bytes of small files that a worker is given at once, so that many files cost few messages.
pub const BUNDLE_BYTES: u64 = 8_000_000;

/// Files that a worker is given at once.
pub const BUNDLE_FILES: usize = 256;

/// Files whose sizes are asked when they are given; asking for thousands takes seconds.
pub const SIZED_AT_ONCE: usize = 64;

/// Files whose sizes are asked before the next are read, where files turn out to be large.
pub const SIZED_AHEAD: usize = 8;

/// Most workers that read, and most that hash.
pub const MAX_WORKERS: u32 = 8;

/// Bytes of a file that a browser may write into our memory at once.
pub const STREAM_PART_BYTES: u32 = 2 << 20;

/// Bytes that are cut out of a file at a time where a browser has no such streams: so many that what a read costs is
/// hidden.
pub const FILE_SLICE_BYTES: u32 = 8 << 20;

/// Slices that are cut out at once: one at a time is mostly waited for.
pub const SLICES_AHEAD: usize = 2;

/// Bytes that a worker looks at between two pauses in which it hears what others say: some tens of milliseconds of
/// work.
pub const PAUSE_EVERY_BYTES: u64 = 8 << 20;

/// Buffers for hashing have a multiple of this size, so that a file that is a little larger finds room in them too.
pub const HASH_BUFFER_STEP_BYTES: u32 = 16 << 20;

/// Most sessions of one user under way at once that another is compared with: nobody has as many open, and to compare
/// each with each takes the square of their number.
pub const MAX_SESSIONS_AT_ONCE: usize = 1_000;

/// Most bytes that the name of a zone may have: IANA's rules ask for parts of at most 14 letters, of which the longest
/// names have three.
pub const MAX_ZONE_NAME_BYTES: usize = 64;
