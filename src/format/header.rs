//! Names of columns and of keys, as tools write them: compared without case and punctuation (R39).

/// A name without case and punctuation: letters, digits and `@` stay.
pub fn normal_header(name: &str) -> String {
    let is_kept = |c: &char| c.is_ascii_digit() || c.is_alphabetic() || *c == '@';
    name.chars().filter(is_kept).collect::<String>().to_lowercase()
}
