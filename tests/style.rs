//! The style sheet has the colours of the charts: a mark and the word beside it look the same.

use sessionscope::chart::Theme;
use sessionscope::model::{Family, Rgb};
use std::collections::BTreeMap;

fn sheet(name: &str) -> String {
    let path = format!("{}/style/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("the style sheet is there")
}

fn hex(text: &str) -> Option<Rgb> {
    let digits = text.trim().strip_prefix('#').filter(|digits| digits.len() == 6)?;
    u32::from_str_radix(digits, 16).ok().map(Rgb::from_hex)
}

/// The custom properties of `tokens.css` that are a colour on light and one on dark ground.
fn tokens() -> BTreeMap<String, (Rgb, Rgb)> {
    let token = |line: &str| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(':')?;
        let (light, dark) = value.trim().strip_prefix("light-dark(")?.strip_suffix(");")?.split_once(',')?;
        Some((name.to_owned(), (hex(light)?, hex(dark)?)))
    };
    sheet("tokens.css").lines().filter_map(token).collect()
}

#[test]
fn families_have_the_colours_of_their_marks() {
    let tokens = tokens();
    let of_families = tokens.keys().filter(|name| name.starts_with("family-")).count();
    assert_eq!(of_families, Family::COUNT);
    for family in Family::ALL {
        let token = tokens.get(&format!("family-{}", family.id()));
        assert_eq!(token, Some(&(family.colour(false), family.colour(true))), "{family:?}");
    }
}

#[test]
fn every_family_can_be_named_by_an_attribute() {
    let charts = sheet("charts.css");
    for id in Family::ALL.map(Family::id) {
        let rule = format!("[data-family={id}] {{ --family: var(--family-{id}); }}");
        assert!(charts.contains(&rule), "{rule}");
    }
}

#[test]
fn charts_have_the_ground_and_the_inks_of_the_page() {
    let tokens = tokens();
    let (light, dark) = (Theme::Light.palette(), Theme::Dark.palette());
    for (name, colours) in [
        ("ground", (light.background, dark.background)),
        ("panel", (light.panel, dark.panel)),
        ("line", (light.line, dark.line)),
        ("ink", (light.ink, dark.ink)),
        ("ink-2", (light.second, dark.second)),
        ("ink-3", (light.third, dark.third)),
        ("accent", (light.accent, dark.accent)),
        ("good", (light.good, dark.good)),
        ("caution", (light.caution, dark.caution)),
        ("bad", (light.bad, dark.bad)),
    ] {
        assert_eq!(tokens.get(name), Some(&colours), "{name}");
    }
}
