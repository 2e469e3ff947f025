//! When an article was published and changed: the most trustworthy statement that is possible.

use jiff::civil::Date;
use jiff::tz::Offset;

use super::address::day_in;
use super::dates::{Moment, Order, parse};
use super::order::order_of;
use super::place::{Far, Place};
use super::scan::has_digit;
use super::{Origin, Stated};
use crate::clean::cues::{self, fold::fold};
use crate::clean::{Cleaned, Label};
use crate::page::{Field, Page};

/// Seconds by which a statement may lie behind now: clocks and zones differ.
const MOST_AHEAD: i64 = 86_400;

/// First publication and last change.
pub(super) struct When {
    pub published: Option<Stated>,
    pub modified: Option<Stated>,
}

/// Reads a statement, if it is a possible date.
type Look<'l> = dyn Fn(&str, Origin) -> Option<Stated> + 'l;

/// A clock at its very beginning is a field that nobody has filled.
fn is_unset(moment: &Moment) -> bool {
    moment.time.is_some() && moment.seconds() == 0
}

/// Weighs all statements. `now` in seconds since 1970; what lies more than a day behind it is refused.
pub(super) fn when(
    page: &Page,
    cleaned: &Cleaned,
    place: &Place,
    url: Option<&str>,
    now: i64,
) -> When {
    let order = order_of(page, place, url, day_of(now + MOST_AHEAD));
    let look = |text: &str, origin: Origin| {
        parse(text, order)
            .filter(|m| m.seconds() <= now + MOST_AHEAD && !is_unset(m))
            .map(|m| state(&m, origin))
    };
    let claimed = |field: Field| {
        let mut found: Vec<Stated> = page
            .claims
            .iter()
            .filter(|c| c.field == field && !is_noise(&c.value))
            .filter_map(|c| look(&c.value, c.origin))
            .collect();
        found.sort_by_key(|stated| stated.origin);
        found
    };
    let seen = visible(page, cleaned, place, &look);
    let in_url = || {
        url.and_then(day_in)
            .and_then(|(day, origin)| look(&day, origin))
    };
    // A first publication and a last change are often one moment, and only the change is told with its zone.
    let stated = claimed(Field::Published)
        .into_iter()
        .chain(
            claimed(Field::Modified)
                .into_iter()
                .filter(|m| m.text.len() > 20),
        )
        .collect();
    let seen_first = seen.published.is_some();
    let first = best(earlier_first(stated), seen.published).or_else(in_url);
    let changed = best(claimed(Field::Modified), seen.modified);
    // A page that tells its last change alone has that day, and says that it is one of a change; its record says both.
    let changed_only = claimed(Field::Published).is_empty() && !seen_first && in_url().is_none();
    let same = changed_only || page.is_clean();
    let published = first.or_else(|| changed.clone());
    let modified = changed.filter(|m| {
        published
            .as_ref()
            .is_some_and(|p| m.seconds >= p.seconds && (same || m.text != p.text))
    });
    When {
        published,
        modified,
    }
}

/// Seconds between a first publication and a later edition; a draft is a few days older than what is published.
const EDITION_AGE: i64 = 7 * 86_400;

/// Structured data that is younger than the page's meta elements tells of the last edition, so what they tell comes first.
fn earlier_first(mut claims: Vec<Stated>) -> Vec<Stated> {
    let first = |origin: Origin| claims.iter().position(|stated| stated.origin == origin);
    if let (Some(structured), Some(meta)) = (first(Origin::Structured), first(Origin::Meta))
        && let (Some(later), Some(earlier)) = (claims.get(structured), claims.get(meta))
        && later.seconds > earlier.seconds + EDITION_AGE
    {
        let earlier = claims.remove(meta);
        claims.insert(structured, earlier);
    }
    claims
}

/// The first of the most trusted claims; the page's own words count before `time` elements, which other articles have too.
fn best(claims: Vec<Stated>, seen: Option<Stated>) -> Option<Stated> {
    let strong = claims.iter().find(|stated| stated.origin < Origin::Visible);
    let strong = strong
        .map(|first| local(finer(first, &claims), &claims))
        .cloned();
    match (strong, seen) {
        (Some(strong), Some(seen)) => Some(in_local_time(strong, &seen)),
        (strong, seen) => strong.or(seen).or_else(|| claims.into_iter().next()),
    }
}

