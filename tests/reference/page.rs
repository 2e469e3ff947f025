//! What holds for every page, whatever its bytes.

use newsdex::page::Page;

/// Panics if the page breaks a promise of the room `page`.
pub fn assert_sound(page: &Page) {
    for (at, element) in page.elements.iter().enumerate() {
        assert!(
            element.parent.is_none_or(|parent| (parent as usize) < at),
            "parents come first"
        );
    }
    for block in &page.blocks {
        let chars = block.text.chars().count();
        assert!(
            !block.text.is_empty() && block.text.trim() == block.text,
            "{:?}",
            block.text
        );
        assert!(!block.text.contains(char::is_control), "{:?}", block.text);
        assert!(!block.text.contains("  "), "{:?}", block.text);
        assert!(block.link_chars as usize <= chars && block.emphasis_chars as usize <= chars);
        assert!(block.links > 0 || block.link_chars == 0);
        assert!(
            block
                .element
                .is_none_or(|element| (element as usize) < page.elements.len())
        );
    }
    assert!(page.blocks.is_sorted_by_key(|block| block.line));
    assert!(
        page.claims
            .iter()
            .all(|claim| !claim.value.is_empty() && claim.value.trim() == claim.value)
    );
}
