//! The menu of what lies on the timeline: of a mark, a bar, an arc, or of the track where nothing else is.

use super::drawn::Pointed;
use super::handle::TimelineView;
use crate::widgets::context_menu::{ContextMenu, MenuSubject};
use leptos::prelude::*;
use sessionscope::engine::requests::SessionOf;
use sessionscope::filter::Field;
use sessionscope::model::{Family, TextField};
use sessionscope::query::answer::{Mark, TransferArc};
use web_sys::MouseEvent;

/// Opens the menu of what is at a point of the picture.
pub fn open_at_pointer(timeline: TimelineView, menu: ContextMenu, event: &MouseEvent) {
    let at = (f64::from(event.offset_x()), f64::from(event.offset_y()));
    let (pointed, track) =
        timeline.drawn.with_value(|drawn| (drawn.at(at.0, at.1), drawn.track_at(at.0, at.1)));
    let grouping = timeline.choice.with_untracked(|choice| choice.grouping);
    let mut subject = MenuSubject::default();
    if let Some((name, field)) = track.zip(Field::from_name(grouping.id())) {
        subject.values.push((field, name));
    }
    let page_point = (f64::from(event.client_x()), f64::from(event.client_y()));
    match pointed {
        Some(Pointed::Mark(mark)) => add_mark(&mut subject, mark),
        Some(Pointed::Density(counts)) => {
            first_of(&counts).into_iter().for_each(|mark| add_mark(&mut subject, mark))
        }
        Some(Pointed::Arc(TransferArc { to, .. })) => {
            subject.values.push(family(Family::TransferOut));
            subject.event = Some((to.row, Some(to.time_ms)));
        }
        Some(Pointed::Bar(bar, counts)) => {
            first_of(&counts).into_iter().for_each(|mark| add_mark(&mut subject, mark));
            subject.range = Some(bar.range);
            if bar.sessions == 1 {
                // Which session it is has to be asked for.
                event.prevent_default();
                return timeline.app.ask_once(SessionOf { session: bar.session }, move |response| {
                    if let Ok(Some(session)) = response {
                        subject.values.push((Field::Text(TextField::Session), session.id));
                    }
                    menu.open_at(page_point, subject);
                });
            }
        }
        None => {}
    }
    menu.open(event, subject);
}

/// Opens the menu of the selected event beside its mark, for who uses keys; whether there is one.
pub fn open_of_selected(timeline: TimelineView, menu: ContextMenu, event: &MouseEvent) {
    let selected = untrack(|| {
        timeline.with_selected(|detail| {
            let event = &detail.event;
            let user = (Field::Text(TextField::User), event.user.clone());
            let activity = (Field::Text(TextField::Activity), event.activity.clone());
            let values = [activity, user].into_iter().filter(|(_, value)| !value.is_empty()).collect();
            MenuSubject { values, event: Some((event.row, event.time_ms)), range: None }
        })
    });
    let Some(subject) = selected else { return };
    event.prevent_default();
    event.stop_propagation();
    let ringed = untrack(|| timeline.ringed());
    let place = ringed.and_then(|row| timeline.drawn.with_value(|drawn| drawn.place_of(row)));
    let frame = timeline.frame.get_untracked();
    let page_point = frame.zip(place).map(|(frame, (x, y))| {
        let frame = frame.get_bounding_client_rect();
        (frame.right() - timeline.size.get_untracked().0 + x, frame.top() + y)
    });
    menu.open_at(page_point.unwrap_or((f64::from(event.client_x()), f64::from(event.client_y()))), subject);
}

fn add_mark(subject: &mut MenuSubject, mark: Mark) {
    subject.values.push(family(mark.family));
    subject.event = Some((mark.row, Some(mark.time_ms)));
}

fn family(family: Family) -> (Field, String) {
    (Field::Family, family.id().to_owned())
}

/// The earliest of some counts.
pub fn first_of(counts: &[Mark]) -> Option<Mark> {
    counts.iter().min_by_key(|mark| mark.time_ms).copied()
}
