//! Zones as the browser knows them: it has the rules, and tells the offset at any instant (`Intl`).

use leptos::prelude::window;
use sessionscope::model::Zone;
use sessionscope::model::time::{TimeMs, parse_zone};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Date, Function, Intl, Object, Reflect};

/// What makes formats of times. Called by name, for the browser throws at zones that it does not know.
fn format_of(zone: Option<&str>) -> Option<Intl::DateTimeFormat> {
    let intl = Reflect::get(&window(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    if let Some(zone) = zone {
        for (key, value) in [("timeZone", zone), ("timeZoneName", "longOffset")] {
            Reflect::set(&options, &key.into(), &value.into()).ok()?;
        }
    }
    let arguments = Array::of2(&"en-US".into(), &options);
    Reflect::construct(&class, &arguments).ok().map(JsCast::unchecked_into)
}

/// How many minutes a format's zone is ahead of UTC at an instant.
fn minutes_at(format: &Intl::DateTimeFormat, time_ms: TimeMs) -> Option<i32> {
    let parts = format.format_to_parts(&Date::new(&JsValue::from_f64(time_ms as f64)));
    let text = |part: &JsValue, key: &str| Reflect::get(part, &key.into()).ok()?.as_string();
    let zone = parts.iter().find(|part| text(part, "type").as_deref() == Some("timeZoneName"))?;
    // `GMT`, or `GMT+02:00`.
    let offset = text(&zone, "value")?;
    parse_zone(offset.strip_prefix("GMT")?.as_bytes())?.try_into().ok()
}

/// The zone of a name; nothing where the browser does not know it.
pub fn zone_named(name: &str) -> Option<Zone> {
    if !Zone::may_have_name(name) {
        return None;
    }
    Zone::of_fixed_name(name).or_else(|| {
        let format = format_of(Some(name))?;
        Zone::sampled(name, |time_ms| minutes_at(&format, time_ms))
    })
}

/// The name of the zone of this device. One that has no name is as far ahead as it is today.
pub fn device_zone() -> String {
    let options = format_of(None).map(|format| format.resolved_options());
    let name = options.and_then(|options| Reflect::get(&options, &"timeZone".into()).ok()?.as_string());
    match name.filter(|name| Zone::may_have_name(name)) {
        Some(name) if ["Etc/UTC", "Etc/GMT", "GMT"].contains(&name.as_str()) => Zone::default().label(),
        Some(name) => name,
        None => Zone::fixed(-(Date::new_0().get_timezone_offset() as i32)).label(),
    }
}

/// The names of all zones that the browser lists; none where it lists none.
pub fn all_zones() -> Vec<String> {
    let names = || {
        let intl = Reflect::get(&window(), &"Intl".into()).ok()?;
        let list: Function = Reflect::get(&intl, &"supportedValuesOf".into()).ok()?.dyn_into().ok()?;
        let names: Array = list.call1(&intl, &"timeZone".into()).ok()?.dyn_into().ok()?;
        Some(
            names
                .iter()
                .filter_map(|name| name.as_string())
                .filter(|name| Zone::may_have_name(name))
                .collect(),
        )
    };
    names().unwrap_or_default()
}
