//! Who a record of CloudTrail names, in whatever form it came (R32).
//!
//! Source: CloudTrail user guide, "CloudTrail userIdentity element"; IAM Identity Center user guide, "Sign-in events".

use super::header::normal_header;
use crate::container::json_text::Text;
use crate::source::arn::last_part;

/// What a record says about who made the call. Absent and empty strings are `None` (R17).
#[derive(Clone, Debug, Default)]
pub struct Identity<'a> {
    /// `type`.
    pub kind: Option<Text<'a>>,
    /// `userName`.
    pub user_name: Option<Text<'a>>,
    /// `arn`.
    pub arn: Option<Text<'a>>,
    /// `principalId`.
    pub principal_id: Option<Text<'a>>,
    /// `onBehalfOf.userId`.
    pub on_behalf_of: Option<Text<'a>>,
    /// `invokedBy`: the service that called for somebody.
    pub invoked_by: Option<Text<'a>>,
    /// `additionalEventData.UserName` of a sign-in.
    pub signed_in: Option<Text<'a>>,
}

impl Identity<'_> {
    /// What a person would call them; empty where nobody is named.
    pub fn user(&self) -> &[u8] {
        // The name of the root user of an account may be the alias of the account.
        if self.kind.as_deref() == Some(b"Root") {
            return b"root";
        }
        let of_arn = self.arn.as_deref().map(last_part).filter(|part| !part.is_empty());
        let named = self.user_name.as_deref().or(of_arn).or(self.signed_in.as_deref());
        let other = named.or(self.on_behalf_of.as_deref()).or(self.invoked_by.as_deref());
        other.or(self.principal_id.as_deref().map(name_of_principal)).unwrap_or_default()
    }

    /// Who it is exactly; empty where nobody is named.
    pub fn principal(&self) -> &[u8] {
        let arn = self.arn.as_deref().or(self.on_behalf_of.as_deref());
        arn.or(self.principal_id.as_deref()).unwrap_or_default()
    }
}

/// The name of a role's session, which stands behind the id of the role; of another id all.
fn name_of_principal(id: &[u8]) -> &[u8] {
    let name = memchr::memchr(b':', id).map(|colon| &id[colon + 1..]);
    name.filter(|name| id.starts_with(b"AROA") && !name.is_empty()).unwrap_or(id)
}

/// Whether a key of an object is one that names who called, beside `userIdentity`.
pub fn names_identity(key: &str) -> bool {
    // Most keys begin otherwise.
    key.starts_with(['u', 'U', 'a', 'A', 'p', 'P', 'i', 'I']) && {
        let name = normal_header(key);
        let is_part = || name.strip_prefix("useridentity").is_some_and(|part| !part.is_empty());
        matches!(&*name, "username" | "arn" | "principalid" | "invokedby") || is_part()
    }
}

/// Whether calls of this service are sign-ins, role switches and checks of credentials, whose outcome stands in their
/// response or their details.
pub fn is_sign_in(source: &[u8]) -> bool {
    source == b"signin.amazonaws.com" || source == b"sso.amazonaws.com"
}

/// Whether a text says that something has failed.
pub fn says_failure(text: &[u8]) -> bool {
    text.eq_ignore_ascii_case(b"failure")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn text(text: &str) -> Option<Text<'_>> {
        Some(Cow::Borrowed(text.as_bytes()))
    }

    #[test]
    fn the_root_user_is_root_whatever_name_stands_beside_it() {
        let root = Identity { kind: text("Root"), user_name: text("example-corp"), ..Identity::default() };
        assert_eq!(root.user(), b"root");
        let user = Identity { kind: text("IAMUser"), ..root };
        assert_eq!(user.user(), b"example-corp");
    }

    #[test]
    fn a_readable_name_goes_before_an_id() {
        let id = "90676e5e-1234-5678-9abc-def012345678";
        let who =
            Identity { on_behalf_of: text(id), signed_in: text("alice@example.com"), ..Identity::default() };
        assert_eq!((who.user(), who.principal()), (&b"alice@example.com"[..], id.as_bytes()));
    }

    #[test]
    fn the_id_of_a_role_stands_for_the_name_of_its_session() {
        for (id, name) in [
            ("AROAEXAMPLE0001:alice", "alice"),
            ("AROAEXAMPLE0001:", "AROAEXAMPLE0001:"),
            ("AROAEXAMPLE0001", "AROAEXAMPLE0001"),
            ("AWS:AROAEXAMPLE:x", "AWS:AROAEXAMPLE:x"),
            ("AIDAEXAMPLE0009", "AIDAEXAMPLE0009"),
        ] {
            let who = Identity { principal_id: text(id), ..Identity::default() };
            assert_eq!((who.user(), who.principal()), (name.as_bytes(), id.as_bytes()));
        }
    }
}
