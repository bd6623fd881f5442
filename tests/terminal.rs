//! Terminal sessions, from the bytes of files to lines and screens: made-up ones that show one thing each,
//! and the samples beside the repository, where they are.

mod support;

use sessionscope::model::Window;
use sessionscope::model::batch::Batch;
use sessionscope::model::session_text::{SessionKey, SessionTexts};
use sessionscope::query::terminal::terminal_sessions;
use sessionscope::reader::Reader;
use sessionscope::source::limits::{
    MAX_HIDDEN_OF_ALTERNATE, MAX_HIDDEN_TEXTS, MAX_LISTED, MAX_MATCHES, MAX_TERMINAL_LINE_CHARS,
};
use sessionscope::terminal::answer::{
    AgentWord, Confidence, CopyInfo, Cursor, HiddenKind, RowKind, ScreenMoment, ScreenState, TextRow,
    TextRows,
};

use sessionscope::terminal::{Transcripts, Work};
use std::path::Path;
use support::not_run::not_run;
use support::thread_time::soon;
use support::{InputFile, read, with_everything};

const ID: &str = "alice-0a1b2c3d4e5f67890";
const LOG: &str = "alice-0a1b2c3d4e5f67890.log";
/// All lines of a text.
const ALL: Window = Window::new(0, u32::MAX);

/// The texts of a session, or of all, out of files that are read again in pieces of this size.
fn texts(files: &[(&str, Vec<u8>)], wanted: Option<SessionKey>, chunk: usize) -> SessionTexts {
    let mut batch = Batch { texts: Some(Box::new(SessionTexts::of(wanted))), ..Batch::default() };
    for (path, bytes) in files {
        let mut reader = Reader::new(path);
        bytes.chunks(chunk).for_each(|chunk| reader.push(chunk, &mut batch));
        reader.finish_all(&mut batch);
    }
    *batch.texts.expect("the texts stay with the batch")
}

fn open(files: &[(&str, Vec<u8>)], id: &str) -> (Transcripts, Vec<CopyInfo>) {
    let key = SessionKey::new(id, "");
    let mut transcripts = Transcripts::default();
    let infos = transcripts.open(&key, Work::of(texts(files, Some(key.clone()), 1 << 20)));
    (transcripts, infos)
}

fn rows(transcripts: &Transcripts, copy: u32, window: Window) -> TextRows {
    transcripts.rows(&SessionKey::new(ID, ""), copy, window).expect("it is open")
}

fn screen(transcripts: &Transcripts, moment: ScreenMoment) -> ScreenState {
    transcripts.screen(&SessionKey::new(ID, ""), 0, moment).expect("it is open")
}

/// A transcript as the agent writes it, of what the session's terminal was sent.
fn transcript(sent: &str) -> Vec<u8> {
    let body = sent.replace('\n', "\r\n");
    format!("Script started on 2026-11-20 10:00:00+00:00 [COMMAND=\"cat /var/lib/amazon/ssm/i-0abc/session/orchestration/{ID}/Standard_Stream/ipcTempFile.log\"]\n{body}\nScript done on 2026-11-20 10:00:00+00:00 [COMMAND_EXIT_CODE=\"0\"]\n").into_bytes()
}

fn rows_of(sent: &str) -> (CopyInfo, Vec<TextRow>) {
    let (transcripts, infos) = open(&[(LOG, transcript(sent))], ID);
    assert_eq!(infos.len(), 1);
    (infos[0].clone(), rows(&transcripts, 0, ALL).rows)
}

fn text(row: &TextRow) -> String {
    row.runs.iter().map(|(text, _)| text.as_str()).collect()
}

fn lines(rows: &[TextRow]) -> Vec<String> {
    rows.iter().map(text).collect()
}

fn hidden(row: &TextRow) -> Vec<&str> {
    row.hidden.iter().map(|hidden| hidden.text.as_str()).collect()
}

fn commands(info: &CopyInfo) -> Vec<(&str, Confidence)> {
    info.commands.iter().map(|command| (command.text.as_str(), command.confidence)).collect()
}

#[test]
fn lines_that_passed_two_terminals_are_lines_once() {
    let (info, rows) = rows_of("sh-4.2$ date\r\nSat Nov 21\r\n\r\nsh-4.2$ exit\r\n");
    assert_eq!(lines(&rows), ["sh-4.2$ date", "Sat Nov 21", "", "sh-4.2$ exit"]);
    assert_eq!(commands(&info), [("date", Confidence::Likely), ("exit", Confidence::Likely)]);
    assert!(info.header.starts_with("Script started on ") && info.footer.starts_with("Script done on "));
    assert_eq!((info.hidden_count, info.replaced, info.is_cut), (0, 0, false));
}

