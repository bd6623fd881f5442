//! A text as a terminal is to get it, a step at a time: what is printed and done, with characters and their marks
//! as one, and control strings, which no terminal shows, set apart.
//!
//! It leaves the terminal's way in two points, so that text stays text: the lines in a control string that never
//! ends are given as lines, and a set of line-drawing characters that was left on ends with its line.

use super::answer::HiddenKind;
use super::cluster::Clusters;
use super::control_string::{ControlString, Opener, control_string_at};
use avt::parser::{DecMode, Function, State};
use avt::{Charset, Parser};

/// What comes next of a text.
pub(super) enum Sent {
    /// A part of a sequence.
    Part,
    /// A character, the most of what there is: a function is several times as large, and takes longer to hand over.
    Print(char),
    /// What else a terminal does.
    Function(Function),
    /// What it shows to nobody.
    Hidden(ControlString),
}

impl Sent {
    /// What a terminal does, if anything.
    pub(super) fn function(self) -> Option<Function> {
        match self {
            Sent::Print(shown) => Some(Function::Print(shown)),
            Sent::Function(function) => Some(function),
            Sent::Part | Sent::Hidden(_) => None,
        }
    }
}

/// Where a text is.
#[derive(Default)]
pub(super) struct Feed {
    parser: Parser,
    /// Where the lines end that a control string holds, and what it is.
    swallowed: Option<(usize, HiddenKind)>,
    /// Whether letters are shown as line-drawing characters: those of either set, and which set is in use.
    is_drawing: [bool; 2],
    is_shifted_out: bool,
    is_alternate: bool,
}

impl Feed {
    /// One that goes on with a terminal that has been brought to a state by this text.
    pub(super) fn behind(state: &str) -> Feed {
        let (mut feed, mut clusters, mut at) = (Feed::default(), Clusters::default(), 0);
        while let Some((end, _)) = feed.next(state, at, &mut clusters) {
            at = end;
        }
        feed.parser = Parser::new();
        feed
    }

    /// Whether it is between sequences, and in no control string: what follows can be read without what was before.
    pub(super) fn is_at_rest(&self) -> bool {
        self.parser.state == State::Ground && self.swallowed.is_none()
    }

    /// The control string that a terminal would not show this part of the text of.
    pub(super) fn swallowed(&self) -> Option<HiddenKind> {
        self.swallowed.map(|(_, kind)| kind)
    }

    /// What comes at an offset of a text, and the offset behind it.
    pub(super) fn next(&mut self, text: &str, at: usize, clusters: &mut Clusters) -> Option<(usize, Sent)> {
        let first = *text.as_bytes().get(at)?;
        if self.swallowed.is_some_and(|(end, _)| end <= at) {
            self.swallowed = None;
        }
        let is_ground = self.parser.state == State::Ground;
        let is_plain = matches!(first, b' '..=b'~') && !matches!(text.as_bytes().get(at + 1), Some(0x80..));
        if is_ground && is_plain {
            return Some((at + 1, Sent::Print(char::from(first))));
        }
        if first == b'\n'
            && is_ground
            && let Some(function) = self.end_drawing()
        {
            return Some((at, Sent::Function(function)));
        }
        let character = text[at..].chars().next()?;
        let end = at + character.len_utf8();
        if let Some(opener) = self.opener(character) {
            self.parser = Parser::new();
            let string = control_string_at(text, end, opener);
            if string.holds_lines(text) {
                self.swallowed = Some((string.end, string.kind(text)));
                return Some((end, Sent::Part));
            }
            return Some((string.end, Sent::Hidden(string)));
        }
        // Marks stand on what is printed, not on what is a control or part of a sequence.
        if !is_ground || character.is_control() {
            return Some((end, self.feed(character)));
        }
        let (len, shown) = clusters.first_of(&text[at..])?;
        Some((at + len, Sent::Print(shown)))
    }

    fn opener(&self, character: char) -> Option<Opener> {
        match self.parser.state {
            State::Escape => Opener::behind_escape(character),
            _ => None,
        }
        .or_else(|| Opener::of_control(character))
    }

    fn feed(&mut self, character: char) -> Sent {
        let Some(function) = self.parser.feed(character) else { return Sent::Part };
        match &function {
            Function::Gzd4(set) => self.is_drawing[0] = *set == Charset::Drawing,
            Function::G1d4(set) => self.is_drawing[1] = *set == Charset::Drawing,
            Function::So => self.is_shifted_out = true,
            Function::Si => self.is_shifted_out = false,
            Function::Decset(modes) => self.is_alternate |= modes.as_slice().iter().any(is_screen),
            Function::Decrst(modes) => self.is_alternate &= !modes.as_slice().iter().any(is_screen),
            Function::Ris => *self = Feed { swallowed: self.swallowed, ..Feed::default() },
            _ => {}
        }
        Sent::Function(function)
    }

    /// What a terminal is to do at a line end so that the next line has letters again. Full-screen programs draw
    /// where they like, and tidy up themselves.
    fn end_drawing(&mut self) -> Option<Function> {
        if self.is_alternate || !self.is_drawing[usize::from(self.is_shifted_out)] {
            return None;
        }
        if self.is_shifted_out {
            self.is_shifted_out = false;
            return Some(Function::Si);
        }
        self.is_drawing[0] = false;
        Some(Function::Gzd4(Charset::Ascii))
    }
}

/// Whether a mode is that of the alternate screen.
pub(super) fn is_screen(mode: &DecMode) -> bool {
    matches!(mode, DecMode::AltScreenBuffer | DecMode::SaveCursorAltScreenBuffer)
}
