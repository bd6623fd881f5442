//! A document of YAML as a tree, with the line of each value. Only what rules are made of is taken: maps by texts, lists,
//! and scalars. Aliases are refused, since by them a few lines can stand for more than fits into memory; so are tags, and
//! keys that are there twice, of which every reader takes another one.

use super::mistake::{RuleProblem, Wrong};
use crate::source::limits::{MAX_RULE_DEPTH, MAX_RULE_VALUES};
use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput};
use std::collections::BTreeSet;

/// A value and the line that it begins in, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) line: u32,
    pub(super) value: Value,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// A text that stands without quotes may mean something else: see [`Scalar`](super::scalar::Scalar).
    Scalar {
        text: String,
        is_plain: bool,
    },
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: String,
    /// The line of the key.
    pub(super) line: u32,
    pub(super) node: Node,
}

impl Node {
    /// The value of a key; nothing where this is no map.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }

    /// The value of a key that must be there.
    ///
    /// # Errors
    /// It is not there, or nothing is said there.
    pub(super) fn required(&self, key: &str) -> Result<&Node, Wrong> {
        let value = self.get(key).filter(|value| !value.is_null());
        value.ok_or_else(|| Wrong::new(self.line, RuleProblem::Missing, key))
    }

    /// The texts of a list, or the one text that stands in place of it; none where nothing is said.
    ///
    /// # Errors
    /// There is something else in it; `key` is what it is called.
    pub(super) fn texts(&self, key: &str) -> Result<Vec<String>, Wrong> {
        let wrong = |node: &Node| Wrong::new(node.line, RuleProblem::BadValue, key);
        let nodes = match &self.value {
            _ if self.is_null() => return Ok(Vec::new()),
            Value::List(nodes) => &nodes[..],
            _ => std::slice::from_ref(self),
        };
        nodes.iter().map(|node| node.text().map(str::to_owned).ok_or_else(|| wrong(node))).collect()
    }

    /// Keys and values; none where this is no map.
    pub(super) fn entries(&self) -> &[Entry] {
        if let Value::Map(entries) = &self.value { entries } else { &[] }
    }

    /// The text of a scalar.
    pub(super) fn text(&self) -> Option<&str> {
        if let Value::Scalar { text, .. } = &self.value { Some(text) } else { None }
    }

    /// Whether nothing is said here.
    pub(super) fn is_null(&self) -> bool {
        let Value::Scalar { text, is_plain: true } = &self.value else { return false };
        matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL")
    }
}

/// Reads what stands in a piece of text: usually one document, none where nothing stands there. The first line of the
/// piece is `first_line`. What follows a mistake is not read.
pub(super) fn read(text: &str, first_line: u32) -> Vec<Result<Node, Wrong>> {
    let mut reader = Reader { parser: Parser::new_from_str(text), before: first_line - 1, values: 0 };
    let mut documents = Vec::new();
    loop {
        match reader.next() {
            Ok((Event::StreamEnd, _)) => return documents,
            Ok((Event::DocumentStart(_), _)) => {
                reader.values = 0;
                let document = reader.next().and_then(|(event, span)| reader.node(event, span, 0));
                let is_wrong = document.is_err();
                documents.push(document);
                if is_wrong {
                    return documents;
                }
            }
            Ok(_) => {}
            Err(wrong) => {
                documents.push(Err(wrong));
                return documents;
            }
        }
    }
}

struct Reader<'t> {
    parser: Parser<'t, StrInput<'t>>,
    /// Lines before the piece.
    before: u32,
    /// Values of the document so far.
    values: usize,
}

impl<'t> Reader<'t> {
    fn line(&self, line: usize) -> u32 {
        self.before.saturating_add(u32::try_from(line.max(1)).unwrap_or(u32::MAX))
    }

