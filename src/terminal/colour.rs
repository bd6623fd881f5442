//! Colours of a terminal as a page can show them: on its own ground, and always legible.

use super::answer::{Colour, Style};
use crate::model::Rgb;

/// What a page shows lines on, where they have no colours of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageColours {
    /// The ground.
    pub ground: Rgb,
    /// The ink.
    pub ink: Rgb,
}

/// The sixteen colours that terminals have names for, as xterm has them, a little calmer.
const NAMED: [Rgb; 16] = [
    Rgb(0, 0, 0),
    Rgb(197, 48, 48),
    Rgb(26, 127, 75),
    Rgb(150, 100, 10),
    Rgb(38, 98, 200),
    Rgb(150, 62, 170),
    Rgb(12, 120, 134),
    Rgb(200, 204, 210),
    Rgb(110, 118, 130),
    Rgb(235, 90, 80),
    Rgb(60, 180, 115),
    Rgb(220, 165, 60),
    Rgb(90, 155, 250),
    Rgb(200, 125, 220),
    Rgb(60, 185, 195),
    Rgb(255, 255, 255),
];

/// Contrast that text must have (WCAG 2.2, 1.4.3), with a little to spare for rounding.
const LEAST_CONTRAST: f64 = 4.6;

fn rgb(colour: Colour) -> Rgb {
    match colour {
        Colour::Rgb(red, green, blue) => Rgb(red, green, blue),
        Colour::Indexed(index @ 0..=15) => NAMED[usize::from(index)],
        Colour::Indexed(index @ 16..=231) => {
            let level = |part: u8| if part == 0 { 0 } else { 55 + part * 40 };
            let index = index - 16;
            Rgb(level(index / 36), level(index / 6 % 6), level(index % 6))
        }
        Colour::Indexed(index) => {
            let level = 8 + (index - 232) * 10;
            Rgb(level, level, level)
        }
    }
}

/// Ink and ground of a style, where they are not those of the page. An ink that could not be read on its
/// ground is moved towards black or white until it can.
pub fn colours(style: &Style, paper: PageColours) -> (Option<Rgb>, Option<Rgb>) {
    let (ink, ground) = (style.foreground.map(rgb), style.background.map(rgb));
    let (ink, ground) = if style.inverse {
        (Some(ground.unwrap_or(paper.ground)), Some(ink.unwrap_or(paper.ink)))
    } else {
        (ink, ground)
    };
    if ink.is_none() && ground.is_none() {
        return (None, None);
    }
    (Some(legible(ink.unwrap_or(paper.ink), ground.unwrap_or(paper.ground))), ground)
}

fn legible(ink: Rgb, ground: Rgb) -> Rgb {
    const BLACK: Rgb = Rgb(0, 0, 0);
    const WHITE: Rgb = Rgb(255, 255, 255);
    let target = if BLACK.contrast(ground) > WHITE.contrast(ground) { BLACK } else { WHITE };
    (0..=20u8)
        .map(|step| {
            let share = f32::from(step) / 20.0;
            let mixed = |part: u8, target: u8| {
                (f32::from(part) + (f32::from(target) - f32::from(part)) * share).round() as u8
            };
            Rgb(mixed(ink.0, target.0), mixed(ink.1, target.1), mixed(ink.2, target.2))
        })
        .find(|ink| ink.contrast(ground) >= LEAST_CONTRAST)
        .unwrap_or(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_is_legible_on_both_grounds() {
        let light = PageColours { ground: Rgb(255, 255, 255), ink: Rgb(22, 25, 31) };
        let dark = PageColours { ground: Rgb(23, 27, 33), ink: Rgb(232, 235, 240) };
        for paper in [light, dark] {
            for ink in 0..=255 {
                for ground in [None, Some(1), Some(7), Some(11), Some(231), Some(240)] {
                    for inverse in [false, true] {
                        let style = Style {
                            foreground: Some(Colour::Indexed(ink)),
                            background: ground.map(Colour::Indexed),
                            inverse,
                            ..Style::default()
                        };
                        let (shown, ground) = colours(&style, paper);
                        let contrast = shown.unwrap_or(paper.ink).contrast(ground.unwrap_or(paper.ground));
                        assert!(contrast >= 4.5, "{style:?} {contrast}");
                    }
                }
            }
        }
        assert_eq!(colours(&Style::default(), dark), (None, None));
    }
}
