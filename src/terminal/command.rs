//! Probable commands: what is echoed after a prompt. Nobody recorded commands as such, so each is told with
//! how sure it is, and none is said to have been run.
//!
//! A prompt is known by its form, or by what prompts do: it comes again and again, each time with something else
//! behind it.

use super::answer::Confidence;
use crate::source::hash::hash_bytes;
use crate::source::limits::{MAX_PROMPT_BYTES, MAX_PROMPTS};
use std::collections::HashMap;

/// What a shell's prompt ends with.
const SHELL_SIGNS: [char; 6] = ['$', '#', '%', '❯', '➜', 'λ'];

/// Of these signs, those that hardly anything but a prompt has.
const TELLING_SIGNS: [char; 3] = ['❯', '➜', 'λ'];

/// The ends of the last part of a prompt that is drawn in parts, by signs that are in no font but those made for it.
const POWERLINE_ENDS: [char; 4] = ['\u{e0b0}', '\u{e0b4}', '\u{e0b8}', '\u{e0bc}'];

/// The prompts of a session that have no form of their own: what lines begin with up to a sign and a blank.
#[derive(Default)]
pub(super) struct Prompts {
    /// What stood behind each the first time, and whether something else did since.
    seen: HashMap<String, (u64, bool)>,
}

impl Prompts {
    /// Notes a line of the session.
    pub(super) fn note(&mut self, line: &str) {
        let Some(len) = repeatable(line) else { return };
        let (prompt, command) = line.split_at(len);
        let command = hash_bytes(command.trim().as_bytes(), 0);
        if let Some((first, is_prompt)) = self.seen.get_mut(prompt) {
            *is_prompt |= *first != command;
        } else if self.seen.len() < MAX_PROMPTS {
            self.seen.insert(prompt.to_owned(), (command, false));
        }
    }

    /// Where a line's command begins, and how sure it is that it is one; nothing where there is no prompt, or
    /// nothing behind it.
    pub(super) fn command_in(&self, line: &str) -> Option<(usize, Confidence)> {
        let (mut at, confidence) = prompt_of(line).or_else(|| {
            let len = repeatable(line)?;
            let is_prompt = self.seen.get(&line[..len]).is_some_and(|(_, is_prompt)| *is_prompt);
            is_prompt.then_some((len, Confidence::Probable))
        })?;
        // A stream repeats the prompt where the line was redrawn.
        while let Some((len, _)) = prompt_of(&line[at..]).filter(|_| confidence == Confidence::Likely) {
            at += len;
        }
        (!line[at..].trim().is_empty()).then_some((at, confidence))
    }
}

/// Length of what may be a prompt that comes again: a name or a folder, a sign, a blank.
fn repeatable(line: &str) -> Option<usize> {
    let (at, sign) =
        line.char_indices().take(MAX_PROMPT_BYTES).find(|(_, c)| *c == '>' || SHELL_SIGNS.contains(c))?;
    let end = at + sign.len_utf8();
    let before = line[..at].trim_end();
    let last = before.rsplit(' ').next().unwrap_or_default();
    let is_name = before.len() <= MAX_PROMPT_BYTES
        && (before.split(' ').count() <= 4 || TELLING_SIGNS.contains(&sign))
        && before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '~' | '/' | ']' | ')' | '}' | '='))
        // `50%` is an amount.
        && (sign != '%' || last.contains(|c: char| c.is_alphabetic()) || !last.ends_with(|c: char| c.is_ascii_digit()));
    let is_bare = before.is_empty() && sign == '%';
    ((is_name || is_bare) && line[end..].starts_with(' ')).then_some(end + 1)
}

/// Length of the prompt that a line begins with, the blank behind it included.
pub(super) fn prompt_of(line: &str) -> Option<(usize, Confidence)> {
    let around = frame(line);
    // A debugger's looks like an environment before another prompt.
    if let Some(len) = interpreter(&line[around..]) {
        return Some((around + len, Confidence::Likely));
    }
    let around = around + environment(&line[around..]);
    let rest = &line[around..];
    let likely = bracketed(rest)
        .or_else(|| user_at_host(rest))
        .or_else(|| shell_version(rest))
        .or_else(|| folder(rest))
        .or_else(|| power_shell(rest))
        .or_else(|| drive(rest))
        .or_else(|| database(rest))
        .or_else(|| powerline(rest));
    if let Some(len) = likely {
        return Some((around + len, Confidence::Likely));
    }
    let bare = sign_at(rest, 0).filter(|_| rest.starts_with(['$', '#']));
    bare.or_else(|| arrow(rest)).or_else(|| named(rest)).map(|len| (around + len, Confidence::Probable))
}