    fn next(&mut self) -> Result<(Event<'t>, Span), Wrong> {
        match self.parser.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => {
                Err(Wrong::new(self.line(error.marker().line()), RuleProblem::BadYaml, error.info()))
            }
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    /// The value that begins with an event.
    fn node(&mut self, event: Event<'t>, span: Span, depth: usize) -> Result<Node, Wrong> {
        let line = self.line(span.start.line());
        let wrong = |problem| Err(Wrong::new(line, problem, ""));
        self.values += 1;
        if self.values > MAX_RULE_VALUES {
            return wrong(RuleProblem::TooManyValues);
        }
        if depth > MAX_RULE_DEPTH {
            return wrong(RuleProblem::TooDeep);
        }
        let value = match event {
            Event::Alias(_) => return wrong(RuleProblem::YamlAlias),
            Event::Scalar(_, _, _, Some(tag))
            | Event::SequenceStart(_, Some(tag))
            | Event::MappingStart(_, Some(tag)) => {
                return Err(Wrong::new(line, RuleProblem::YamlTag, tag.suffix.clone()));
            }
            Event::Scalar(text, style, _, None) => {
                Value::Scalar { text: text.into_owned(), is_plain: style == ScalarStyle::Plain }
            }
            Event::SequenceStart(..) => self.list(depth)?,
            Event::MappingStart(..) => self.map(depth)?,
            // A document without anything in it.
            _ => Value::Scalar { text: String::new(), is_plain: true },
        };
        Ok(Node { line, value })
    }

    fn list(&mut self, depth: usize) -> Result<Value, Wrong> {
        let mut nodes = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd | Event::StreamEnd, _) => return Ok(Value::List(nodes)),
                (event, span) => nodes.push(self.node(event, span, depth + 1)?),
            }
        }
    }

    fn map(&mut self, depth: usize) -> Result<Value, Wrong> {
        let (mut entries, mut keys): (Vec<Entry>, BTreeSet<String>) = Default::default();
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::MappingEnd | Event::StreamEnd) {
                return Ok(Value::Map(entries));
            }
            let key = self.node(event, span, depth + 1)?;
            let line = key.line;
            let Value::Scalar { text: key, is_plain } = key.value else {
                return Err(Wrong::new(line, RuleProblem::BadKey, ""));
            };
            if is_plain && key == "<<" {
                return Err(Wrong::new(line, RuleProblem::YamlAlias, key));
            }
            if !keys.insert(key.clone()) {
                return Err(Wrong::new(line, RuleProblem::DuplicateKey, key));
            }
            let (event, span) = self.next()?;
            entries.push(Entry { key, line, node: self.node(event, span, depth + 1)? });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> Result<Node, Wrong> {
        let mut documents = read(text, 1);
        assert_eq!(documents.len(), 1, "{text}");
        documents.remove(0)
    }

    fn problem(text: &str) -> (u32, RuleProblem) {
        let wrong = only(text).expect_err(text);
        (wrong.line, wrong.problem)
    }

    #[test]
    fn a_document_is_a_tree_with_lines() {
        let node = only("a: 1\nb:\n  - x\n  - 'y'\nc: {d: \"e\"}\n").expect("YAML");
        let scalar = |text: &str, is_plain| Value::Scalar { text: text.to_owned(), is_plain };
        assert_eq!(node.get("a"), Some(&Node { line: 1, value: scalar("1", true) }));
        let list =
            vec![Node { line: 3, value: scalar("x", true) }, Node { line: 4, value: scalar("y", false) }];
        assert_eq!(node.get("b").map(|node| &node.value), Some(&Value::List(list)));
        let inner = node.get("c").and_then(|node| node.get("d"));
        assert_eq!(inner, Some(&Node { line: 5, value: scalar("e", false) }));
        assert_eq!(node.entries().iter().map(|entry| entry.line).collect::<Vec<_>>(), [1, 2, 5]);
    }

    #[test]
    fn lines_count_from_the_first_of_the_piece() {
        assert_eq!(read("\na: b\n", 10)[0].as_ref().expect("YAML").line, 11);
        assert_eq!(read("a: [\n", 10)[0].as_ref().expect_err("no end").problem, RuleProblem::BadYaml);
    }

    #[test]
    fn what_could_blow_up_or_mislead_is_refused() {
        assert_eq!(problem("a: &x [1]\nb: *x\n"), (2, RuleProblem::YamlAlias));
        assert_eq!(problem("a: 1\n<<: {b: 2}\n"), (2, RuleProblem::YamlAlias));
        assert_eq!(problem("a: 1\nb: !!binary aGk=\n"), (2, RuleProblem::YamlTag));
        assert_eq!(problem("a: 1\nb: 2\na: 3\n"), (3, RuleProblem::DuplicateKey));
        assert_eq!(problem("a: 1\n? [b]\n: 2\n"), (2, RuleProblem::BadKey));
        assert_eq!(problem("a: 'b\n").1, RuleProblem::BadYaml);
        let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(only(&deep(MAX_RULE_DEPTH)).is_ok());
        assert_eq!(problem(&deep(MAX_RULE_DEPTH + 2)), (1, RuleProblem::TooDeep));
        // The reader of YAML looks ahead, and has a limit of its own.
        assert_eq!(problem(&deep(100_000)), (1, RuleProblem::BadYaml));
        assert!(only(&format!("[{}]", "a,".repeat(MAX_RULE_VALUES - 1))).is_ok());
        assert_eq!(problem(&format!("[{}]", "a,".repeat(MAX_RULE_VALUES))), (1, RuleProblem::TooManyValues));
    }

    #[test]
    fn nothing_is_nothing_in_every_spelling() {
        let node = only("a: null\nb: ~\nc:\nd: ''\ne: 'null'\n").expect("YAML");
        let nulls: Vec<bool> = node.entries().iter().map(|entry| entry.node.is_null()).collect();
        assert_eq!(nulls, [true, true, true, false, false]);
        assert!(read("# nothing\n", 1).iter().all(|document| document.as_ref().is_ok_and(Node::is_null)));
    }
}
