//! Names in ARNs (R17).

/// The last part of an ARN: after the last `/`, or without one after the last `:`. Of a text that is none, all.
pub fn last_part(arn: &[u8]) -> &[u8] {
    let last = |byte| memchr::memrchr(byte, arn);
    let start = last(b'/').or_else(|| last(b':')).map_or(0, |at| at + 1);
    &arn[start..]
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
}
