//! Any request: the closed enum of all of them, as they travel between page and engine worker.

use super::request::Request;
use super::requests::{
    AuditPage, CaseFacets, CaseInputs, CaseStatus, Comparison, DeepReports, DigestPage, DigestTotals,
    EventCitation, EventDetails, EventJson, EventLookup, EventPage, EventPosition, Facets, FactPage,
    FilterDiagnosis, FindingKinds, InputPage, InputPosition, KeyPage, LimitationPage, MarkPlaces,
    MarkedEvents, Minimap, NotedSessions, NoticePage, OverviewPanels, PersonPage, Provenance, RuleSources,
    RuleTotals, SessionEventPage, SessionFindings, SessionLookup, SessionOf, SessionPage, SiteMatrixIn,
    SitePage, SiteUsers, TerminalSessions, TopValues, TrackSessions, TracksIn, TransferPage, TransferPanels,
    TransferTotalPage, WantedContents,
};
use super::snapshot::Snapshot;
use crate::filter::Mistake;
use serde::{Deserialize, Serialize};

/// What comes back over the wire: the response as bytes, which the type of the request reads.
pub type RawResponse = Result<Vec<u8>, Mistake>;

/// A request that can travel.
pub trait WireRequest: Request + Into<AnyRequest> {}

impl<R: Request + Into<AnyRequest>> WireRequest for R {}

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
    CaseFacets,
    CaseInputs,
    CaseStatus,
    Comparison,
    AuditPage,
    FindingKinds,
    SessionFindings,
    DeepReports,
    DigestPage,
    DigestTotals,
    EventCitation,
    MarkPlaces,
    MarkedEvents,
    NotedSessions,
    EventDetails,
    EventJson,
    EventPage,
    FactPage,
    Facets,
    FilterDiagnosis,
    InputPage,
    InputPosition,
    KeyPage,
    LimitationPage,
    Minimap,
    NoticePage,
    OverviewPanels,
    PersonPage,
    Provenance,
    RuleSources,
    RuleTotals,
    EventPosition,
    EventLookup,
    SessionEventPage,
    SessionLookup,
    SessionOf,
    SessionPage,
    SiteMatrixIn,
    SitePage,
    SiteUsers,
    TerminalSessions,
    TopValues,
    TrackSessions,
    TracksIn,
    TransferPage,
    TransferPanels,
    TransferTotalPage,
    WantedContents,
);

fn to_bytes(response: &impl Serialize) -> Vec<u8> {
    // Writing to memory cannot fail, nor can plain data be unwritable.
    postcard::to_stdvec(response).unwrap_or_default()
}
