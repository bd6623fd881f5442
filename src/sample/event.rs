//! One Session Logger event, and how it is written as JSON.
//!
//! Field order, names and constants are those of the admin guide's schema: about 1 kB an event.

use super::act::{Act, Spelling};
use super::clock::rfc3339;
use std::borrow::Cow;

/// A page: `https://` + host + path + query.
#[derive(Clone, Debug)]
pub(super) struct Page {
    pub(super) host: &'static str,
    pub(super) path: &'static str,
    pub(super) query: Cow<'static, str>,
}

impl Page {
    pub(super) const fn new(host: &'static str, path: &'static str) -> Page {
        Page::with_query(host, path, "")
    }

    /// The query with its question mark.
    pub(super) const fn with_query(host: &'static str, path: &'static str, query: &'static str) -> Page {
        Page { host, path, query: Cow::Borrowed(query) }
    }

    pub(super) fn url(&self) -> String {
        format!("https://{}{}{}", self.host, self.path, self.query)
    }
}

/// A file that was moved or printed.
#[derive(Clone, Debug)]
pub(super) struct FileFact {
    pub(super) name: Cow<'static, str>,
    pub(super) size: u64,
}

impl FileFact {
    pub(super) const fn new(name: &'static str, size: u64) -> FileFact {
        FileFact { name: Cow::Borrowed(name), size }
    }
}

/// One thing that happened in a session.
#[derive(Clone, Debug)]
pub(super) struct Moment {
    pub(super) at: i64,
    pub(super) act: Act,
    pub(super) page: Option<Page>,
    pub(super) file: Option<FileFact>,
}

/// What every event of a session repeats: who has it, at which portal, from where.
pub(super) struct SessionDetails {
    pub(super) user: String,
    pub(super) session_id: String,
    pub(super) spelling: Spelling,
    observables: Vec<u8>,
    session_detail: Vec<u8>,
}

impl SessionDetails {
    /// A session of `user` at a portal, seen from `client_ip`.
    pub(super) fn new(
        user: &str,
        portal_id: &str,
        session_id: String,
        client_ip: &str,
        portal_ip: &str,
        spelling: Spelling,
    ) -> Self {
        let facts = [
            ("portal_id", 10, portal_id),
            ("session_id", 10, session_id.as_str()),
            ("client_ip", 2, client_ip),
            ("portal_ip", 2, portal_ip),
            ("username", 10, user),
        ];
        let (mut observables, mut session_detail) = (Vec::new(), Vec::new());
        for (name, type_id, value) in facts {
            observables.extend_from_slice(
                format!("{{\"name\":\"session_detail.{name}\",\"type_id\":{type_id},\"value\":").as_bytes(),
            );
            put_string(&mut observables, value);
            observables.extend_from_slice(b"},");
            session_detail.extend_from_slice(format!("\"{name}\":").as_bytes());
            put_string(&mut session_detail, value);
            session_detail.push(b',');
        }
        observables.pop();
        session_detail.pop();
        SessionDetails { user: user.to_owned(), session_id, spelling, observables, session_detail }
    }
}

/// Appends `moment` as one JSON object, without a line end.
pub(super) fn put_event(out: &mut Vec<u8>, details: &SessionDetails, moment: &Moment) {
    put_event_named(out, details, moment, moment.act.written(details.spelling));
}

/// The same, under a name of the caller's choice.
pub(super) fn put_event_named(out: &mut Vec<u8>, details: &SessionDetails, moment: &Moment, name: &str) {
    let url = moment.page.as_ref().map(Page::url);
    out.extend_from_slice(b"{\"activity_name\":\"");
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(
        b"\",\"activity_id\":99,\"category_name\":\"WorkSpacesSecureBrowser\",\"category_id\":2,\
          \"metadata\":{\"product\":{\"vendor_name\":\"wsb\",\"name\":\"WorkSpacesSecureBrowser\"},\
          \"version\":\"1.0.0\"},\"severity_id\":1,\"type_id\":200099,\"time\":\"",
    );
    out.extend_from_slice(rfc3339(moment.at).as_bytes());
    out.extend_from_slice(b"\",\"observables\":[");
    out.extend_from_slice(&details.observables);
    if let Some(url) = &url {
        out.extend_from_slice(b",{\"name\":\"url\",\"type_id\":23,\"value\":");
        put_string(out, url);
        out.push(b'}');
    }
    if let Some(file) = &moment.file {
        out.extend_from_slice(b",{\"name\":\"file.name\",\"type_id\":24,\"value\":");
        put_string(out, &file.name);
        out.push(b'}');
    }
    out.extend_from_slice(b"],\"session_detail\":{");
    out.extend_from_slice(&details.session_detail);
    out.push(b'}');
    if let (Some(url), Some(page)) = (&url, &moment.page) {
        out.extend_from_slice(b",\"url\":{\"url_string\":");
        put_string(out, url);
        out.extend_from_slice(b",\"hostname\":");
        put_string(out, page.host);
        out.extend_from_slice(b",\"path\":");
        put_string(out, page.path);
        out.push(b'}');
    }
    if let Some(file) = &moment.file {
        out.extend_from_slice(b",\"file\":{\"name\":");
        put_string(out, &file.name);
        out.extend_from_slice(format!(",\"type_id\":1,\"size\":{},\"ext\":", file.size).as_bytes());
        put_string(out, file.name.rsplit_once('.').map_or("", |(_, ext)| ext));
        out.push(b'}');
    }
    out.push(b'}');
}

/// Appends a JSON string, quotes included.
pub(super) fn put_string(out: &mut Vec<u8>, text: &str) {
    serde_json::to_writer(out, text).expect("a string is always writable to memory");
}
