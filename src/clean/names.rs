//! What tags, classes and ids tell about the text in an element.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Label;

/// What an element's name says of its text, the weaker before the stronger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Name {
    /// Picture or video and what belongs to it.
    Media,
    /// Headline block.
    Head,
    /// Lead-in.
    Lead,
    /// Author, date.
    Meta,
    /// Tags, keywords.
    Tags,
    /// Page header.
    Header,
    /// Column beside the text.
    Side,
    /// Other articles.
    Related,
    /// Readers' comments.
    Comments,
    /// Share buttons.
    Share,
    /// Newsletter, login, paywall.
    Subscribe,
    /// Advertising.
    Advert,
    /// Cookie and consent.
    Consent,
    /// Page footer.
    Footer,
    /// Navigation.
    Menu,
}

impl Name {
    /// The bits of the names that do not speak against the text.
    pub const HARMLESS: u16 =
        1 << Name::Media as u8 | 1 << Name::Head as u8 | 1 << Name::Lead as u8;
}

impl Name {
    const ALL: [Self; 15] = [
        Self::Media,
        Self::Head,
        Self::Lead,
        Self::Meta,
        Self::Tags,
        Self::Header,
        Self::Side,
        Self::Related,
        Self::Comments,
        Self::Share,
        Self::Subscribe,
        Self::Advert,
        Self::Consent,
        Self::Footer,
        Self::Menu,
    ];

    /// The name with that number.
    pub fn of(number: u8) -> Option<Self> {
        Self::ALL.get(number as usize).copied()
    }

    /// The kind of boilerplate that it means, if it means one.
    pub fn label(self) -> Option<Label> {
        Some(match self {
            Self::Head | Self::Lead => return None,
            Self::Media => Label::Caption,
            Self::Meta => Label::Byline,
            Self::Tags => Label::Tags,
            Self::Header | Self::Menu => Label::Menu,
            Self::Side => Label::Teaser,
            Self::Related => Label::Related,
            Self::Comments => Label::Comments,
            Self::Share => Label::Share,
            Self::Subscribe => Label::Newsletter,
            Self::Advert => Label::Promotion,
            Self::Consent => Label::Cookie,
            Self::Footer => Label::Legal,
        })
    }

    /// As it is shown to people.
    pub fn shown(self) -> &'static str {
        match self {
            Self::Media => "a picture",
            Self::Head => "a headline",
            Self::Lead => "a lead-in",
            Self::Meta => "author and date",
            Self::Tags => "tags",
            Self::Header => "a page header",
            Self::Side => "a side column",
            Self::Related => "other articles",
            Self::Comments => "comments",
            Self::Share => "share buttons",
            Self::Subscribe => "a subscription box",
            Self::Advert => "advertising",
            Self::Consent => "a consent notice",
            Self::Footer => "a page footer",
            Self::Menu => "navigation",
        }
    }
}

/// What was found in an element's names.
pub(super) struct Found {
    pub frame: Option<Name>,
    pub body: bool,
}

/// Parts of names, with what they say, the strongest first.
const PARTS: &[(Name, &str)] = &[
    (
        Name::Menu,
        "menu nav breadcrumb toolbar pagination pager skip-link topbar tabs dropdown",
    ),
    (
        Name::Footer,
        "footer copyright legal imprint impressum disclaimer colophon bottom-",
    ),
    (Name::Consent, "cookie consent gdpr privacy"),
    (
        Name::Advert,
        "advert sponsor banner adslot ad-slot ad-container promo outbrain taboola commercial \
         affiliate marketing donat",
    ),
    (
        Name::Subscribe,
        "newsletter subscri signup sign-up paywall login regist modal popup overlay lightbox \
         membership dialog",
    ),
    (Name::Share, "share sharing social follow facebook twitter"),
    (
        Name::Comments,
        "comment disqus reply respond discussion forum",
    ),
    (
        Name::Related,
        "related recommend teaser trending popular most-read mostread more- -more latest \
         read-next readmore read-more also recirc carousel card suggest next- prev similar \
         headlines listing archive ticker widget feed",
    ),
    (
        Name::Side,
        "sidebar aside rail right-col rightcol secondary complementary side-",
    ),
    (Name::Header, "header masthead logo search weather brand"),
    (Name::Tags, "tags tag- -tag keyword topics categor taxonomy"),
    (
        Name::Meta,
        "byline author dateline timestamp publish meta credit bio reporter time date",
    ),
    (
        Name::Lead,
        "lead lede standfirst subtitle subhead summary intro dek excerpt abstract description \
         deck",
    ),
    (Name::Head, "headline title heading kicker"),
    (
        Name::Media,
        "caption figure image photo video gallery media slideshow player pic",
    ),
];

