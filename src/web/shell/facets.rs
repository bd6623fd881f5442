//! The facets beside the views: for each field its values with their events, of which a person chooses some. Each counts
//! under all that the filter asks of other fields.

mod facet;
mod row;
mod state;

use crate::context::App;
use crate::words::words;
use facet::Facet;
use leptos::prelude::*;
use sessionscope::engine::requests::Facets;
use sessionscope::model::TextField;
use sessionscope::query::field_counts::CountableField;
use state::FacetState;

/// The fields, from the coarse to the fine, and whether their values are shown at first.
const FIELDS: [(CountableField, bool); 14] = [
    (CountableField::System, true),
    (CountableField::Family, true),
    (CountableField::Text(TextField::Activity), true),
    (CountableField::Text(TextField::User), true),
    (CountableField::Person, false),
    (CountableField::Text(TextField::ClientIp), true),
    (CountableField::Text(TextField::Host), true),
    (CountableField::Text(TextField::Extension), false),
    (CountableField::Text(TextField::Target), false),
    (CountableField::Text(TextField::Portal), false),
    (CountableField::Text(TextField::Region), false),
    (CountableField::Text(TextField::Account), false),
    (CountableField::Text(TextField::Error), false),
    (CountableField::Input, false),
];

/// All facets.
#[component]
pub fn FacetColumn() -> impl IntoView {
    let app = App::get();
    let facets = FIELDS.map(FacetState::new);
    let answers = app.ask_seldom(move || Some(Facets(facets.map(FacetState::request).to_vec())));
    let facet = |state: FacetState| {
        let counts = Memo::new(move |_| {
            answers.with(|all| all.iter().find(|counts| counts.field == state.field).cloned()).flatten()
        });
        view! { <Facet state counts is_stale=answers.is_stale /> }
    };
    view! {
        <section class="facets" id="facets" aria-label=words!(app.language, "facets")>
            {facets.map(facet).into_iter().collect_view()}
        </section>
    }
}
