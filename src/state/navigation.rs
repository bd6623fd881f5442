//! What becomes of the state where the page goes to an address, back to one, or to the start.

use super::{AppState, CaseLink, hash, set_zone};

/// Goes to an address: what is no part of it stays.
pub(super) fn navigate(state: &mut AppState, address: &str) {
    let AppState { language, theme, remembers, tracks, widths, zones, mut ranges, case, searches, .. } =
        std::mem::take(state);
    *state =
        AppState { language, theme, remembers, tracks, widths, zones, case, searches, ..AppState::default() };
    hash::apply_hash(state, address);
    state.wanted = CaseLink::of_hash(address);
    // A step back leads to one of the ranges that this one lies in.
    if let Some(depth) = ranges.iter().position(|range| Some(*range) == state.range()) {
        ranges.truncate(depth + 1);
        state.ranges = ranges;
    }
    state.is_drawer_open = state.location.is_some();
}

/// Goes back to an address of this page: settings are no step of the way.
pub(super) fn revisit(state: &mut AppState, address: &str) {
    let before = state.clone();
    navigate(state, address);
    let AppState { zone, language, theme, shows_channels, scale, measure, sorts, columns, tracks, .. } =
        before;
    *state = AppState {
        language,
        theme,
        shows_channels,
        scale,
        measure,
        sorts,
        columns,
        tracks,
        ..std::mem::take(state)
    };
    set_zone(state, zone);
}

/// Puts the case away: settings and the shape of tables stay.
pub(super) fn start_anew(state: &mut AppState) {
    let AppState { zone, zones, language, theme, remembers, omits_names, .. } = state.clone();
    let AppState { shows_channels, scale, measure, sorts, columns, widths, mut case, mut searches, .. } =
        std::mem::take(state);
    case.clear();
    searches.clear();
    *state = AppState {
        zone,
        zones,
        language,
        theme,
        remembers,
        omits_names,
        shows_channels,
        scale,
        measure,
        sorts,
        columns,
        widths,
        case,
        searches,
        ..AppState::default()
    };
}