#[test]
fn what_a_progress_bar_wrote_over_is_hidden_text() {
    let (info, rows) = rows_of("$ get\r\n10%\r50%\r100%\r\n$ exit\r\n");
    assert_eq!(lines(&rows), ["$ get", "100%", "$ exit"]);
    assert_eq!(hidden(&rows[1]), ["10%", "50%"]);
    assert_eq!((info.hidden_count, info.hidden.len(), info.hidden[0].row), (2, 2, 1));
}

#[test]
fn what_was_typed_and_taken_back_is_hidden_once() {
    let (info, rows) = rows_of("$ rm -rf /x\u{8} \u{8}\u{8} \u{8}\u{8} \u{8}y\r\n$ ab\u{8}\u{1b}[K\r\n");
    assert_eq!(lines(&rows), ["$ rm -rfy", "$ a"]);
    assert_eq!(hidden(&rows[0]), ["$ rm -rf /x"]);
    assert_eq!(hidden(&rows[1]), ["$ ab"]);
    assert_eq!(commands(&info)[0], ("rm -rfy", Confidence::Probable));
}

#[test]
fn a_full_screen_program_is_shown_as_what_it_is() {
    let (info, rows) = rows_of(
        "$ vim x\r\n\u{1b}[?1049h\u{1b}[1;30r\u{1b}[Hfirst\u{1b}[2;1H~\u{1b}[Hsecond\u{1b}[30;1H:wq\u{1b}[?1049l$ exit\r\n",
    );
    assert_eq!(info.size.1, 30);
    assert_eq!(rows[0].kind, RowKind::Text);
    assert_eq!((rows[1].kind, hidden(&rows[1])), (RowKind::AlternateHead(30), vec!["first"]));
    assert_eq!((rows[2].kind, text(&rows[2])), (RowKind::Alternate, "second".to_owned()));
    assert_eq!((rows[31].kind, text(&rows[31])), (RowKind::Alternate, ":wq".to_owned()));
    assert_eq!((rows[32].kind, text(&rows[32])), (RowKind::Text, "$ exit".to_owned()));
    assert_eq!(info.alternates, [1]);
    let (transcripts, _) =
        open(&[(LOG, transcript("$ vim\r\n\u{1b}[?1049h\u{1b}[Hall\u{1b}[?1049l$ \r\n"))], ID);
    let screen_then = screen(&transcripts, ScreenMoment::Row(1));
    assert!(screen_then.is_alternate);
    assert_eq!(screen_then.rows[0][0].0, "all");
    assert!(!screen(&transcripts, ScreenMoment::End).is_alternate);
}

#[test]
fn of_all_programs_together_only_so_many_hidden_texts_are_kept() {
    let program = |number: u32| {
        let texts: String = (0..510).map(|text| format!("\r{number:02} {text:03}")).collect();
        format!("\u{1b}[?1049h\u{1b}[H{texts}\u{1b}[?1049l")
    };
    let (info, rows) = rows_of(&(0..50).map(program).collect::<String>());
    assert_eq!((info.alternates.len(), info.hidden_count), (50, 50 * 509));
    assert_eq!(rows.iter().map(|row| row.hidden.len()).sum::<usize>(), MAX_HIDDEN_TEXTS);
    let of_first = rows.iter().map(|row| row.hidden.len()).find(|count| *count > 0);
    assert_eq!(of_first, Some(MAX_HIDDEN_OF_ALTERNATE));
}

#[test]
fn a_line_that_is_too_long_goes_on_in_the_next_one() {
    let long = "x".repeat(2 * MAX_TERMINAL_LINE_CHARS + 800);
    let (_, rows) = rows_of(&format!("{long}\r\ny\r\n"));
    let lengths: Vec<usize> = rows.iter().map(|row| text(row).len()).collect();
    assert_eq!(lengths, [MAX_TERMINAL_LINE_CHARS, MAX_TERMINAL_LINE_CHARS, 800, 1]);
}

#[test]
fn of_many_commands_and_hidden_texts_only_so_many_are_listed() {
    let more = MAX_LISTED + 1;
    let (info, _) = rows_of(&"sh-4.2$ wrong\rsh-4.2$ right\r\n".repeat(more));
    assert_eq!((info.commands.len(), info.command_count), (MAX_LISTED, more as u32));
    assert_eq!((info.hidden.len(), info.hidden_count), (MAX_LISTED, more as u64));
}

