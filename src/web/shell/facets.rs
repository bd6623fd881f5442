//! The facets beside the views: for each field its values with their events, of which a person chooses some. Each counts
//! under all that the filter asks of other fields.

mod facet;
mod row;
mod state;

use crate::context::App;
use crate::words::words;
use facet::Facet;
use leptos::prelude::*;
use sessionscope::engine::requests::{CaseFacets, FacetCounts, Facets};
use sessionscope::filter::Field;
use sessionscope::model::TextField;
use state::FacetState;

/// The fields, from the coarse to the fine, and whether their values are shown at first.
pub const FIELDS: [(Field, bool); 14] = [
    (Field::System, true),
    (Field::Family, true),
    (Field::Text(TextField::Activity), true),
    (Field::Text(TextField::User), true),
    (Field::Person, false),
    (Field::Text(TextField::ClientIp), true),
    (Field::Text(TextField::Host), true),
    (Field::Text(TextField::Extension), false),
    (Field::Text(TextField::Target), false),
    (Field::Text(TextField::Portal), false),
    (Field::Text(TextField::Region), false),
    (Field::Text(TextField::Account), false),
    (Field::Text(TextField::Error), false),
    (Field::Input, false),
];

/// All facets.
#[component]
pub fn FacetColumn() -> impl IntoView {
    let app = App::get();
    let facets = FIELDS.map(FacetState::new);
    let answers = app.ask_seldom(move || Some(Facets(facets.map(FacetState::request).to_vec())));
    // What a person has added changes with each mark, and no other facet does.
    let tags = FacetState::new((Field::Tag, true));
    let version = app.pick(|state| state.case.version);
    let of_case = app.ask_seldom(move || {
        Some(CaseFacets { version: version.get(), facets: Facets(vec![tags.request()]) })
    });
    let counts_of = |all: &Vec<FacetCounts>, field: Field| all.iter().find(|it| it.field == field).cloned();
    let facet = |state: FacetState| {
        let counts = Memo::new(move |_| answers.with(|all| counts_of(all, state.field)).flatten());
        view! { <Facet state counts is_stale=answers.is_stale /> }
    };
    let tag_counts = Memo::new(move |_| of_case.with(|all| counts_of(all, Field::Tag)).flatten());
    view! {
        <section class="facets" id="facets" aria-label=words!(app.language, "facets")>
            {facets.map(facet).into_iter().collect_view()}
            <Facet state=tags counts=tag_counts is_stale=of_case.is_stale />
        </section>
    }
}
