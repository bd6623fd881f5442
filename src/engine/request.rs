//! Requests: what can be asked, each with the type of its response, as a language server has them.
//!
//! A request is a plain struct whose name is a noun. In memory it is asked as itself; between page and engine
//! worker it travels as an [`AnyRequest`](super::AnyRequest), and its response as bytes that are read by the type
//! of the request. So no request can be paired with the response of another one.

use super::snapshot::Snapshot;
use crate::filter::Mistake;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What can be asked of a snapshot of the case.
pub trait Request: Clone + PartialEq + Send + Sync + 'static {
    /// What comes back.
    type Response: Serialize + DeserializeOwned + Send + Sync + 'static;

    /// The response.
    ///
    /// # Errors
    /// A mistake in the filter of the scope, of a request that depends on it.
    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Self::Response, Mistake>;
}

/// Why a request has no response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestError {
    /// The filter of the scope has a mistake.
    Filter(Mistake),
    /// The engine ended, or cannot be understood. It answers nothing more.
    EngineGone,
}

/// Reads the response to a request of this type.
///
/// # Errors
/// Bytes that are no such response: whatever sent them is no engine of this program.
pub fn read_response<R: Request>(bytes: &[u8]) -> Result<R::Response, RequestError> {
    postcard::from_bytes(bytes).map_err(|_| RequestError::EngineGone)
}