#[test]
fn a_region_that_scrolls_is_that_of_the_terminal() {
    for (sent, expected) in [
        // What the terminal does not take for a region leaves the one before in force.
        ("\u{1b}[2;3r\u{1b}[5;5r\u{1b}[2;1Hlost\r\nb\nc", "lost"),
        ("\u{1b}[2;3r\u{1b}[2;999r\u{1b}[2;1Hlost\r\nb\nc", "lost"),
        ("\u{1b}[5;5r\u{1b}[5;1Hb\n\u{1b}[5;1Hbb\rxx", "bb"),
        // It is one region for both screens.
        ("\u{1b}[2;3r\u{1b}[?1049h\u{1b}[2;1Hlost\r\nb\nc\u{1b}[?1049l", "lost"),
        ("\u{1b}[2;3r\u{1b}[?1049h\u{1b}[?1049l\u{1b}[2;1Hlost\r\nb\nc", "lost"),
        // A reset takes it away.
        ("\u{1b}[2;3r\u{1b}ca\r\nb\r\nc\r\n\u{1b}[2;1Hbb\rxx", "bb"),
        ("\u{1b}[2;3r\u{1b}[!pa\r\nb\r\nc\r\n\u{1b}[2;1Hbb\rxx", "bb"),
        ("\u{1b}[2;3r\u{1b}[ra\r\nb\r\nc\r\n\u{1b}[2;1Hbb\rxx", "bb"),
    ] {
        let (info, _) = rows_of(sent);
        let hidden: Vec<&str> = info.hidden.iter().map(|hidden| hidden.text.as_str()).collect();
        assert_eq!(hidden, [expected], "{sent:?}");
    }
}

#[test]
fn what_was_cleared_stays_and_says_so() {
    let (_, rows) = rows_of("$ cat secret\r\nhunter2\r\n$ clear\r\n\u{1b}[H\u{1b}[2J\u{1b}[3J$ exit\r\n");
    let kinds: Vec<_> = rows.iter().map(|row| (text(row), row.kind)).collect();
    assert_eq!(kinds[1], ("hunter2".to_owned(), RowKind::Cleared));
    assert_eq!(kinds.last(), Some(&("$ exit".to_owned(), RowKind::Text)));
}

#[test]
fn bracketed_paste_titles_and_colours_are_no_text() {
    let (_, rows) = rows_of(
        "\u{1b}[?2004h\u{1b}]0;a title\u{7}[u@h ~]# ls\r\n\u{1b}[?2004l\r\u{1b}[1;31mred\u{1b}[0m plain\r\n",
    );
    assert_eq!(lines(&rows), ["[u@h ~]# ls", "red plain"]);
    assert_eq!(rows[1].runs.len(), 2);
    assert!(rows[1].runs[0].1.bold && rows[1].runs[0].1.foreground.is_some());
}

#[test]
fn a_line_that_a_narrow_screen_broke_is_one_line() {
    let long = "x".repeat(200);
    let (_, rows) = rows_of(&format!("$ echo {long}\r\n{long}\r\n"));
    assert_eq!(lines(&rows), [format!("$ echo {long}"), long]);
}

#[test]
fn pieces_of_a_transcript_in_several_inputs_are_one_text() {
    let whole = String::from_utf8(transcript("sh-4.2$ ls\na\nb\nc\nsh-4.2$ exit\n")).expect("text");
    let lines_of: Vec<&str> = whole.split_inclusive('\n').collect();
    let page = |range: std::ops::Range<usize>| {
        let event = serde_json::json!({ "timestamp": 1, "message": lines_of[range].concat() });
        serde_json::json!({ "events": [event], "nextForwardToken": "f/1" }).to_string().into_bytes()
    };
    // The second and the third do not tell whose they are.
    let files = [("p-10.json", page(5..lines_of.len())), ("p-2.json", page(3..5)), ("p-1.json", page(0..3))];
    let (transcripts, infos) = open(&files, ID);
    assert_eq!(infos.len(), 1);
    assert_eq!(infos[0].paths, ["p-1.json", "p-10.json", "p-2.json"]);
    assert_eq!(lines(&rows(&transcripts, 0, ALL).rows), ["sh-4.2$ ls", "a", "b", "c", "sh-4.2$ exit"]);
    // Whoever asks is told of all of them.
    let given: Vec<_> = files.iter().map(|(path, bytes)| InputFile::new(path, bytes.clone())).collect();
    let sessions = with_everything(&read(&given), terminal_sessions);
    let paths: Vec<_> = sessions.into_iter().map(|session| (session.key.id, session.paths)).collect();
    assert_eq!(paths, [(ID.to_owned(), ["p-1.json", "p-10.json", "p-2.json"].map(str::to_owned).to_vec())]);
}

