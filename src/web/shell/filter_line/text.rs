//! The text of the line: what it shows, and how its places are counted.

use sessionscope::state::AppState;

/// What the line shows: the draft, or the filter in its normal form. While somebody types what says the same in
/// another way, it is left as it is.
pub fn shown(state: &AppState, typed: Option<&str>) -> String {
    let says_the_same = |typed: &&str| match &state.draft {
        Some(draft) => draft == typed,
        None => state.is_in_force(typed),
    };
    match (typed.filter(says_the_same), &state.draft) {
        (Some(typed), _) => typed.to_owned(),
        (None, Some(draft)) => draft.clone(),
        (None, None) => format!("{:#}", state.line()),
    }
}

/// Which character of a line stands at so many of the units of the browser's texts.
pub fn char_index(line: &str, units: u32) -> usize {
    let mut left = units as usize;
    line.chars()
        .take_while(|character| {
            let is_before = left > 0;
            left = left.saturating_sub(character.len_utf16());
            is_before
        })
        .count()
}
