//! Ids of Session Manager's sessions.

use super::limits::MAX_SESSION_ID_BYTES;

/// The session id that a file or log stream is named by: `<name>-<17 hexadecimal digits>`, or since about
/// 2024 `<name>-<26 lower-case letters and digits>`, perhaps with `.log` and `.gz` behind it.
pub fn session_id_of_name(name: &str) -> Option<&str> {
    let mut id = name;
    while let Some(shorter) = id.strip_suffix(".gz").or_else(|| id.strip_suffix(".log")) {
        id = shorter;
    }
    let (who, suffix) = id.rsplit_once('-')?;
    let is_old = suffix.len() == 17 && suffix.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let is_new =
        suffix.len() == 26 && suffix.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase());
    ((is_old || is_new) && !who.is_empty() && id.len() <= MAX_SESSION_ID_BYTES).then_some(id)
}

/// Who a session id names: what stands before its last dash, or all of it. Nobody is named by the id of a session that
/// ECS Exec has begun.
pub fn user_of_session(session: &str) -> &str {
    if is_of_ecs_exec(session) { "" } else { session.rsplit_once('-').map_or(session, |(who, _)| who) }
}

/// Whether ECS Exec has begun a session: who did is known from the call alone (Amazon ECS developer guide, "Logging
/// and auditing ECS Exec").
pub fn is_of_ecs_exec(session: &str) -> bool {
    session.starts_with("ecs-execute-command-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn session_ids_are_told_from_other_names() {
        for (name, expected) in [
            ("John-07a16060613c408b5.log", Some("John-07a16060613c408b5")),
            (
                "a.b@example.com-wzleysigzmbd6fmkefjqvt5w4u",
                Some("a.b@example.com-wzleysigzmbd6fmkefjqvt5w4u"),
            ),
            ("root-5hvouhyykagjjk3f6glxk8o6bu.log.gz", Some("root-5hvouhyykagjjk3f6glxk8o6bu")),
            ("application.log", None),
            ("-07a16060613c408b5", None),
            ("John-07a16060613c408b", None),
        ] {
            assert_eq!(session_id_of_name(name), expected, "{name}");
        }
    }

    #[test]
    fn an_id_names_who_began_the_session() {
        for (id, user) in [
            ("jane-ogucubv3f8zp6xxkdxv25lb3re", "jane"),
            ("a-b-07a16060613c408b5", "a-b"),
            ("plain", "plain"),
            ("ecs-execute-command-egv8enfq3l9zptzgnrlq6szeji", ""),
        ] {
            assert_eq!(user_of_session(id), user, "{id}");
        }
    }
}
