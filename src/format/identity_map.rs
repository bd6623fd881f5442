//! A map of identities: a table that says which users of which systems are one person. Whoever examines the logs writes
//! it; nothing of AWS does.
//!
//! ```text
//! person,system,user
//! Alice Meyer,session-logger,alice.meyer@example.com
//! Alice Meyer,cloudtrail,ameyer
//! ```

/// The identifier that the summary has for it.
pub const ID: &str = "identity-map";

/// The names of its columns.
const HEADER: [&str; COLUMNS] = ["person", "system", "user"];

/// How many cells a row has.
pub const COLUMNS: usize = 3;

/// A row: that a user of a system is a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdentityRow<'r> {
    /// The name of the person.
    pub person: &'r str,
    /// The system, by the identifier that the summary has for it.
    pub system: &'r str,
    /// The user, as the events of the system have it.
    pub user: &'r str,
}

/// Whether these are the names of its columns, which are compared without case and blanks (E37).
pub fn is_header(cells: &[String]) -> bool {
    let is_name = |(cell, name): (&String, &str)| {
        let bare: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
        bare.eq_ignore_ascii_case(name)
    };
    cells.len() == COLUMNS && cells.iter().zip(HEADER).all(is_name)
}

/// A row of its cells, if it has as many as it must have.
pub fn parse_row(cells: &[String]) -> Option<IdentityRow<'_>> {
    let [person, system, user] = cells else { return None };
    Some(IdentityRow { person, system, user })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<String> {
        text.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn it_is_known_by_its_header_without_case_and_blanks() {
        for (header, expected) in [
            ("person,system,user", true),
            (" Person ,SYSTEM,us er", true),
            ("person,user,system", false),
            ("person,system", false),
            ("person,system,user,note", false),
            ("person,system,user-name", false),
        ] {
            assert_eq!(is_header(&cells(header)), expected, "{header}");
        }
    }

    #[test]
    fn a_row_has_three_cells() {
        let row = IdentityRow { person: "Alice", system: "cloudtrail", user: " ameyer" };
        assert_eq!(parse_row(&cells("Alice,cloudtrail, ameyer")), Some(row));
        assert_eq!(parse_row(&cells("Alice,cloudtrail")), None);
        assert_eq!(parse_row(&cells("Alice,cloudtrail,a,b")), None);
    }
}
