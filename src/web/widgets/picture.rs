//! Pictures: the SVG text of a drawing becomes a node of the page.
//!
//! It goes through the browser's XML parser and not through `inner_html`: what is not well-formed is
//! not shown at all, and scripts in a parsed document never run.

use leptos::html::Div;
use leptos::prelude::*;
use sessionscope::chart::Drawing;
use std::sync::Arc;
use web_sys::{DomParser, Element, SupportedType};

/// Shows the latest drawing. The picture says nothing by ear: its figure has words for that.
#[component]
pub fn Picture(drawing: Memo<Option<Arc<Drawing>>>) -> impl IntoView {
    let host = NodeRef::<Div>::new();
    Effect::new(move |_| {
        let Some(host) = host.get() else { return };
        drawing.with(|drawing| match drawing {
            Some(drawing) => put_svg(&host, &drawing.svg),
            None => host.replace_children_with_node_0(),
        });
    });
    view! { <div class="picture" aria-hidden="true" node_ref=host></div> }
}

/// Puts an SVG document into an element, in place of what it held.
pub fn put_svg(host: &Element, svg: &str) {
    let parsed =
        DomParser::new().and_then(|parser| parser.parse_from_string(svg, SupportedType::ImageSvgXml));
    let Some(root) = parsed.ok().and_then(|parsed| parsed.document_element()) else { return };
    if let Ok(root) = document().adopt_node(&root) {
        host.replace_children_with_node_1(&root);
    }
}
