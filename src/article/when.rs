//! When an article was published and changed: the most trustworthy statement that is possible.

use super::address::day_in;
use super::dates::{Moment, Order, parse};
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

/// Weighs all statements. `now` in seconds since 1970; what lies more than a day behind it is refused.
pub(super) fn when(page: &Page, cleaned: &Cleaned, url: Option<&str>, now: i64) -> When {
    let order = order_of(page, url);
    let look = |text: &str, origin: Origin| parse(text, order).filter(|m| m.seconds() <= now + MOST_AHEAD).map(|m| state(&m, origin));
    let claimed = |field: Field| {
        let mut found: Vec<Stated> = page.claims.iter().filter(|c| c.field == field && !is_noise(&c.value)).filter_map(|c| look(&c.value, c.origin)).collect();
        found.sort_by_key(|stated| stated.origin);
        found
    };
    let seen = visible(page, cleaned, &look);
    let in_url = || url.and_then(day_in).and_then(|(day, origin)| look(&day, origin));
    let published = best(claimed(Field::Published), seen.published).or_else(in_url).or_else(|| seen.modified.clone());
    let changed = best(claimed(Field::Modified), seen.modified);
    let modified = changed.filter(|m| published.as_ref().is_some_and(|p| m.seconds >= p.seconds && m.text != p.text));
    When { published: published.or_else(|| claimed(Field::Modified).into_iter().next()), modified }
}

/// The first of the most trusted claims; the page's own words count before `time` elements, which other articles have too.
fn best(claims: Vec<Stated>, seen: Option<Stated>) -> Option<Stated> {
    let strong = claims.iter().find(|stated| stated.origin < Origin::Visible);
    let strong = strong.map(|first| finer(first, &claims)).cloned();
    strong.or(seen).or_else(|| claims.into_iter().next())
}

/// The same day with its time, if another claim knows it.
fn finer<'s>(first: &'s Stated, claims: &'s [Stated]) -> &'s Stated {
    let same_day = |other: &&Stated| other.origin < Origin::Visible && other.text.len() > 10 && other.text.starts_with(&first.text);
    if first.text.len() == 10 { claims.iter().find(same_day).unwrap_or(first) } else { first }
}

fn state(moment: &Moment, origin: Origin) -> Stated {
    Stated { text: moment.text(), seconds: moment.seconds(), origin }
}

/// Statements that are a copyright's.
fn is_noise(value: &str) -> bool {
    value.contains('©') || value.to_ascii_lowercase().contains("copyright")
}

/// `6/1/2026` is read with the month first where English is written as in the United States.
fn order_of(page: &Page, url: Option<&str>) -> Order {
    let languages = page.claims.iter().filter(|c| c.field == Field::Language).map(|c| c.value.to_ascii_lowercase().replace('_', "-"));
    let mut plain_english = false;
    for language in languages {
        match language.as_str() {
            "en-us" => return Order::MonthFirst,
            "en" => plain_english = true,
            _ => {}
        }
    }
    let host = url.and_then(|url| url.split('/').nth(2)).unwrap_or_default();
    let american = [".com", ".org", ".net", ".us", ".gov", ".edu"].iter().any(|end| host.ends_with(end));
    if plain_english && american { Order::MonthFirst } else { Order::DayFirst }
}

struct Seen {
    published: Option<Stated>,
    modified: Option<Stated>,
}

/// Blocks above the body and below its beginning in which the article's own date may stand.
const ABOVE: usize = 12;
const BELOW: usize = 4;

/// What the page's visible text says near the beginning or the end of the body.
fn visible(page: &Page, cleaned: &Cleaned, look: &dyn Fn(&str, Origin) -> Option<Stated>) -> Seen {
    let mut seen = Seen { published: None, modified: None };
    let kept = |at: usize| cleaned.verdicts.get(at).is_some_and(|v| v.kept);
    let first = (0..page.blocks.len()).find(|at| kept(*at)).unwrap_or(0);
    let last = (0..page.blocks.len()).rev().find(|at| kept(*at)).unwrap_or(0);
    let head = (first.saturating_sub(ABOVE)..first).rev().chain(first..first + BELOW);
    for at in head.chain(last + 1..last + 1 + BELOW) {
        let Some(block) = page.blocks.get(at) else { continue };
        if block.text.len() > 200 || kept(at) && !cues::is_date_line(&block.text) || cleaned.verdicts.get(at).is_some_and(|v| v.label == Label::Legal) {
            continue;
        }
        take(&block.text, &mut seen, look);
    }
    seen
}

/// Reads one line; the part behind a word such as `updated` is about the last change.
fn take(text: &str, seen: &mut Seen, look: &dyn Fn(&str, Origin) -> Option<Stated>) {
    if is_noise(text) {
        return;
    }
    let (before, behind) = split_at_change(text);
    seen.published = seen.published.take().or_else(|| look(before, Origin::Visible));
    seen.modified = seen.modified.take().or_else(|| look(behind?, Origin::Visible));
}

fn split_at_change(text: &str) -> (&str, Option<&str>) {
    let mut at = 0;
    for word in text.split_inclusive([' ', ':', '(', '|']) {
        if CHANGED.contains(&fold(word).text.as_str()) {
            return (text.get(..at).unwrap_or(text), text.get(at..));
        }
        at += word.len();
    }
    (text, None)
}

/// Words for `updated`, folded.
const CHANGED: &[&str] = &[
    "updated", "update", "modified", "edited", "revised", "aktualisiert", "aktualisierung", "geandert", "update", "обновлено", "обновлен", "обновлена", "изменено", "дополнено", "оновлено", "змінено",
    "jour", "modifie", "actualise", "actualizado", "actualizada", "actualizacion", "modificado", "aggiornato", "aggiornamento", "modificato", "ultima", "atualizado", "atualizada", "atualizacao",
    "aktualizacja", "zaktualizowano", "bijgewerkt", "gewijzigd", "aktualizovano", "uppdaterad", "uppdaterades", "opdateret", "oppdatert", "paivitetty", "muokattu", "actualizat", "frissitve",
    "frissites", "ενημερωση", "ενημερωθηκε", "guncelleme", "guncellendi", "обновена", "обновено", "azurirano", "ажурирано", "تحديث", "עודכן", "更新",
];