/// A moment stated in UTC, told in the local time that the page shows for it: same instant, the day that readers saw.
fn in_local_time(stated: Stated, seen: &Stated) -> Stated {
    let utc = stated.text.ends_with('Z')
        && seen.text.len() > 10
        && stated.text.get(..10) != seen.text.get(..10);
    let local = seen
        .text
        .get(..19)
        .and_then(|clock| parse(clock, Order::DayFirst))
        .filter(|_| utc);
    let Some(local) = local else { return stated };
    let ahead = (local.seconds().div_euclid(60) - stated.seconds.div_euclid(60)) as i32;
    let offset = (ahead % 15 == 0 && ahead.abs() <= 14 * 60)
        .then(|| jiff::tz::Offset::from_seconds(ahead * 60).ok())
        .flatten();
    let Some(offset) = offset else { return stated };
    Stated {
        text: Moment {
            offset: Some(offset),
            ..local
        }
        .text(),
        ..stated
    }
}

/// The same instant with its zone, if another claim knows it.
fn local<'s>(first: &'s Stated, claims: &'s [Stated]) -> &'s Stated {
    let same = |other: &&Stated| other.seconds == first.seconds && other.text.len() > 20;
    if first.text.ends_with('Z') {
        claims.iter().find(same).unwrap_or(first)
    } else {
        first
    }
}

/// The same day with its time, if another claim knows it.
fn finer<'s>(first: &'s Stated, claims: &'s [Stated]) -> &'s Stated {
    let same_day = |other: &&Stated| {
        other.origin < Origin::Visible
            && other.text.len() > 10
            && other.text.starts_with(&first.text)
    };
    if first.text.len() == 10 {
        claims.iter().find(same_day).unwrap_or(first)
    } else {
        first
    }
}

fn state(moment: &Moment, origin: Origin) -> Stated {
    Stated {
        text: moment.text(),
        seconds: moment.seconds(),
        origin,
    }
}

/// Statements that are a copyright's.
fn is_noise(value: &str) -> bool {
    value.contains('©') || value.to_ascii_lowercase().contains("copyright")
}

/// The day of a moment in UTC; for one that no calendar holds the last of all days.
fn day_of(seconds: i64) -> Date {
    let stamp = jiff::Timestamp::from_second(seconds);
    stamp.map_or(Date::MAX, |stamp| Offset::UTC.to_datetime(stamp).date())
}

#[derive(Default)]
struct Seen {
    published: Option<Stated>,
    modified: Option<Stated>,
}

/// Longest block that can be a date line, in bytes.
const LONGEST: usize = 200;

/// What the page's visible text says around the headline and the body.
fn visible(page: &Page, cleaned: &Cleaned, place: &Place, look: &Look) -> Seen {
    let mut seen = Seen::default();
    let verdict = |at: usize| cleaned.verdicts.get(at);
    let text = |at: usize| page.blocks.get(at).map_or("", |block| block.text.as_str());
    let dated = |at: &usize| match verdict(*at).map(|verdict| verdict.label) {
        Some(Label::Date) => true,
        Some(Label::Byline) if cues::looks_like_byline(text(*at)) => true,
        _ => cues::is_date_line(text(*at)),
    };
    // A caption tells the day of its picture, often before the line that tells the article's.
    let (lines, others): (Vec<usize>, Vec<usize>) = place.around().partition(dated);
    for at in lines.into_iter().chain(others) {
        let Some(verdict) = verdict(at) else { continue };
        let running = verdict.kept && !cues::is_date_line(text(at));
        if text(at).len() <= LONGEST && !running && !is_of_something_else(verdict.label) {
            take(text(at), &mut seen, look);
        }
    }
    if seen.published.is_none() && seen.modified.is_none() {
        let told = |group| one_day(page, cleaned, group, look);
        seen = place.far().iter().find_map(told).unwrap_or(seen);
    }
    seen
}

/// What the lines of a far group say that are nothing but a date, if they tell no more than one day of publication.
fn one_day(page: &Page, cleaned: &Cleaned, group: &Far, look: &Look) -> Option<Seen> {
    let mut all = Seen::default();
    let lines = group
        .blocks
        .clone()
        .filter_map(|at| Some((page.blocks.get(at)?, cleaned.verdicts.get(at)?)));
    let others =
        |label: Label| group.until_others && matches!(label, Label::Related | Label::Comments);
    let lines = lines.take_while(|(_, verdict)| !others(verdict.label));
    let plain = lines.filter(|(block, verdict)| !verdict.kept && cues::is_date_line(&block.text));
    for (block, _) in plain.filter(|(block, _)| !group.said_only || says_published(&block.text)) {
        let mut seen = Seen::default();
        take(&block.text, &mut seen, look);
        match (&all.published, seen.published) {
            (Some(first), Some(other)) if first.text.get(..10) != other.text.get(..10) => {
                return None;
            }
            (None, published) => all.published = published,
            _ => {}
        }
        all.modified = all.modified.or(seen.modified);
    }
    (all.published.is_some() || all.modified.is_some()).then_some(all)
}