/// Parts of names that stand for article text.
const BODY: &str = "articlebody article-body article_body article__body article-content article-text \
     article__content articletext articlecontent storybody story-body story-content \
     story_body storytext story-text entry-content post-content post-body postcontent \
     content-body body-content body-text body-copy bodytext bodycopy article-main \
     main-content maincontent richtext rich-text rte wysiwyg paragraph text-block textblock \
     news-text newstext news-content detail-text single-content contentbody page-content \
     field-body field--name-body article-p";

static PARTS_FOUND: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let parts = PARTS.iter().flat_map(|(_, parts)| parts.split_whitespace());
    let parts = parts.chain(BODY.split_whitespace());
    AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .build(parts)
        .ok()
});

/// What the part of each number means; `None` for article text.
static MEANINGS: LazyLock<Vec<Option<Name>>> = LazyLock::new(|| {
    let frame = PARTS
        .iter()
        .flat_map(|(name, parts)| parts.split_whitespace().map(|_| Some(*name)));
    frame.chain(BODY.split_whitespace().map(|_| None)).collect()
});

/// Reads the names of an element; of several the strongest counts.
pub(super) fn look_up(names: &str) -> Found {
    let mut found = Found {
        frame: None,
        body: false,
    };
    let (Some(parts), false) = (&*PARTS_FOUND, names.is_empty()) else {
        return found;
    };
    for hit in parts.find_overlapping_iter(names) {
        match MEANINGS.get(hit.pattern().as_usize()).copied().flatten() {
            Some(Name::Share) if is_embedded(word_around(names, hit.start())) => {}
            Some(name) => found.frame = found.frame.max(Some(name)),
            None => found.body = true,
        }
    }
    if found.frame.is_none()
        && names
            .split([' ', '-', '_'])
            .any(|part| matches!(part, "ad" | "ads" | "adv" | "dfp" | "gpt"))
    {
        found.frame = Some(Name::Advert);
    }
    found
}

/// The word of an element's names in which a byte stands.
fn word_around(names: &str, at: usize) -> &str {
    let (before, behind) = names.split_at_checked(at).unwrap_or((names, ""));
    let start = before.rfind(' ').map_or(0, |space| space + 1);
    let end = behind.find(' ').map_or(names.len(), |space| at + space);
    names.get(start..end).unwrap_or_default()
}

/// Whether a word of an element's names stands for a post from elsewhere, which is shown in the article, and not for a button.
fn is_embedded(word: &str) -> bool {
    let button = ["share", "button", "btn", "follow"]
        .iter()
        .any(|part| word.contains(part));
    !button && (word.contains("embed") || is_post(word))
}

/// Whether a word of an element's names stands for a post of words from elsewhere.
fn is_post(word: &str) -> bool {
    [
        "twitter-tweet",
        "twitter-video",
        "bluesky-embed",
        "mastodon-embed",
    ]
    .iter()
    .any(|name| word.starts_with(name))
}

/// Whether an element is a post of words from elsewhere, by its names.
pub(super) fn holds_post(names: &str) -> bool {
    names.split(' ').any(is_post)
}

/// How surely a tag holds the frame of a page, 0 for not at all.
pub(super) fn chrome_rank(tag: &str) -> u8 {
    match tag {
        "nav" => 7,
        "footer" => 6,
        "header" => 5,
        "aside" => 4,
        "form" | "dialog" | "button" | "select" | "label" => 3,
        "figure" | "figcaption" => 2,
        "section" => 1,
        _ => 0,
    }
}

/// What kind of holder a tag is; the innermost counts.
pub(super) fn holder_rank(tag: &str) -> Option<u8> {
    match tag {
        "table" | "tbody" | "tr" | "td" | "th" => Some(1),
        "ul" | "ol" | "li" | "dl" | "dd" | "dt" => Some(2),
        "blockquote" => Some(3),
        "article" | "main" | "section" | "aside" | "nav" => Some(0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Name, look_up};

    #[test]
    fn a_post_from_elsewhere_is_no_share_button() {
        assert_eq!(look_up("twitter-tweet").frame, None);
        assert_eq!(look_up("embed embed-twitter").frame, None);
        for button in [
            "twitter-share-button",
            "social-links",
            "twitter-tweet facebook",
        ] {
            assert_eq!(look_up(button).frame, Some(Name::Share), "{button}");
        }
    }
}
