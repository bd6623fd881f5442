//! The house rules, held by reading `src/`: which room may use which, what the core may not touch, and
//! how a file looks. It is no compiler: it reads lines, comments left out.

#[path = "support/imports.rs"]
mod imports;

use imports::{Sources, circles, imports};
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// Each room and the rooms that it may use. A room stands above those that it uses, so this has no circle.
const ROOMS: [(&str, &[&str]); 22] = [
    ("source", &[]),
    ("container", &["source"]),
    ("expression", &["source"]),
    ("sigma", &["source", "container", "expression"]),
    ("format", &["source", "container"]),
    ("model", &["source"]),
    ("mapping", &["source", "container", "sigma", "format", "model"]),
    ("reader", &["source", "container", "format", "model", "mapping"]),
    ("filter", &["source", "model"]),
    ("casefile", &["source", "model", "filter"]),
    ("query", &["source", "model", "filter", "casefile"]),
    ("audit", &["source", "sigma", "model", "query"]),
    ("terminal", &["source", "model"]),
    ("search", &["source", "expression", "model", "reader", "filter"]),
    ("state", &["source", "model", "filter", "casefile", "query", "terminal", "search"]),
    (
        "text",
        &[
            "source",
            "container",
            "expression",
            "format",
            "model",
            "filter",
            "casefile",
            "query",
            "audit",
            "search",
            "state",
        ],
    ),
    ("chart", &["source", "model", "query", "text"]),
    ("export", &["source", "sigma", "model", "casefile", "query", "audit", "text"]),
    ("engine", &["source", "model", "reader", "filter", "casefile", "query", "audit", "export"]),
    ("sample", &["source"]),
    (
        "cli",
        &[
            "source",
            "container",
            "model",
            "reader",
            "filter",
            "query",
            "audit",
            "chart",
            "export",
            "engine",
            "state",
            "text",
            "sample",
        ],
    ),
    (
        "web",
        &[
            "source",
            "container",
            "model",
            "reader",
            "filter",
            "casefile",
            "query",
            "audit",
            "chart",
            "export",
            "engine",
            "state",
            "text",
            "sample",
            "search",
            "terminal",
        ],
    ),
];

/// Words that only some rooms, or some files, may use, and why.
const WORDS: [(&[&str], &[&str], &str); 10] = [
    (
        &["leptos", "web_sys", "js_sys", "gloo_", "wasm_bindgen", "console_error_panic_hook"],
        // The browser has the tables of encodings, and of composed characters.
        &["web", "container/legacy_text/browser.rs", "source/composed/browser.rs"],
        "only `web` knows the browser",
    ),
    (
        &["clap", "walkdir", "std::fs", "std::env", "std::process", "std::thread"],
        &["cli"],
        "only `cli` has files and threads",
    ),
    (&["plotters"], &["chart"], "only `chart` draws"),
    (&["avt"], &["terminal"], "only `terminal` interprets escapes"),
    (
        &["Instant::now", "SystemTime", "Utc::now", "Local::now", "Date::now", "performance"],
        &["web", "cli"],
        "the core has no clock",
    ),
    (&["thread_rng", "rand::", "getrandom", "RandomState", "random()"], &[], "there is no randomness"),
    (&["thread_local", "static mut"], &[], "no state hides in a thread"),
    (
        &[
            ".sort_by(",
            ".sort_by_key(",
            ".sort_unstable_by(",
            ".sort_unstable_by_key(",
            ".sort_by_cached_key(",
        ],
        &["source/order.rs", "model/index.rs"],
        "each order compiles a sort of its own: `source/order.rs` has one for what is not hot",
    ),
    (
        &["sessionscope_base", "sessionscope_cold", "sessionscope_hot"],
        &[],
        "a room has one name, `crate::…` or for the page `sessionscope::…`, whichever package it is of",
    ),
    (
        &["inner_html", "innerHTML", "set_inner_html", "outer_html", "insert_adjacent_html"],
        &[],
        "untrusted text reaches the page as text only",
    ),
];

/// Crates that the sample may use beside the standard library: it must not share code with the readers.
const SAMPLE_CRATES: [&str; 4] = ["serde", "serde_json", "flate2", "sha2"];

/// Lines of code, tests left out, beyond which a file of the core is to be split.
const MAX_LINES: usize = 400;

/// The parts of the page that are views: a file of them holds one, and is to be split beyond so many lines.
const VIEWS: [&str; 3] = ["web/views", "web/shell", "web/widgets"];
const MAX_VIEW_LINES: usize = 200;

/// Where sizes may stand beside `source/limits.rs` and its parts: the sample shares nothing with the readers.
const HAVE_OWN_SIZES: [&str; 3] = ["source/limits.rs", "source/limits/", "sample/"];

