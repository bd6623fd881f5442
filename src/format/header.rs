//! Names of columns and of keys, as tools write them: compared without case and punctuation (R39).

/// A header without case and punctuation. What is outside ASCII stays, but for blanks and the byte order mark:
/// no known header has such characters.
pub fn normal_header(name: &str) -> String {
    let is_kept = |c: &char| {
        if c.is_ascii() {
            c.is_ascii_alphanumeric() || *c == '@'
        } else {
            !c.is_whitespace() && *c != '\u{feff}'
        }
    };
    name.chars().filter(is_kept).collect::<String>().to_lowercase()
}
