//! Colours of a terminal as a page can show them: on its own ground, and always legible.

use super::answer::{Colour, Style};

/// Red, green and blue.
pub type Rgb = (u8, u8, u8);

/// The ground that lines are shown on and the ink of what has no colour: light and dark, as in
/// `style/tokens.css`.
const GROUNDS: [(Rgb, Rgb); 2] = [((255, 255, 255), (22, 25, 31)), ((23, 27, 33), (232, 235, 240))];

/// The sixteen colours that terminals have names for, as xterm has them, a little calmer.
const NAMED: [Rgb; 16] = [
    (0, 0, 0),
    (197, 48, 48),
    (26, 127, 75),
    (150, 100, 10),
    (38, 98, 200),
    (150, 62, 170),
    (12, 120, 134),
    (200, 204, 210),
    (110, 118, 130),
    (235, 90, 80),
    (60, 180, 115),
    (220, 165, 60),
    (90, 155, 250),
    (200, 125, 220),
    (60, 185, 195),
    (255, 255, 255),
];

/// Contrast that text must have (WCAG 2.2, 1.4.3), with a little to spare for rounding.
const LEAST_CONTRAST: f32 = 4.6;

fn rgb(colour: Colour) -> Rgb {
    match colour {
        Colour::Rgb(red, green, blue) => (red, green, blue),
        Colour::Indexed(index @ 0..=15) => NAMED[usize::from(index)],
        Colour::Indexed(index @ 16..=231) => {
            let level = |part: u8| if part == 0 { 0 } else { 55 + part * 40 };
            let index = index - 16;
            (level(index / 36), level(index / 6 % 6), level(index % 6))
        }
        Colour::Indexed(index) => {
            let level = 8 + (index - 232) * 10;
            (level, level, level)
        }
    }
}

/// Ink and ground of a style, where they are not the page's own. An ink that could not be read on its
/// ground is moved towards black or white until it can.
pub fn colours(style: &Style, is_dark: bool) -> (Option<Rgb>, Option<Rgb>) {
    let (own_ground, own_ink) = GROUNDS[usize::from(is_dark)];
    let (ink, ground) = (style.foreground.map(rgb), style.background.map(rgb));
    let (ink, ground) = if style.inverse {
        (Some(ground.unwrap_or(own_ground)), Some(ink.unwrap_or(own_ink)))
    } else {
        (ink, ground)
    };
    if ink.is_none() && ground.is_none() {
        return (None, None);
    }
    (Some(legible(ink.unwrap_or(own_ink), ground.unwrap_or(own_ground))), ground)
}

fn legible(ink: Rgb, ground: Rgb) -> Rgb {
    let target = if contrast((0, 0, 0), ground) > contrast((255, 255, 255), ground) { 0.0 } else { 255.0 };
    (0..=20u8)
        .map(|step| {
            let share = f32::from(step) / 20.0;
            let mixed = |part: u8| (f32::from(part) + (target - f32::from(part)) * share).round() as u8;
            (mixed(ink.0), mixed(ink.1), mixed(ink.2))
        })
        .find(|ink| contrast(*ink, ground) >= LEAST_CONTRAST)
        .unwrap_or(if target == 0.0 { (0, 0, 0) } else { (255, 255, 255) })
}

fn contrast(one: Rgb, other: Rgb) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance((red, green, blue): Rgb) -> f32 {
    let linear = |part: u8| {
        let part = f32::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_is_legible_on_both_grounds() {
        for is_dark in [false, true] {
            let own = GROUNDS[usize::from(is_dark)];
            for ink in 0..=255 {
                for ground in [None, Some(1), Some(7), Some(11), Some(231), Some(240)] {
                    for inverse in [false, true] {
                        let style = Style {
                            foreground: Some(Colour::Indexed(ink)),
                            background: ground.map(Colour::Indexed),
                            inverse,
                            ..Style::default()
                        };
                        let (shown, ground) = colours(&style, is_dark);
                        let contrast = contrast(shown.unwrap_or(own.1), ground.unwrap_or(own.0));
                        assert!(contrast >= 4.5, "{style:?} {contrast}");
                    }
                }
            }
        }
        assert_eq!(colours(&Style::default(), true), (None, None));
    }
}
