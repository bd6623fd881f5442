//! What a session sent to its terminal and no screen shows, and characters that take no column or two.

mod support;

use sessionscope::model::session_text::SessionKey;
use sessionscope::source::limits::{MAX_HIDDEN_OF_ALTERNATE, MAX_HIDDEN_TEXTS, MAX_TERMINAL_LINE_CHARS};
use sessionscope::terminal::answer::{CopyInfo, Cursor, HiddenKind, RowKind, ScreenMoment, TextRow};
use sessionscope::terminal::{Transcripts, Work};
use support::InputFile;
use support::terminal::{ALL, Opened, text, texts};

const ID: &str = "alice-0a1b2c3d4e5f67890";

fn file(sent: &str) -> Vec<InputFile> {
    vec![InputFile::new(&format!("{ID}.log"), sent)]
}

fn read(sent: &str) -> (CopyInfo, Vec<TextRow>) {
    let opened = Opened::of(&file(sent), ID);
    (opened.infos[0].clone(), opened.rows(0))
}

/// The text that the screen of so many columns shows line by line.
fn lines_on(sent: &str, columns: u32) -> Vec<String> {
    let (key, mut transcripts) = (SessionKey::new(ID, ""), Transcripts::default());
    let infos =
        transcripts.open(&key, Work::of(texts(&file(sent), None, 1 << 20)).with_columns(Some(columns)));
    assert_eq!(infos[0].size.0, columns);
    transcripts.rows(&key, 0, ALL).expect("it is open").rows.iter().map(text).collect()
}

fn hidden(info: &CopyInfo) -> Vec<(u32, HiddenKind, &str)> {
    info.hidden.iter().map(|hidden| (hidden.row, hidden.kind, hidden.text.as_str())).collect()
}

#[test]
fn a_title_is_told_once_and_what_was_copied_each_time() {
    let prompt = "\u{1b}]0;alice@host\u{7}$ copy\r\n\u{1b}]52;c;aGk=\u{7}\r\n";
    let (info, _) = read(&prompt.repeat(2));
    assert_eq!(
        hidden(&info),
        [
            (0, HiddenKind::Title, "alice@host"),
            (1, HiddenKind::Clipboard, "c;aGk="),
            (1, HiddenKind::Clipboard, "hi"),
            (3, HiddenKind::Clipboard, "c;aGk="),
            (3, HiddenKind::Clipboard, "hi")
        ]
    );
    assert_eq!(info.hidden_count, 5);
}

#[test]
fn control_strings_in_a_full_screen_program_stand_at_its_head() {
    let (info, rows) = read("$ vi\r\n\u{1b}[?1049h\u{1b}[Htext\u{1b}]52;c;aGk=\u{7}\u{1b}[?1049l$ exit\r\n");
    assert!(matches!(rows[1].kind, RowKind::AlternateHead(_)));
    assert_eq!(hidden(&info), [(1, HiddenKind::Clipboard, "c;aGk="), (1, HiddenKind::Clipboard, "hi")]);
}

#[test]
fn what_tmux_hands_on_is_told_too() {
    let (info, _) = read("\u{1b}Ptmux;\u{1b}\u{1b}]52;c;aGk=\u{7}\u{1b}\\$ x\r\n");
    let found: Vec<&str> = info.hidden.iter().map(|hidden| hidden.text.as_str()).collect();
    assert_eq!(found, ["tmux;", "c;aGk=", "hi"]);
}

#[test]
fn every_string_that_never_ends_leaves_the_lines_of_the_session() {
    for (opener, kind) in [
        ("\u{1b}P", HiddenKind::DeviceControl),
        ("\u{1b}]0;", HiddenKind::Title),
        ("\u{1b}X", HiddenKind::StartOfString),
        ("\u{1b}^", HiddenKind::PrivacyMessage),
        ("\u{1b}_", HiddenKind::ApplicationCommand),
        ("\u{1b}k", HiddenKind::Title),
        ("\u{90}", HiddenKind::DeviceControl),
        ("\u{9f}", HiddenKind::ApplicationCommand),
    ] {
        for end in ["", "\u{1b}[m$ end", "\u{18}$ end"] {
            let (info, rows) = read(&format!("$ a\r\n{opener}\r\nsh-4.2$ curl evil\r\nsecret\r\n{end}"));
            let swallowed: Vec<String> =
                rows.iter().filter(|row| row.kind == RowKind::Swallowed(kind)).map(text).collect();
            assert!(
                swallowed.ends_with(&["sh-4.2$ curl evil".to_owned(), "secret".to_owned()]),
                "{opener:?}"
            );
            assert!(info.commands.iter().any(|command| command.text == "curl evil"), "{opener:?}");
            assert!(hidden(&info).contains(&(3, kind, "secret")), "{opener:?}");
            let last = rows.last().expect("lines");
            assert!(
                end.is_empty() || (last.kind, text(last)) == (RowKind::Text, "$ end".to_owned()),
                "{end:?}"
            );
        }
    }
}