/// The room that is a package of its own.
const PAGE: &str = "web/";

/// The room of a file (`query/filter.rs` → `query`); nothing for the roots of crates.
fn room_of(path: &str) -> Option<&str> {
    let room = path.split('/').next()?.trim_end_matches(".rs");
    (!matches!(room, "base" | "cold" | "hot" | "lib" | "main")).then_some(room)
}

/// How deep the module of a file lies below the root of the crate.
fn depth_of(path: &str) -> usize {
    path.trim_end_matches("/mod.rs").split('/').count()
}

/// The code of each line with its number, comments left out.
fn code_lines(source: &str) -> impl Iterator<Item = (usize, &str)> {
    source.lines().enumerate().map(|(index, line)| {
        let code = match line.find("//") {
            Some(at) if !line[..at].ends_with(':') => &line[..at],
            _ => line,
        };
        (index + 1, code)
    })
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Places behind each whole-word occurrence of `word`.
fn after<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = &'a str> {
    code.match_indices(word).filter_map(move |(at, _)| {
        let (before, rest) = (&code[..at], &code[at + word.len()..]);
        let begins = !before.ends_with(is_word) || !word.starts_with(is_word);
        let ends = word.ends_with(['_', ':']) || !rest.starts_with(is_word);
        (begins && ends).then_some(rest)
    })
}

/// The rooms that a line names: `crate::room`, `crate::{room, …}`, `super::super::room`.
fn rooms_named(code: &str, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut note = |rest: &str| {
        let inner = rest.strip_prefix('{').map_or(rest, |list| list.split('}').next().unwrap_or(list));
        let parts: Vec<&str> = if rest.starts_with('{') { inner.split(',').collect() } else { vec![inner] };
        for part in parts {
            found.push(part.trim().chars().take_while(|c| is_word(*c)).collect::<String>());
        }
    };
    // What the page calls `crate` is the page.
    let roots = if path.starts_with(PAGE) { &["sessionscope::"][..] } else { &["crate::", "sessionscope::"] };
    for root in roots {
        after(code, root).for_each(&mut note);
    }
    let supers = "super::".repeat(depth_of(path));
    after(code, &supers).for_each(&mut note);
    found.retain(|name| ROOMS.iter().any(|(room, _)| room == name));
    found
}

/// Whether a file belongs to the core: all but the two shells.
fn is_core(room: &str) -> bool {
    !matches!(room, "web" | "cli")
}

/// Whether a line says that a constant is a size of kibibytes and more.
fn is_size(code: &str) -> bool {
    let is_constant = after(code, "const").next().is_some_and(|rest| rest.contains(": "));
    is_constant && ["<< 10", "<< 20", "<< 30"].iter().any(|shift| after(code, shift).next().is_some())
}

/// What is against the rules in a file, each with its place.
fn violations(path: &str, source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut note = |line: usize, rule: String| found.push(format!("src/{path}:{line}: {rule}"));
    if !source.starts_with("//!") {
        note(1, "a file starts with `//!`: what it is, and what it is not".to_owned());
    }
    let room = room_of(path);
    let allowed =
        room.map(|room| ROOMS.iter().find(|(known, _)| *known == room).map(|(_, allowed)| *allowed));
    if let (Some(room), Some(None)) = (room, allowed) {
        note(1, format!("`{room}` is no room of the house: give it its line in tests/architecture.rs"));
    }
    let code_end = source.split("#[cfg(test)]").next().unwrap_or(source).lines().count();
    for (line, code) in code_lines(source) {
        // The name of a kind of notice has the word in it.
        if after(code, "unsafe").any(|rest| !rest.starts_with("-name")) {
            note(line, "there is no `unsafe`".to_owned());
        }
        let (Some(room), Some(Some(allowed))) = (room, allowed) else { continue };
        for named in rooms_named(code, path) {
            if named != room && !allowed.contains(&named.as_str()) {
                note(line, format!("`{room}` may not use `{named}`"));
            }
        }
        for (words, rooms, rule) in WORDS {
            for word in words.iter().filter(|_| !rooms.contains(&room) && !rooms.contains(&path)) {
                if after(code, word).next().is_some() {
                    note(line, format!("`{word}` in `{room}`: {rule}"));
                }
            }
        }
        if line <= code_end && is_size(code) && !HAVE_OWN_SIZES.iter().any(|own| path.starts_with(own)) {
            note(
                line,
                "a size of kibibytes and more is a limit: it belongs to `source/limits.rs`".to_owned(),
            );
        }
        if let ("sample", Some(used)) = (room, code.trim_start().strip_prefix("use ")) {
            let from = used.split("::").next().unwrap_or(used);
            if !["std", "super", "self", "crate"].contains(&from) && !SAMPLE_CRATES.contains(&from) {
                note(line, format!("`sample` may not use the crate `{from}`"));
            }
        }
    }
    if room.is_some_and(is_core) && code_end > MAX_LINES {
        note(code_end, format!("{code_end} lines, more than {MAX_LINES}: it holds more than one thing"));
    }
    if VIEWS.iter().any(|view| path.starts_with(view)) && code_end > MAX_VIEW_LINES {
        note(code_end, format!("{code_end} lines, more than {MAX_VIEW_LINES}: it holds more than one view"));
    }
    found
}

