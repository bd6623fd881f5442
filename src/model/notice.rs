//! Notices: what could not be read, where, and why. Each costs only itself.

use crate::source::enum_table;
use crate::source::limits::{
    MAX_ARCHIVE_DEPTH, MAX_CONTAINER_DEPTH, MAX_FACT_BYTES, MAX_INFLATE_RATIO, MAX_INNER_ZIP_BYTES,
    MAX_JSON_DEPTH, MAX_MEMBERS, MAX_RECORD_BYTES, MAX_REJECTED, MAX_RULE_FILE_BYTES, MAX_TRANSCRIPT_BYTES,
};
use serde::{Deserialize, Serialize};

/// What kind of problem a notice tells of; the order is that of their names (R14).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// A container (gzip, zip, tar) is damaged or cut off.
    BadContainer,
    /// A row of CSV that cannot be read: rejected.
    BadCsv,
    /// Bytes that are no valid text were replaced by U+FFFD.
    BadEncoding,
    /// A piece that is not valid JSON: rejected.
    BadJson,
    /// A rule that cannot be used: rejected.
    BadRule,
    /// The file holds nothing.
    Empty,
    /// A limit was reached.
    Limit,
    /// No time of the events of a file could be read.
    NoTimes,
    /// A session that was not recorded, for its recorder failed.
    NotRecorded,
    /// An array was cut off between two elements, or a file could not be read to its end.
    Truncated,
    /// The file is of no known format.
    UnknownFormat,
    /// Valid JSON of no known format: rejected.
    UnknownRecord,
    /// The name of a member of an archive is absolute, or leads out of its folder.
    UnsafeName,
}

impl NoticeKind {
    /// The name in the summary.
    pub const fn id(self) -> &'static str {
        match self {
            NoticeKind::BadContainer => "bad-container",
            NoticeKind::BadCsv => "bad-csv",
            NoticeKind::BadEncoding => "bad-encoding",
            NoticeKind::BadJson => "bad-json",
            NoticeKind::BadRule => "bad-rule",
            NoticeKind::Empty => "empty",
            NoticeKind::Limit => "limit",
            NoticeKind::NoTimes => "no-times",
            NoticeKind::NotRecorded => "not-recorded",
            NoticeKind::Truncated => "truncated",
            NoticeKind::UnknownFormat => "unknown-format",
            NoticeKind::UnknownRecord => "unknown-record",
            NoticeKind::UnsafeName => "unsafe-name",
        }
    }

    /// Whether such a notice stands for one rejected record.
    pub const fn is_rejection(self) -> bool {
        matches!(
            self,
            NoticeKind::BadCsv | NoticeKind::BadJson | NoticeKind::BadRule | NoticeKind::UnknownRecord
        )
    }
}

