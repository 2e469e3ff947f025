//! Every colour can be read on black and on white, as the common terminals show it.

use anstyle::{AnsiColor, Color};
use newsdex::output::Role;

/// The basic colours of a terminal, as `0xRRGGBB`.
struct Palette {
    name: &'static str,
    /// Red, green, yellow, blue, magenta, cyan.
    colours: [u32; 6],
}

const fn palette(name: &'static str, colours: [u32; 6]) -> Palette {
    Palette { name, colours }
}

const PALETTES: [Palette; 6] = [
    palette(
        "xterm",
        [
            0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd,
        ],
    ),
    palette(
        "VGA",
        [
            0xaa_0000, 0x00_aa00, 0xaa_5500, 0x00_00aa, 0xaa_00aa, 0x00_aaaa,
        ],
    ),
    palette(
        "GNOME",
        [
            0xcc_0000, 0x4e_9a06, 0xc4_a000, 0x34_65a4, 0x75_507b, 0x06_989a,
        ],
    ),
    palette(
        "Windows",
        [
            0xc5_0f1f, 0x13_a10e, 0xc1_9c00, 0x00_37da, 0x88_1798, 0x3a_96dd,
        ],
    ),
    palette(
        "macOS",
        [
            0xc2_3621, 0x25_bc24, 0xad_ad27, 0x49_2ee1, 0xd3_38d3, 0x33_bbc8,
        ],
    ),
    palette(
        "VS Code",
        [
            0xcd_3131, 0x0d_bc79, 0xe5_e510, 0x24_72c8, 0xbc_3fbc, 0x11_a8cd,
        ],
    ),
];

const ROLES: [Role; 11] = [
    Role::Text,
    Role::Mark,
    Role::Title,
    Role::TitleMark,
    Role::Number,
    Role::Site,
    Role::Aside,
    Role::Kept,
    Role::Cut,
    Role::Error,
    Role::Hint,
];

/// The contrast that a colour has to have: what it takes is 3 for large text, and no basic colour reaches that everywhere.
const LEAST: f64 = 2.5;

/// How bright a colour is, from 0 to 1, as WCAG 2 defines it.
fn luminance(colour: u32) -> f64 {
    let part = |shift: u32, weight: f64| {
        let share = f64::from(colour >> shift & 0xff) / 255.0;
        let linear = if share <= 0.03928 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        };
        weight * linear
    };
    part(16, 0.2126) + part(8, 0.7152) + part(0, 0.0722)
}

/// The lower one of the contrasts to black and to white.
fn contrast(colour: u32) -> f64 {
    let bright = luminance(colour) + 0.05;
    (bright / 0.05).min(1.05 / bright)
}

fn place(colour: AnsiColor) -> usize {
    match colour {
        AnsiColor::Red => 0,
        AnsiColor::Green => 1,
        AnsiColor::Yellow => 2,
        AnsiColor::Blue => 3,
        AnsiColor::Magenta => 4,
        AnsiColor::Cyan => 5,
        other => panic!("{other:?} is like one of the two backgrounds, or depends on the terminal"),
    }
}

#[test]
fn every_colour_can_be_read_on_black_and_on_white() {
    for role in ROLES {
        let style = role.style();
        assert_eq!(style.get_bg_color(), None, "{role:?}");
        let colour = match style.get_fg_color() {
            None => continue,
            Some(Color::Ansi(colour)) => colour,
            Some(other) => panic!("{role:?}: {other:?} is the same in light and dark"),
        };
        for palette in &PALETTES {
            let found = contrast(palette.colours[place(colour)]);
            assert!(
                found >= LEAST,
                "{role:?} has {found:.1} in {}",
                palette.name
            );
        }
    }
}

#[test]
fn the_test_would_notice_the_colours_that_fade() {
    assert!(contrast(0x00_cdcd) < LEAST && contrast(0x00_00ee) < LEAST);
}
