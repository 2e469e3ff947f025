//! Patterns that no list of phrases can hold: dates, names after `by`, agencies behind a slash, paths, tags, numbers.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

pub use super::credits::is_agency;
pub(super) use super::credits::photo_credit;
pub use super::dates::{DateLine, date_line, is_age, is_clock, may_be_date};
use super::fold::{Folded, fold, is_unspaced};
use super::names;
pub use super::names::{before_day, is_caseless, is_sign};
use super::{Cue, Strength, cue};
use crate::clean::Label;
use crate::clean::calendar;

/// Shapes that hardly ever stand in an article.
pub(super) fn strong(text: &str, folded: &Folded) -> Option<Cue> {
    if folded.words > LONGEST_LINE {
        return None;
    }
    let label = |label, name| Some(cue(label, Strength::Strong, name));
    if date_line(text, folded) == DateLine::Pure {
        return label(Label::Date, "a date");
    }
    if may_lead(&folded.text) && byline(text).is_some() {
        return label(Label::Byline, "a name after a word such as `by`");
    }
    copyright(text, folded)
        .or_else(|| photo_credit(text, folded))
        .or_else(|| marks(text, folded))
}

/// Words of the longest line that can have a shape; longer ones are running text.
const LONGEST_LINE: usize = 60;

/// Shapes that also stand in articles.
pub(super) fn weak(text: &str, folded: &Folded) -> Option<Cue> {
    if folded.words > 25 {
        return None;
    }
    let label = |label, name| Some(cue(label, Strength::Weak, name));
    if date_line(text, folded) == DateLine::Mixed {
        return label(Label::Date, "a date or a number with a few words");
    }
    if is_clock(folded, text) {
        return label(Label::LiveFrame, "a time of day");
    }
    if folded.words <= 3 && !text.contains(char::is_alphabetic) {
        return label(Label::Counter, "no letters");
    }
    if text.ends_with(['›', '→', '►', '▶', '▸'])
        || text.ends_with(">>")
        || text.ends_with('»') && !text.contains('«')
    {
        return label(Label::Related, "an arrow at the end");
    }
    if text.starts_with(['→', '►', '▶', '▸', '>']) {
        return label(Label::Teaser, "an arrow at the start");
    }
    (has_bars(text) && !ends_sentence(text)).then_some(())?;
    label(Label::Menu, "a list between bars")
}

/// True if two bars or dots divide the text.
fn has_bars(text: &str) -> bool {
    let plain = memchr::memchr_iter(b'|', text.as_bytes()).take(2).count();
    plain >= 2 || !text.is_ascii() && text.matches(['|', '•', '·']).nth(1).is_some()
}

/// The names behind a byline's lead-in, with what follows them; `None` if the text is no byline.
///
/// ```
/// use newsdex::clean::cues::shape::byline;
/// assert_eq!(byline("By Jane Doe, Staff Writer"), Some("Jane Doe, Staff Writer"));
/// assert_eq!(byline("By Monday the river had risen"), None);
/// ```
pub fn byline(text: &str) -> Option<&str> {
    if text.len() > 200 {
        return None;
    }
    if let Some(name) = names::bracketed(text) {
        return Some(name);
    }
    let (lead, rest) = split_lead(text)?;
    let key = fold(lead).text;
    let rest = rest.trim_start_matches([':', '：', '-', '–', '|', '/', '／', '●', ' ']);
    let colon = text
        .get(lead.len()..)?
        .trim_start()
        .starts_with([':', '：', '/', '／', '●']);
    let known = is_lead(&key) || colon && LEADS_KNOWN.whole.contains(&key);
    (known && starts_with_name(rest)).then_some(rest)
}

/// True if the folded text begins with a byline's lead-in: most lines do not, and need no closer look.
pub(in crate::clean) fn may_lead(folded: &str) -> bool {
    let ends = memchr::memchr_iter(b' ', folded.as_bytes()).chain([folded.len()]);
    let mut ends = ends.take(LEAD_WORDS);
    let is_of = |leads: &FxHashSet<String>, end| {
        let start: Option<&str> = folded.get(..end);
        start.is_some_and(|start| leads.contains(start))
    };
    let first = ends.clone().next().unwrap_or_default();
    let led =
        is_of(&LEADS_KNOWN.first_words, first) && ends.any(|end| is_of(&LEADS_KNOWN.whole, end));
    led || folded.starts_with(is_unspaced)
}

