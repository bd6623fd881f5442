//! JSON values in a stream of text: arrays, JSON Lines, concatenated and pretty-printed values are all
//! the same to it, and what is broken costs only itself (R12). It does not know what the values mean.
//!
//! ```text
//!   [ {value} , {value} ,\n {bro ken \n {value} ]  garbage {value}
//!     ~~~~~~~   ~~~~~~~     ~~~~~~~~   ~~~~~~~     ~~~~~~~ ~~~~~~~
//!     value     value       broken     value       broken  value
//! ```
//!
//! Some objects only wrap a list of records, and the list can be longer than the memory: these are opened,
//! and what is in their list comes out one by one, between the parts that tell of the object.
//!
//! ```text
//!   {"records":[ {value} , {value} ]}        {"stream":"a","lines":[ {value} ]}
//!   ^^          ~~~~~~~   ~~~~~~~   ^        ^^            ^        ~~~~~~~   ^
//!   begin list  value     value     end      begin member  list     value     end
//! ```

use super::cursor::{is_blank, separator};
use super::json::{Extent, JsonError};
use super::recover::Search;
use super::text_buffer::TextBuffer;
use super::wrapper::{Member, ObjectKind, UnwrapMode, WrapperKeys, WrapperPart, after_blanks, member};
use crate::source::Span;
use crate::source::limits::{MAX_JSON_DEPTH, MAX_RECORD_BYTES};
use crate::source::word::is_same;
use std::ops::Range;

/// A piece of the stream.
#[derive(Debug)]
pub enum Frame<'a> {
    /// A whole value.
    Value(Span, &'a [u8], Extent),
    /// A piece that is not valid JSON.
    Broken(Span, &'a [u8], FrameError),
    /// A part of an object that only wraps a list.
    Wrapper(Span, WrapperPart<'a>),
}

/// What is wrong with a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameError {
    /// Not valid JSON from this byte of the piece on.
    Syntax {
        /// Bytes from the start of the piece.
        at: u32,
    },
    /// The text ends within the value.
    CutOff,
    /// Nested deeper than the limit.
    TooDeep,
    /// Larger than the limit.
    TooLong,
}

/// Cuts a text into frames.
#[derive(Debug)]
pub struct Framer {
    /// Which objects only wrap a list.
    keys: &'static WrapperKeys,
    text: TextBuffer,
    /// What is open, from the outside in.
    open: Vec<OpenBracket>,
    wrappers: usize,
    /// How the last value began that was told to be no wrapper by its first key alone: most begin so.
    head: Vec<u8>,
    /// How much text must have come until another look at an incomplete value shows anything new.
    wanted_len: u64,
    rejected_to_the_end: bool,
    /// How the end of a piece is found whose first [`MAX_RECORD_BYTES`] have been given out already.
    passing_over: Option<Search>,
    /// Bytes of values that were read until they broke. Where one ends early, they are read again.
    rescanned: u64,
}

/// What is open at the cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OpenBracket {
    /// An array of values.
    Array,
    /// An object that wraps a list; the cut stands between two of its members, and the list was before it or
    /// is still to come.
    Wrapper { is_behind: bool },
    /// The list of such an object; of one that is flat no element is opened.
    List { is_flat: bool },
}

enum Step {
    Value(Extent),
    /// With how many bytes were read until it broke.
    Broken(FrameError, Search, usize),
    More,
}

impl Framer {
    /// A framer at the start of a text in which objects that only wrap a list are told by these keys.
    pub fn new(keys: &'static WrapperKeys) -> Framer {
        Framer {
            keys,
            text: TextBuffer::new(),
            open: Vec::new(),
            wrappers: 0,
            head: Vec::new(),
            wanted_len: 0,
            rejected_to_the_end: false,
            passing_over: None,
            rescanned: 0,
        }
    }

    /// Adds the next bytes of the text (UTF-8, valid or not).
    pub fn push(&mut self, text: &[u8]) {
        self.text.push(text);
    }

    /// Notes that no more text will come.
    pub fn end(&mut self) {
        self.text.end();
    }

    /// How many bytes of text have come in.
    pub fn text_len(&self) -> u64 {
        self.text.text_len()
    }

