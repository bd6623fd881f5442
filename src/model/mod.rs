//! The one internal model: event columns, sessions, transfers, activities. It is not any format's own
//! shape, and it holds no original text. What makes events of records is in `mapping/`.

pub mod activity;
pub mod amount;
pub mod batch;
pub mod classify;
pub mod colour;
pub mod columns;
pub mod dictionary;
pub mod endpoint;
pub mod event;
pub mod fact;
pub mod family;
pub mod flow_key;
pub mod format_id;
pub mod ids;
pub mod index;
pub mod input;
mod known;
pub mod notice;
mod numbers;
pub mod packed;
pub mod session;
mod session_builder;
pub mod session_of;
pub mod session_text;
pub mod store;
pub mod synthetic_id;
pub mod system;
pub mod table;
pub mod text_field;
pub mod time;

pub use amount::{Amount, InOut};
pub use colour::Rgb;
pub use columns::ByteCount;
pub use endpoint::{Direction, Endpoint, direction};
pub use family::Family;
pub use flow_key::FlowKey;
pub use ids::{RowId, SessionNo};
pub use index::Index;
pub use notice::{NoticeKind, Reason};
pub use session::{Session, SessionState};
pub use store::Store;
pub use system::System;
pub use text_field::TextField;
pub use time::TimeRange;
