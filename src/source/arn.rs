//! Names in ARNs (R17).

/// The last part of an ARN: after the last `/`, or without one after the last `:`. Of a text that is none, all.
pub fn last_part(arn: &[u8]) -> &[u8] {
    let last = |byte| memchr::memrchr(byte, arn);
    let start = last(b'/').or_else(|| last(b':')).map_or(0, |at| at + 1);
    &arn[start..]
}

/// The account in an ARN: 12 digits; empty where there is none.
pub fn account_of(arn: &[u8]) -> &[u8] {
    let account = arn.split(|byte| *byte == b':').nth(4).filter(|_| arn.starts_with(b"arn:"));
    account.filter(|text| text.len() == 12 && text.iter().all(u8::is_ascii_digit)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_part_stands_behind_the_last_slash_or_colon() {
        for (arn, expected) in [
            ("arn:aws:sts::123456789012:assumed-role/Admin/jane", "jane"),
            ("arn:aws:iam::123456789012:root", "root"),
            ("alice", "alice"),
            ("arn:aws:iam::123456789012:user/", ""),
        ] {
            assert_eq!(last_part(arn.as_bytes()), expected.as_bytes());
        }
    }

    #[test]
    fn the_account_is_the_fifth_part() {
        for (arn, expected) in [
            ("arn:aws:workspaces-web:us-east-1:111122223333:portal/aaaa", "111122223333"),
            ("arn:aws:s3:::bucket", ""),
            ("arn:aws:iam::aws:policy/x", ""),
            ("a:b:c:d:111122223333", ""),
            ("52e6b438", ""),
        ] {
            assert_eq!(account_of(arn.as_bytes()), expected.as_bytes(), "{arn}");
        }
    }
}
