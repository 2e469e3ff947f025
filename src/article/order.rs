//! Whether a page writes the day or the month first in `6/1/2026`.
//!
//! One order for all dates of a page. What the page shows decides: a date that can be read in one way only (the other day does
//! not exist, or has not come yet), a zone of the United States beside a date, or a day that is also told without doubt. Else where it comes from: the language with its
//! region, then the end of its host. Where nothing tells, the day stands first, as in most of the world.

use jiff::civil::Date;

use super::address::day_in;
use super::dates::{Order, divided, has_american_zone, parse, reading};
use super::place::Place;
use super::scan::has_digit;
use crate::page::{Field, Page};

/// Longest block that can be a date line, in bytes, and how many are looked at.
const LONGEST: usize = 200;
const MOST: usize = 40;

/// Ends of hosts of the United States, whatever the language.
const AMERICAN: &[&str] = &[".us", ".gov", ".edu", ".mil"];
/// Ends of hosts that are mostly American if the language is English of no region.
const MOSTLY_AMERICAN: &[&str] = &[".com", ".org", ".net"];
/// Regions of a language in which the month stands first.
const MONTH_FIRST: &[&str] = &["us", "ph", "pr"];

/// The order of a page's dates. Nothing on it was published behind `latest`.
pub(super) fn order_of(page: &Page, place: &Place, url: Option<&str>, latest: Date) -> Order {
    let texts = texts(page, place);
    let order = by_sight(&texts, url, latest).or_else(|| by_region(page));
    order.unwrap_or_else(|| by_host(page, url))
}

/// What states dates: claims, and short blocks around headline and body.
fn texts<'p>(page: &'p Page, place: &Place) -> Vec<&'p str> {
    let claims = page.claims.iter();
    let claims = claims.filter(|claim| matches!(claim.field, Field::Published | Field::Modified));
    let blocks = place.around().filter_map(|at| page.blocks.get(at));
    let lines = blocks.map(|block| block.text.as_str());
    let short = lines.filter(|line| line.len() <= LONGEST);
    let all = claims.map(|claim| claim.value.as_str()).chain(short);
    all.filter(|text| has_digit(text)).take(MOST).collect()
}

/// What the dates themselves tell; nothing if they say nothing, or both.
fn by_sight(texts: &[&str], url: Option<&str>, latest: Date) -> Option<Order> {
    let dates: Vec<_> = texts.iter().map(|text| (*text, divided(text))).collect();
    // On most pages no date can be read in two ways.
    if dates.iter().all(|(_, date)| date.is_none()) {
        return None;
    }
    let sure = dates.iter().filter(|(_, date)| date.is_none());
    let in_url = url.and_then(day_in).map(|(day, _)| day);
    let known: Vec<_> = sure
        .map(|(text, _)| *text)
        .chain(in_url.as_deref())
        .filter_map(|text| parse(text, Order::DayFirst))
        .map(|moment| moment.day)
        .collect();
    let votes = dates.iter().filter_map(|(text, date)| {
        let date = (*date)?;
        let (day_first, month_first) = (
            reading(date, Order::DayFirst).filter(|day| *day <= latest),
            reading(date, Order::MonthFirst).filter(|day| *day <= latest),
        );
        let is_known = |day| known.contains(&day);
        let is_near = |day| known.iter().any(|known| days_between(day, *known) <= NEAR);
        match (day_first, month_first) {
            (Some(_), None) => Some(Order::DayFirst),
            (None, Some(_)) => Some(Order::MonthFirst),
            _ if has_american_zone(text) => Some(Order::MonthFirst),
            (Some(one), Some(other)) if one != other && is_known(one) != is_known(other) => {
                Some(if is_known(one) {
                    Order::DayFirst
                } else {
                    Order::MonthFirst
                })
            }
            (Some(one), Some(other)) if is_near(one) != is_near(other) => Some(if is_near(one) {
                Order::DayFirst
            } else {
                Order::MonthFirst
            }),
            _ => None,
        }
    });
    let votes: Vec<Order> = votes.collect();
    let first = *votes.first()?;
    votes.iter().all(|vote| *vote == first).then_some(first)
}

/// Days between two dates of one page: a story is posted the evening before the paper is out.
const NEAR: u32 = 3;

fn days_between(one: Date, other: Date) -> u32 {
    let span = one.duration_since(other);
    u32::try_from(span.as_hours().abs() / 24).unwrap_or(u32::MAX)
}

/// What the region of the declared language says: `en-US`, `en_GB`.
fn by_region(page: &Page) -> Option<Order> {
    let claims = page.claims.iter();
    let languages = claims.filter(|claim| claim.field == Field::Language);
    let regions = languages.filter_map(|claim| {
        let region = claim.value.split(['-', '_']).nth(1)?.to_ascii_lowercase();
        (region.len() == 2).then_some(region)
    });
    let mut orders = regions.map(|region| {
        if MONTH_FIRST.contains(&region.as_str()) {
            Order::MonthFirst
        } else {
            Order::DayFirst
        }
    });
    orders.next()
}

fn by_host(page: &Page, url: Option<&str>) -> Order {
    let host = url
        .and_then(|url| url.split('/').nth(2))
        .unwrap_or_default();
    let ends = |ends: &[&str]| ends.iter().any(|end| host.ends_with(end));
    let mut claims = page.claims.iter();
    let english = claims
        .any(|claim| claim.field == Field::Language && claim.value.eq_ignore_ascii_case("en"));
    if ends(AMERICAN) || english && ends(MOSTLY_AMERICAN) {
        Order::MonthFirst
    } else {
        Order::DayFirst
    }
}
