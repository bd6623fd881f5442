//! What happened around an event.

use crate::context::App;
use sessionscope::model::time::{MINUTE_MS, TimeMs};
use sessionscope::model::{RowId, TimeRange};
use sessionscope::state::{Action, Tab};

/// Shows what happened so many minutes before and after an event, in the table of events, with it selected.
pub fn look_around(app: App, row: RowId, time_ms: TimeMs, minutes: i64) {
    let by = minutes * MINUTE_MS;
    let (start_ms, end_ms) = (time_ms.saturating_sub(by), time_ms.saturating_add(by).saturating_add(1));
    app.act(Action::PickRange(TimeRange { start_ms, end_ms }));
    app.act(Action::Select(Some(row)));
    app.act(Action::SetTab(Tab::Events));
}
