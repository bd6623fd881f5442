//! Control strings: what a text sends to a terminal and the terminal shows to nobody (ECMA-48, 5.6; xterm's
//! control sequences): titles, links, contents for the clipboard, files. A reader must see them, and one that never
//! ends must not take the rest of a session with it.
//!
//! ```text
//!   ESC ]  52;c;SGVsbG8=  BEL      an operating system command: contents for the clipboard
//!   ESC P  sh-4.2$ cat x ⏎ …       no end, and lines: they are read as the lines that they are
//! ```

use super::answer::HiddenKind;
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use std::borrow::Cow;
use std::ops::Range;

/// Takes base64 with and without the signs that fill it up: programs leave them out.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// What begins a control string, by the sign behind ESC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opener {
    DeviceControl,
    StartOfString,
    OperatingSystem,
    Privacy,
    Application,
    /// Not in any standard: how `screen` and `tmux` name a window.
    WindowName,
}

impl Opener {
    /// By the sign behind ESC.
    pub(super) fn behind_escape(sign: char) -> Option<Opener> {
        Some(match sign {
            'P' => Opener::DeviceControl,
            'X' => Opener::StartOfString,
            ']' => Opener::OperatingSystem,
            '^' => Opener::Privacy,
            '_' => Opener::Application,
            'k' => Opener::WindowName,
            _ => return None,
        })
    }

    /// By the one control character that means the same.
    pub(super) fn of_control(character: char) -> Option<Opener> {
        // Those of the second set are the signs behind ESC, moved by 0x40.
        matches!(character, '\u{80}'..='\u{9f}')
            .then(|| char::from(character as u8 - 0x40))
            .and_then(Opener::behind_escape)
    }

    /// xterm lets BEL end titles and what else is an operating system command.
    fn ends_with_bell(self) -> bool {
        matches!(self, Opener::OperatingSystem | Opener::WindowName)
    }
}

/// A control string in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ControlString {
    opener: Opener,
    /// Its content.
    pub content: Range<usize>,
    /// Behind its end sign, or where it was broken off.
    pub end: usize,
    is_ended: bool,
}

/// The control string whose content begins at an offset. It ends at its end sign, and is broken off by any other
/// control that a terminal knows (`ESC`, `CAN`, `SUB`, those of the second set) and by the end of the text.
pub(super) fn control_string_at(text: &str, start: usize, opener: Opener) -> ControlString {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        let end_sign = match bytes.get(at) {
            None | Some(0x18 | 0x1a) => 0,
            Some(0x1b) => 2 * usize::from(bytes.get(at + 1) == Some(&b'\\')),
            Some(0x07) if opener.ends_with_bell() => 1,
            Some(0xc2) if matches!(bytes.get(at + 1), Some(0x80..=0x9f)) => {
                2 * usize::from(bytes[at + 1] == 0x9c)
            }
            Some(_) => {
                at += 1;
                continue;
            }
        };
        return ControlString { opener, content: start..at, end: at + end_sign, is_ended: end_sign > 0 };
    }
}

impl ControlString {
    /// Whether lines of the session are in it: it goes over line ends, and has no end or blanks. Data that goes over
    /// several lines is ended and has none; what a person reads does.
    pub(super) fn holds_lines(&self, text: &str) -> bool {
        let content = &text.as_bytes()[self.content.clone()];
        let mut rest = memchr::memchr_iter(b'\n', content);
        rest.next().is_some() && (!self.is_ended || memchr::memchr(b' ', content).is_some())
    }

    /// What it is.
    pub(super) fn kind(&self, text: &str) -> HiddenKind {
        match self.opener {
            Opener::DeviceControl => HiddenKind::DeviceControl,
            Opener::StartOfString => HiddenKind::StartOfString,
            Opener::Privacy => HiddenKind::PrivacyMessage,
            Opener::Application => HiddenKind::ApplicationCommand,
            Opener::WindowName => HiddenKind::Title,
            Opener::OperatingSystem => command_of(&text[self.content.clone()]).0,
        }
    }

    /// Its text as it was sent, and what that is the base64 of; nothing where it says nothing.
    pub(super) fn texts<'a>(&self, text: &'a str) -> Vec<Cow<'a, str>> {
        let content = &text[self.content.clone()];
        let content: Cow<'a, str> = if content.contains(['\r', '\n']) {
            content.replace(['\r', '\n'], "").into()
        } else {
            content.into()
        };
        let (sent, decoded) = match self.opener {
            Opener::OperatingSystem => {
                let (kind, argument) = command_of(&content);
                let decoded = match kind {
                    HiddenKind::Clipboard => argument.rsplit([';', ':']).next().and_then(decoded),
                    HiddenKind::File => file_text(argument),
                    _ => None,
                };
                (Cow::Owned(argument.to_owned()), decoded)
            }
            _ => (content, None),
        };
        [Some(sent), decoded.map(Cow::Owned)]
            .into_iter()
            .flatten()
            .filter(|text| !text.trim().is_empty())
            .collect()
    }
}