/// All sources by path below `src/`.
fn sources() -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files =
        WalkDir::new(&root).into_iter().map(|entry| entry.expect("the sources can be read").into_path());
    files
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| {
            let below = path.strip_prefix(&root).expect("it lies below").to_string_lossy().replace('\\', "/");
            (below, fs::read_to_string(&path).expect("text"))
        })
        .collect()
}

/// What names its modules by one root: all rooms, of which each package has those below it at its root too, and the page.
fn roots() -> [Sources; 2] {
    let (page, core): (Sources, Sources) =
        sources().into_iter().partition(|(path, _)| path.starts_with(PAGE));
    [
        core,
        page.into_iter().map(|(path, source)| (path.trim_start_matches(PAGE).to_owned(), source)).collect(),
    ]
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    roots().iter().for_each(assert_no_circle);
}

fn assert_no_circle(sources: &Sources) {
    let graph = imports(sources);
    let arrows: usize = graph.values().map(|used| used.len()).sum();
    assert!(arrows > graph.len(), "only {arrows} uses were found among {} files", graph.len());
    let found = circles(&graph);
    let lines = found.iter().map(|circle| {
        let uses = circle.iter().flat_map(|file| {
            graph[file]
                .iter()
                .filter(|used| circle.contains(*used))
                .map(move |used| format!("  {file} -> {used}"))
        });
        uses.collect::<Vec<_>>().join("\n")
    });
    assert!(found.is_empty(), "{} circles:\n{}", found.len(), lines.collect::<Vec<_>>().join("\n\n"));
}

#[test]
fn a_circle_is_found_and_what_is_handed_on_is_none() {
    let source = |path: &str, code: &str| (path.to_owned(), code.to_owned());
    let of = |files: &[(&str, &str)]| {
        circles(&imports(&files.iter().map(|(path, code)| source(path, code)).collect()))
    };
    assert_eq!(
        of(&[("a/mod.rs", "mod b;\npub use b::B;"), ("a/b.rs", "use crate::c::C;"), ("c.rs", "")]).len(),
        0
    );
    let circle = of(&[
        ("a/mod.rs", "mod b;\npub use b::B;"),
        ("a/b.rs", "use crate::c::{C, D};"),
        ("c.rs", "use crate::a::B;"),
    ]);
    assert_eq!(circle.len(), 1);
    assert_eq!(circle[0].iter().map(String::as_str).collect::<Vec<_>>(), ["a/b.rs", "c.rs"]);
    assert_eq!(of(&[("a.rs", "mod b;\nuse b::B;"), ("a/b.rs", "fn f(_: super::A) {}")]).len(), 1);
    assert_eq!(
        of(&[("a.rs", "fn f() { crate::b::g() }"), ("b.rs", "// use crate::a::f;\nfn g() {}")]).len(),
        0
    );
}

#[test]
fn every_room_of_the_table_is_there() {
    let sources = sources();
    for (room, _) in ROOMS {
        assert!(sources.keys().any(|path| room_of(path) == Some(room)), "there is no room `{room}`");
    }
}

/// The rooms that the root of a package declares (`hot.rs`, `lib.rs`).
fn rooms_of(root: &str) -> Vec<String> {
    let sources = sources();
    let modules = sources[root].lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    modules.map(str::to_owned).collect()
}

/// The roots of the packages, lowest first: what a package holds may use what it and those before it hold.
const ROOTS: [&str; 4] = ["base.rs", "cold.rs", "hot.rs", "lib.rs"];

#[test]
fn every_room_is_of_one_package_and_uses_none_of_a_package_above() {
    let mut all = vec![PAGE.trim_end_matches('/').to_owned()];
    for root in ROOTS {
        let rooms = rooms_of(root);
        all.extend(rooms.iter().cloned());
        for (room, allowed) in ROOMS.iter().filter(|(room, _)| rooms.iter().any(|of_it| of_it == room)) {
            let above = allowed.iter().find(|used| !all.iter().any(|below| below == *used));
            assert!(above.is_none(), "`{room}` is of {root} and may use `{above:?}`, which is above");
        }
    }
    all.sort();
    let mut known = ROOMS.map(|(room, _)| room);
    known.sort();
    assert_eq!(all, known);
}

