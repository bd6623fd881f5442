//! Probable commands: what is echoed after a prompt. Nobody recorded commands as such, so each is told with
//! how sure it is, and none is said to have been run.

use super::answer::Confidence;

/// Where a line's command begins, and how sure it is that it is one; nothing where there is no prompt, or
/// nothing behind it.
pub(super) fn command_in(line: &str) -> Option<(usize, Confidence)> {
    let (mut at, confidence) = prompt_of(line)?;
    // A stream repeats the prompt where the line was redrawn.
    while let Some((len, _)) = prompt_of(&line[at..]).filter(|_| confidence == Confidence::Likely) {
        at += len;
    }
    (!line[at..].trim().is_empty()).then_some((at, confidence))
}

/// Length of the prompt that a line begins with, the blank behind it included.
pub(super) fn prompt_of(line: &str) -> Option<(usize, Confidence)> {
    let likely = bracketed(line)
        .or_else(|| user_at_host(line))
        .or_else(|| shell_version(line))
        .or_else(|| power_shell(line))
        .or_else(|| drive(line));
    if let Some(len) = likely {
        return Some((len, Confidence::Likely));
    }
    (line.starts_with("$ ") || line.starts_with("# ")).then_some((2, Confidence::Probable))
}

/// The length of `sign` and a blank at this offset of a line.
fn sign_at(line: &str, at: usize) -> Option<usize> {
    let rest = &line[at..];
    (rest.starts_with("$ ") || rest.starts_with("# ")).then_some(at + 2)
}

/// `[user@host dir]$ `
fn bracketed(line: &str) -> Option<usize> {
    let inner = line.strip_prefix('[')?;
    let end = inner.find(']')?;
    let is_named = inner[..end].contains('@') && inner[..end].contains(' ');
    is_named.then(|| sign_at(line, end + 2)).flatten()
}

/// `user@host:dir$ `
fn user_at_host(line: &str) -> Option<usize> {
    let (who, rest) = line.split_once(':')?;
    let (user, host) = who.split_once('@')?;
    let is_name = |text: &str| !text.is_empty() && !text.contains(|c: char| c.is_whitespace());
    if !is_name(user) || !is_name(host) || !rest.starts_with(['~', '/']) {
        return None;
    }
    let at = rest.find("$ ").into_iter().chain(rest.find("# ")).min()?;
    sign_at(line, who.len() + 1 + at)
}

/// `sh-4.2$ `, `bash-5.1# `
fn shell_version(line: &str) -> Option<usize> {
    let (shell, rest) = line.split_once('-')?;
    let version = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let is_shell = matches!(shell, "sh" | "bash" | "zsh" | "dash" | "ksh") && version > 0;
    is_shell.then(|| sign_at(line, shell.len() + 1 + version)).flatten()
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
            ("ubuntu@host:~/a b$ ls", Some(("ls", Likely))),
            ("PS C:\\Windows\\system32> whoami", Some(("whoami", Likely))),
            ("C:\\Windows>dir", Some(("dir", Likely))),
            ("$ ip addr", Some(("ip addr", Probable))),
            ("# Network services", Some(("Network services", Probable))),
            ("sh-4.2$ ", None),
            ("sh-4.2$", None),
            ("total 36", None),
            ("[1]+ Done", None),
            ("a@b: $ x", None),
            ("http://a@b:8/# x", None),
            ("", None),
        ] {
            let found = command_in(line).map(|(at, confidence)| (&line[at..], confidence));
            assert_eq!(found, expected, "{line}");
        }
    }
}
