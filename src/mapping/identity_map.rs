//! Maps of identities: each row is a fact.

use super::sink::InputSink;
use crate::format::identity_map::{self, IdentityRow};
use crate::model::fact::{Fact, Identity};

/// Adds the fact of a row.
pub fn map_identity(row: &IdentityRow<'_>, input: &mut InputSink<'_>) {
    let IdentityRow { person, system, user } = row;
    let [person, system, user] = [person, system, user].map(|text| (*text).to_owned());
    input.skip(identity_map::ID, Some(Fact::Identity(Identity { person, system, user })));
}