#[test]
fn a_stream_in_many_wrappers_is_one_text_in_the_order_of_upload() {
    let message = |second: u32, lines: &[&str]| {
        serde_json::json!({ "eventVersion": "1.0", "eventTime": format!("2026-11-20T10:15:{second:02}Z"),
            "awsRegion": "us-east-1", "target": { "id": "i-0abc" },
            "userIdentity": { "arn": "arn:aws:sts::123456789012:assumed-role/Admin/alice" },
            "runAsUser": "ssm-user", "sessionId": ID, "sessionData": lines })
        .to_string()
    };
    let messages = [
        message(3, &["root", "\u{fffd}"]),
        message(1, &["sh-4.2$ idx\u{8} \u{8}"]),
        message(3, &["\u{1b}[1mend"]),
    ];
    let log_events: Vec<_> = messages
        .iter()
        .enumerate()
        .map(|(id, message)| serde_json::json!({ "eventId": id.to_string(), "timestamp": 1, "message": message, "logStreamName": ID }))
        .collect();
    let files = [
        ("a.jsonl", messages.join("\n").into_bytes()),
        ("b.json", serde_json::json!({ "events": log_events }).to_string().into_bytes()),
    ];
    for chunk in [1, 7, 1 << 20] {
        let key = SessionKey::new(ID, "");
        let mut transcripts = Transcripts::default();
        let infos = transcripts.open(&key, Work::of(texts(&files, Some(key.clone()), chunk)));
        assert_eq!(infos.len(), 1);
        let info = &infos[0];
        assert!(info.is_stream);
        assert_eq!(
            (info.steps.len(), info.replaced, info.paths.as_slice()),
            (3, 1, &["a.jsonl".to_owned()][..])
        );
        assert_eq!(lines(&rows(&transcripts, 0, ALL).rows), ["sh-4.2$ id", "root", "\u{fffd}", "end"]);
        let screen = screen(&transcripts, ScreenMoment::At(info.steps[0].end));
        assert_eq!(screen.rows[0][0].0, "sh-4.2$ id");
        assert!(screen.rows[1].is_empty());
    }
}

/// A session that was sent this, to be searched.
fn gathered(sent: &str) -> Transcripts {
    let mut transcripts = Transcripts::default();
    transcripts.gather(Work::of(texts(&[(LOG, transcript(sent))], None, 1 << 20)));
    transcripts
}

#[test]
fn a_search_finds_what_stands_across_the_cut_of_a_line_that_is_too_long() {
    let before = "x".repeat(MAX_TERMINAL_LINE_CHARS - 3);
    for (end, name) in [("\r\n", "a line"), ("", "the last line")] {
        let long = format!("{before}Ärger um 日本{}{end}", "y".repeat(MAX_TERMINAL_LINE_CHARS));
        let transcripts = gathered(&long);
        for needle in ["ärger um", "ÄRGER", "um 日本y"] {
            let found = transcripts.find(needle);
            assert_eq!(
                (found.total, found.matches[0].row),
                (1, u32::from(needle.starts_with("um"))),
                "{name}: {needle}"
            );
        }
        assert_eq!(transcripts.find("xx").total, 1, "what is on one side alone is found there, and once");
    }
    // Blanks at the cut are a part of it.
    let blank = gathered(&format!("{}-rf /srv/data\r\n", "x".repeat(MAX_TERMINAL_LINE_CHARS - 4)));
    assert_eq!((blank.find("rf /srv").total, blank.find("rf/srv").total), (1, 0));
    // A line that only comes next is another one.
    let two = gathered(&format!("{}Är\r\nger\r\n", "x".repeat(MAX_TERMINAL_LINE_CHARS - 2)));
    assert_eq!(two.find("ärger").total, 0);
}