/// What an operating system command is, and what of it says something: of a link its target, which is empty where
/// the link ends, of a title the title.
fn command_of(content: &str) -> (HiddenKind, &str) {
    let (number, argument) = content.split_once(';').unwrap_or((content, ""));
    match number {
        "0" | "1" | "2" => (HiddenKind::Title, argument),
        "8" => (HiddenKind::Link, argument.split_once(';').map_or("", |(_, target)| target)),
        "52" => (HiddenKind::Clipboard, argument),
        "1337" if argument.contains("File=") || argument.starts_with("FilePart") => {
            (HiddenKind::File, argument)
        }
        "1337" if argument.starts_with("Copy") => (HiddenKind::Clipboard, argument),
        "5113" => (HiddenKind::File, argument),
        _ => (HiddenKind::SystemCommand, content),
    }
}

/// Name and contents of a file, or of a piece of one, that is sent as iTerm2 takes them, `File=name=…;size=5:…`,
/// `FilePart=…`, or as kitty does, `ac=data;n=…;d=…`.
fn file_text(argument: &str) -> Option<String> {
    let (head, contents) = argument.split_once(':').unwrap_or((argument, ""));
    let head = head.strip_prefix("Multipart").unwrap_or(head);
    let members = head.strip_prefix("File=").unwrap_or(head).split(';').filter_map(|it| it.split_once('='));
    let is_text = |(key, _): &(&str, &str)| matches!(*key, "name" | "FilePart" | "n" | "d");
    let texts = members.filter(is_text).map(|(_, value)| value).chain([contents]).filter_map(decoded);
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    (!texts.is_empty()).then(|| texts.join(": "))
}

/// The text that base64 stands for; nothing where it stands for no text.
fn decoded(base64: &str) -> Option<String> {
    BASE64.decode(base64.trim()).ok().and_then(|bytes| String::from_utf8(bytes).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (HiddenKind, Vec<String>, usize) {
        let mut chars = text.chars();
        let (opener, start) = match chars.next().expect("a control") {
            '\u{1b}' => (Opener::behind_escape(chars.next().expect("a sign")), 2),
            control => (Opener::of_control(control), control.len_utf8()),
        };
        let string = control_string_at(text, start, opener.expect("an opener"));
        let texts = string.texts(text).into_iter().map(Cow::into_owned).collect();
        (string.kind(text), texts, string.end)
    }

    #[test]
    fn what_a_control_string_is_and_says_is_told() {
        use HiddenKind::*;
        for (text, kind, texts) in [
            ("\u{1b}]0;a title\u{7}", Title, &["a title"][..]),
            ("\u{1b}kbash\u{1b}\\", Title, &["bash"]),
            ("\u{9d}2;t\u{9c}", Title, &["t"]),
            ("\u{1b}]52;c;aGVs\r\nbG8\u{1b}\\", Clipboard, &["c;aGVsbG8", "hello"]),
            ("\u{1b}]52;c;?\u{7}", Clipboard, &["c;?"]),
            ("\u{1b}]8;id=1;https://x.example/;a\u{7}", Link, &["https://x.example/;a"]),
            ("\u{1b}]8;;\u{7}", Link, &[]),
            (
                "\u{1b}]1337;File=size=2;name=YS50eHQ=;inline=0:aGk=\u{7}",
                File,
                &["File=size=2;name=YS50eHQ=;inline=0:aGk=", "a.txt: hi"],
            ),
            ("\u{1b}]1337;Copy=:aGk=\u{7}", Clipboard, &["Copy=:aGk=", "hi"]),
            (
                "\u{1b}]1337;MultipartFile=name=YS50eHQ=;size=2\u{7}",
                File,
                &["MultipartFile=name=YS50eHQ=;size=2", "a.txt"],
            ),
            ("\u{1b}]1337;FilePart=aGk=\u{7}", File, &["FilePart=aGk=", "hi"]),
            (
                "\u{1b}]5113;ac=data;id=x;n=L2V0Yy9h;d=aGk\u{1b}\\",
                File,
                &["ac=data;id=x;n=L2V0Yy9h;d=aGk", "/etc/a: hi"],
            ),
            ("\u{1b}]133;A\u{7}", SystemCommand, &["133;A"]),
            ("\u{1b}P$q m\u{1b}\\", DeviceControl, &["$q m"]),
            ("\u{1b}Xs\u{9c}", StartOfString, &["s"]),
            ("\u{1b}^p\u{7}q\u{1b}\\", PrivacyMessage, &["p\u{7}q"]),
            ("\u{1b}_Gf=24;AAAA\u{1b}\\", ApplicationCommand, &["Gf=24;AAAA"]),
        ] {
            let (found, said, end) = read(text);
            assert_eq!(
                (found, said.as_slice(), end),
                (kind, &texts.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()[..], text.len())
            );
        }
    }

    #[test]
    fn what_breaks_it_off_is_read_as_what_it_is() {
        for text in ["\u{1b}Pabc\u{1b}[1m", "\u{1b}Pabc\u{18}", "\u{1b}Pabc\u{85}", "\u{1b}Pabc"] {
            assert_eq!((read(text).1, read(text).2), (vec!["abc".to_owned()], 5), "{text:?}");
        }
    }

    #[test]
    fn only_what_goes_over_lines_and_is_no_data_holds_lines() {
        let holds = |text: &str| control_string_at(text, 2, Opener::DeviceControl).holds_lines(text);
        assert!(holds("\u{1b}Pa\r\nb"));
        assert!(holds("\u{1b}P$ a\r\n$ b\u{1b}\\"));
        assert!(!holds("\u{1b}Pq#0\r\n#1\u{1b}\\"));
        assert!(!holds("\u{1b}Pa b"));
    }
}
