//! The palette: every colour that a chart uses, in light and dark. It is literal and not a style
//! sheet, because a drawing must look the same when it is saved as a file; on a change of theme a
//! chart is drawn again.

use crate::model::{Family, LoggingEffect, Rgb};

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
    pub background: Rgb,
    /// Ground of the panel on which charts are drawn.
    pub panel: Rgb,
    /// Lines that part things.
    pub line: Rgb,
    /// First text colour.
    pub ink: Rgb,
    /// Second text colour.
    pub second: Rgb,
    /// Third text colour.
    pub third: Rgb,
    /// The one accent: selection.
    pub accent: Rgb,
    /// Something as it should be.
    pub good: Rgb,
    /// Something to be careful about.
    pub caution: Rgb,
    /// Something as it should not be.
    pub bad: Rgb,
    /// Text about what left: the colour of "out", dark enough to be read.
    pub out_text: Rgb,
    /// A session that has started, without a client.
    pub started: Rgb,
    /// A session with its client connected.
    pub connected: Rgb,
    is_dark: bool,
}

impl Palette {
    /// The colour of a family.
    pub const fn family(&self, family: Family) -> Rgb {
        family.colour(self.is_dark)
    }

    /// The colour of what a call does to the logging.
    pub const fn effect(&self, effect: LoggingEffect) -> Rgb {
        match effect {
            LoggingEffect::Begins => self.good,
            LoggingEffect::Changes => self.caution,
            LoggingEffect::EndsSession => self.third,
            LoggingEffect::Ends => self.bad,
        }
    }
}

impl Theme {
    /// The theme of a page that is dark or light.
    pub const fn new(is_dark: bool) -> Theme {
        if is_dark { Theme::Dark } else { Theme::Light }
    }

    /// The colours of this theme.
    pub const fn palette(self) -> &'static Palette {
        match self {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }
}

const fn rgb(hex: u32) -> Rgb {
    Rgb::from_hex(hex)
}

const LIGHT: Palette = Palette {
    background: rgb(0xf6f7f9),
    panel: rgb(0xffffff),
    line: rgb(0xe3e6eb),
    ink: rgb(0x16191f),
    second: rgb(0x525b69),
    third: rgb(0x646e7a),
    accent: rgb(0x1a63d6),
    good: rgb(0x1a7f4b),
    caution: rgb(0xb45309),
    bad: rgb(0xc62828),
    out_text: rgb(0xb45309),
    started: rgb(0xeef1f5),
    connected: rgb(0xdfe6ef),
    is_dark: false,
};

const DARK: Palette = Palette {
    background: rgb(0x0f1216),
    panel: rgb(0x171b21),
    line: rgb(0x2a3038),
    ink: rgb(0xe8ebf0),
    second: rgb(0xa9b2bf),
    third: rgb(0x8b95a3),
    accent: rgb(0x5b9dff),
    good: rgb(0x3fb97f),
    caution: rgb(0xe0a03a),
    bad: rgb(0xff6b60),
    out_text: rgb(0xff9a3d),
    started: rgb(0x232931),
    connected: rgb(0x2c3b50),
    is_dark: true,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_marks_stand_out_from_what_lies_under_them() {
        for theme in [Theme::Light, Theme::Dark] {
            let palette = theme.palette();
            for ground in [palette.background, palette.panel] {
                for text in [
                    palette.ink,
                    palette.second,
                    palette.third,
                    palette.good,
                    palette.caution,
                    palette.bad,
                    palette.accent,
                    palette.out_text,
                    palette.family(Family::Print),
                ] {
                    assert!(text.contrast(ground) >= 4.5, "{theme:?} {text:?} on {ground:?}");
                }
            }
            for family in Family::ALL {
                for ground in [palette.panel, palette.started, palette.connected] {
                    let got = palette.family(family).contrast(ground);
                    assert!(got >= 3.0, "{theme:?} {family:?} {got}");
                }
            }
        }
    }
}
