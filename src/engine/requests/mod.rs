//! The requests by family, each file with the types that only its responses have.

mod audit;
mod compare;
mod deep;
mod digests;
mod events;
mod evidence;
mod filter;
mod marks;
mod overview;
mod people;
mod sessions;
mod sites;
mod status;
mod terminal;
mod timeline;
mod transfers;

pub(super) use audit::findings_by_session;
pub use audit::{
    AuditPage, AuditScope, FindingKinds, FindingSummary, RuleSources, RuleTotals, SessionFinding,
    SessionFindings, ToldFinding, ToldRow,
};
pub use compare::{Comparison, OtherPart};
pub use deep::DeepReports;
pub use digests::{
    ChainRow, ChainVerdict, DigestCounts, DigestPage, DigestTotals, KeyPage, PublicKeyRow, WantedContents,
};
pub use events::{EventDetails, EventJson, EventLookup, EventPage, EventPosition};
pub use evidence::{FactPage, InputPage, InputPosition, LimitationPage, NoticePage};
pub use filter::{CaseFacets, ChosenValue, FacetCounts, FacetRequest, Facets, FilterDiagnosis};
pub use marks::{CaseInputs, EventCitation, MarkPlaces, MarkedEvents, NotedSessions};
pub use overview::{OverviewPanels, TopValues};
pub use people::PersonPage;
pub use sessions::{SessionEventPage, SessionLookup, SessionPage};
pub use sites::{SiteMatrixIn, SitePage, SiteUsers};
pub use status::{CaseStatus, Minimap, Provenance, Status};
pub use terminal::TerminalSessions;
pub use timeline::{SessionOf, TrackSessions, TracksIn};
pub use transfers::{InLegRow, TransferOrigin, TransferPage, TransferPanels, TransferRow, TransferTotalPage};