#[test]
fn a_search_finds_what_was_shown_and_what_was_hidden() {
    let files = [
        (LOG, transcript("$ echo Päss\r\nPÄSS\r\nPÄSS1\rnothing\r\n")),
        ("bob-0a1b2c3d4e5f67891.log", b"$ no match\r\n\x1b[0m".to_vec()),
    ];
    let mut transcripts = Transcripts::default();
    transcripts.gather(Work::of(texts(&files, None, 100)));
    let found = transcripts.find("päss");
    assert_eq!((found.sessions, found.total, found.is_cut), (2, 3, false));
    let places: Vec<_> = found
        .matches
        .iter()
        .map(|found| {
            (found.row, found.hidden, [&found.before, &found.hit, &found.behind].map(String::as_str))
        })
        .collect();
    assert_eq!(
        places,
        [
            (0, None, ["$ echo ", "Päss", ""]),
            (1, None, ["", "PÄSS", ""]),
            (2, Some(HiddenKind::Replaced), ["", "PÄSS", "1"])
        ]
    );
    assert!(found.matches.iter().all(|found| found.key.id == ID));
    assert_eq!(transcripts.find("").total, 0);
}

#[test]
fn screens_in_a_long_text_are_those_of_a_text_that_is_shown_from_its_start() {
    let sent: String = (0..60_000)
        .map(|line| format!("\u{1b}[3{}mline {line}\u{1b}[0m of the text\r\n", line % 8))
        .collect();
    let (transcripts, infos) = open(&[(LOG, transcript(&sent))], ID);
    assert_eq!(infos[0].rows, 60_000);
    for row in [10, 30_000, 59_000] {
        let screen = screen(&transcripts, ScreenMoment::Row(row));
        let last = screen.rows.iter().rfind(|row| !row.is_empty()).expect("text");
        assert_eq!(
            last.iter().map(|run| run.0.as_str()).collect::<String>(),
            format!("line {row} of the text")
        );
    }
}

#[test]
fn the_sample_sessions_read_as_they_were() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/ssm-session-manager");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        return not_run(
            "the_sample_sessions_read_as_they_were",
            "there are no samples beside the repository",
        );
    };
    let mut files = Vec::new();
    for folder in entries.flatten().filter(|entry| entry.path().is_dir()) {
        for file in std::fs::read_dir(folder.path()).expect("a folder").flatten() {
            let path =
                format!("{}/{}", folder.file_name().to_string_lossy(), file.file_name().to_string_lossy());
            files.push((path, std::fs::read(file.path()).expect("a file")));
        }
    }
    files.sort();
    let given: Vec<(&str, Vec<u8>)> =
        files.iter().map(|(path, bytes)| (path.as_str(), bytes.clone())).collect();
    let mut transcripts = Transcripts::default();
    transcripts.gather(Work::of(texts(&given, None, 1 << 20)));
    assert!(transcripts.find("BUG_REPORT_URL").total > 0);
    for id in ["Jane-Roe-wzleysigzmbd6fmkefjqvt5w4u", "botocore-session-1700000000-0f9e8d7c6b5a43210", ID] {
        let (transcripts, infos) = open(&given, id);
        for (number, info) in infos.iter().enumerate() {
            println!(
                "== {id} {:?} rows {} size {:?} hidden {} replaced {}",
                info.paths, info.rows, info.size, info.hidden_count, info.replaced
            );
            let rows =
                transcripts.rows(&SessionKey::new(id, ""), number as u32, ALL).expect("it is open").rows;
            assert!(rows.iter().all(|row| !text(row).contains('\u{1b}')), "no escape is left");
            for row in &rows {
                println!("{:?} {}  {:?}", row.kind, text(row), row.hidden);
            }
            println!("{:?}", commands(info));
        }
        assert!(infos.iter().any(|info| commands(info).contains(&("exit", Confidence::Likely))));
    }
}

#[test]
fn what_the_agent_wrote_beside_a_command_is_told_apart() {
    let sent = "STD_OUT:total 4\r\nstdout of a program\r\nSTD_ERR:\r\nno such file\r\nbyeEXIT_CODE: 2";
    let log = String::from_utf8(transcript(sent)).expect("text");
    let apart = log.replace("Standard_Stream", "NonInteractiveCommands").into_bytes();
    let (transcripts, infos) = open(&[(LOG, apart)], ID);
    assert_eq!((infos[0].is_non_interactive, infos[0].exit_code), (true, Some(2)));
    let words = rows(&transcripts, 0, ALL).rows.iter().map(|row| row.agent).collect::<Vec<_>>();
    let marked = [Some(AgentWord::StandardOutput), None, Some(AgentWord::StandardError), None];
    assert_eq!(words[..4], marked);
    assert_eq!(words[4..], [Some(AgentWord::ExitCode)]);

    // In a session with a shell the same words are what a program printed.
    let (info, rows) = rows_of(sent);
    assert_eq!((info.is_non_interactive, info.exit_code), (false, None));
    assert!(rows.iter().all(|row| row.agent.is_none()));
}

