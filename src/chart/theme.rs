//! The palette: every colour that a chart uses, in light and dark. It is literal and not a style
//! sheet, because a drawing must look the same when it is saved as a file; on a change of theme a
//! chart is drawn again.

use crate::model::Family;
use plotters::style::RGBColor;

/// Which of the two palettes to draw with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on a white panel.
    Light,
    /// Light ink on a dark panel.
    Dark,
}

/// Colours by their role.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// Ground behind the panels.
    pub background: RGBColor,
    /// Ground of the panel on which charts are drawn.
    pub panel: RGBColor,
    /// Lines that part things.
    pub line: RGBColor,
    /// Lines that only guide the eye.
    pub faint: RGBColor,
    /// First text colour.
    pub ink: RGBColor,
    /// Second text colour.
    pub second: RGBColor,
    /// Third text colour.
    pub third: RGBColor,
    /// The one accent: selection.
    pub accent: RGBColor,
    /// Something to be careful about.
    pub caution: RGBColor,
    /// Text about what left: the colour of "out", dark enough to be read.
    pub out_text: RGBColor,
    /// A session that has started, without a client.
    pub started: RGBColor,
    /// A session with its client connected.
    pub connected: RGBColor,
    families: [RGBColor; Family::COUNT],
}

impl Palette {
    /// The colour of a family.
    pub fn family(&self, family: Family) -> RGBColor {
        self.families[family as usize]
    }
}

impl Theme {
    /// The colours of this theme.
    pub const fn palette(self) -> &'static Palette {
        match self {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }
}

const fn rgb(hex: u32) -> RGBColor {
    RGBColor((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const LIGHT: Palette = Palette {
    background: rgb(0xf6f7f9),
    panel: rgb(0xffffff),
    line: rgb(0xe3e6eb),
    faint: rgb(0xeef0f4),
    ink: rgb(0x16191f),
    second: rgb(0x525b69),
    third: rgb(0x646e7a),
    accent: rgb(0x1a63d6),
    caution: rgb(0xb45309),
    out_text: rgb(0xb45309),
    started: rgb(0xeef1f5),
    connected: rgb(0xdfe6ef),
    families: [
        rgb(0x64748b),
        rgb(0x5b5bd6),
        rgb(0x2f74b5),
        rgb(0xc62828),
        rgb(0x77828f),
        rgb(0x9b59b6),
        rgb(0x0b8563),
        rgb(0xc75b00),
        rgb(0xb8327a),
        rgb(0x0e7c86),
        rgb(0x7a7f1a),
        rgb(0x646e7a),
    ],
};

const DARK: Palette = Palette {
    background: rgb(0x0f1216),
    panel: rgb(0x171b21),
    line: rgb(0x2a3038),
    faint: rgb(0x20252c),
    ink: rgb(0xe8ebf0),
    second: rgb(0xa9b2bf),
    third: rgb(0x8b95a3),
    accent: rgb(0x5b9dff),
    caution: rgb(0xe0a03a),
    out_text: rgb(0xff9a3d),
    started: rgb(0x232931),
    connected: rgb(0x2c3b50),
    families: [
        rgb(0x94a3b8),
        rgb(0x8f8ff5),
        rgb(0x5aa5e8),
        rgb(0xff6b60),
        rgb(0x8d9aaa),
        rgb(0xc08be0),
        rgb(0x2fc79b),
        rgb(0xff9a3d),
        rgb(0xe870b0),
        rgb(0x35b5c0),
        rgb(0xb5ba45),
        rgb(0x8b95a3),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(color: RGBColor) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(color.0) + 0.7152 * channel(color.1) + 0.0722 * channel(color.2)
    }

    fn contrast(one: RGBColor, other: RGBColor) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn text_and_marks_stand_out_from_what_lies_under_them() {
        for theme in [Theme::Light, Theme::Dark] {
            let palette = theme.palette();
            for ground in [palette.background, palette.panel] {
                for text in [
                    palette.ink,
                    palette.second,
                    palette.third,
                    palette.caution,
                    palette.accent,
                    palette.out_text,
                    palette.family(Family::Print),
                ] {
                    assert!(contrast(text, ground) >= 4.5, "{theme:?} {text:?} on {ground:?}");
                }
            }
            for family in Family::ALL {
                for ground in [palette.panel, palette.started, palette.connected] {
                    let got = contrast(palette.family(family), ground);
                    assert!(got >= 3.0, "{theme:?} {family:?} {got}");
                }
            }
        }
    }
}
