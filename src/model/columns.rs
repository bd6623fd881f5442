//! Columns: the facts of many events, each kind of fact in a vector of its own.

use super::numbers;
use super::time::TimeMs;
use bytemuck::{AnyBitPattern, NoUninit};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A size in bytes as a log records it. Logs can hold any number: sums must stay exact.
pub type ByteCount = u128;

/// A column of codes or numbers that only some rows have.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound = "T: NoUninit + AnyBitPattern")]
pub struct Sparse<T> {
    #[serde(with = "numbers")]
    rows: Vec<u32>,
    #[serde(with = "numbers")]
    values: Vec<T>,
}

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Sparse { rows: Vec::new(), values: Vec::new() }
    }
}

impl<T: Copy> Sparse<T> {
    /// Memory that it takes in bytes, room for more left out.
    fn byte_count(&self) -> usize {
        self.rows.len() * (size_of::<u32>() + size_of::<T>())
    }

    /// Sets the value of a row that is greater than all before.
    pub fn push(&mut self, row: u32, value: T) {
        self.rows.push(row);
        self.values.push(value);
    }

    /// The value of a row.
    pub fn get(&self, row: u32) -> Option<T> {
        self.rows.binary_search(&row).ok().map(|index| self.values[index])
    }

    /// Gives the values of rows that are asked for in ascending order, from a row on.
    pub fn ascending(&self, from: u32) -> impl FnMut(u32) -> Option<T> {
        let mut next = self.rows.partition_point(|row| *row < from);
        move |row| {
            next += self.rows[next..].iter().take_while(|other| **other < row).count();
            (self.rows.get(next) == Some(&row)).then(|| self.values[next])
        }
    }

    /// Calls `each` with the rows of a stretch that have a value, and the value.
    pub fn for_each_in(&self, stretch: Range<u32>, mut each: impl FnMut(u32, T)) {
        let at = |row: u32| self.rows.partition_point(|other| *other < row);
        let known = at(stretch.start)..at(stretch.end);
        for (row, value) in self.rows[known.clone()].iter().zip(&self.values[known]) {
            each(*row, *value);
        }
    }

    /// Rows and values, in the order of rows.
    pub fn iter(&self) -> impl Iterator<Item = (u32, T)> {
        self.rows.iter().copied().zip(self.values.iter().copied())
    }
}

/// The texts of an event that are kept as codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum TextField {
    /// Canonical name of the activity.
    Activity,
    /// Who acted.
    User,
    /// Session id.
    Session,
    /// Portal.
    Portal,
    /// Address of the user's machine.
    ClientIp,
    /// URL.
    Url,
    /// Host name of the URL.
    Host,
    /// File name.
    File,
    /// File name extension.
    Extension,
    /// What was acted on: an instance, a WorkSpace, a CloudShell environment.
    Target,
    /// AWS region.
    Region,
    /// Error code, or the failure of a sign-in.
    Error,
    /// The service whose API was called.
    Service,
    /// User agent, or client product with version and platform.
    Agent,
    /// Who, exactly: an ARN or principal id; the directory of a WorkSpace.
    Principal,
    /// The event's own id, where its format has one (R1).
    EventId,
}

/// A set of text fields, a bit each.
pub type FieldSet = u16;

/// The set of these fields.
pub const fn field_set(fields: &[TextField]) -> FieldSet {
    let (mut set, mut at) = (0, 0);
    while at < fields.len() {
        set |= 1 << fields[at] as u8;
        at += 1;
    }
    set
}

impl TextField {
    /// Every field.
    pub const ALL: [TextField; 16] = [
        TextField::Activity,
        TextField::User,
        TextField::Session,
        TextField::Portal,
        TextField::ClientIp,
        TextField::Url,
        TextField::Host,
        TextField::File,
        TextField::Extension,
        TextField::Target,
        TextField::Region,
        TextField::Error,
        TextField::Service,
        TextField::Agent,
        TextField::Principal,
        TextField::EventId,
    ];

    /// The name in the filter language and in exports.
    pub const fn id(self) -> &'static str {
        match self {
            TextField::Activity => "activity",
            TextField::User => "user",
            TextField::Session => "session",
            TextField::Portal => "portal",
            TextField::ClientIp => "client_ip",
            TextField::Url => "url",
            TextField::Host => "host",
            TextField::File => "file",
            TextField::Extension => "ext",
            TextField::Target => "target",
            TextField::Region => "region",
            TextField::Error => "error",
            TextField::Service => "service",
            TextField::Agent => "agent",
            TextField::Principal => "principal",
            TextField::EventId => "id",
        }
    }

    /// Whether most events have it, so that a plain column is smaller than a sparse one.
    const fn is_dense(self) -> bool {
        matches!(
            self,
            TextField::Activity
                | TextField::User
                | TextField::Session
                | TextField::Portal
                | TextField::ClientIp
        )
    }
}

/// A column of text codes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Codes {
    /// One code a row.
    Dense(#[serde(with = "numbers")] Vec<u32>),
    /// Codes of the rows that have one.
    Sparse(Sparse<u32>),
}

impl Codes {
    fn push(&mut self, row: u32, code: u32) {
        match self {
            Codes::Dense(codes) => codes.push(code),
            Codes::Sparse(_) if code == super::dictionary::ABSENT => {}
            Codes::Sparse(codes) => codes.push(row, code),
        }
    }

    fn byte_count(&self) -> usize {
        match self {
            Codes::Dense(codes) => codes.len() * size_of::<u32>(),
            Codes::Sparse(codes) => codes.byte_count(),
        }
    }