/// The length of a shell's sign and a blank at this offset of a line.
fn sign_at(line: &str, at: usize) -> Option<usize> {
    let rest = line.get(at..)?;
    let sign = rest.chars().next().filter(|sign| SHELL_SIGNS.contains(sign))?;
    rest[sign.len_utf8()..].starts_with(' ').then_some(at + sign.len_utf8() + 1)
}

/// `└─`, `╰─`, before the last line of a prompt that is framed.
fn frame(line: &str) -> usize {
    let inner = line.trim_start_matches(|c| matches!(c, '\u{2500}'..='\u{257f}'));
    if inner.len() == line.len() { 0 } else { line.len() - inner.trim_start_matches(' ').len() }
}

/// `(venv) `, before another prompt.
fn environment(line: &str) -> usize {
    let inner = line.strip_prefix('(').and_then(|rest| rest.split_once(") "));
    let is_name = |name: &str| {
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    inner.filter(|(name, _)| is_name(name)).map_or(0, |(name, _)| name.len() + 3)
}

/// `[user@host dir]$ `, `[user@host:dir]# `
fn bracketed(line: &str) -> Option<usize> {
    let inner = line.strip_prefix('[')?;
    let end = inner.find(']')?;
    let is_named = inner[..end].contains('@') && inner[..end].contains([' ', ':']);
    is_named.then(|| sign_at(line, end + 2)).flatten()
}

/// `user@host:dir$ `, `user@host dir % `, `user@host:dir > `; `name ➜ dir (main) $ `, as of development containers.
fn user_at_host(line: &str) -> Option<usize> {
    if let Some((name, folder)) = line.split_once(" ➜ ")
        && folder.starts_with(['~', '/'])
        && !name.contains(' ')
        && let Some(len) = folder.find("$ ")
    {
        return Some(line.len() - folder.len() + len + 2);
    }
    // Whoever has no entry of a name is called so by bash.
    const NAMELESS: &str = "I have no name!";
    if let Some(rest) = line.strip_prefix(NAMELESS).filter(|rest| rest.starts_with('@')) {
        // Any name will do.
        return user_at_host(&format!("n{rest}")).map(|len| len - 1 + NAMELESS.len());
    }
    let host_at = line.find('@')? + 1;
    let end = host_at + line[host_at..].find([':', ' '])?;
    let is_name = |text: &str| !text.is_empty() && !text.contains(|c: char| c.is_whitespace());
    let (user, host) = (&line[..host_at - 1], &line[host_at..end]);
    if !is_name(user) || !is_name(host) || host.contains('@') || user.contains('/') {
        return None;
    }
    let folder = &line[end + 1..];
    if !folder.starts_with(['~', '/']) {
        return None;
    }
    let sign = |(at, c): (usize, char)| {
        let is_sign = SHELL_SIGNS.contains(&c) || (c == '>' && folder[..at].ends_with(' '));
        (is_sign && folder[at + c.len_utf8()..].starts_with(' ')).then_some(at + c.len_utf8() + 1)
    };
    folder.char_indices().find_map(sign).map(|len| end + 1 + len)
}

/// `sh-4.2$ `, `bash-5.1# `
fn shell_version(line: &str) -> Option<usize> {
    let (shell, rest) = line.split_once('-')?;
    let version = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let is_shell = matches!(shell, "sh" | "bash" | "zsh" | "dash" | "ksh") && version > 0;
    is_shell.then(|| sign_at(line, shell.len() + 1 + version)).flatten()
}

/// `~ $ `, `/app # `, as of BusyBox; `➜  ~ `, `➜  app git:(main) ✗ `, as of oh-my-zsh.
fn folder(line: &str) -> Option<usize> {
    if let Some(rest) = line.strip_prefix("➜  ") {
        let dir = rest.find(' ').filter(|at| *at > 0)? + 1;
        let git = rest[dir..].strip_prefix("git:(").and_then(|rest| rest.find(") ")).map_or(0, |at| at + 7);
        let dirty = if rest[dir + git..].starts_with("✗ ") { "✗ ".len() } else { 0 };
        return Some("➜  ".len() + dir + git + dirty);
    }
    let end = line.find(' ').filter(|_| line.starts_with(['~', '/']))?;
    sign_at(line, end + 1)
}

/// `PS C:\Windows> `
fn power_shell(line: &str) -> Option<usize> {
    let rest = line.strip_prefix("PS ")?;
    let end = rest.find('>')?;
    let is_folder = rest[..end].contains(':') || rest[..end].starts_with(['/', '~']);
    let at = 3 + end + 1;
    is_folder.then(|| if line[at..].starts_with(' ') { at + 1 } else { at })
}

/// `C:\Windows>`
fn drive(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let is_drive = bytes.len() > 3 && bytes[0].is_ascii_uppercase() && bytes[1..3] == *b":\\";
    is_drive.then(|| line.find('>').map(|at| at + 1)).flatten()
}

/// `mysql> `, `MariaDB [(none)]> `, `sqlite> `, `redis:6379> `
fn database(line: &str) -> Option<usize> {
    const NAMES: [&str; 7] = ["mysql", "MariaDB", "sqlite", "sftp", "ftp", "redis", "mongo"];
    let end = line.find("> ").filter(|end| *end <= MAX_PROMPT_BYTES)?;
    let name = line.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(line.len());
    (NAMES.contains(&&line[..name]) && !line[..end].contains('>')).then_some(end + 2)
}

/// `>>> ` of Python, `In [1]: ` of IPython, `(gdb) ` and other debuggers.
fn interpreter(line: &str) -> Option<usize> {
    const FIXED: [&str; 5] = [">>> ", "(gdb) ", "(lldb) ", "(Pdb) ", "(dlv) "];
    if let Some(prompt) = FIXED.iter().find(|prompt| line.starts_with(**prompt)) {
        return Some(prompt.len());
    }
    let (number, _) = line.strip_prefix("In [")?.split_once("]: ")?;
    number.bytes().all(|byte| byte.is_ascii_digit()).then_some("In [".len() + number.len() + "]: ".len())
}

/// What is drawn in parts, as by agnoster: `user  ~/app  main  `.
fn powerline(line: &str) -> Option<usize> {
    let (at, sign) =
        line.char_indices().take(MAX_PROMPT_BYTES).filter(|(_, c)| POWERLINE_ENDS.contains(c)).last()?;
    let end = at + sign.len_utf8();
    line[end..].starts_with(' ').then_some(end + 1)
}

/// `❯ `
fn arrow(line: &str) -> Option<usize> {
    sign_at(line, 0).filter(|_| line.starts_with(['❯', '➜', 'λ']))
}

/// `host# `, `postgres=# `, `name> `
fn named(line: &str) -> Option<usize> {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let end = line.find(|c: char| !is_of_name(c)).filter(|end| (2..=MAX_PROMPT_BYTES).contains(end))?;
    let is_name = line.starts_with(|c: char| c.is_ascii_alphabetic());
    let sign = ["=# ", "=> ", "# ", "> "].into_iter().find(|sign| line[end..].starts_with(sign))?;
    is_name.then_some(end + sign.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use Confidence::{Likely, Probable};

    #[test]
    fn commands_stand_behind_prompts() {
        for (line, expected) in [
            ("sh-4.2$ date", Some(("date", Likely))),
            ("sh-4.2$ sh-4.2$ date", Some(("date", Likely))),
            ("bash-5.1# id", Some(("id", Likely))),
            ("[ssm-user@ip-10-0-1-23 ~]# cat x", Some(("cat x", Likely))),
            ("[root@host:/etc]# vi", Some(("vi", Likely))),
            ("(venv) [ec2-user@ip-10-0-0-1 ~]$ pip list", Some(("pip list", Likely))),
            ("ubuntu@host:~/a b$ ls", Some(("ls", Likely))),
            ("ec2-user@host ~ % whoami", Some(("whoami", Likely))),
            ("user@host:~ > dir", Some(("dir", Likely))),
            ("/ # cat x", Some(("cat x", Likely))),
            ("~ $ env", Some(("env", Likely))),
            ("➜  ~ git push", Some(("git push", Likely))),
            ("➜  app git:(main) ✗ git push", Some(("git push", Likely))),
            ("PS C:\\Windows\\system32> whoami", Some(("whoami", Likely))),
            ("C:\\Windows>dir", Some(("dir", Likely))),
            ("mysql> select 1 > 0;", Some(("select 1 > 0;", Likely))),
            ("MariaDB [(none)]> use x", Some(("use x", Likely))),
            ("└─$ id", Some(("id", Probable))),
            ("╰─ ❯ id", Some(("id", Probable))),
            ("└─# cat /etc/shadow", Some(("cat /etc/shadow", Probable))),
            (">>> import os", Some(("import os", Likely))),
            ("In [12]: %run x", Some(("%run x", Likely))),
            ("(gdb) bt", Some(("bt", Likely))),
            (" u@h \u{e0b0} ~/app \u{e0b0} main \u{e0b0} git push", Some(("git push", Likely))),
            ("node ➜ /workspaces/x (main) $ ls", Some(("ls", Likely))),
            ("I have no name!@web-5d:/$ id", Some(("id", Likely))),
            (">>>x", None),
            ("├── src", None),
            ("└── main.rs", None),
            ("postgres=# \\d", Some(("\\d", Probable))),
            ("host# id", Some(("id", Probable))),
            ("❯ rm -rf /srv", Some(("rm -rf /srv", Probable))),
            ("$ ip addr", Some(("ip addr", Probable))),
            ("# Network services", Some(("Network services", Probable))),
            ("sh-4.2$ ", None),
            ("sh-4.2$", None),
            ("total 36", None),
            ("[1]+ Done", None),
            ("a@b: $ x", None),
            ("http://a@b:8/# x", None),
            ("a line > with a sign", None),
            ("> quoted", None),
            ("% of all", None),
            ("(none) of these", None),
            ("/usr/bin/x is a file", None),
            ("", None),
        ] {
            let found = Prompts::default().command_in(line).map(|(at, confidence)| (&line[at..], confidence));
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn what_repeats_with_something_else_behind_it_is_a_prompt() {
        let commands = |lines: &[&str]| {
            let mut prompts = Prompts::default();
            lines.iter().for_each(|line| prompts.note(line));
            lines.iter().filter(|line| prompts.command_in(line).is_some()).count()
        };
        assert_eq!(commands(&["% ls", "a", "% id"]), 2);
        assert_eq!(
            commands(&["prod web-1 (main) % ls", "prod web-1 (main) % id", "prod web-1 (main) % "]),
            2
        );
        assert_eq!(commands(&["app via v3.11 on main in eu ❯ ls", "app via v3.11 on main in eu ❯ id"]), 2);
        assert_eq!(commands(&["web-1% ls", "web-1% id"]), 2);
        assert_eq!(commands(&["u@prod:5432=# select 1", "u@prod:5432=# select 2"]), 2);
        assert_eq!(
            commands(&["Atlas shard-0 [primary] prod> show", "Atlas shard-0 [primary] prod> exit"]),
            2
        );
        assert_eq!(commands(&["% ls", "% ls"]), 0, "a line that comes again is no prompt");
        assert_eq!(commands(&["50% done", "50% [====]", "a b c d e > x", "a b c d e > y"]), 0);
    }

    #[test]
    fn only_so_many_prompts_are_remembered() {
        let mut prompts = Prompts::default();
        for number in 0..=MAX_PROMPTS {
            prompts.note(&format!("{number}x % a"));
            prompts.note(&format!("{number}x % b"));
        }
        assert!(prompts.command_in("0x % a").is_some());
        assert!(prompts.command_in(&format!("{MAX_PROMPTS}x % a")).is_none());
    }
}
