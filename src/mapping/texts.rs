//! Texts of events that are made of other texts.

use std::borrow::Cow;

/// The text of a field; empty where it is absent.
pub(super) fn text<'a, T: AsRef<[u8]> + ?Sized + ToOwned>(field: &'a Option<Cow<'_, T>>) -> &'a [u8] {
    field.as_deref().map(T::as_ref).unwrap_or_default()
}

/// The host of a URL as written, without user, port and path; empty where there is none.
pub(super) fn host_of(url: &[u8]) -> &[u8] {
    if url.is_empty() {
        return b"";
    }
    let Some(scheme_end) = memchr::memmem::find(url, b"://") else { return b"" };
    let rest = &url[scheme_end + 3..];
    let authority = rest.split(|byte| matches!(byte, b'/' | b'?' | b'#')).next().unwrap_or_default();
    let host = authority.rsplit(|byte| *byte == b'@').next().unwrap_or_default();
    match memchr::memrchr(b':', host) {
        Some(colon) if host[colon + 1..].iter().all(u8::is_ascii_digit) => &host[..colon],
        _ => host,
    }
}

/// What stands behind the last dot of a file name; nothing where that is no extension.
pub(super) fn extension_of(file: &[u8]) -> &[u8] {
    if file.is_empty() {
        return b"";
    }
    let name = file.rsplit(|byte| matches!(byte, b'/' | b'\\')).next().unwrap_or_default();
    match memchr::memrchr(b'.', name) {
        Some(dot @ 1..) => &name[dot + 1..],
        _ => b"",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extension_is_what_stands_behind_the_last_dot_of_a_name() {
        for (file, expected) in
            [("a.tar.gz", "gz"), ("a.b/c", ""), (".x", ""), ("d\\e.f", "f"), ("g.", ""), ("", "")]
        {
            assert_eq!(extension_of(file.as_bytes()), expected.as_bytes(), "{file}");
        }
    }

    #[test]
    fn a_host_is_what_stands_between_scheme_and_path() {
        for (url, expected) in [
            ("https://www.example.com/a?b", "www.example.com"),
            ("http://user:pw@example.com:8080#x", "example.com"),
            ("http://[2001:db8::1]:80/", "[2001:db8::1]"),
            ("about:blank", ""),
            ("", ""),
        ] {
            assert_eq!(host_of(url.as_bytes()), expected.as_bytes(), "{url}");
        }
    }
}
