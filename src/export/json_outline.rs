//! A JSON object that is written member by member, and its long lists item by item: pretty-printed, to the
//! same bytes as if the whole had been written at once.

use serde::Serialize;
use std::io::{self, Write};

/// Whether the items of a list have keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListKind {
    Array,
    Map,
}

/// How far the object is written.
#[derive(Default)]
pub(super) struct JsonOutline {
    has_member: bool,
    /// The list that is open, and whether it has an item.
    list: Option<(ListKind, bool)>,
}

impl JsonOutline {
    /// Writes a member that is written at once.
    pub(super) fn member(
        &mut self,
        out: &mut impl Write,
        key: &str,
        value: &impl Serialize,
    ) -> io::Result<()> {
        self.key(out, key)?;
        write_indented(out, 2, value)
    }

    /// Begins a member that is a list.
    pub(super) fn begin_list(&mut self, out: &mut impl Write, key: &str, kind: ListKind) -> io::Result<()> {
        self.key(out, key)?;
        self.list = Some((kind, false));
        out.write_all(if kind == ListKind::Array { b"[" } else { b"{" })
    }

    /// Writes an item of the list that is open; of a map, with its key.
    pub(super) fn item(
        &mut self,
        out: &mut impl Write,
        key: Option<&str>,
        value: &impl Serialize,
    ) -> io::Result<()> {
        if let Some((_, has_item)) = &mut self.list {
            out.write_all(if std::mem::replace(has_item, true) { b",\n    " } else { b"\n    " })?;
        }
        if let Some(key) = key {
            serde_json::to_writer(&mut *out, key)?;
            out.write_all(b": ")?;
        }
        write_indented(out, 4, value)
    }

    /// Ends the list that is open.
    pub(super) fn end_list(&mut self, out: &mut impl Write) -> io::Result<()> {
        let Some((kind, has_item)) = self.list.take() else { return Ok(()) };
        if has_item {
            out.write_all(b"\n  ")?;
        }
        out.write_all(if kind == ListKind::Array { b"]" } else { b"}" })
    }

    /// Ends the object, and its last line.
    pub(super) fn end(&mut self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(if self.has_member { b"\n}\n" } else { b"{}\n" })
    }

    fn key(&mut self, out: &mut impl Write, key: &str) -> io::Result<()> {
        out.write_all(if std::mem::replace(&mut self.has_member, true) { b",\n  " } else { b"{\n  " })?;
        serde_json::to_writer(&mut *out, key)?;
        out.write_all(b": ")
    }
}

/// Writes a value, whose lines after the first begin so many blanks further in.
fn write_indented(out: &mut impl Write, blanks: usize, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(IndentWriter { out, blanks }, value)?;
    Ok(())
}

/// Puts blanks after each line feed. Those of texts are escaped in JSON, so there are no others.
struct IndentWriter<'a, W> {
    out: &'a mut W,
    blanks: usize,
}

impl<W: Write> Write for IndentWriter<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut from = 0;
        for line_feed in memchr::memchr_iter(b'\n', bytes) {
            self.out.write_all(&bytes[from..line_feed])?;
            self.out.write_all(&b"\n    "[..=self.blanks])?;
            from = line_feed + 1;
        }
        self.out.write_all(&bytes[from..])?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_bytes_are_those_of_the_whole_written_at_once() {
        let values = [
            json!(1),
            json!("a\nb"),
            json!([]),
            json!({}),
            json!([1, [2, {"x": []}]]),
            json!({"a": {"b": [1, 2]}}),
        ];
        for count in 0..values.len() {
            let items = &values[..count];
            let keys = ["", "\"", "k\n", "z", "é", "4"];
            let map: serde_json::Map<String, serde_json::Value> =
                keys.iter().zip(items).map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
            let whole = json!({"first": values[4], "list": items, "map": map, "last": null});
            let (mut json, mut out) = (JsonOutline::default(), Vec::new());
            json.member(&mut out, "first", &values[4]).expect("to memory");
            json.begin_list(&mut out, "list", ListKind::Array).expect("to memory");
            items.iter().for_each(|item| json.item(&mut out, None, item).expect("to memory"));
            json.end_list(&mut out).expect("to memory");
            json.begin_list(&mut out, "map", ListKind::Map).expect("to memory");
            map.iter().for_each(|(key, value)| json.item(&mut out, Some(key), value).expect("to memory"));
            json.end_list(&mut out).expect("to memory");
            json.member(&mut out, "last", &()).expect("to memory");
            json.end(&mut out).expect("to memory");
            let expected = serde_json::to_string_pretty(&whole).expect("JSON") + "\n";
            assert_eq!(String::from_utf8(out).expect("UTF-8"), expected);
        }
    }

    #[test]
    fn an_object_without_members_is_one_too() {
        let mut out = Vec::new();
        JsonOutline::default().end(&mut out).expect("to memory");
        assert_eq!(out, b"{}\n");
    }
}
