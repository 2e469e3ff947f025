//! Walls before the article: consent, login, advertisement blockers, scripts that did not run.
//!
//! They are prose that speaks of the page and not of the world. A page of nothing else is none; a dialogue above an article is of its frame.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::cues::fold::fold;
use super::evidence::Evidence;
use super::{Label, Verdict};
use crate::page::{Block, Page};

/// Kept words from which a page is one, whatever walls say.
const WORDS: u32 = 400;
/// Bytes of the longest block that is looked at.
const LONGEST: usize = 1600;
/// Words of a line that belongs to the notice beside it, if it holds one phrase.
const LINE_WORDS: u32 = 12;
/// Kept words outside a dialogue, with which the page has an article beside it.
const WORDS_OUTSIDE: u32 = 40;

/// The phrases, in the languages of the archive.
const PHRASES: &str = include_str!("walls.txt");

/// What of the sections a phrase belongs to.
const SECTIONS: [(&str, Label); 4] = [
    ("[consent]", Label::Cookie),
    ("[login]", Label::Login),
    ("[blocker]", Label::Other),
    ("[script]", Label::Other),
];

struct Known {
    phrases: Option<AhoCorasick>,
    labels: Vec<Label>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut phrases = Vec::new();
    let mut labels = Vec::new();
    let mut label = None;
    for line in PHRASES.lines() {
        if let Some((_, own)) = SECTIONS.iter().find(|(head, _)| *head == line) {
            label = Some(*own);
        }
        let list = line.split_once(": ").filter(|(tag, _)| tag.len() == 2);
        for phrase in list.iter().flat_map(|(_, list)| list.split(" | ")) {
            phrases.push(fold(phrase).text);
            labels.push(label.unwrap_or(Label::Other));
        }
    }
    Known {
        phrases: AhoCorasick::new(phrases).ok(),
        labels,
    }
});

/// What of a wall a block says.
#[derive(Debug, Clone, Copy)]
struct Said {
    label: Label,
    /// Different phrases of walls in it.
    phrases: usize,
}

fn said(text: &str) -> Option<Said> {
    if text.len() > LONGEST {
        return None;
    }
    let folded = fold(text);
    let mut found: Vec<usize> = KNOWN
        .phrases
        .as_ref()?
        .find_iter(&folded.text)
        .map(|hit| hit.pattern().as_usize())
        .collect();
    found.sort_unstable();
    found.dedup();
    let label = KNOWN.labels.get(*found.first()?).copied()?;
    Some(Said {
        label,
        phrases: found.len(),
    })
}

/// Cuts dialogues on consent, and paragraphs with two phrases of consent, beside an article.
pub(super) fn cut(verdicts: &mut [Verdict], page: &Page, evidence: &Evidence) {
    let words = |at: usize| evidence.reading.facts.get(at).map_or(0, |f| f.words);
    let told = notices(verdicts, page, &words);
    let dialogues = in_dialogues(page);
    let is_wall = |at: usize| told.contains(&at) || dialogues.get(at).copied().unwrap_or(false);
    let kept = (0..verdicts.len()).filter(|at| verdicts.get(*at).is_some_and(|v| v.kept));
    let outside: u32 = kept.filter(|at| !is_wall(*at)).map(words).sum();
    if outside < WORDS_OUTSIDE {
        return;
    }
    for (at, verdict) in verdicts.iter_mut().enumerate() {
        if is_wall(at) {
            verdict.kept = false;
            verdict.label = Label::Cookie;
            verdict.reason = "asks for consent to cookies or advertising".into();
        }
    }
}