/// What is known of a reason.
struct ReasonInfo {
    /// What its message is called by: `reason-<id>` in `i18n/`.
    id: &'static str,
    kind: NoticeKind,
    /// The number that its message has, and by which name.
    number: Option<(&'static str, u128)>,
}

const fn info(id: &'static str, kind: NoticeKind) -> ReasonInfo {
    ReasonInfo { id, kind, number: None }
}

/// A limit that costs more than a record.
const fn limit(id: &'static str, limit: u128) -> ReasonInfo {
    info(id, NoticeKind::Limit).with("limit", limit)
}

impl ReasonInfo {
    const fn with(self, name: &'static str, number: u128) -> ReasonInfo {
        ReasonInfo { number: Some((name, number)), ..self }
    }
}

enum_table! {
    /// Why, more exactly.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    pub enum Reason => fn info() -> ReasonInfo {
        /// Not valid JSON from this byte of the record on.
        JsonSyntax {
            /// Bytes from the start of the record.
            at: u32
        } => info("json-syntax", NoticeKind::BadJson).with("at", at as u128),
        /// A row of CSV with an open quote, or with more or fewer cells than the header.
        BadRow => info("bad-row", NoticeKind::BadCsv),
        /// Not a rule: its YAML or its keys are not as they must be. The detail of the notice says what.
        UnreadableRule => info("unreadable-rule", NoticeKind::BadRule),
        /// A rule that uses what is not supported. The detail of the notice names it.
        UnsupportedRule => info("unsupported-rule", NoticeKind::BadRule),
        /// A rule for other logs than those that are read.
        RuleForOtherLogs => info("rule-for-other-logs", NoticeKind::BadRule),
        /// A rule that is larger than a limit. The detail of the notice says which.
        RuleTooLarge => info("rule-too-large", NoticeKind::BadRule),
        /// A file of rules that is larger than the limit.
        RuleFileTooLarge => limit("rule-file-too-large", MAX_RULE_FILE_BYTES as u128),
        /// The text ends within the record.
        CutOff => info("cut-off", NoticeKind::BadJson),
        /// Nested deeper than the limit.
        TooDeep => info("too-deep", NoticeKind::BadJson).with("limit", MAX_JSON_DEPTH as u128),
        /// Larger than the limit.
        TooLong => info("too-long", NoticeKind::BadJson).with("limit", MAX_RECORD_BYTES as u128),
        /// The JSON value has no mark of a known format.
        NoKnownRecord => info("no-known-record", NoticeKind::UnknownRecord),
        /// A JSON object of no known format that has lists: whatever it wraps is lost with it. The detail of the notice
        /// has its keys.
        UnknownWrapper {
            /// How many elements its lists have.
            values: u32
        } => info("unknown-wrapper", NoticeKind::UnknownRecord).with("values", values as u128),
        /// A Parquet file.
        ParquetFile => info("file-parquet", NoticeKind::UnknownFormat),
        /// An Avro file.
        AvroFile => info("file-avro", NoticeKind::UnknownFormat),
        /// An ORC file.
        OrcFile => info("file-orc", NoticeKind::UnknownFormat),
        /// An archive that is neither zip nor tar. The detail of the notice names it.
        OtherArchive => info("file-archive", NoticeKind::UnknownFormat),
        /// A file that is packed, and not by gzip. The detail of the notice says how.
        OtherPacking => info("file-packed", NoticeKind::UnknownFormat),
        /// A Windows event log.
        WindowsEventLog => info("file-event-log", NoticeKind::UnknownFormat),
        /// A capture of network packets.
        PacketCapture => info("file-packets", NoticeKind::UnknownFormat),
        /// A PDF.
        PdfFile => info("file-pdf", NoticeKind::UnknownFormat),
        /// A workbook of Excel, or another document of Office.
        WorkbookFile => info("file-workbook", NoticeKind::UnknownFormat),
        /// A database of SQLite.
        SqliteFile => info("file-sqlite", NoticeKind::UnknownFormat),
        /// The text has no mark of a known format.
        NoKnownFormat => info("no-known-format", NoticeKind::UnknownFormat),
        /// Nothing, or nothing but blanks.
        NothingInIt => info("nothing-in-it", NoticeKind::Empty),
        /// The array has no end.
        ArrayWithoutEnd => info("array-without-end", NoticeKind::Truncated),
        /// The recorder of a session failed: all that its transcript has is why.
        RecorderFailed => info("recorder-failed", NoticeKind::NotRecorded),
        /// More text of transcripts than the limit.
        TranscriptTooLong => limit("transcript-too-long", MAX_TRANSCRIPT_BYTES as u128),
        /// The system or the browser did not give the bytes, or not all of them.
        Unreadable => info("unreadable", NoticeKind::Truncated),
        /// Invalid UTF-8 or UTF-16.
        InvalidText => info("invalid-text", NoticeKind::BadEncoding),
        /// No UTF-8: read as Shift_JIS.
        ShiftJisText => info("shift-jis-text", NoticeKind::BadEncoding),
        /// No UTF-8: read as Windows-1252.
        Windows1252Text => info("windows-1252-text", NoticeKind::BadEncoding),
        /// gzip data is damaged or cut off.
        DamagedGzip => info("damaged-gzip", NoticeKind::BadContainer),
        /// A zip cannot be opened, or the content of a member is damaged.
        DamagedZip => info("damaged-zip", NoticeKind::BadContainer),
        /// A tar is damaged or cut off, or so is the content of a member.
        DamagedTar => info("damaged-tar", NoticeKind::BadContainer),
        /// A member of a zip is encrypted.
        EncryptedMember => info("encrypted-member", NoticeKind::BadContainer),
        /// A member of a zip is packed by a method that is not known.
        UnreadableMember => info("unreadable-member", NoticeKind::BadContainer),
        /// A member of a tar is a file without its holes, or a part of one.
        PartialMember => info("partial-member", NoticeKind::BadContainer),
        /// A member of a tar is a link or a device.
        LinkMember => info("link-member", NoticeKind::Empty),
        /// The name of a member is absolute, or leads out of its folder.
        UnsafeName => info("unsafe-name", NoticeKind::UnsafeName),
        /// Several members of an archive have one name.
        RepeatedName => info("repeated-name", NoticeKind::BadContainer),
        /// No time of the events could be read.
        NoTimes => info("no-times", NoticeKind::NoTimes),
        /// Dates can be read day first or month first, and nothing tells which it is.
        AmbiguousDates => info("ambiguous-dates", NoticeKind::NoTimes),
        /// More archives in one another than the limit.
        TooManyArchives => limit("too-many-archives", MAX_ARCHIVE_DEPTH as u128),
        /// A zip in another container that is larger than the limit.
        InnerZipTooLarge => limit("inner-zip-too-large", MAX_INNER_ZIP_BYTES as u128),
        /// An archive without a file.
        EmptyArchive => info("empty-archive", NoticeKind::Empty),
        /// More members of an archive than the limit.
        TooManyMembers => limit("too-many-members", MAX_MEMBERS as u128),
        /// More facts that are no events than the limit.
        TooManyFacts => limit("too-many-facts", MAX_FACT_BYTES as u128),
        /// More rejected records than the limit.
        TooManyRejected => limit("too-many-rejected", MAX_REJECTED as u128),
        /// So broken that finding what can be read of it would take too long.
        TooBroken => info("too-broken", NoticeKind::Limit),
        /// More inflated bytes than the limit.
        TooMuchInflated => limit("too-much-inflated", MAX_INFLATE_RATIO as u128),
        /// More layers of gzip than the limit.
        TooManyLayers => limit("too-many-layers", MAX_CONTAINER_DEPTH as u128),
    }
}

impl Reason {
    /// What its message is called by: `reason-<id>` in `i18n/`.
    pub const fn id(self) -> &'static str {
        self.info().id
    }

    /// The kind of the notice that has this reason.
    pub const fn kind(self) -> NoticeKind {
        self.info().kind
    }

    /// The number that its message has, mostly a limit, with the name that it has there.
    pub const fn number(self) -> Option<(&'static str, u128)> {
        self.info().number
    }

    /// Whether something of the input was not even looked at: other than a record that was rejected, it is in no
    /// count.
    pub const fn leaves_unread(self) -> bool {
        let may_leave_unread =
            matches!(self.kind(), NoticeKind::BadContainer | NoticeKind::Limit | NoticeKind::Truncated);
        // Facts that are not kept are counted.
        may_leave_unread && !matches!(self, Reason::TooManyFacts)
    }
}
