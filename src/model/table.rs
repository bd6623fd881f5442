//! The table: the columns of all events of a store, packed.

use super::columns::{ByteCount, Row};
use super::dictionary::ABSENT;
use super::ids::RowId;
use super::packed::PackedColumn;
use super::system::System;
use super::text_field::{FieldSet, TextField, fields_of};
use super::time::TimeMs;
use crate::source::Span;
use std::collections::BTreeMap;

/// Stands for a size that is in `large` only.
const LARGE: u64 = u64::MAX;

/// What a time is packed as: in the same order, and zero where there is none.
pub const fn packed_time(time: TimeMs) -> u64 {
    time as u64 ^ 1 << 63
}

/// The time of what it was packed as.
pub const fn unpacked_time(number: u64) -> TimeMs {
    (number ^ 1 << 63) as TimeMs
}

/// The columns of all events.
#[derive(Debug, Default)]
pub struct Table {
    time: PackedColumn,
    input: PackedColumn,
    offset: PackedColumn,
    len: PackedColumn,
    line: PackedColumn,
    system: PackedColumn,
    /// One more than the size, so that zero is none.
    size: PackedColumn,
    /// Sizes that are too large for the column.
    large: BTreeMap<RowId, ByteCount>,
    texts: [PackedColumn; TextField::ALL.len()],
}

impl Table {
    /// How many rows there are.
    pub fn len(&self) -> u32 {
        self.time.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.time.is_empty()
    }

    /// Memory that the columns take in bytes.
    pub fn byte_count(&self) -> usize {
        let plain = [&self.time, &self.input, &self.offset, &self.len, &self.line, &self.system, &self.size];
        let large = self.large.len() * (size_of::<u32>() + size_of::<ByteCount>());
        plain.into_iter().chain(&self.texts).map(PackedColumn::byte_count).sum::<usize>() + large
    }

    /// Appends a row with those of its texts that are in use; its number. The other columns are behind then, until they
    /// are [made even](Table::make_even).
    pub fn push(&mut self, row: &Row, used: FieldSet) -> RowId {
        let number = RowId(self.len());
        self.time.push(packed_time(row.time));
        self.input.push(row.input.into());
        self.offset.push(row.offset);
        self.len.push(row.len.into());
        self.line.push(row.line.into());
        self.system.push(row.system.into());
        let size =
            row.size.map_or(0, |size| u64::try_from(size).map_or(LARGE, |size| size.saturating_add(1)));
        self.size.push(size);
        if let (LARGE, Some(size)) = (size, row.size) {
            self.large.insert(number, size);
        }
        for field in fields_of(used) {
            self.texts[field].push(row.texts[field].into());
        }
        number
    }

    /// Says of all rows that were appended without a text that they have none.
    pub fn make_even(&mut self) {
        let len = self.len();
        self.texts.iter_mut().for_each(|codes| codes.fill_to(len));
    }

    /// The row of this number.
    pub fn row(&self, row: RowId) -> Row {
        let mut texts = [ABSENT; TextField::ALL.len()];
        for (code, codes) in texts.iter_mut().zip(&self.texts) {
            // A column that is behind has nothing of it.
            *code = if row.0 < codes.len() { codes.get(row) as u32 } else { ABSENT };
        }
        let Span { offset, len, line } = self.span(row);
        let system = self.system.get(row) as u8;
        Row {
            time: self.time(row),
            input: self.input(row),
            offset,
            len,
            line,
            system,
            texts,
            size: self.size(row),
        }
    }

    /// Time of a row in milliseconds since the epoch, or `UNDATED`.
    #[inline]
    pub fn time(&self, row: RowId) -> TimeMs {
        unpacked_time(self.time.get(row))
    }

    /// The times of all rows, each as [`packed_time`].
    pub fn times(&self) -> &PackedColumn {
        &self.time
    }

    /// Number of the input of a row.
    #[inline]
    pub fn input(&self, row: RowId) -> u32 {
        self.input.get(row) as u32
    }

    /// The inputs of all rows, each by its number.
    pub fn inputs(&self) -> &PackedColumn {
        &self.input
    }

    /// Offset of a row's record in the decoded text of its input.
    #[inline]
    pub fn offset(&self, row: RowId) -> u64 {
        self.offset.get(row)
    }

    /// Where the record of a row stands in the decoded text of its input.
    pub fn span(&self, row: RowId) -> Span {
        Span { offset: self.offset(row), len: self.len.get(row) as u32, line: self.line.get(row) as u32 }
    }

    /// The system that recorded a row.
    #[inline]
    pub fn system(&self, row: RowId) -> System {
        System::from_index(self.system.get(row) as u8)
    }

    /// The systems of all rows, each by its number.
    pub fn systems(&self) -> &PackedColumn {
        &self.system
    }

    /// Recorded size of a row in bytes.
    pub fn size(&self, row: RowId) -> Option<ByteCount> {
        self.unpacked_size(row, self.size.get(row))
    }

    /// The sizes of all rows, as [`Table::unpacked_size`] takes them.
    pub fn sizes(&self) -> &PackedColumn {
        &self.size
    }

    /// The size of a row of what it was packed as.
    #[inline]
    pub fn unpacked_size(&self, row: RowId, packed: u64) -> Option<ByteCount> {
        match packed {
            LARGE => self.large.get(&row).copied(),
            packed => packed.checked_sub(1).map(ByteCount::from),
        }
    }

    /// Code of a text of a row; `ABSENT` where it has none.
    #[inline]
    pub fn code(&self, field: TextField, row: RowId) -> u32 {
        self.texts[field as usize].get(row) as u32
    }

    /// The codes of a text field, of all rows.
    pub fn text(&self, field: TextField) -> &PackedColumn {
        &self.texts[field as usize]
    }
}