/// Paragraphs with two phrases of consent and none that is quoted, and the lines beside them with one.
fn notices(verdicts: &[Verdict], page: &Page, words: &impl Fn(usize) -> u32) -> Vec<usize> {
    let consent = |at: usize| {
        let text = &page.blocks.get(at)?.text;
        let quoted = text.contains(['“', '”', '„', '«', '"']);
        said(text).filter(|said| said.label == Label::Cookie && !quoted)
    };
    // Blocks that were cut may be the lines beside; only what is kept or a headline makes somebody look.
    let asked = |at: &usize| {
        let verdict = verdicts.get(*at);
        verdict.is_some_and(|v| v.kept || v.label == Label::Headline)
    };
    let mut found: Vec<usize> = Vec::new();
    for at in (0..verdicts.len()).filter(asked) {
        let Some(said) = consent(at) else {
            continue;
        };
        let is_full = |at: usize| consent(at).is_some_and(|said| said.phrases > 1);
        let beside = || {
            let near = at.saturating_sub(2)..=at + 2;
            words(at) <= LINE_WORDS && near.into_iter().any(is_full)
        };
        if said.phrases > 1 || beside() {
            found.push(at);
        }
    }
    found
}

/// Of each block, whether it stands in a dialogue named as one on consent.
fn in_dialogues(page: &Page) -> Vec<bool> {
    let mut named: Vec<bool> = Vec::with_capacity(page.elements.len());
    for element in &page.elements {
        let outer = element.parent.and_then(|parent| named.get(parent as usize));
        let own = is_dialogue(&element.tag, &element.names);
        named.push(own || outer.copied().unwrap_or(false));
    }
    let inside = |element: u32| named.get(element as usize).copied().unwrap_or(false);
    let of = |block: &Block| block.element.is_some_and(inside);
    page.blocks.iter().map(of).collect()
}

/// Whether an element is a dialogue and named as one on consent.
fn is_dialogue(tag: &str, names: &str) -> bool {
    let role = || {
        names
            .split(' ')
            .any(|name| matches!(name, "dialog" | "alertdialog"))
    };
    let asks = [
        "consent",
        "cookie",
        "gdpr",
        "onetrust",
        "didomi",
        "usercentrics",
    ];
    let named = || {
        asks.iter().any(|part| names.contains(part))
            || names.split([' ', '-', '_']).any(|part| part == "cmp")
    };
    (tag == "dialog" || role()) && named()
}

/// Cuts what is kept of a page that is nothing but a wall, of which `words` are; true if it is one.
pub(super) fn is_all(
    verdicts: &mut [Verdict],
    page: &Page,
    evidence: &Evidence,
    words: u32,
) -> bool {
    if words >= WORDS || words == 0 {
        return false;
    }
    let (mut walled, mut phrases, mut speaks) = (0, 0, false);
    for (at, _) in verdicts.iter().enumerate().filter(|(_, v)| v.kept) {
        let said = page.blocks.get(at).and_then(|block| said(&block.text));
        if let Some(said) = said {
            walled += evidence.reading.facts.get(at).map_or(0, |f| f.words);
            phrases += said.phrases;
            // An article may speak of consent; a script or a blocker is asked for by the page alone.
            speaks |= said.label == Label::Other;
        }
    }
    let rest = words.saturating_sub(walled);
    if phrases < 2 && !speaks || rest * 2 > walled {
        return false;
    }
    for verdict in verdicts.iter_mut().filter(|verdict| verdict.kept) {
        verdict.kept = false;
        verdict.label = Label::Login;
        verdict.reason = "a wall before the article, and nothing else".into();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{is_dialogue, said};
    use crate::clean::Label;

    #[test]
    fn walls_are_known_in_many_languages() {
        let walls = [
            (
                "We and our 842 partners store and access information on a device.",
                Label::Cookie,
            ),
            ("Bitte deaktivieren Sie Ihren Adblocker.", Label::Other),
            ("Активируйте или включите JavaScript.", Label::Other),
            ("Créez un compte gratuit pour lire la suite.", Label::Login),
            ("続きを読むにはログインしてください", Label::Login),
        ];
        for (text, label) in walls {
            assert_eq!(said(text).map(|said| said.label), Some(label), "{text}");
        }
        assert!(said("The harbour is closed until October.").is_none());
    }

    #[test]
    fn a_dialogue_is_told_by_its_role_and_its_name() {
        assert!(is_dialogue("div", "consent-modal dialog"));
        assert!(is_dialogue("dialog", "cmp-box"));
        assert!(!is_dialogue("div", "page has-cookie-banner"));
        assert!(!is_dialogue("div", "gallery dialog"));
    }
}
