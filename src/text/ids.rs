//! Ids, short enough for a label.

use crate::model::time::parse_time;
use crate::source::session_id::session_id_of_name;

/// Characters of an id that tell it from others of a case.
const SHORT_ID_CHARS: usize = 8;

/// An id of a session or a portal, shortened. What tells it from others comes first in UUIDs, behind the
/// name in ids of Session Manager, and last in those that are made of portal or principal, and time.
pub fn short_id(id: &str) -> String {
    if let Some((_, last)) = id.rsplit_once('/') {
        return match parse_time(last) {
            Some(_) => last.trim_end_matches('Z').trim_end_matches(".000").replacen('T', " ", 1),
            None => last.to_owned(),
        };
    }
    let behind_name = session_id_of_name(id).and_then(|id| id.rsplit_once('-')).map(|(_, suffix)| suffix);
    behind_name.unwrap_or(id).chars().take(SHORT_ID_CHARS).collect()
}

/// The words of a name that is written as one, as names of activities are: `FileTransfer` → `File`, `Transfer`.
pub fn words_of_name(name: &str) -> Vec<&str> {
    let starts = name.match_indices(|c: char| c.is_ascii_uppercase()).map(|(at, _)| at);
    let starts = starts.filter(|at| name[..*at].ends_with(|c: char| c.is_ascii_lowercase()));
    let cuts: Vec<usize> = std::iter::once(0).chain(starts).chain([name.len()]).collect();
    cuts.windows(2).map(|cut| &name[cut[0]..cut[1]]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_shortened_to_what_tells_it_from_others() {
        for (id, expected) in [
            ("0f9e8d7c-6b5a-4321-8765-0123456789ab", "0f9e8d7c"),
            ("alice-0a1b2c3d4e5f67890", "0a1b2c3d"),
            ("a.b@example.com-wzleysigzmbd6fmkefjqvt5w4u", "wzleysig"),
            // These only look as long.
            ("0123456789-ABCDEFGHIJKLMNOPQ", "01234567"),
            ("-0a1b2c3d4e5f67890", "-0a1b2c3"),
            ("arn:aws:iam::111122223333:user/alice/e/2026-11-19T08:00:02.000Z", "2026-11-19 08:00:02"),
            ("p/alice/2026-11-19T08:00:02.250Z", "2026-11-19 08:00:02.250"),
            ("x/Tom", "Tom"),
            ("portal/TZ.000Z", "TZ.000Z"),
            ("日本語のセッション識別子", "日本語のセッショ"),
            ("", ""),
        ] {
            assert_eq!(short_id(id), expected, "{id}");
        }
    }

    #[test]
    fn a_name_is_cut_where_a_new_word_of_it_begins() {
        assert_eq!(words_of_name("FileTransferFromLocal"), ["File", "Transfer", "From", "Local"]);
        assert_eq!(words_of_name("UrlVisit"), ["Url", "Visit"]);
        assert_eq!(words_of_name("GetAWSDate"), ["Get", "AWSDate"], "an abbreviation is one word");
        assert_eq!(words_of_name("日本X"), ["日本X"]);
        assert_eq!(words_of_name(""), [""]);
    }
}
