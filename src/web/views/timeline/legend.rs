//! The families that there are, with their glyphs; a click filters for one.

use crate::context::App;
use crate::widgets::glyph::Glyph;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::Minimap;
use sessionscope::model::Family;
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::text::family_name;
use sessionscope::text::units::number;

/// The legend.
#[component]
pub fn Legend() -> impl IntoView {
    let app = App::get();
    // One bin over the whole time: how many events of each family pass the filter.
    let answers = app.ask(|| Some(Minimap { bins: 1 }));
    let families = Memo::new(move |_| {
        let counts = answers.with(|minimap| {
            minimap.bins.iter().fold([0u64; Family::COUNT], |mut sums, bin| {
                sums.iter_mut().zip(bin).for_each(|(sum, count)| *sum += u64::from(*count));
                sums
            })
        });
        Family::ALL
            .into_iter()
            .zip(counts.unwrap_or_default())
            .filter(|(_, count)| *count > 0)
            .collect::<Vec<_>>()
    });
    let entry = move |(family, count): (Family, u64)| {
        let name = move || family_name(app.language.get(), family.id());
        let title =
            move || say!(app.language.get(), "timeline-only-family", family = name(), count = number(count));
        let only = move |_| {
            let (field, value) = ("family".to_owned(), family.id().to_owned());
            app.act(Action::AddTerm { field, value, negated: false });
        };
        view! {
            <li>
                <button class="plain" title=title on:click=only>
                    <Glyph family />
                    {name}
                </button>
            </li>
        }
    };
    view! {
        <ul class="timeline-legend" aria-label=words!(app.language, "timeline-legend")>
            {move || families.get().into_iter().map(entry).collect_view()}
        </ul>
    }
}
