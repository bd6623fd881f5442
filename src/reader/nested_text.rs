//! A text of JSON values that is being read: that of an input, or one that stands in a JSON string.

use crate::container::frame::{Frame, Framer};
use crate::container::json::{Slots, UnescapedString, string_of, walk_unhashed};
use crate::container::json_text::unescape;
use crate::container::wrapper::WrapperPart;
use crate::format::envelope::{LOG_STREAM, List, WRAPPER_KEYS, says_cut};
use crate::mapping::sink::InputSink;

/// An object whose list is being read.
#[derive(Debug)]
struct OpenWrapper {
    list: Option<List>,
    log_stream: String,
    is_empty: bool,
    /// Whether it says that more follows.
    is_cut: bool,
}

/// The JSON values of one text, and the wrappers that are open in it; it outlives the pieces in which the text
/// comes.
pub(super) struct NestedText {
    pub framer: Framer,
    open: Vec<OpenWrapper>,
}

impl NestedText {
    /// A text of which nothing has come yet.
    pub(super) fn new() -> NestedText {
        NestedText { framer: Framer::new(&WRAPPER_KEYS), open: Vec::new() }
    }

    /// A whole text.
    pub(super) fn of(text: &[u8]) -> NestedText {
        let mut nested = NestedText::new();
        nested.framer.push(text);
        nested.framer.end();
        nested
    }

    /// Whether nothing in it is broken or cut. Afterwards it is read.
    pub(super) fn parses_whole(mut self) -> bool {
        let (mut slots, mut unescaped) = (Slots::default(), UnescapedString::default());
        while let Some(frame) =
            self.framer.next_frame(|text| walk_unhashed(text, &[], &mut slots, &mut unescaped))
        {
            if matches!(frame, Frame::Broken(..)) {
                return false;
            }
        }
        !self.framer.is_cut_between_elements()
    }

    /// Whether the next values are log events: the elements of a list of them.
    pub(super) fn is_in_log_events(&mut self) -> bool {
        // A wrapper that goes on like no object has been given up.
        self.open.truncate(self.framer.open_wrappers());
        self.open.last().and_then(|wrapper| wrapper.list).is_some_and(List::has_log_events)
    }
}

/// The wrappers that are open in a text.
pub(super) struct OpenWrappers<'n>(&'n mut Vec<OpenWrapper>);

impl NestedText {
    /// The framer, and the wrappers that are open: a frame is borrowed from the one while it changes the others.
    pub(super) fn split(&mut self) -> (&mut Framer, OpenWrappers<'_>) {
        (&mut self.framer, OpenWrappers(&mut self.open))
    }
}

impl OpenWrappers<'_> {
    /// The log stream that the log events are of which come now; empty where it is not known.
    pub(super) fn log_stream(&self) -> &str {
        self.0.last().map_or("", |wrapper| &wrapper.log_stream)
    }

    /// Notes that there is something in the list that is being read.
    pub(super) fn note_element(&mut self) {
        if let Some(wrapper) = self.0.last_mut() {
            wrapper.is_empty = false;
        }
    }

    /// Follows a part of an object that wraps a list.
    pub(super) fn follow(&mut self, part: WrapperPart<'_>, sink: &mut InputSink<'_>) {
        match (part, self.0.last_mut()) {
            (WrapperPart::Begin, _) => {
                self.0.push(OpenWrapper {
                    list: None,
                    log_stream: String::new(),
                    is_empty: true,
                    is_cut: false,
                });
            }
            (WrapperPart::List(number), Some(wrapper)) => wrapper.list = List::ALL.get(number).copied(),
            // What stands behind the list comes too late to count.
            (WrapperPart::Member { key, value, .. }, Some(wrapper))
                if wrapper.list.is_none() && unescape(key) == LOG_STREAM =>
            {
                wrapper.log_stream = string_of(value).unwrap_or_default().into_owned();
            }
            (WrapperPart::Member { key, value, .. }, Some(wrapper)) => wrapper.is_cut |= says_cut(key, value),
            (WrapperPart::End, _) => {
                if let Some(OpenWrapper { list: Some(list), is_empty, is_cut, .. }) = self.0.pop() {
                    sink.form().is_answer_cut = Some(is_cut);
                    if is_empty {
                        hint_of_empty(list, sink);
                    }
                }
            }
            (WrapperPart::List(_) | WrapperPart::Member { .. }, _) => {}
        }
    }
}

/// Says what an empty list tells of the format of its input (R5).
pub(super) fn hint_of_empty(list: List, sink: &mut InputSink<'_>) {
    if let Some(format) = list.named_format() {
        sink.hint(format.id());
    }
}

/// Whether a text begins like JSON, blanks and byte order marks aside: an object or an array, or a string
/// that holds one.
pub(super) fn is_json(mut text: &[u8]) -> bool {
    loop {
        match text {
            [b' ' | b'\t' | b'\r' | b'\n', rest @ ..] | [0xef, 0xbb, 0xbf, rest @ ..] => text = rest,
            [b'{' | b'[', ..] | [b'"', b'{' | b'[', b'\\' | b'{', ..] => return true,
            _ => return false,
        }
    }
}