/// Words of the longest lead-in.
const LEAD_WORDS: usize = 4;

/// The lead-ins, and the words that they begin with: most lines are told by their first word.
struct Leads {
    whole: FxHashSet<String>,
    first_words: FxHashSet<String>,
}

/// Both lists. Folding them again spells letters as folded lines do: Persian and Arabic write some of them differently.
static LEADS_KNOWN: LazyLock<Leads> = LazyLock::new(|| {
    let leads = LEADS.iter().chain(COLON_LEADS);
    let whole: FxHashSet<String> = leads.map(|lead| fold(lead).text).collect();
    let first_words = whole.iter().filter_map(|lead| lead.split(' ').next());
    Leads {
        first_words: first_words.map(str::to_owned).collect(),
        whole,
    }
});

static BARE_LEADS: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| LEADS.iter().map(|lead| fold(lead).text).collect());

/// Whether a folded text leads in a name without a colon.
fn is_lead(folded: &str) -> bool {
    BARE_LEADS.contains(folded)
}

/// Lead-ins that need nothing but a name behind them.
const LEADS: &[&str] = &[
    "by",
    "von",
    "par",
    "por",
    "di",
    "de",
    "door",
    "av",
    "af",
    "przez",
    "written by",
    "words by",
    "story by",
    "posted by",
    "published by",
    "reported by",
    "от",
    "analysis by",
    "review by",
    "a cura di",
    "kommentar von",
    "ein kommentar von",
    "eine analyse von",
    "ein gastbeitrag von",
    "gastbeitrag von",
    "kolumne von",
    "text von",
    "text av",
    "tekst av",
    "texte de",
    "texto de",
    "text de",
    "propos recueillis par",
    "escrito por",
    "scris de",
    "irta",
    "skrevet av",
    "skrevet af",
    "geschreven door",
    "teksti",
    "του",
    "τησ",
    "απο",
    "γραφει ο",
    "γραφει η",
    "by line",
    "from our correspondent",
    "article by",
    "opinion by",
    "interview by",
    "โดย",
    "በ",
];

/// Lead-ins that need a colon behind them.
const COLON_LEADS: &[&str] = &[
    "автор",
    "авторы",
    "автори",
    "авторка",
    "текст",
    "автор текста",
    "корреспондент",
    "материал подготовил",
    "материал подготовила",
    "подготовил",
    "подготовила",
    "підготував",
    "підготувала",
    "журналист",
    "журналіст",
    "журналістка",
    "autor",
    "autorin",
    "autoren",
    "autora",
    "autorka",
    "autori",
    "author",
    "authors",
    "tekst",
    "text",
    "texte",
    "texto",
    "testo",
    "auteur",
    "auteurs",
    "autore",
    "szerzo",
    "iro",
    "συντακτησ",
    "ρεπορταζ",
    "κειμενο",
    "yazan",
    "haber",
    "yazar",
    "аутор",
    "пише",
    "pise",
    "scris de",
    "writer",
    "reporter",
    "byline",
    "opracowanie",
    "oprac",
    "opracowal",
    "opracowala",
    "redakteur",
    "redakce",
    "von",
    "בקלם",
    "מאת",
    "بقلم",
    "كتب",
    "كتبت",
    "اعداد",
    "نویسنده",
    "作者",
    "文",
    "记者",
    "記者",
    "撰文",
    "著者",
    "筆者",
    "執筆",
    "執筆者",
    "ライター",
    "글",
    "लेखक",
    "लेखिका",
    "ავტორი",
    "հեղինակ",
    "ผู้เขียน",
    "ጸሐፊ",
    "writer s name",
    "published by",
    "posted by",
    "by",
];

