//! What the page shows before anything was given: a promise, the ways in, and what is understood.

use super::add_files::AddButtons;
use super::case_dialog::{CaseInputList, OpeningWords};
use super::{Landmarks, choose, show};
use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::{CaseLink, Language};
use sessionscope::text::units::grouped;
use sessionscope::text::{plural, system_name, time_range};

/// A log that is understood, where AWS keeps it, and the ways in which it comes packed.
fn understood(language: Language) -> [[String; 3]; 6] {
    [
        [
            say!(language, "known-session-logger"),
            say!(language, "known-session-logger-where"),
            say!(language, "known-session-logger-packed"),
        ],
        [
            say!(language, "known-user-access"),
            say!(language, "known-user-access-where"),
            say!(language, "known-user-access-packed"),
        ],
        [
            say!(language, "known-session-manager"),
            say!(language, "known-session-manager-where"),
            say!(language, "known-session-manager-packed"),
        ],
        [
            say!(language, "known-cloudtrail"),
            say!(language, "known-cloudtrail-where"),
            say!(language, "known-cloudtrail-packed"),
        ],
        [
            say!(language, "known-workspaces"),
            say!(language, "known-workspaces-where"),
            say!(language, "known-workspaces-packed"),
        ],
        [
            say!(language, "known-metrics"),
            say!(language, "known-metrics-where"),
            say!(language, "known-metrics-packed"),
        ],
    ]
}

/// What files a link wants.
fn wanted_words(app: App, link: &CaseLink) -> String {
    let (language, zone) = (app.language.get(), app.zone.get());
    let files = u128::from(link.files);
    let mut words = say!(language, "link-wants", number = plural(files), count = grouped(files));
    if !link.systems.is_empty() {
        let systems: Vec<String> =
            link.systems.iter().map(|system| system_name(language, system.id())).collect();
        words += &say!(language, "link-wants-systems", systems = systems.join(", "));
    }
    if let Some(time) = link.time {
        let time = format!("{} {}", time_range(&zone, time), zone.label());
        words += &say!(language, "link-wants-time", time = time);
    }
    words + &say!(language, "link-wants-files")
}

/// The empty state.
#[component]
pub fn StartPage() -> impl IntoView {
    let app = App::get();
    let landmarks = Landmarks::get();
    let language = app.language;
    let link = app.pick(|state| state.wanted.clone());
    let wanted = move || link.with(|link| link.as_ref().map(|link| wanted_words(app, link)));
    let rows = move || {
        let rows = understood(language.get()).into_iter().map(|[name, location, packed]| {
            view! { <tr><th scope="row">{name}</th><td>{location}</td><td>{packed}</td></tr> }
        });
        rows.collect_view()
    };
    view! {
        <main class="start-page">
            <div class="start-page-column">
                <h2 class="promise">{words!(language, "promise")}</h2>
                <p class="second">
                    {words!(language, "promise-more")} " "
                    <button class="link" aria-haspopup="dialog" on:click=move |_| show(landmarks.seal)>
                        {words!(language, "promise-link")}
                    </button>
                </p>
                {move || wanted().map(|words| view! { <p class="wanted" role="note">{words}</p> })}
                <section class="drop-zone" aria-labelledby="drop-title">
                    <svg class="drop-mark" viewBox="0 0 48 32" aria-hidden="true">
                        <path d="M2 8h14M2 16h22M2 24h10" />
                        <path d="M40 4v20M33 17l7 7 7-7" />
                    </svg>
                    <h3 id="drop-title">{words!(language, "drop-title")}</h3>
                    <p class="second">{words!(language, "drop-words")}</p>
                    <p class="buttons"><AddButtons /></p>
                </section>
                <p class="sample">
                    <button class="primary" on:click=move |_| app.case().add_sample()>
                        {words!(language, "sample")}
                    </button>
                    <span class="second">{words!(language, "sample-words")}</span>
                </p>
                <p>
                    <button class="link" on:click=move |_| choose(landmarks.case_file)>{words!(language, "case-open")}</button>
                </p>
                <OpeningWords />
                <CaseInputList />
                <div class="known">
                    <table>
                        <caption>{words!(language, "known-title")}</caption>
                        <thead>
                            <tr>
                                <th scope="col">{words!(language, "known-log")}</th>
                                <th scope="col">{words!(language, "known-where")}</th>
                                <th scope="col">{words!(language, "known-packed")}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                <p class="faint">{words!(language, "known-wrappers")}</p>
            </div>
        </main>
    }
}