/// Lines whose day is not the article's: a picture's, another article's, a right's.
fn is_of_something_else(label: Label) -> bool {
    matches!(
        label,
        Label::Caption | Label::PhotoCredit | Label::AuthorBox | Label::Comments | Label::Legal
    )
}

/// Reads one line; the part behind a word such as `updated` is about the last change.
fn take(text: &str, seen: &mut Seen, look: &Look) {
    if !has_digit(text) || is_noise(text) || is_of_a_life(text) {
        return;
    }
    let (before, behind) = split_at(text, CHANGED);
    let (changed, first) = split_at(behind.unwrap_or_default(), PUBLISHED);
    seen.published = seen
        .published
        .take()
        .or_else(|| look(before, Origin::Visible))
        .or_else(|| look(first?, Origin::Visible));
    seen.modified = seen
        .modified
        .take()
        .or_else(|| look(changed, Origin::Visible));
}

/// Whether a line tells when somebody was born or died.
fn is_of_a_life(text: &str) -> bool {
    let first = text.split([' ', ':']).next().unwrap_or_default();
    LIFE.contains(&fold(first).text.as_str())
}

/// Words for `born` and `died`, folded.
const LIFE: &[&str] = &[
    "born",
    "died",
    "geboren",
    "gestorben",
    "nacido",
    "nacida",
    "nascido",
    "nascida",
    "fodd",
    "fodt",
    "syntynyt",
    "urodzony",
    "urodzona",
    "narozen",
    "narozena",
    "родился",
    "родилась",
    "умер",
    "народився",
    "народилася",
];

/// A text before and from the first of some words on.
fn split_at<'t>(text: &'t str, words: &[&str]) -> (&'t str, Option<&'t str>) {
    let mut at = 0;
    for word in text.split_inclusive([' ', ':', '：', '(', '|']) {
        if words.contains(&fold(word).text.as_str()) {
            return (text.get(..at).unwrap_or(text), text.get(at..));
        }
        at += word.len();
    }
    (text, None)
}

fn says_published(text: &str) -> bool {
    split_at(text, PUBLISHED).1.is_some()
}

/// Words for `published`, folded.
const PUBLISHED: &[&str] = &[
    "published",
    "publish",
    "posted",
    "veroffentlicht",
    "erschienen",
    "publie",
    "publiee",
    "publicado",
    "publicada",
    "publicat",
    "pubblicato",
    "pubblicata",
    "gepubliceerd",
    "geplaatst",
    "publicerad",
    "publicerat",
    "publiceret",
    "publisert",
    "julkaistu",
    "opublikowano",
    "publikovano",
    "zverejneno",
    "objavljeno",
    "megjelent",
    "yayinlanma",
    "δημοσιευση",
    "δημοσιευθηκε",
    "опубликовано",
    "опубліковано",
    "публикувано",
    "објављено",
    "diterbitkan",
    "dang",
    "نشر",
    "نشرت",
    "انتشار",
    "פורסם",
    "เผยแพร่",
    "प्रकाशित",
    "প্রকাশ",
    "প্রকাশিত",
    "გამოქვეყნდა",
    "입력",
    "등록",
    "기사입력",
    "公開",
    "公開日",
    "発表",
    "发布",
    "發布",
];

/// Words for `updated`, folded.
const CHANGED: &[&str] = &[
    "updated",
    "update",
    "modified",
    "edited",
    "revised",
    "aktualisiert",
    "akt",
    "aktualisierung",
    "geandert",
    "update",
    "обновлено",
    "обновлен",
    "обновлена",
    "изменено",
    "дополнено",
    "оновлено",
    "змінено",
    "jour",
    "modifie",
    "actualise",
    "actualizado",
    "actualizada",
    "actualizacion",
    "modificado",
    "aggiornato",
    "aggiornamento",
    "modificato",
    "ultima",
    "atualizado",
    "atualizada",
    "atualizacao",
    "aktualizacja",
    "zaktualizowano",
    "bijgewerkt",
    "gewijzigd",
    "aktualizovano",
    "uppdaterad",
    "uppdaterades",
    "opdateret",
    "oppdatert",
    "paivitetty",
    "muokattu",
    "actualizat",
    "frissitve",
    "frissites",
    "ενημερωση",
    "ενημερωθηκε",
    "guncelleme",
    "guncellendi",
    "обновена",
    "обновено",
    "azurirano",
    "ажурирано",
    "تحديث",
    "עודכן",
    "diperbarui",
    "dikemaskini",
    "อัปเดต",
    "อัพเดต",
    "अपडेट",
    "আপডেট",
    "হালনাগাদ",
    "განახლდა",
    "განახლებულია",
    "թարմացվել",
    "수정",
    "최종수정",
    "기사수정",
    "更新",
    "更新日",
    "更新日時",
    "最終更新",
    "更新时间",
    "更新時間",
];