/// Splits the words before the first capitalised word, colon or caseless word from the rest; at most four words.
fn split_lead(text: &str) -> Option<(&str, &str)> {
    if let Some(at) = text.find([':', '：', '／', '●']).filter(|at| *at <= 40) {
        let (lead, rest) = text.split_at(at);
        if lead.split(' ').count() <= 3 {
            return Some((lead, rest));
        }
    }
    let mut spaces = text.match_indices(' ').map(|(at, _)| at).take(4);
    spaces.find_map(|at| {
        let (lead, rest) = text.split_at(at);
        is_lead(&fold(lead).text).then_some((lead, rest))
    })
}

/// True if the text begins with a person's name and what follows it is not a sentence.
fn starts_with_name(text: &str) -> bool {
    if text.is_empty() || ends_sentence(text) && text.split(' ').count() > 5 {
        return false;
    }
    let end = text
        .find([',', '|', '•', '·', '(', ';', '–', '—', '/'])
        .unwrap_or(text.len());
    let head = text.get(..end).unwrap_or(text);
    let names = head
        .split(" and ")
        .flat_map(|part| part.split(" und "))
        .flat_map(|part| part.split(" y "))
        .flat_map(|part| part.split(" et "))
        .flat_map(|part| part.split(" & "));
    let behind = text.get(end..).unwrap_or_default();
    behind.split(' ').count() <= 14 && names.map(strip_date).all(is_name)
}

/// Cuts a date off the end of a name: `Jane Doe January 6, 2026`.
pub fn strip_date(text: &str) -> &str {
    let at = text
        .find(|c: char| c.is_ascii_digit())
        .unwrap_or(text.len());
    let mut head = text.get(..at).unwrap_or(text).trim();
    while let Some((before, last)) = head.rsplit_once(' ') {
        if at == text.len() || calendar::word(&fold(last).text).is_none() {
            break;
        }
        head = before.trim_end();
    }
    head
}

/// True if the text is a person's name, as far as its letters tell.
pub fn is_name(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.');
    let mut capitals = 0;
    let mut words = 0;
    for word in text.split(' ') {
        words += 1;
        match word.chars().next() {
            Some(first) if first.is_uppercase() || is_caseless(first) => capitals += 1,
            Some(_) if words > 1 && PARTICLES.contains(&word) => {}
            _ => return false,
        }
        if !word.chars().all(|c| {
            c.is_alphabetic()
                || names::is_sign(c)
                || matches!(c, '-' | '\'' | '’' | '.' | '‘' | '`')
        }) {
            return false;
        }
    }
    let unspaced =
        words == 1 && (2..=4).contains(&text.chars().count()) && text.chars().all(is_unspaced);
    unspaced || ((2..=5).contains(&words) && capitals >= 2 && text.len() <= 80)
}

const PARTICLES: &[&str] = &[
    "de", "van", "von", "der", "den", "la", "le", "bin", "al", "el", "di", "da", "dos", "das",
    "du", "del", "della", "ten", "ter", "zu", "af", "av", "e", "y", "i", "ibn", "zur", "vom", "d'",
    "do",
];

/// True if the text ends as a sentence does.
pub fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '»', '\'', '’', ')', '“', '«', '」', '』'])
        .ends_with([
            '.', '!', '?', '…', '。', '！', '？', '؟', '։', '।', '۔', '።', '။', '។', '།',
        ])
}

/// Words of a notice that is nothing but that: `© 2026 The Courier. All rights reserved.`
const NOTICE_WORDS: usize = 20;

fn copyright(text: &str, folded: &Folded) -> Option<Cue> {
    let bracketed = |at: usize| matches!(text.as_bytes().get(at + 1..at + 3), Some(b"c)" | b"C)"));
    let signed = !text.is_ascii() && text.contains('©')
        || memchr::memchr_iter(b'(', text.as_bytes()).any(bracketed)
        || folded.text.starts_with("copyright");
    (signed && has_year(text)).then_some(())?;
    let begins = text.starts_with('©')
        || text.starts_with('(') && bracketed(0)
        || folded.text.starts_with("copyright");
    let strength = if begins && folded.words <= NOTICE_WORDS {
        Strength::Sure
    } else {
        Strength::Strong
    };
    Some(cue(Label::Legal, strength, "a copyright sign and a year"))
}

