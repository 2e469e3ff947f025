//! A name as it is shown, without the signs around it.

/// A printed name without possessive and surrounding signs.
pub fn bare(surface: &str) -> &str {
    let trimmed = surface
        .trim_matches(|c: char| !(c.is_alphanumeric() || c == '.' || is_mark(c)))
        .trim_start_matches('.');
    if let Some(whole) = with_closing_quote(surface, trimmed) {
        return whole;
    }
    ["'s", "’s", "'S", "’S"]
        .iter()
        .find_map(|s| trimmed.strip_suffix(s))
        .unwrap_or(trimmed)
}

/// `ТОВ «Торгсервіс»` with its last sign, which closes what stands inside.
fn with_closing_quote<'t>(surface: &'t str, trimmed: &str) -> Option<&'t str> {
    const PAIRS: [(char, char); 4] = [('«', '»'), ('„', '“'), ('„', '”'), ('“', '”')];
    if trimmed.is_ascii() {
        return None;
    }
    let from = surface.find(trimmed)?;
    let next = surface.get(from + trimmed.len()..)?.chars().next()?;
    let count = |sign: char| trimmed.matches(sign).count();
    let closes = |&(open, close): &(char, char)| close == next && count(open) > count(close);
    PAIRS.iter().any(closes).then_some(())?;
    surface.get(from..from + trimmed.len() + next.len_utf8())
}

/// A stress mark, or the accent of a letter written as two signs.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}
