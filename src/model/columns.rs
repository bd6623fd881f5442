//! Columns: the facts of the events of a batch, each kind of fact in a vector of its own. What the store
//! makes of them is in `table.rs`.

use super::dictionary::ABSENT;
use super::numbers;
use super::text_field::{FieldSet, TextField, fields_of};
use super::time::TimeMs;
use bytemuck::{AnyBitPattern, NoUninit};
use serde::{Deserialize, Serialize};

/// A size in bytes as a log records it. Logs can hold any number: sums must stay exact.
pub type ByteCount = u128;

/// A column of codes or numbers that only some rows have.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound = "T: NoUninit + AnyBitPattern")]
struct SparseColumn<T> {
    #[serde(with = "numbers")]
    rows: Vec<u32>,
    #[serde(with = "numbers")]
    values: Vec<T>,
}

impl<T> Default for SparseColumn<T> {
    fn default() -> Self {
        SparseColumn { rows: Vec::new(), values: Vec::new() }
    }
}

impl<T: Copy> SparseColumn<T> {
    fn another(&self) -> SparseColumn<T> {
        let count = self.rows.len();
        SparseColumn { rows: Vec::with_capacity(count), values: Vec::with_capacity(count) }
    }

    /// Sets the value of a row that is greater than all before.
    fn push(&mut self, row: u32, value: T) {
        self.rows.push(row);
        self.values.push(value);
    }

    /// The value of a row, where rows are asked for in their order; `next` says how far that is.
    fn get(&self, row: u32, next: &mut usize) -> Option<T> {
        let is_next = self.rows.get(*next) == Some(&row);
        *next += usize::from(is_next);
        is_next.then(|| self.values[*next - 1])
    }
}

/// A column of text codes.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum Codes {
    /// One code a row.
    Dense(#[serde(with = "numbers")] Vec<u32>),
    /// Codes of the rows that have one.
    Sparse(SparseColumn<u32>),
}

impl Codes {
    fn push(&mut self, row: u32, code: u32) {
        match self {
            Codes::Dense(codes) => codes.push(code),
            Codes::Sparse(_) if code == ABSENT => {}
            Codes::Sparse(codes) => codes.push(row, code),
        }
    }

    /// The code of a row, where rows are asked for in their order; `next` says how far that is.
    fn get(&self, row: u32, next: &mut usize) -> u32 {
        match self {
            Codes::Dense(codes) => codes[row as usize],
            Codes::Sparse(codes) => codes.get(row, next).unwrap_or(ABSENT),
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
    time: Vec<TimeMs>,
    /// Number of the input.
    #[serde(with = "numbers")]
    input: Vec<u32>,
    /// Offset of the record in the decoded text of its input.
    #[serde(with = "numbers")]
    offset: Vec<u64>,
    /// Length of the record in bytes.
    #[serde(with = "numbers")]
    len: Vec<u32>,
    /// Line of the record, counted from 1.
    #[serde(with = "numbers")]
    line: Vec<u32>,
    /// Number of the system.
    #[serde(with = "numbers")]
    system: Vec<u8>,
    /// Recorded sizes in bytes.
    size: SparseColumn<ByteCount>,
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
            size: SparseColumn::default(),
            texts: TextField::ALL
                .iter()
                .map(|field| {
                    if field.is_dense() {
                        Codes::Dense(Vec::new())
                    } else {
                        Codes::Sparse(SparseColumn::default())
                    }
                })
                .collect(),
        }
    }
}

impl Columns {
    /// Empty ones with room for as much as these have: what grows with each row takes its time.
    pub(super) fn another(&self) -> Columns {
        let rows = self.time.len();
        let texts = self.texts.iter().map(|codes| match codes {
            Codes::Dense(codes) => Codes::Dense(Vec::with_capacity(codes.len())),
            Codes::Sparse(codes) => Codes::Sparse(codes.another()),
        });
        Columns {
            time: Vec::with_capacity(rows),
            input: Vec::with_capacity(rows),
            offset: Vec::with_capacity(rows),
            len: Vec::with_capacity(rows),
            line: Vec::with_capacity(rows),
            system: Vec::with_capacity(rows),
            size: self.size.another(),
            texts: texts.collect(),
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> u32 {
        self.time.len() as u32
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.time.is_empty()
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

    /// The number of the input of a row, and the offset of its record in the decoded text of that.
    pub fn place(&self, row: u32) -> (u32, u64) {
        (self.input[row as usize], self.offset[row as usize])
    }

    /// All rows in their order; of their texts those that any of them has, as the caller knows.
    pub(super) fn rows(&self, used: FieldSet) -> impl Iterator<Item = Row> {
        let mut next_size = 0;
        let mut next_codes = [0; TextField::ALL.len()];
        (0..self.len()).map(move |number| {
            let index = number as usize;
            let mut texts = [ABSENT; TextField::ALL.len()];
            for field in fields_of(used) {
                texts[field] = self.texts[field].get(number, &mut next_codes[field]);
            }
            Row {
                time: self.time[index],
                input: self.input[index],
                offset: self.offset[index],
                len: self.len[index],
                line: self.line[index],
                system: self.system[index],
                texts,
                size: self.size.get(number, &mut next_size),
            }
        })
    }
}
