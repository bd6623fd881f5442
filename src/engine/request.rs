//! Requests: what can be asked, each with the type of its response, as a language server has them.
//!
//! A request is a plain struct whose name is a noun. In memory it is asked as itself; between page and engine
//! worker it travels as an [`AnyRequest`], and its response as bytes that only the type of the request can
//! read. So no request can be paired with the response of another one.

use super::requests::{
    CaseStatus, EventDetails, EventPage, FactPage, InputPage, LanesIn, Minimap, NoticePage, OverviewPanels,
    PositionOf, RowAt, SessionEventPage, SessionNamed, SessionPage, TerminalSessions, TopValues,
    TransferPage, TransferPanels,
};
use super::snapshot::Snapshot;
use crate::query::filter::FilterError;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What can be asked of a snapshot of the case.
pub trait Request: Into<AnyRequest> {
    /// What comes back.
    type Response: Serialize + DeserializeOwned;

    /// The response.
    ///
    /// # Errors
    /// A mistake in the filter of the scope, of a request that depends on it.
    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Self::Response, FilterError>;
}

/// Why a request has no response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestError {
    /// The filter of the scope has a mistake.
    Filter(FilterError),
    /// The engine ended, or cannot be understood. It answers nothing more.
    EngineGone,
}

/// What comes back over the wire: the response as bytes, which the type of the request reads.
pub type RawResponse = Result<Vec<u8>, FilterError>;

/// Reads the response to a request of this type.
///
/// # Errors
/// [`RequestError`]: what the engine said is wrong, or bytes that are no such response.
pub fn read_response<R: Request>(bytes: Result<&[u8], FilterError>) -> Result<R::Response, RequestError> {
    let bytes = bytes.map_err(RequestError::Filter)?;
    postcard::from_bytes(bytes).map_err(|_| RequestError::EngineGone)
}

/// Makes the closed enum of all requests.
macro_rules! requests {
    ($($request:ident),+ $(,)?) => {
        /// Any request, as it travels.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[allow(missing_docs)] // Each is the request of its name.
        pub enum AnyRequest {
            $($request($request)),+
        }

        $(impl From<$request> for AnyRequest {
            fn from(request: $request) -> AnyRequest {
                AnyRequest::$request(request)
            }
        })+

        impl AnyRequest {
            /// The response, as it travels.
            ///
            /// # Errors
            /// Those of the request.
            pub(super) fn respond(&self, snapshot: &Snapshot<'_>) -> RawResponse {
                match self {
                    $(AnyRequest::$request(request) => Ok(to_bytes(&request.respond(snapshot)?))),+
                }
            }
        }
    };
}

requests!(
    CaseStatus,
    EventDetails,
    EventPage,
    FactPage,
    InputPage,
    LanesIn,
    Minimap,
    NoticePage,
    OverviewPanels,
    PositionOf,
    RowAt,
    SessionEventPage,
    SessionNamed,
    SessionPage,
    TerminalSessions,
    TopValues,
    TransferPage,
    TransferPanels,
);

fn to_bytes(response: &impl Serialize) -> Vec<u8> {
    // Writing to memory cannot fail, nor can plain data be unwritable.
    postcard::to_stdvec(response).unwrap_or_default()
}