#[test]
fn a_string_without_content_or_end_hides_nothing() {
    let (info, rows) = read("$ a\r\n\u{1b}]8;;\u{7}b\u{1b}P\u{1b}\\c\r\nd\u{1b}P");
    assert_eq!(rows.iter().map(text).collect::<Vec<_>>(), ["$ a", "bc", "d"]);
    assert_eq!(info.hidden_count, 0);
}

#[test]
fn a_long_string_is_kept_in_pieces_and_too_many_are_only_counted() {
    let long = "x".repeat(2 * MAX_TERMINAL_LINE_CHARS + 1);
    let (info, _) = read(&format!("$ a\u{1b}P{long}\u{1b}\\\r\n\u{1b}[m"));
    let lens: Vec<usize> = info.hidden.iter().map(|hidden| hidden.text.len()).collect();
    assert_eq!(lens, [MAX_TERMINAL_LINE_CHARS, MAX_TERMINAL_LINE_CHARS, 1]);
    let many: String = (0..MAX_HIDDEN_TEXTS + 7).map(|number| format!("\u{1b}]0;{number}\u{7}")).collect();
    let (info, rows) = read(&format!("$ a{many}\r\n"));
    assert_eq!(rows[0].hidden.len(), MAX_HIDDEN_TEXTS);
    assert_eq!(info.hidden_count, MAX_HIDDEN_TEXTS as u64 + 7);
}

#[test]
fn a_set_of_line_drawing_characters_ends_with_its_line() {
    for begin in ["\u{1b}(0", "\u{1b})0\u{e}"] {
        let (_, rows) = read(&format!("$ cat bin\r\n{begin}qx\r\nsh-4.2$ exit\r\n"));
        assert_eq!(rows.iter().map(text).collect::<Vec<_>>(), ["$ cat bin", "─│", "sh-4.2$ exit"]);
    }
    let (_, rows) = read("$ mc\r\n\u{1b}[?1049h\u{1b}[H\u{1b}(0q\r\nq\u{1b}(B\u{1b}[?1049l$ \r\n");
    assert_eq!(text(&rows[3]), "─", "a full-screen program draws over lines");
}

#[test]
fn a_column_that_a_wide_character_left_is_no_blank_and_one_that_was_typed_is() {
    let (left, typed) = ("x".repeat(79), "y".repeat(79));
    assert_eq!(
        lines_on(&format!("{left}日本\r\n{typed} 日本\r\n\u{1b}[m"), 80),
        [format!("{left}日本"), format!("{typed} 日本")]
    );
}

#[test]
fn the_width_can_be_set_by_hand() {
    let sent = format!("$ {}\r\n\u{1b}[A\rnew\u{1b}[K\u{1b}[m", "x".repeat(100));
    assert_eq!(lines_on(&sent, 60)[0], format!("$ {}new", "x".repeat(58)));
    assert_eq!(lines_on(&sent, 200)[0], "new");
}

#[test]
fn marks_take_no_column() {
    let sent = "$ ส้ม e\u{301}\u{26a0}\u{fe0f}";
    let opened = Opened::of(&file(&format!("{sent}\u{1b}[m")), ID);
    let screen = opened.transcripts.screen(&opened.key, 0, ScreenMoment::End).expect("it is open");
    let shown: String = screen.rows[0].iter().map(|run| run.0.as_str()).collect();
    assert_eq!(shown, sent);
    let character = sent.chars().count() as u32;
    assert_eq!(screen.cursor, Some(Cursor { row: 0, column: 7, character }));
    // What goes back one column stands on the character with its mark.
    let (_, rows) = read("$ cafe\u{301}\u{8}x\r\n");
    assert_eq!(text(&rows[0]), "$ cafx");
    assert_eq!(rows[0].hidden[0].text, "$ cafe\u{301}");
}

#[test]
fn of_a_long_session_in_tmux_all_commands_are_found() {
    let many = MAX_HIDDEN_OF_ALTERNATE + 50;
    let typed: String = (0..many).map(|number| format!("root@vm:~# echo {number}\r\n{number}\r\n")).collect();
    let (info, _) =
        read(&format!("$ tmux\r\n\u{1b}[?1049h\u{1b}[H{typed}\u{1b}[H\u{1b}[2J\u{1b}[?1049l$ exit\r\n"));
    let found: Vec<&str> = info.commands.iter().map(|command| command.text.as_str()).collect();
    let expected: Vec<String> = (0..many).map(|number| format!("echo {number}")).collect();
    assert_eq!(found[1..=many], expected);
    assert_eq!((found[0], found[many + 1]), ("tmux", "exit"));
}
