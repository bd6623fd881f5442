//! Names in ARNs (R17).

/// What stands between what is given and what it is given to, in the target of a call.
pub const ONTO: &str = " → ";

/// The last part of an ARN: after the last `/`, or without one after the last `:`. Of a text that is none, all.
pub fn last_part(arn: &[u8]) -> &[u8] {
    let last = |byte| memchr::memrchr(byte, arn);
    let start = last(b'/').or_else(|| last(b':')).map_or(0, |at| at + 1);
    &arn[start..]
}

/// What an ARN names, without its kind: `Admin` of `arn:aws:iam::123456789012:role/path/Admin`. Names of secrets,
/// parameters and objects have slashes of their own. Of a text that is none, all.
pub fn resource_name(arn: &str) -> &str {
    let mut parts = arn.splitn(6, ':');
    let (Some("arn"), Some(service), Some(resource)) = (parts.next(), parts.nth(1), parts.nth(2)) else {
        return arn;
    };
    let name = match service {
        "s3" => resource,
        "iam" | "sts" => resource.rsplit('/').next().unwrap_or(resource),
        _ => resource.split_once([':', '/']).map_or(resource, |(_, name)| name),
    };
    if name.is_empty() { arn } else { name }
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
    fn the_name_of_a_resource_is_without_its_kind() {
        for (arn, expected) in [
            ("arn:aws:iam::123456789012:role/service-role/Admin", "Admin"),
            ("arn:aws:iam::123456789012:root", "root"),
            ("arn:aws:s3:::bucket/a/b", "bucket/a/b"),
            ("arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db-x1", "prod/db-x1"),
            ("arn:aws:lambda:us-east-1:123456789012:function:f:1", "f:1"),
            ("arn:aws:sns:us-east-1:123456789012:topic", "topic"),
            ("arn:aws:iam::123456789012:user/", "arn:aws:iam::123456789012:user/"),
            ("arn:aws:iam", "arn:aws:iam"),
            ("i-1", "i-1"),
        ] {
            assert_eq!(resource_name(arn), expected);
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
