//! Help: the keys, and the switch that turns them off.

use super::Landmarks;
use super::modal::Modal;
use super::remember::PrivacySwitches;
use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::export::fields::FIELDS;
use sessionscope::filter::Field;
use sessionscope::say;
use sessionscope::state::Language;

/// Keys, and what they do.
fn keys(language: Language) -> [(&'static [&'static str], String); 21] {
    [
        (&["/"], say!(language, "key-search")),
        (&["1", "…", "9"], say!(language, "key-tabs")),
        (&["Esc"], say!(language, "key-back")),
        (&["?"], say!(language, "key-help")),
        (&["Ctrl", "Shift", "P"], say!(language, "key-palette")),
        (&["u"], say!(language, "palette-zone")),
        (&["Q"], say!(language, "palette-drawer")),
        (&["m"], say!(language, "palette-mark")),
        (&["t"], say!(language, "palette-tag")),
        (&["↓", "Enter"], say!(language, "key-complete")),
        (&["Shift", "F10"], say!(language, "key-menu")),
        (&["←", "→"], say!(language, "key-minimap-move")),
        (&["Shift", "←", "→"], say!(language, "key-minimap-extend")),
        (&["Enter"], say!(language, "key-minimap-commit")),
        (&["W", "S", "A", "D"], say!(language, "key-timeline-window")),
        (&["F"], say!(language, "key-timeline-fit")),
        (&[".", ","], say!(language, "key-timeline-marks")),
        (&["↑", "↓", "j", "k"], say!(language, "key-rows")),
        (&["g", "G"], say!(language, "key-ends")),
        (&["←", "→"], say!(language, "key-headings")),
        (&["←", "→", "Enter"], say!(language, "key-widths")),
    ]
}

/// The names of all fields that can be asked for, as exports have them.
fn fields() -> String {
    let names = FIELDS.iter().map(|field| field.name).filter(|name| Field::from_name(name).is_some());
    names.collect::<Vec<_>>().join(", ")
}

/// The dialog of help.
#[component]
pub fn HelpDialog() -> impl IntoView {
    let app = App::get();
    let landmarks = Landmarks::get();
    let language = app.language;
    let rows = move || {
        let rows = keys(language.get()).into_iter().map(|(keys, words)| {
            let keys = keys.iter().map(|key| view! { <kbd>{*key}</kbd> " " }).collect_view();
            view! { <tr><th scope="row">{keys}</th><td>{words}</td></tr> }
        });
        rows.collect_view()
    };
    view! {
        <Modal dialog=landmarks.help id="help-title" title=words!(language, "help-title")>
            <table>
                <caption>{words!(language, "help-keys")}</caption>
                <tbody>{rows}</tbody>
            </table>
            <label class="switch">
                <input
                    type="checkbox"
                    prop:checked=move || landmarks.has_keys.get()
                    on:change=move |event| landmarks.has_keys.set(event_target_checked(&event))
                />
                {words!(language, "help-keys-on")}
            </label>
            <h3>{words!(language, "help-settings")}</h3>
            <PrivacySwitches />
            <h3>{words!(language, "help-filter")}</h3>
            <p>{words!(language, "help-filter-words")}</p>
            <pre>
                "user:alice*  family:transfer-out  -host:*.example.com  size:>10MB  \"quarterly report\""
            </pre>
            <p class="second">{move || say!(language.get(), "help-filter-fields", fields = fields())}</p>
        </Modal>
    }
}
