//! With what findings are looked for: hours, days and zone of work, and the thresholds of rules. What is written here holds
//! at once, and is a part of the case.

use crate::context::App;
use crate::words::words;
use leptos::html::Input;
use leptos::prelude::*;
use sessionscope::casefile::AnnotationEdit;
use sessionscope::model::audit_options::{
    AuditOptions, Hours, Threshold, ThresholdUnit, Weekdays, zone_minutes,
};
use sessionscope::model::time::zone_label;
use sessionscope::say;
use sessionscope::state::{Action, Language};
use sessionscope::text::messages;
use sessionscope::text::units::grouped;

/// The form.
#[component]
pub fn Options() -> impl IntoView {
    let app = App::get();
    let options = app.pick(|state| state.case.annotations.audit);
    let is_default = Memo::new(move |_| options.get() == AuditOptions::default());
    let set = move |options| app.act(Action::Annotate(AnnotationEdit::SetAudit(options)));
    let threshold = move |threshold: Threshold| {
        let info = threshold.info();
        let label =
            Signal::derive(move || messages(app.language.get()).get(&format!("threshold-{}", info.id)));
        let written = move |options: &AuditOptions| {
            let value = options.thresholds.get(threshold);
            if value == info.default { String::new() } else { value.to_string() }
        };
        let read = move |text: &str, mut options: AuditOptions| {
            let value = if text.is_empty() { Some(info.default) } else { text.parse().ok() };
            options.thresholds.set(threshold, value?).then_some(options)
        };
        let wrong = move |language| {
            let most = grouped(threshold.most().into());
            say!(language, "findings-wrong-number", most = most)
        };
        let width = if info.unit == ThresholdUnit::Bytes { "16" } else { "8" };
        view! { <Field id=info.id label placeholder=fixed(info.default) width options written read wrong /> }
    };
    view! {
        <details class="findings-options">
            <summary>
                {words!(app.language, "findings-options")}
                <Show when=move || !is_default.get()>
                    " " <span class="second">{words!(app.language, "findings-options-set")}</span>
                </Show>
            </summary>
            <p class="second">{words!(app.language, "findings-options-words")}</p>
            <div class="findings-fields">
                <Field
                    id="hours"
                    label=words!(app.language, "findings-hours")
                    placeholder=words!(app.language, "findings-hours-none")
                    width="12"
                    options
                    written=|options: &AuditOptions| options.hours.map(|it| it.to_string()).unwrap_or_default()
                    read=|text: &str, options| match text {
                        "" => Some(AuditOptions { hours: None, ..options }),
                        text => Some(AuditOptions { hours: Some(Hours::parse(text)?), ..options }),
                    }
                    wrong=|language| say!(language, "findings-wrong-hours")
                />
                <Field
                    id="days"
                    label=words!(app.language, "findings-days")
                    placeholder=fixed("mon-sun")
                    width="12"
                    options
                    written=|options: &AuditOptions| match options.days {
                        Weekdays::ALL => String::new(),
                        days => days.to_string(),
                    }
                    read=|text: &str, options| match text {
                        "" => Some(AuditOptions { days: Weekdays::ALL, ..options }),
                        text => Some(AuditOptions { days: Weekdays::parse(text)?, ..options }),
                    }
                    wrong=|language| say!(language, "findings-wrong-days")
                />
                <Field
                    id="zone"
                    label=words!(app.language, "findings-zone")
                    placeholder=fixed("UTC")
                    width="12"
                    options
                    written=|options: &AuditOptions| match options.zone_minutes {
                        0 => String::new(),
                        minutes => zone_label(minutes),
                    }
                    read=|text: &str, options| Some(AuditOptions { zone_minutes: zone_minutes(text)?, ..options })
                    wrong=|language| say!(language, "findings-wrong-zone")
                />
                {Threshold::ALL.into_iter().map(threshold).collect_view()}
            </div>
            <Show when=move || !is_default.get()>
                <button type="button" on:click=move |_| set(AuditOptions::default())>
                    {words!(app.language, "findings-options-reset")}
                </button>
            </Show>
        </details>
    }
}

/// A text that is the same in every language.
fn fixed(text: impl ToString) -> Signal<String> {
    Signal::stored(text.to_string())
}

/// A field of the form. What it cannot mean is told beside it, and what was in force stays.
#[component]
fn Field(
    /// What tells it from the others.
    id: &'static str,
    label: Signal<String>,
    /// What holds where nothing is written.
    placeholder: Signal<String>,
    /// How many characters it has room for.
    width: &'static str,
    options: Memo<AuditOptions>,
    /// What is in force, as it is written; empty where nobody has chosen anything.
    written: impl Fn(&AuditOptions) -> String + Send + Sync + 'static,
    /// The options with what is written.
    read: impl Fn(&str, AuditOptions) -> Option<AuditOptions> + Copy + Send + Sync + 'static,
    /// What is wrong with it.
    wrong: impl Fn(Language) -> String + Send + Sync + 'static,
) -> impl IntoView {
    let app = App::get();
    let is_wrong = RwSignal::new(false);
    let input = NodeRef::<Input>::new();
    // What is in force is written whenever that changes, in place of what could not mean anything.
    Effect::new(move |_| {
        let text = options.with(&written);
        is_wrong.set(false);
        if let Some(input) = input.get() {
            input.set_value(&text);
        }
    });
    let change = move |text: String| {
        let changed = read(text.trim(), options.get_untracked());
        is_wrong.set(changed.is_none());
        if let Some(changed) = changed {
            app.act(Action::Annotate(AnnotationEdit::SetAudit(changed)));
        }
    };
    let wrong_id = format!("findings-wrong-{id}");
    let described_by = wrong_id.clone();
    view! {
        <div class="findings-field" data-option=id>
            <label for=format!("findings-{id}")>{label}</label>
            <input
                id=format!("findings-{id}")
                type="text"
                autocomplete="off"
                spellcheck="false"
                size=width
                placeholder=move || placeholder.get()
                node_ref=input
                aria-invalid=move || is_wrong.get().to_string()
                aria-describedby=move || is_wrong.get().then(|| described_by.clone())
                on:change:target=move |event| change(event.target().value())
            />
            <span class="caution" id=wrong_id role="alert">
                {move || is_wrong.get().then(|| wrong(app.language.get()))}
            </span>
        </div>
    }
}
