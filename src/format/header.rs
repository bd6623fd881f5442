//! Names of columns and of keys, as tools write them: compared without case and punctuation (R39).

/// A name without case and punctuation: letters, digits and `@` stay.
pub fn normal_header(name: &str) -> String {
    let is_kept = |c: &char| c.is_ascii_digit() || c.is_alphabetic() || *c == '@';
    name.chars().filter(is_kept).collect::<String>().to_lowercase()
}

/// What stands before the names of a record in a table of what wraps it: of EventBridge, Wazuh, and Elasticsearch.
const PREFIXES: [&str; 3] = ["detail", "dataaws", "source"];

/// Names of the columns of a table, or of the keys of a row, without case and punctuation; without what stands before all
/// those of a record in it.
pub fn normal_headers<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut headers: Vec<String> = names.map(normal_header).collect();
    let has_name = |prefix: &str| {
        headers.iter().any(|header| header.strip_prefix(prefix).is_some_and(|name| name == "eventname"))
    };
    if !has_name("")
        && let Some(prefix) = PREFIXES.into_iter().find(|prefix| has_name(prefix))
    {
        for header in &mut headers {
            if let Some(name) = header.strip_prefix(prefix).filter(|name| !name.is_empty()) {
                *header = name.to_owned();
            }
        }
    }
    headers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_the_names_of_a_record_is_left_out() {
        let of = |names: &[&str]| normal_headers(names.iter().copied());
        assert_eq!(of(&["@timestamp", "detail.eventName"]), ["@timestamp", "eventname"]);
        assert_eq!(
            of(&["timestamp", "data.aws.eventName", "data.aws.userIdentity.arn", "data.aws"]),
            ["timestamp", "eventname", "useridentityarn", "dataaws"]
        );
        // Nothing stands before the names here.
        assert_eq!(of(&["eventName", "detail.eventName"]), ["eventname", "detaileventname"]);
    }
}