    /// Line at which the cut stands, counted from 1.
    pub fn line(&self) -> u64 {
        self.text.line()
    }

    /// Whether the text ended within an array, between two of its elements.
    pub fn is_cut_between_elements(&self) -> bool {
        self.text.has_ended() && !self.open.is_empty() && !self.rejected_to_the_end
    }

    /// The next piece, read by `walk`; nothing where more text is needed, or all is cut.
    pub fn next_frame(&mut self, walk: impl FnOnce(&[u8]) -> Result<Extent, JsonError>) -> Option<Frame<'_>> {
        if !self.pass_over() || !self.skip_to_value() {
            return None;
        }
        if !self.text.has_ended() && self.text.text_len() < self.wanted_len {
            return None;
        }
        if let Some(OpenBracket::Wrapper { is_behind }) = self.open.last() {
            return if *is_behind { self.next_behind() } else { self.next_before() };
        }
        let begins = self.text.window().get(..self.head.len());
        let is_told = !self.head.is_empty() && begins.is_some_and(|begins| is_same(begins, &self.head));
        if !is_told && self.may_open() {
            match self.keys.head(self.text.window(), self.text.is_window_whole(), UnwrapMode::Certain) {
                ObjectKind::Wrapper => return self.open_wrapper(),
                ObjectKind::TooShort => return self.wait(),
                ObjectKind::Other => {
                    self.head = self.keys.telling_head(self.text.window()).unwrap_or_default().to_vec()
                }
            }
        }
        match self.step(walk) {
            Step::Value(extent) => {
                let span = self.text.span(extent.len);
                self.text.cut_value(extent.len, extent.line_feeds);
                self.rejected_to_the_end = false;
                Some(Frame::Value(span, self.text.last_cut(extent.len), extent))
            }
            Step::Broken(breakage, search, rescanned) => {
                self.rescanned += rescanned as u64;
                // What is broken costs only itself: the list of a broken object is read all the same.
                let is_wrapper =
                    || self.keys.head(self.text.window(), true, UnwrapMode::Broken) == ObjectKind::Wrapper;
                if self.may_open() && is_wrapper() {
                    self.open_wrapper()
                } else {
                    self.take_broken(breakage, search)
                }
            }
            Step::More => self.wait(),
        }
    }

    /// How many bytes were read of values that were broken, since this was asked the last time.
    pub fn take_rescanned(&mut self) -> u64 {
        std::mem::take(&mut self.rescanned)
    }

    /// How many objects that wrap lists are open.
    pub fn open_wrappers(&self) -> usize {
        self.wrappers
    }

    /// Whether an object here may be one that wraps a list.
    fn may_open(&self) -> bool {
        self.open.last() != Some(&OpenBracket::List { is_flat: true })
            && self.open.len() < MAX_JSON_DEPTH as usize
    }

    fn open_wrapper(&mut self) -> Option<Frame<'_>> {
        let span = self.text.span(1);
        self.text.cut_value(1, 0);
        self.rejected_to_the_end = false;
        self.open.push(OpenBracket::Wrapper { is_behind: false });
        self.wrappers += 1;
        Some(Frame::Wrapper(span, WrapperPart::Begin))
    }

    /// What the text goes on with. The answer depends on the first [`MAX_RECORD_BYTES`] alone, so that it
    /// is the same in whatever pieces the text comes.
    fn step(&self, walk: impl FnOnce(&[u8]) -> Result<Extent, JsonError>) -> Step {
        let (window, is_all) = (self.text.window(), self.text.is_window_whole());
        let extent = walk(window);
        if window[0] == b'{' {
            let rescanned = match extent {
                Err(JsonError::Syntax { at } | JsonError::TooDeep { at }) => at,
                _ => window.len(),
            };
            let breakage = match extent {
                Ok(extent) => return Step::Value(extent),
                Err(JsonError::Incomplete) if !is_all => return Step::More,
                Err(JsonError::Incomplete) if window.len() == MAX_RECORD_BYTES => FrameError::TooLong,
                Err(JsonError::Incomplete) => FrameError::CutOff,
                Err(JsonError::Syntax { at }) => FrameError::Syntax { at: at as u32 },
                Err(JsonError::TooDeep { .. }) => FrameError::TooDeep,
            };
            return Step::Broken(breakage, Search::object(self.text.indent()), rescanned);
        }
        match extent {
            Ok(extent) if self.scalar_ends(extent.len) => Step::Value(extent),
            // A number or word at the end of what has come may go on.
            _ if !is_all && memchr::memchr(b'\n', window).is_none() => Step::More,
            _ if window.len() == MAX_RECORD_BYTES && memchr::memchr(b'\n', window).is_none() => {
                Step::Broken(FrameError::TooLong, Search::junk(), 0)
            }
            _ => Step::Broken(FrameError::Syntax { at: 0 }, Search::junk(), 0),
        }
    }

    /// The next member of a wrapper before its list, which was looked at when it was opened.
    fn next_before(&mut self) -> Option<Frame<'_>> {
        let comma = usize::from(self.text.rest()[0] == b',');
        let from = after_blanks(self.text.window(), comma)?;
        self.text.cut(from);
        let window = self.text.window();
        if let Some((list, len)) = self.keys.list_head(window) {
            let span = self.text.span(len);
            self.text.cut(len);
            if let Some(wrapper) = self.open.last_mut() {
                *wrapper = OpenBracket::Wrapper { is_behind: true };
            }
            self.open.push(OpenBracket::List { is_flat: self.keys.lists[list].is_flat });
            return Some(Frame::Wrapper(span, WrapperPart::List(list)));
        }
        let found = member(window).ok()?;
        Some(self.take_member(0, found))
    }

    /// What stands behind the list of a wrapper: members, and the end. Nothing but strict JSON may.
    fn next_behind(&mut self) -> Option<Frame<'_>> {
        let (window, is_all) = (self.text.window(), self.text.is_window_whole());
        let found = match window[0] {
            b'}' => {
                let span = self.text.span(1);
                self.text.cut_blank();
                self.open.pop();
                self.wrappers -= 1;
                return Some(Frame::Wrapper(span, WrapperPart::End));
            }
            b',' => match after_blanks(window, 1) {
                Some(start) => member(&window[start..]).map(|found| (start, found)),
                None => Err(JsonError::Incomplete),
            },
            _ => Err(JsonError::Syntax { at: 0 }),
        };
        let breakage = match found {
            // A number at the end of what has come may go on.
            Ok((start, found)) if !is_all && start + found.value.end == window.len() => return self.wait(),
            Ok((start, found)) => return Some(self.take_member(start, found)),
            Err(JsonError::Incomplete) if !is_all => return self.wait(),
            Err(JsonError::Incomplete) => FrameError::CutOff,
            Err(JsonError::Syntax { at }) => FrameError::Syntax { at: at as u32 },
            Err(JsonError::TooDeep { .. }) => FrameError::TooDeep,
        };
        let search = || Search::rest_of_object(self.text.indent());
        if !is_all && search().go_on(self.text.window(), false).is_err() {
            return self.wait();
        }
        let search = search();
        self.open.pop();
        self.wrappers -= 1;
        self.take_broken(breakage, search)
    }

    /// Gives out the member that was found `from` bytes behind the cut.
    fn take_member(&mut self, from: usize, found: Member) -> Frame<'_> {
        let len = from + found.value.end;
        let span = self.text.span(len);
        self.text.cut(len);
        let text = self.text.last_cut(len);
        let part = |range: Range<usize>| &text[from + range.start..from + range.end];
        Frame::Wrapper(span, WrapperPart::Member { key: part(found.key), value: part(found.value), text })
    }

    fn wait<T>(&mut self) -> Option<T> {
        // Looking again only when there is twice as much keeps the work linear.
        let come = self.text.rest().len();
        let wanted = (come * 2).min(MAX_RECORD_BYTES + 1);
        self.wanted_len = self.text.text_len() - come as u64 + wanted as u64;
        None
    }

    /// A broken piece up to its end (R12), or its first bytes where it is longer than the limit: the rest
    /// is passed over.
    fn take_broken(&mut self, breakage: FrameError, mut search: Search) -> Option<Frame<'_>> {
        let (rest, window) = (self.text.rest(), self.text.window());
        let is_all = self.text.has_ended() && rest.len() == window.len();
        let found = search.go_on(window, is_all);
        self.rescanned += search.take_walked();
        let (len, to_the_end) = match found {
            Ok(end) => (end.len, end.is_end_of_text),
            Err(_) if rest.len() <= MAX_RECORD_BYTES => return self.wait(),
            Err(searched) => {
                self.passing_over = Some(search);
                (searched, false)
            }
        };
        let trimmed = rest[..len].trim_ascii_end().len();
        let span = self.text.span(trimmed);
        self.text.cut(len);
        self.rejected_to_the_end = to_the_end;
        Some(Frame::Broken(span, &self.text.last_cut(len)[..trimmed], breakage))
    }

    /// Passes over the rest of a broken piece that is longer than the limit; whether its end was reached.
    fn pass_over(&mut self) -> bool {
        let Some(mut search) = self.passing_over.take() else { return true };
        let found = search.go_on(self.text.rest(), self.text.has_ended());
        self.rescanned += search.take_walked();
        match found {
            Ok(end) => {
                self.text.cut(end.len);
                self.rejected_to_the_end = end.is_end_of_text;
                true
            }
            Err(searched) => {
                self.text.cut(searched);
                self.passing_over = Some(search);
                false
            }
        }
    }

    /// Passes over blanks, commas and other separators, byte order marks and the brackets of arrays.
    fn skip_to_value(&mut self) -> bool {
        loop {
            let rest = self.text.rest();
            match rest.first() {
                None => return false,
                Some(b'\n' | b' ' | b'\t' | b'\r') => self.text.cut_blank(),
                Some(_) if matches!(self.open.last(), Some(OpenBracket::Wrapper { .. })) => return true,
                Some(b',') => self.text.cut_blank(),
                Some(0xef) => match rest.get(..BYTE_ORDER_MARK.len()) {
                    Some(BYTE_ORDER_MARK) => (0..BYTE_ORDER_MARK.len()).for_each(|_| self.text.cut_blank()),
                    None if !self.text.has_ended() => return false,
                    _ => return true,
                },
                Some(b'[') if self.may_open() => {
                    self.open.push(OpenBracket::Array);
                    self.rejected_to_the_end = false;
                    self.text.cut_value(1, 0);
                }
                Some(b']') if !self.open.is_empty() => {
                    self.open.pop();
                    self.text.cut_value(1, 0);
                }
                Some(_) => match separator(rest) {
                    Some(0) => return true,
                    Some(len) => (0..len).for_each(|_| self.text.cut_blank()),
                    None => return self.text.has_ended(),
                },
            }
        }
    }

    /// Whether a scalar of this length is followed by what may follow a value.
    fn scalar_ends(&self, len: usize) -> bool {
        match self.text.rest().get(len) {
            Some(b',' | b']') => true,
            Some(byte) if is_blank(*byte) => true,
            Some(_) => separator(&self.text.rest()[len..]).is_some_and(|len| len > 0),
            None => self.text.has_ended(),
        }
    }
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::container::json::walk;
    use crate::container::wrapper::ListKey;

    static KEYS: WrapperKeys = WrapperKeys {
        lists: &[
            ListKey { key: "records", is_flat: false, needs: &[] },
            ListKey { key: "lines", is_flat: true, needs: &["type", "stream"] },
        ],
        before: &["type", "stream"],
        never: None,
    };

    /// The pieces of a text that comes in chunks of this size, as short words.
    fn pieces(text: &str, chunk: usize) -> Vec<String> {
        let mut framer = Framer::new(&KEYS);
        let mut pieces = Vec::new();
        let show = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut take_all = |framer: &mut Framer| {
            while let Some(frame) = framer.next_frame(|text| walk(text, &[]).map(|walked| walked.extent)) {
                pieces.push(match frame {
                    Frame::Value(span, text, _) => {
                        assert_eq!(span.len as usize, text.len());
                        format!("{}:{}", span.offset, show(text))
                    }
                    Frame::Broken(_, text, _) => format!("broken {}", show(text)),
                    Frame::Wrapper(_, WrapperPart::Begin) => "begin".to_owned(),
                    Frame::Wrapper(_, WrapperPart::Member { key, value, .. }) => {
                        format!("{}={}", show(key), show(value))
                    }
                    Frame::Wrapper(_, WrapperPart::List(list)) => format!("list {}", KEYS.lists[list].key),
                    Frame::Wrapper(_, WrapperPart::End) => "end".to_owned(),
                });
            }
        };
        for piece in text.as_bytes().chunks(chunk) {
            framer.push(piece);
            take_all(&mut framer);
        }
        framer.end();
        take_all(&mut framer);
        if framer.is_cut_between_elements() {
            pieces.push("cut".to_owned());
        }
        pieces
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        for chunk in [1, 3, 7, text.len()] {
            assert_eq!(pieces(text, chunk), expected, "chunks of {chunk}");
        }
    }

    #[test]
    fn the_list_of_a_wrapper_comes_out_element_by_element() {
        check(
            r#"{"records":[{"a":1},{"b":{}}]} {"c":1}"#,
            &["begin", "list records", r#"12:{"a":1}"#, r#"20:{"b":{}}"#, "end", r#"31:{"c":1}"#],
        );
        check(
            "{\n \"type\": 1, \"stream\": \"s\",\n \"lines\": [\n {} ] , \"owner\" : [1] }",
            &["begin", "type=1", r#"stream="s""#, "list lines", "42:{}", "owner=[1]", "end"],
        );
        check(r#"{"records":[]}"#, &["begin", "list records", "end"]);
    }

    #[test]
    fn junk_between_values_costs_only_itself() {
        check(
            r#"{"a":1}\n{"b":2}\r\n{"c":3}|{};{}"#,
            &[r#"0:{"a":1}"#, r#"9:{"b":2}"#, r#"20:{"c":3}"#, "28:{}", "31:{}"],
        );
        check("\u{1e}{\"a\":1}\n\u{1e}{}\0{}", &[r#"1:{"a":1}"#, "10:{}", "13:{}"]);
        check(r#"{}\rx {"a":[{}]} 1;[2]"#, &["0:{}", r"broken \rx", r#"6:{"a":[{}]}"#, "17:1", "20:2"]);
        check("[{} INFO [{}] {\"b\":\n1}]", &["1:{}", "broken INFO", "10:{}", "14:{\"b\":\n1}"]);
        check(r#"{"a":tru}\n{"b":2}"#, &[r#"broken {"a":tru}"#, r#"11:{"b":2}"#]);
    }

    #[test]
    fn what_is_cut_or_broken_in_a_wrapper_costs_only_itself() {
        check(r#"{"records":[{"a":1},{"b""#, &["begin", "list records", r#"12:{"a":1}"#, r#"broken {"b""#]);
        check(r#"{"records":[{"a":1}"#, &["begin", "list records", r#"12:{"a":1}"#, "cut"]);
        check(
            r#"{"records":[{"a":tru},{"b":1}]}"#,
            &["begin", "list records", r#"broken {"a":tru}"#, r#"22:{"b":1}"#, "end"],
        );
        check(
            r#"{"x":1,"records":[{"a":1},{"b":tru},],"d":12,"e":tru} {"f":1}"#,
            &[
                "begin",
                "x=1",
                "list records",
                r#"18:{"a":1}"#,
                r#"broken {"b":tru}"#,
                "d=12",
                r#"broken ,"e":tru}"#,
                r#"54:{"f":1}"#,
            ],
        );
        check(r#"{"records":[],"n":42}"#, &["begin", "list records", "n=42", "end"]);
        check(
            "{\"records\":[{}][x\n{\"b\":1}",
            &["begin", "list records", "12:{}", "broken [x", r#"18:{"b":1}"#],
        );
        check(
            "{\"records\":[{\"a\":1}] oops\n{\"b\":1}",
            &["begin", "list records", r#"12:{"a":1}"#, "broken oops", r#"26:{"b":1}"#],
        );
    }
}
