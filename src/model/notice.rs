//! Notices: what could not be read, where, and why. Each costs only itself.

use serde::{Deserialize, Serialize};

/// What kind of problem a notice tells of; the order is that of their names (R14).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// A container (gzip, zip) is damaged or cut off.
    BadContainer,
    /// A row of CSV that cannot be read: rejected.
    BadCsv,
    /// Bytes that are no valid text were replaced by U+FFFD.
    BadEncoding,
    /// A piece that is not valid JSON: rejected.
    BadJson,
    /// The file holds nothing.
    Empty,
    /// A limit was reached.
    Limit,
    /// An array was cut off between two elements, or a file could not be read to its end.
    Truncated,
    /// The file is of no known format.
    UnknownFormat,
    /// Valid JSON of no known format: rejected.
    UnknownRecord,
}

impl NoticeKind {
    /// The name in the summary.
    pub const fn id(self) -> &'static str {
        match self {
            NoticeKind::BadContainer => "bad-container",
            NoticeKind::BadCsv => "bad-csv",
            NoticeKind::BadEncoding => "bad-encoding",
            NoticeKind::BadJson => "bad-json",
            NoticeKind::Empty => "empty",
            NoticeKind::Limit => "limit",
            NoticeKind::Truncated => "truncated",
            NoticeKind::UnknownFormat => "unknown-format",
            NoticeKind::UnknownRecord => "unknown-record",
        }
    }

    /// Whether such a notice stands for one rejected record.
    pub const fn is_rejection(self) -> bool {
        matches!(self, NoticeKind::BadCsv | NoticeKind::BadJson | NoticeKind::UnknownRecord)
    }
}

/// Why, more exactly. The words for it are in `text/notices.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reason {
    /// Not valid JSON from this byte of the record on.
    JsonSyntax {
        /// Bytes from the start of the record.
        at: u32,
    },
    /// A row of CSV with an open quote, or with more or fewer cells than the header.
    BadRow,
    /// The text ends within the record.
    CutOff,
    /// Nested deeper than the limit.
    TooDeep,
    /// Larger than the limit.
    TooLong,
    /// The JSON value has no mark of a known format.
    NoKnownRecord,
    /// The text has no mark of a known format.
    NoKnownFormat,
    /// Nothing, or nothing but blanks.
    NothingInIt,
    /// The array has no end.
    ArrayWithoutEnd,
    /// More text of transcripts than the limit.
    TranscriptTooLong,
    /// The system or the browser did not give the bytes, or not all of them.
    Unreadable,
    /// Invalid UTF-8 or UTF-16.
    InvalidText,
    /// gzip data is damaged or cut off.
    DamagedGzip,
    /// A zip cannot be opened, or the content of a member is damaged.
    DamagedZip,
    /// A member of a zip is encrypted, or packed by a method that is not known.
    UnreadableMember,
    /// The name of a member leads out of its folder.
    NameLeadsOut,
    /// Several members of a zip have one name.
    RepeatedName,
    /// More zips in one another than the limit.
    TooManyZips,
    /// A zip in another container that is larger than the limit.
    InnerZipTooLarge,
    /// A zip without a member.
    EmptyZip,
    /// More members of a zip than the limit.
    TooManyMembers,
    /// More facts that are no events than the limit.
    TooManyFacts,
    /// More rejected records than the limit.
    TooManyRejected,
    /// So broken that finding what can be read of it would take too long.
    TooBroken,
    /// More inflated bytes than the limit.
    TooMuchInflated,
    /// More layers of gzip than the limit.
    TooManyLayers,
}

impl Reason {
    /// Whether something of the input was not even looked at: other than a record that was rejected, it is in no
    /// count.
    pub const fn leaves_unread(self) -> bool {
        let may_leave_unread =
            matches!(self.kind(), NoticeKind::BadContainer | NoticeKind::Limit | NoticeKind::Truncated);
        // What has a strange name is read all the same, and facts that are not kept are counted.
        may_leave_unread && !matches!(self, Reason::NameLeadsOut | Reason::TooManyFacts)
    }

    /// The kind of the notice that has this reason.
    pub const fn kind(self) -> NoticeKind {
        match self {
            Reason::JsonSyntax { .. } | Reason::CutOff | Reason::TooDeep | Reason::TooLong => {
                NoticeKind::BadJson
            }
            Reason::BadRow => NoticeKind::BadCsv,
            Reason::NoKnownRecord => NoticeKind::UnknownRecord,
            Reason::NoKnownFormat => NoticeKind::UnknownFormat,
            Reason::NothingInIt => NoticeKind::Empty,
            Reason::ArrayWithoutEnd | Reason::Unreadable => NoticeKind::Truncated,
            Reason::InvalidText => NoticeKind::BadEncoding,
            Reason::DamagedZip | Reason::UnreadableMember | Reason::NameLeadsOut | Reason::RepeatedName => {
                NoticeKind::BadContainer
            }
            Reason::EmptyZip => NoticeKind::Empty,
            Reason::DamagedGzip => NoticeKind::BadContainer,
            Reason::TooManyZips
            | Reason::InnerZipTooLarge
            | Reason::TooManyMembers
            | Reason::TooMuchInflated
            | Reason::TooManyLayers
            | Reason::TranscriptTooLong
            | Reason::TooManyFacts
            | Reason::TooManyRejected
            | Reason::TooBroken => NoticeKind::Limit,
        }
    }
}
