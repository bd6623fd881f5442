//! Saving the picture that is seen, with what says of what it is a part.

use super::save_blob;
use crate::context::App;
use crate::widgets::visible_content::VisiblePicture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sessionscope::chart::{Theme, picture_sheet};
use sessionscope::engine::requests::Provenance;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Array, encode_uri_component};
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

/// Dots of a PNG for each CSS pixel, so that it is sharp in print.
const DOTS_PER_PX: f64 = 2.0;

/// How a picture is saved.
#[derive(Clone, Copy, PartialEq)]
pub enum PictureFormat {
    /// As it is drawn.
    Svg,
    /// In dots.
    Png,
}

impl PictureFormat {
    /// How names of its files end.
    pub fn id(self) -> &'static str {
        match self {
            PictureFormat::Svg => "svg",
            PictureFormat::Png => "png",
        }
    }
}

/// Saves a picture; `on_fail` is called where the browser cannot make it.
pub fn save(app: App, picture: VisiblePicture, format: PictureFormat, on_fail: impl Fn() + 'static) {
    let Some(drawing) = picture.drawing.get_untracked() else { return on_fail() };
    let title = picture.title.get_untracked();
    let zone = app.zone.get_untracked();
    let theme = if app.is_dark.get_untracked() { Theme::Dark } else { Theme::Light };
    // Where a view has no picture of its own, that of all the time is saved.
    let of = if picture.is_of_all_time { "minimap" } else { app.tab.get_untracked().id() };
    let name = format!("sessionscope-{of}.{}", format.id());
    let asked = Provenance { zone: zone.clone(), of_all_time: picture.is_of_all_time };
    app.ask_once(asked, move |lines| {
        // A picture that does not say of what it is a part is worth nothing.
        let Ok(lines) = lines else { return on_fail() };
        let lines: Vec<String> = lines.into_iter().map(|(name, value)| format!("{name}: {value}")).collect();
        let (svg, size) = picture_sheet(&drawing, &title, &lines, theme);
        match format {
            PictureFormat::Svg => match Blob::new_with_str_sequence(&Array::of1(&JsValue::from_str(&svg))) {
                Ok(blob) => save_blob(&blob, &name),
                Err(_) => on_fail(),
            },
            PictureFormat::Png => spawn_local(async move {
                if save_dots(&svg, size, name).await.is_err() {
                    on_fail();
                }
            }),
        }
    });
}

/// Draws an SVG document in dots, and saves that.
async fn save_dots(svg: &str, size: (u32, u32), name: String) -> Result<(), JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(&format!("data:image/svg+xml,{}", String::from(encode_uri_component(svg))));
    JsFuture::from(image.decode()).await?;
    let canvas = document().create_element("canvas")?.dyn_into::<HtmlCanvasElement>()?;
    let [width, height] = [size.0, size.1].map(|side| f64::from(side) * DOTS_PER_PX);
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into::<CanvasRenderingContext2d>()?;
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)?;
    let take = Closure::once_into_js(move |blob: Option<Blob>| {
        if let Some(blob) = blob {
            save_blob(&blob, &name);
        }
    });
    canvas.to_blob(take.unchecked_ref())
}
