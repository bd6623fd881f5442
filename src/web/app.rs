//! The frame of the page.

use super::context::App;
use leptos::prelude::*;
use sessionscope::state::AppState;

/// The page.
#[component]
pub fn Root() -> impl IntoView {
    let window = leptos::prelude::window();
    let cores = window.navigator().hardware_concurrency() as u32;
    let app = App::provide(AppState::default(), cores.saturating_sub(1).clamp(1, 8), RwSignal::new(false));
    view! {
        <main>
            <button on:click=move |_| app.case().add_sample()>"Try the sample case"</button>
            <p>{move || format!("{:?}", app.status.get())}</p>
        </main>
    }
}
