//! What it costs a terminal to do what a text asks of it, so that a text that asks for too much is cut. It is
//! an estimate: what matters is that three bytes may cost a whole screen.

use super::feed::is_screen;
use avt::parser::Function;

/// Characters of a screen of this size, columns and rows, that a function may change or look at.
pub(super) fn cost_of(function: &Function, (columns, rows): (usize, usize)) -> u64 {
    let (row, screen) = (columns as u64, (columns * rows) as u64);
    match function {
        // Each is printed anew, over what was there.
        Function::Rep(count) => 4 * u64::from(*count).max(1),
        Function::El(_)
        | Function::Ech(_)
        | Function::Dch(_)
        | Function::Ich(_)
        | Function::Lf
        | Function::Nel
        | Function::Ri => row,
        Function::Ed(_)
        | Function::Il(_)
        | Function::Dl(_)
        | Function::Su(_)
        | Function::Sd(_)
        | Function::Decaln
        | Function::Decstr
        | Function::Ris
        | Function::Xtwinops(_) => screen,
        // Of all modes that there are only these change what is on the screen.
        Function::Decset(modes) | Function::Decrst(modes) if modes.as_slice().iter().any(is_screen) => screen,
        _ => 1,
    }
}