    /// The code of a row; `ABSENT` where it has none.
    #[inline]
    pub fn get(&self, row: u32) -> u32 {
        match self {
            Codes::Dense(codes) => codes[row as usize],
            Codes::Sparse(codes) => codes.get(row).unwrap_or(super::dictionary::ABSENT),
        }
    }

    /// Gives the codes of rows that are asked for in their order.
    fn in_order(&self) -> impl FnMut(u32) -> u32 {
        let mut next = 0;
        move |row| match self {
            Codes::Dense(codes) => codes[row as usize],
            Codes::Sparse(codes) if codes.rows.get(next) == Some(&row) => {
                next += 1;
                codes.values[next - 1]
            }
            Codes::Sparse(_) => super::dictionary::ABSENT,
        }
    }

    /// Calls `each` with the row and code of every row that has one.
    pub fn for_each(&self, mut each: impl FnMut(u32, u32)) {
        match self {
            Codes::Dense(codes) => {
                for (row, code) in codes.iter().enumerate() {
                    if *code != super::dictionary::ABSENT {
                        each(row as u32, *code);
                    }
                }
            }
            Codes::Sparse(codes) => codes.iter().for_each(|(row, code)| each(row, code)),
        }
    }
}

/// One event on its way into columns; texts are codes already.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Time, or `UNDATED`.
    pub time: TimeMs,
    /// Number of the input in its table.
    pub input: u32,
    /// Offset of the record in the decoded text.
    pub offset: u64,
    /// Length of the record in bytes.
    pub len: u32,
    /// Line of the record, counted from 1.
    pub line: u32,
    /// Number of the system in `System::ALL`.
    pub system: u8,
    /// Code of each text field, in the order of [`TextField::ALL`].
    pub texts: [u32; TextField::ALL.len()],
    /// Recorded size in bytes.
    pub size: Option<ByteCount>,
}

/// The columns of many events. All but the sparse ones have one entry a row.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Columns {
    /// Time in milliseconds since the epoch, or `UNDATED`.
    #[serde(with = "numbers")]
    pub time: Vec<TimeMs>,
    /// Number of the input.
    #[serde(with = "numbers")]
    pub input: Vec<u32>,
    /// Offset of the record in the decoded text of its input.
    #[serde(with = "numbers")]
    pub offset: Vec<u64>,
    /// Length of the record in bytes.
    #[serde(with = "numbers")]
    pub len: Vec<u32>,
    /// Line of the record, counted from 1.
    #[serde(with = "numbers")]
    pub line: Vec<u32>,
    /// Number of the system.
    #[serde(with = "numbers")]
    pub system: Vec<u8>,
    /// Recorded sizes in bytes.
    pub size: Sparse<ByteCount>,
    texts: Vec<Codes>,
}

impl Default for Columns {
    fn default() -> Self {
        Columns {
            time: Vec::new(),
            input: Vec::new(),
            offset: Vec::new(),
            len: Vec::new(),
            line: Vec::new(),
            system: Vec::new(),
            size: Sparse::default(),
            texts: TextField::ALL
                .iter()
                .map(|field| {
                    if field.is_dense() { Codes::Dense(Vec::new()) } else { Codes::Sparse(Sparse::default()) }
                })
                .collect(),
        }
    }
}

impl Columns {
    /// How many rows there are.
    pub fn len(&self) -> u32 {
        self.time.len() as u32
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.time.is_empty()
    }

    /// Memory that they take in bytes, room for more left out.
    pub fn byte_count(&self) -> usize {
        let of_row = size_of::<TimeMs>() + size_of::<u64>() + 3 * size_of::<u32>() + size_of::<u8>();
        let texts = self.texts.iter().map(Codes::byte_count).sum::<usize>();
        self.time.len() * of_row + self.size.byte_count() + texts
    }

    /// Appends a row; its number.
    pub fn push(&mut self, row: &Row) -> u32 {
        let number = self.len();
        self.time.push(row.time);
        self.input.push(row.input);
        self.offset.push(row.offset);
        self.len.push(row.len);
        self.line.push(row.line);
        self.system.push(row.system);
        if let Some(size) = row.size {
            self.size.push(number, size);
        }
        for (codes, code) in self.texts.iter_mut().zip(row.texts) {
            codes.push(number, code);
        }
        number
    }

    /// All rows in their order: faster than one by one.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        let mut size_of = self.size.ascending(0);
        let mut texts: Vec<_> = self.texts.iter().map(Codes::in_order).collect();
        (0..self.len()).map(move |number| {
            let mut row = self.row_without_texts(number, size_of(number));
            for (code, codes) in row.texts.iter_mut().zip(&mut texts) {
                *code = codes(number);
            }
            row
        })
    }

    /// The row of this number.
    pub fn row(&self, row: u32) -> Row {
        let mut found = self.row_without_texts(row, self.size.get(row));
        for (text, codes) in found.texts.iter_mut().zip(&self.texts) {
            *text = codes.get(row);
        }
        found
    }

    fn row_without_texts(&self, row: u32, size: Option<ByteCount>) -> Row {
        let index = row as usize;
        Row {
            time: self.time[index],
            input: self.input[index],
            offset: self.offset[index],
            len: self.len[index],
            line: self.line[index],
            system: self.system[index],
            texts: [super::dictionary::ABSENT; TextField::ALL.len()],
            size,
        }
    }

    /// The codes of a text field.
    pub fn text(&self, field: TextField) -> &Codes {
        &self.texts[field as usize]
    }
}