#[test]
fn the_cursor_stands_where_the_terminal_has_it() {
    let cursor = |sent: &str| screen(&open(&[(LOG, transcript(sent))], ID).0, ScreenMoment::End).cursor;
    let at = |row, column, character| Some(Cursor { row, column, character });
    assert_eq!(cursor("a\r\n$ ls"), at(1, 4, 4));
    assert_eq!(cursor("日本 x"), at(0, 6, 4));
    assert_eq!(cursor(&"x".repeat(80)), at(0, 79, 79));
    assert_eq!(cursor("\u{1b}[?25lhidden"), None);
}

#[test]
fn work_on_long_texts_goes_in_steps_and_tells_how_far_it_is() {
    let sent = "0123456789 of a long text\r\n".repeat(40_000);
    let other = transcript("x\r\n").iter().map(|byte| char::from(*byte)).collect::<String>();
    let other = other.replace(ID, "bob-0a1b2c3d4e5f67890").into_bytes();
    let files = [(LOG, transcript(&sent)), ("bob-0a1b2c3d4e5f67890.log", other)];
    let mut work = Work::of(texts(&files, None, 1 << 20));
    let all = work.progress().1;
    let mut told = vec![work.progress().0];
    while work.step() {
        told.push(work.progress().0);
    }
    assert!(told.len() > 4 && told.is_sorted(), "{told:?}");
    assert_eq!((told[0], told.last()), (0, Some(&all)));
    let mut transcripts = Transcripts::default();
    transcripts.gather(work);
    assert_eq!((transcripts.find("long text").total, transcripts.find("x").total), (40_000, 40_001));
    assert_eq!(transcripts.find("long text").matches.len(), MAX_MATCHES);
}

#[test]
fn floods_of_escapes_end_soon_and_say_so() {
    // A large screen, full of text; then what costs most, again and again.
    let full = format!("\u{1b}[200;500H\u{1b}[200;1H{}", "x".repeat(40_000));
    let floods = [
        ("\u{1b}#8", true),
        ("\u{1b}[?47h\u{1b}#8\u{1b}[?47l", true),
        ("\u{1b}]0;title\u{7}", false),
        ("\u{1b}[H\u{1b}[J", true),
        ("\u{1b}[2J", true),
        ("\u{1b}[?1049h\u{1b}[?1049l", true),
        ("x\u{1b}[65535b", true),
        ("\u{1b}[65535S\u{1b}[65535T", true),
        ("\u{1b}[65535L\u{1b}[65535M", true),
        ("\u{1b}[2;100r\u{1b}[100H\n", false),
        ("\u{1b}[8;60000;60000t", true),
        ("\u{1b}c", true),
        ("\u{1b}[65535C\u{1b}[65535B\u{1b}[H", false),
        ("\u{1b}P", false),
        ("x\u{1b}[1m", false),
    ];
    // Unoptimised each takes half a minute; the first of them show what is to be shown.
    let most = if cfg!(debug_assertions) { 3 } else { floods.len() };
    for (flood, is_cut) in floods.into_iter().take(most) {
        let sent = format!("{full}{}", flood.repeat((8 << 20) / flood.len()));
        let (transcripts, infos) = soon(flood, || open(&[(LOG, transcript(&sent))], ID));
        assert_eq!(infos[0].is_cut, is_cut, "{flood:?}");
        assert!(infos[0].size.0 <= 500 && infos[0].size.1 <= 200);
        soon(flood, || screen(&transcripts, ScreenMoment::End));
    }
}

#[test]
fn what_was_erased_last_is_hidden_text_though_nothing_stands_there_now() {
    let erased =
        ["$ ls\r\nsecret\r\u{1b}[K", "$ ls\r\nsecret\u{1b}[1;1H\u{1b}[J", "$ ls\r\nsecret\u{1b}[2K\u{1b}c"];
    for sent in erased {
        let (info, rows) = rows_of(sent);
        assert!(info.hidden.iter().any(|hidden| hidden.text == "secret"), "{sent:?}: {rows:?}");
        assert_eq!(info.hidden_count, info.hidden.len() as u64, "{sent:?}");
    }
}