#[test]
fn every_file_keeps_the_rules_of_the_house() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = 0;
    let mut found = Vec::new();
    for entry in WalkDir::new(&root).sort_by_file_name() {
        let entry = entry.expect("the sources can be read");
        if entry.path().extension().is_some_and(|extension| extension == "rs") {
            let path =
                entry.path().strip_prefix(&root).expect("it lies below").to_string_lossy().replace('\\', "/");
            found.extend(violations(&path, &fs::read_to_string(entry.path()).expect("text")));
            files += 1;
        }
    }
    assert!(files > 20, "only {files} files were found");
    assert!(found.is_empty(), "{} against the rules:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_rooms_stand_above_one_another() {
    let rank = |name: &str| ROOMS.iter().position(|(room, _)| *room == name).expect("a room");
    for (room, allowed) in ROOMS {
        for used in allowed {
            assert!(rank(used) < rank(room), "{room} uses {used}");
            assert_ne!(*used, "web", "nothing uses `web`");
        }
    }
}

#[test]
fn what_is_against_the_rules_is_caught_with_its_place() {
    let check = |path: &str, code: &str, expected: &str| {
        let found = violations(path, &format!("//! A file.\n\n{code}\n"));
        assert_eq!(found, [format!("src/{path}:3: {expected}")], "{code}");
    };
    check("query/filter.rs", "use crate::web::App;", "`query` may not use `web`");
    check("query/filter.rs", "use crate::{model::Store, chart};", "`query` may not use `chart`");
    check("format/x.rs", "    crate::model::Store::default();", "`format` may not use `model`");
    check("format/x.rs", "use super::super::model::Store;", "`format` may not use `model`");
    check("format/mod.rs", "use super::model::Store;", "`format` may not use `model`");
    check("engine.rs", "use super::web::App;", "`engine` may not use `web`");
    check("model/x.rs", "use web_sys::Element;", "`web_sys` in `model`: only `web` knows the browser");
    check(
        "model/x.rs",
        "let f = std::fs::read(p);",
        "`std::fs` in `model`: only `cli` has files and threads",
    );
    check("query/x.rs", "let now = Instant::now();", "`Instant::now` in `query`: the core has no clock");
    check("query/x.rs", "let n = rand::random::<u8>();", "`rand::` in `query`: there is no randomness");
    check("sample/x.rs", "use chrono::Utc;", "`sample` may not use the crate `chrono`");
    check(
        "web/x.rs",
        "view! { <p inner_html=text/> }",
        "`inner_html` in `web`: untrusted text reaches the page as text only",
    );
    check("container/x.rs", "unsafe { get() }", "there is no `unsafe`");
    check(
        "query/x.rs",
        "pub(super) const MOST: usize = 3 << 20;",
        "a size of kibibytes and more is a limit: it belongs to `source/limits.rs`",
    );
    let long = "let x = 1;\n".repeat(MAX_LINES);
    assert_eq!(violations("model/x.rs", &format!("//! Long.\n{long}")).len(), 1);
    assert_eq!(violations("model/x.rs", "use std::fmt;\n").len(), 1, "no `//!`");
    assert_eq!(violations("cellar/mod.rs", "//! A room that nobody knows.\n").len(), 1);
}

#[test]
fn what_keeps_the_rules_is_let_through() {
    for (path, code) in [
        ("query/filter.rs", "use crate::model::{Store, TextField};"),
        ("query/filter.rs", "// crate::web and unsafe are words here"),
        ("query/filter.rs", "use super::answer::Histogram;"),
        ("query/filter.rs", "mod tests { use super::super::answer::Histogram; }"),
        ("web/app.rs", "use leptos::prelude::*; use sessionscope::engine::Engine;"),
        ("web/views/a.rs", "use super::super::widgets::Tabs;"),
        ("web/views/a.rs", "use leptos::prelude::*;\nlet a = Memo::new(|_| 1);"),
        ("cli/files.rs", "use std::fs; use crate::reader::Reader;"),
        ("sample/x.rs", "use serde::Serialize; use std::io;\nconst FILE: u64 = 64 << 20;"),
        ("source/limits.rs", "pub const MAX_RECORD_BYTES: usize = 16 << 20;"),
        ("query/x.rs", "let mask = bits << 20;"),
        ("container/json.rs", "let unsafely = crate::source::limits::MAX_JSON_DEPTH;"),
    ] {
        assert_eq!(violations(path, &format!("//! A file.\n{code}\n")), [""; 0], "{code}");
    }
}
