//! The requests by family, each file with the types that only its responses have.

mod events;
mod evidence;
mod filter;
mod overview;
mod sessions;
mod sites;
mod status;
mod terminal;
mod timeline;
mod transfers;

pub use events::{EventDetails, EventJson, EventLookup, EventPage, EventPosition};
pub use evidence::{FactPage, InputPage, LimitationPage, NoticePage};
pub use filter::{ChosenValue, FacetCounts, FacetRequest, Facets, FilterDiagnosis};
pub use overview::{OverviewPanels, TopValues};
pub use sessions::{SessionEventPage, SessionLookup, SessionPage};
pub use sites::{SitePage, SiteUsers};
pub use status::{CaseStatus, Minimap, Status};
pub use terminal::TerminalSessions;
pub use timeline::{SessionOf, TrackSessions, TracksIn};
pub use transfers::{TransferPage, TransferPanels, TransferTotalPage};
