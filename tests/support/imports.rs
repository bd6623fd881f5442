//! Which file of a crate uses which: by its `use` declarations and its paths, re-exports followed to where a
//! thing is defined. It reads text, comments and tests left out.

use std::collections::{BTreeMap, BTreeSet};

/// The sources of a crate by path below its root.
pub type Sources = BTreeMap<String, String>;

/// The code of a file without comments and without its tests.
pub fn code_of(source: &str) -> String {
    let code = source.split("#[cfg(test)]\nmod ").next().unwrap_or(source);
    let without_comment = |line: &str| match line.find("//") {
        Some(at) if !line[..at].ends_with(':') => line[..at].to_owned(),
        _ => line.to_owned(),
    };
    code.lines().map(without_comment).collect::<Vec<_>>().join("\n")
}

/// The module of a file as names from the root of the crate: `query/lanes.rs` is `["query", "lanes"]`.
fn module_of(path: &str) -> Vec<String> {
    let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
    if matches!(path, "base" | "cold" | "hot" | "lib" | "main") {
        Vec::new()
    } else {
        path.split('/').map(str::to_owned).collect()
    }
}

/// The file of a module, if it is one of its own.
fn file_of(module: &[String], sources: &Sources) -> Option<String> {
    let path = module.join("/");
    [format!("{path}.rs"), format!("{path}/mod.rs")].into_iter().find(|path| sources.contains_key(path))
}

/// A path that is named in a file, and under which name the file knows it.
struct Named {
    path: Vec<String>,
    alias: String,
    is_public: bool,
}

/// Splits the items of a `{…}` list; nested lists stay whole.
fn items(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&list[start..]);
    found.into_iter().map(str::trim).filter(|item| !item.is_empty()).collect()
}

/// Every path of a `use` tree.
fn expand(prefix: &[String], tree: &str, is_public: bool, found: &mut Vec<Named>) {
    if let Some((head, rest)) = tree.split_once('{') {
        let mut path = prefix.to_vec();
        path.extend(head.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned));
        let list = rest.trim_end().strip_suffix('}').unwrap_or(rest);
        items(list).into_iter().for_each(|item| expand(&path, item, is_public, found));
        return;
    }
    let (tree, alias) = tree.split_once(" as ").map_or((tree, None), |(tree, alias)| (tree, Some(alias)));
    let mut path = prefix.to_vec();
    path.extend(tree.split("::").map(|part| part.trim().to_owned()));
    if path.last().is_some_and(|last| last == "self") {
        path.pop();
    }
    let alias = alias.or(path.last().map(String::as_str)).unwrap_or_default().trim().to_owned();
    found.push(Named { path, alias, is_public });
}

/// What the `use` declarations of a file name.
fn uses(code: &str) -> Vec<Named> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("use ") {
        let line = code[..at].rsplit('\n').next().unwrap_or_default().trim();
        if line.is_empty() || (line.starts_with("pub") && !line.contains(' ')) || line.starts_with("pub(") {
            let tree = code[at + 4..].split(';').next().unwrap_or_default();
            expand(&[], &tree.replace('\n', " "), line.starts_with("pub"), &mut found);
        }
    }
    found
}

/// Paths in the rest of the code that start at the root or at a parent.
fn paths_in(code: &str) -> Vec<Vec<String>> {
    let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    code.split(|c| !is_path(c))
        .filter(|word| {
            ["crate::", "super::", "self::", "sessionscope::"].iter().any(|root| word.starts_with(root))
        })
        .map(|word| word.split("::").map(str::to_owned).collect())
        .collect()
}

/// A path from the root of the crate, in a file of this module; nothing for what is of another crate.
fn absolute(path: &[String], module: &[String], sources: &Sources) -> Option<Vec<String>> {
    let mut rest = path;
    let mut base = match path.first()?.as_str() {
        "crate" => Vec::new(),
        // The page is a package of its own, to which the core is another crate.
        "sessionscope" if !sources.contains_key("lib.rs") => return None,
        "sessionscope" => Vec::new(),
        "self" => module.to_vec(),
        "super" => module[..module.len().checked_sub(1)?].to_vec(),
        // A child of the module itself.
        first => {
            let child: Vec<String> = module.iter().cloned().chain([first.to_owned()]).collect();
            file_of(&child, sources)?;
            rest = path;
            return Some(module.iter().cloned().chain(rest.iter().cloned()).collect());
        }
    };
    rest = &rest[1..];
    while let Some(("super", more)) = rest.split_first().map(|(first, more)| (first.as_str(), more)) {
        base.pop()?;
        rest = more;
    }
    base.extend(rest.iter().cloned());
    Some(base)
}

/// The file in which what a path names is defined.
fn defined_in(path: &[String], sources: &Sources, depth: u32) -> Option<String> {
    let cut = (1..=path.len()).rev().find(|len| file_of(&path[..*len], sources).is_some())?;
    let file = file_of(&path[..cut], sources)?;
    let (Some(name), true) = (path.get(cut), depth < 8) else { return Some(file) };
    let module = module_of(&file);
    let code = code_of(&sources[&file]);
    let through = uses(&code).into_iter().find(|named| named.is_public && named.alias == *name);
    match through.and_then(|named| absolute(&named.path, &module, sources)) {
        Some(next) => defined_in(&next, sources, depth + 1),
        None => Some(file),
    }
}

/// Which files each file uses, by path below the root of the crate.
pub fn imports(sources: &Sources) -> BTreeMap<String, BTreeSet<String>> {
    let mut graph = BTreeMap::new();
    for (path, source) in sources {
        let (module, code) = (module_of(path), code_of(source));
        let used = uses(&code).into_iter().map(|named| (named.path, named.is_public));
        let all = used.chain(paths_in(&code).into_iter().map(|path| (path, false)));
        let mut found = BTreeSet::new();
        for (named, is_public) in all {
            let Some(target) = absolute(&named, &module, sources) else { continue };
            let Some(file) = defined_in(&target, sources, 0) else { continue };
            // That a module hands on what its children define is no use of them.
            let is_handed_on = is_public && module_of(&file).starts_with(&module);
            if file != *path && !is_handed_on {
                found.insert(file);
            }
        }
        graph.insert(path.clone(), found);
    }
    graph
}

/// The circles of a graph: groups of files each of which leads to all others, largest first.
pub fn circles(graph: &BTreeMap<String, BTreeSet<String>>) -> Vec<BTreeSet<String>> {
    let reached_from = |start: &String| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![start]);
        while let Some(file) = open.pop() {
            for next in graph.get(file).into_iter().flatten() {
                if seen.insert(next.clone()) {
                    open.push(next);
                }
            }
        }
        seen
    };
    let reached: BTreeMap<&String, BTreeSet<String>> =
        graph.keys().map(|file| (file, reached_from(file))).collect();
    let mut found = BTreeSet::new();
    for (file, others) in &reached {
        let circle: BTreeSet<String> = others
            .iter()
            .filter(|other| reached.get(other).is_some_and(|back| back.contains(*file)))
            .cloned()
            .collect();
        if circle.len() > 1 {
            found.insert(circle);
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|circle| std::cmp::Reverse(circle.len()));
    found
}
