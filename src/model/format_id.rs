//! Names of formats. What a format is, the model does not know.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The identifier that a format has in the summary (`inputs[].format`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FormatId(Cow<'static, str>);

impl FormatId {
    /// The identifier of this name.
    pub const fn new(name: &'static str) -> FormatId {
        FormatId(Cow::Borrowed(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it has this name. Each record asks this, mostly about the very text that is here.
    #[inline]
    pub fn is(&self, name: &str) -> bool {
        std::ptr::eq(self.as_str(), name) || self.as_str() == name
    }
}
