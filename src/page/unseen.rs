//! Styles that put text where nobody sees it, although it is not said to be hidden.

/// Pixels beyond the edge of the page from which nothing is seen of a block.
const OFF_SCREEN: f32 = -999.0;
/// Pixels of `1em`, roughly.
const EM: f32 = 16.0;

/// Whether a style attribute makes the text of its element invisible: far off the screen, of no size, of no opacity.
pub(super) fn is_unseen(style: &str, tag: &str) -> bool {
    // Most styles say nothing of the kind.
    let says = ["-9", "-1", ":0", ": 0", "clip", "background"];
    says.iter().any(|part| style.contains(part)) && Style(style).is_unseen(tag)
}

/// A style attribute.
struct Style<'a>(&'a str);

impl<'a> Style<'a> {
    fn is_unseen(&self, tag: &str) -> bool {
        self.is_off_screen()
            || self.is_sizeless(tag)
            || self.is_flat()
            || self.is_clear()
            || self.is_blank()
    }

    /// The value of a property; the last one counts.
    fn get(&self, property: &str) -> Option<&'a str> {
        let declarations = self.0.split(';').filter_map(|d| d.split_once(':'));
        let mut own = declarations.filter(|(name, _)| name.trim().eq_ignore_ascii_case(property));
        own.next_back().map(|(_, value)| {
            let value = value.trim();
            value.strip_suffix("!important").unwrap_or(value).trim_end()
        })
    }

    fn is(&self, property: &str, values: &[&str]) -> bool {
        let value = self.get(property);
        value.is_some_and(|value| values.iter().any(|v| value.eq_ignore_ascii_case(v)))
    }

    fn is_zero(&self, property: &str) -> bool {
        self.get(property).and_then(pixels) == Some(0.0)
    }

    fn is_off_screen(&self) -> bool {
        let far = |property: &str| {
            let value = self.get(property).and_then(pixels);
            value.is_some_and(|pixels| pixels <= OFF_SCREEN)
        };
        let placed = self.is("position", &["absolute", "fixed"]);
        let clipped = || {
            let clip = self.get("clip").unwrap_or_default().to_ascii_lowercase();
            let sizes = clip.strip_prefix("rect(").and_then(|c| c.strip_suffix(')'));
            sizes.is_some_and(|sizes| {
                let mut sizes = sizes.split([',', ' ']).filter(|size| !size.is_empty());
                sizes.all(|size| pixels(size).is_some_and(|size| size <= 1.0))
            })
        };
        far("text-indent") || placed && (["left", "right", "top"].into_iter().any(far) || clipped())
    }

    /// Containers of no font size are set so to close the gaps between their parts, which have sizes of their own.
    fn is_sizeless(&self, tag: &str) -> bool {
        matches!(
            tag,
            "p" | "span" | "font" | "small" | "b" | "i" | "em" | "strong" | "a"
        ) && self.is_zero("font-size")
    }

    /// Of no height and nothing may stand out of it; a box of a film has its height as padding.
    fn is_flat(&self) -> bool {
        self.is_zero("height")
            && self.is("overflow", &["hidden", "clip"])
            && !["padding", "padding-top", "padding-bottom"]
                .into_iter()
                .any(|padding| self.get(padding).is_some_and(|_| !self.is_zero(padding)))
    }

    /// In the colour of its own background.
    fn is_blank(&self) -> bool {
        let ground = self.get("background-color").or(self.get("background"));
        let own = self.get("color").and_then(colour);
        own.is_some() && own == ground.and_then(colour)
    }

    /// Of no opacity, and no movement with which it will come in.
    fn is_clear(&self) -> bool {
        let moves = ["transform", "transition", "animation", "will-change"];
        self.is_zero("opacity") && !moves.iter().any(|property| self.0.contains(property))
    }
}

/// A colour in one spelling, white and black have several; `None` for a word that names none, such as `inherit`.
fn colour(value: &str) -> Option<String> {
    let bare: String = value.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.to_ascii_lowercase();
    match bare.as_str() {
        "white" | "#fff" | "#ffffff" | "rgb(255,255,255)" => Some("white".to_owned()),
        "black" | "#000" | "#000000" | "rgb(0,0,0)" => Some("black".to_owned()),
        _ => (bare.starts_with('#') || bare.starts_with("rgb(")).then_some(bare),
    }
}

/// A length in pixels; `None` for what is none, and for shares of something.
fn pixels(length: &str) -> Option<f32> {
    let number = length.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let value: f32 = number.trim().parse().ok()?;
    match length.get(number.len()..)? {
        "" | "px" | "pt" => Some(value),
        "em" | "rem" | "ch" => Some(value * EM),
        "vw" | "vh" => Some(value * 10.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::is_unseen;

    #[test]
    fn text_in_the_colour_of_its_ground_is_unseen() {
        assert!(is_unseen("color:#FFF; background-color: white", "p"));
        assert!(!is_unseen("color:inherit;background-color:inherit", "h2"));
        assert!(!is_unseen("color:#fff;background:#111", "p"));
        assert!(!is_unseen("background:white", "p"));
    }
}