fn has_year(text: &str) -> bool {
    text.as_bytes().windows(4).any(|w| matches!(w, [b'1', b'9', a, b] | [b'2', b'0', a, b] if a.is_ascii_digit() && b.is_ascii_digit()))
}

/// Paths, tags, addresses, handles, telephone numbers.
fn marks(text: &str, folded: &Folded) -> Option<Cue> {
    let strong = |label, name| Some(cue(label, Strength::Strong, name));
    let mut words = text.split_whitespace();
    if words
        .clone()
        .all(|word| word.starts_with('#') && word.len() > 1)
    {
        return strong(Label::Tags, "hashtags");
    }
    if is_share_bar(folded) {
        return strong(Label::Share, "names of networks in a row");
    }
    if folded.words <= 20 && is_path(text) {
        return strong(Label::Menu, "a path of links");
    }
    let (Some(only), None) = (words.next(), words.next()) else {
        return telephone(text, folded);
    };
    if only.starts_with('@') {
        return strong(Label::Share, "a handle");
    }
    if only.starts_with("http://") || only.starts_with("https://") || only.starts_with("www.") {
        return strong(Label::Other, "an address");
    }
    let (user, host) = only.split_once('@')?;
    (!user.is_empty() && host.contains('.')).then_some(())?;
    strong(Label::AuthorBox, "an e-mail address")
}

/// `Teilen Facebook WhatsApp E-Mail`: two names or more and nothing else but words for sharing.
fn is_share_bar(folded: &Folded) -> bool {
    let is_network = |word: &&str| OF_SHARE_BARS.get(word) == Some(&true);
    let words = || folded.text.split(' ');
    (2..=SHARE_BAR).contains(&folded.words)
        && words().all(|word| OF_SHARE_BARS.contains_key(word))
        && words().filter(is_network).nth(1).is_some()
}

/// The words of share bars, and whether each is a network.
static OF_SHARE_BARS: LazyLock<FxHashMap<&'static str, bool>> = LazyLock::new(|| {
    let words = |list: &'static str, network| list.split(' ').map(move |word| (word, network));
    words(SHARING, false).chain(words(NETWORKS, true)).collect()
});

/// Words of the longest bar.
const SHARE_BAR: usize = 16;

/// Networks to which pages are shared, folded.
const NETWORKS: &str = "facebook twitter x whatsapp telegram linkedin pinterest reddit email mail sms flipboard tumblr vk \
    vkontakte вконтакте одноклассники viber messenger instagram threads bluesky mastodon xing pocket \
    line weibo wechat youtube tiktok google";

/// What stands before and between them, folded.
const SHARING: &str = "e share on via this print copy link save tweet teilen auf drucken partager sur imprimer compartir en \
    condividi su compartilhar compartilhe no udostepnij delen dela del jaa sdilet megosztas paylas \
    podeli podijeli distribuie поделиться поделитесь поділитися сподели подели κοινοποιηση مشاركة שתפו";

/// `Home › News › World`
fn is_path(text: &str) -> bool {
    if text.is_ascii() && memchr::memchr(b'>', text.as_bytes()).is_none() {
        return false;
    }
    let parts = text.trim_start_matches('>').split(['›', '»', '>', '→']);
    let mut filled = parts.filter(|part| !part.trim().is_empty());
    // The sign may end a tag that the text speaks of.
    let is_tag =
        |after: &str| after.starts_with(|sign: char| sign == '/' || sign.is_ascii_alphabetic());
    filled.nth(2).is_some() && !text.contains('«') && !text.split('<').skip(1).any(is_tag)
}

fn telephone(text: &str, folded: &Folded) -> Option<Cue> {
    if folded.words > 12 {
        return None;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let named = [
        "tel",
        "phone",
        "fax",
        "тел",
        "телефон",
        "telefon",
        "telefono",
        "telefone",
    ]
    .iter()
    .any(|lead| {
        folded
            .text
            .strip_prefix(lead)
            .is_some_and(|rest| rest.starts_with(' '))
    });
    (digits >= 6 && (named || text.starts_with('+') || text.starts_with('☎'))).then_some(())?;
    Some(cue(Label::Legal, Strength::Strong, "a telephone number"))
}
