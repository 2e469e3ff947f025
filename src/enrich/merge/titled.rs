//! `Mr. Clinton` is Bill and `Mrs. Clinton` is Hillary; `President Biden` is neither Hunter nor Jill.
//!
//! In: groups of one spelling each. Out: the same, where a surname behind a title stands with whom the title fits. Of whom no full name fits
//! stays a person of its own.

use rustc_hash::{FxHashMap, FxHashSet};

use super::titles::Title;
use super::{Group, Mention, Name, in_order, take};
use crate::enrich::EntityKind;
use crate::enrich::listed::Listed;

/// Usual given names of women, folded; none that men have too, such as Ashley.
static WOMEN: Listed = Listed::new(
    "abigail alexandra alice alicia allison amanda amy andrea angela angelina anita ann anna anne annie april arianna audrey barbara \
    beatrice beth betty beverly brenda bridget brigitte brittany caitlyn camilla carla carly carol carole caroline carolyn catherine charlotte chelsea \
    cheryl chloe christina christine cindy claire claudia condoleezza connie courtney crystal cynthia daniela danielle dawn deborah debra denise diana \
    diane dianne donna doris dorothy eileen elaine eleanor elena elisabeth elizabeth ella ellen emily emma erica erin eva evelyn florence frances gabrielle \
    gail georgia gina ginni giorgia gloria grace greta hannah heather heidi helen hillary holly hope ilhan ingrid irene isabel isabella ivanka ivana \
    jacqueline jackie jane janet janice jeanne jenna jennifer jessica jill joan joanna josephine joyce juanita judith judy julia julie karen kate \
    katharine katherine kathleen kathryn kathy katie kayleigh kellyanne kimberly kirsten kristen laura lauren leah lillian linda lisa liz lois loretta \
    lori louise lucia lucy luisa lydia lynne madeleine maggie mara margaret maria marianne marie marilyn marine marta martha mary maureen megan meghan melania \
    melinda melissa meredith mia michaela michele michelle mildred mimi molly monica nadine nancy naomi natalia natalie nicola nicole nikki nina olga olivia pamela \
    patricia paula peggy penelope penny phyllis rachel rebecca regina renee rhonda rita roberta rosa rose roslyn ruth sabine sally samantha sandra \
    sara sarah shannon sharon sheila shirley silvia simone sofia sonia sophia sophie stella stephanie sue susan suzanne sylvia tamara tammy tanya tara teresa \
    theresa tiffany tina tulsi ursula valerie vanessa vera veronica victoria virginia vivian wendy yolanda yvonne zoe",
);

/// Usual given names of men, folded.
static MEN: Listed = Listed::new(
    "aaron abraham adam adolf adrian al alan albert alberto alec alejandro alex alexander alfred allan allen andre andrew andy anthony antonio arnold arthur austin \
    barack barry beau ben benjamin bernard bernie bill billy bob bobby brad bradley brandon brendan brett brian bruce bryan carl carlos charles charlie chester chris christian \
    christopher chuck claude clarence clifford clint colin connor craig curtis dan daniel danny darren dave david dean dennis derek dick dmitry don donald doug douglas \
    drew duncan dwight earl ed eddie edgar edward edwin elijah elliott elon emmanuel eric ernest ethan eugene evan felipe felix fernando francis francisco frank franklin fred \
    frederick gabriel gary gavin geoffrey george gerald gerhard gilbert glenn gordon graham greg gregory harold harry harvey hector helmut henry herbert herman \
    howard hugh hugo hunter ian isaac ivan jack jacob jacques jake james jared jason javier jay jeb jeff jeffrey jeremy jerome jerry jesse jim jimmy joe joel john johnny \
    jon jonathan jorge jose joseph josh joshua juan julian justin karl keith ken kenneth kevin kirk klaus kurt kyle lance larry lawrence lee leo leon leonard lewis lloyd \
    louis lucas luis luke manuel marc marco marcus mario mark martin marvin matt matthew maurice max melvin michael micheal miguel mike mitch mitt mohamed mohammed \
    nathan neil nelson nicholas nick nicolas noah norman olaf oliver oscar otto owen patrick paul pedro pete peter phil philip philippe phillip pierre prince rafael ralph \
    ramon randall randy raul ray raymond rex ricardo richard rick ricky rob robert roberto rod rodney roger roland ron ronald ross roy rudolph rudy russell ryan sam samuel \
    scott sean sebastian seth shane shaun silvio simon stanley stephen steve steven stuart ted terrence theodore thomas tim timothy tobias todd tom tommy tony travis trevor \
    tyler vernon victor vincent vladimir walter warren wayne wesley will william willie wolfgang xavier zachary",
);

/// Presidents of whom articles mostly speak by their surnames: given names, a colon, the surname, all folded.
const PRESIDENTS: &str = "joe,joseph:biden donald:trump barack:obama george:bush bill,william:clinton ronald:reagan jimmy:carter gerald:ford richard:nixon lyndon:johnson \
    john:kennedy dwight:eisenhower harry:truman franklin,theodore,teddy:roosevelt abraham:lincoln thomas:jefferson emmanuel:macron francois:hollande,mitterrand nicolas:sarkozy \
    jacques:chirac vladimir:putin boris:yeltsin volodymyr:zelensky,zelenskyy,zelenskiy petro:poroshenko viktor:yanukovych bashar:assad xi:jinping rodrigo:duterte \
    jair:bolsonaro nicolas:maduro hugo:chavez hassan:rouhani recep:erdogan alexander,aleksandr:lukashenko jacob:zuma robert:mugabe nelson:mandela";

/// Gives surnames behind titles to whom they fit.
pub(super) fn join(groups: &mut Vec<Group>, mentions: &[Mention]) {
    let is_titled = |group: &Group| {
        let mut of = group.mentions.iter().filter_map(|&at| mentions.get(at));
        is_lone(group) && of.any(|mention| mention.title != Title::None)
    };
    let lone: Vec<usize> = (0..groups.len())
        .filter(|&at| is_titled(&groups[at]))
        .collect();
    if lone.is_empty() {
        return;
    }
    let families = families(groups);
    let mut apart = Vec::new();
    for short in lone {
        let of_name = groups[short].name.words.first();
        let family = of_name.and_then(|name| families.get(name));
        if let Some(family) = family {
            apart.extend(share(groups, short, family, mentions));
        }
    }
    groups.extend(apart);
    in_order(groups);
}

fn is_lone(group: &Group) -> bool {
    group.kind == EntityKind::Person && group.name.words.len() == 1
}

/// People named in full, by their surnames.
///
/// Where a name begins with the surname, as `Kim Jong-un` does, nobody can tell.
fn families(groups: &[Group]) -> FxHashMap<String, Vec<usize>> {
    let firsts: FxHashSet<&String> = groups
        .iter()
        .filter(|group| group.kind == EntityKind::Person && group.name.words.len() > 1)
        .filter_map(|group| group.name.words.first())
        .collect();
    let mut families: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (number, group) in groups.iter().enumerate() {
        let is_full = group.kind == EntityKind::Person && group.name.words.len() > 1;
        if let Some(surname) = group.name.words.last().filter(|_| is_full)
            && !firsts.contains(surname)
        {
            families.entry(surname.clone()).or_default().push(number);
        }
    }
    families
}

/// A surname that stands so many times as often as the full name is somebody else's.
const MUCH: usize = 3;

/// Gives the titled mentions of a surname to the one of the family whom they fit; those that fit nobody are a group of their own.
fn share(
    groups: &mut [Group],
    short: usize,
    family: &[usize],
    mentions: &[Mention],
) -> Option<Group> {
    let mut left = Vec::new();
    let mut apart = Vec::new();
    for at in std::mem::take(&mut groups[short].mentions) {
        let title = mentions
            .get(at)
            .map_or(Title::None, |mention| mention.title);
        match meant(groups, family, title, mentions) {
            Meant::Unsaid => left.push(at),
            Meant::One(long) => take(&mut groups[long], vec![at]),
            Meant::Nobody => apart.push(at),
        }
    }
    groups[short].mentions = left;
    if apart.is_empty() {
        return None;
    }
    // Without a title, the surname is whose who is named more.
    let of_long = family.iter().map(|&long| groups[long].mentions.len()).max();
    let most = of_long.unwrap_or_default();
    let all = apart.len() + groups[short].mentions.len();
    if apart.len() > most || all >= MUCH * most {
        apart.append(&mut groups[short].mentions);
    }
    Some(Group {
        kind: EntityKind::Person,
        name: groups[short].name.clone(),
        mentions: apart,
        canonical: None,
        shown: None,
        is_apart: true,
    })
}

/// Whom a title means.
enum Meant {
    /// It does not say.
    Unsaid,
    /// One of the people named in full.
    One(usize),
    /// None of them.
    Nobody,
}

fn meant(groups: &[Group], family: &[usize], title: Title, mentions: &[Mention]) -> Meant {
    let fits = |&long: &usize| fits(&groups[long], title, mentions);
    let mut sure = family.iter().filter(|long| fits(long) == Some(true));
    match (sure.next(), sure.next()) {
        (Some(&one), None) => Meant::One(one),
        (Some(_), Some(_)) => Meant::Unsaid,
        (None, _) => {
            let mut open = family.iter().filter(|long| fits(long).is_none());
            match (open.next(), open.next()) {
                (None, _) => Meant::Nobody,
                (Some(&one), None) if family.len() > 1 => Meant::One(one),
                _ => Meant::Unsaid,
            }
        }
    }
}

/// Whether a title fits a person named in full, if that can be told.
fn fits(long: &Group, title: Title, mentions: &[Mention]) -> Option<bool> {
    let own = long.mentions.iter().filter_map(|&at| mentions.get(at));
    let mut said = own.map(|mention| mention.title);
    if title != Title::None && said.any(|said| said == title) {
        return Some(true);
    }
    let given = long.name.words.first()?;
    match title {
        Title::None => None,
        Title::Man | Title::Woman => {
            let (is_man, is_woman) = (MEN.has(given), WOMEN.has(given));
            (is_man != is_woman).then_some(is_man == (title == Title::Man))
        }
        Title::President => {
            let known = presidents().get(long.name.words.last()?.as_str())?;
            Some(known.contains(&given.as_str()))
        }
    }
}

/// Whether a full name may be that of a relative of somebody whom articles call by the surname alone: a president's surname with another given
/// name, or a woman's given name.
pub(super) fn may_be_relative(name: &Name) -> bool {
    let (Some(given), Some(surname)) = (name.words.first(), name.words.last()) else {
        return false;
    };
    match presidents().get(surname.as_str()) {
        Some(known) => !known.contains(&given.as_str()),
        None => WOMEN.has(given),
    }
}

/// Given names of presidents by their surnames.
fn presidents() -> &'static FxHashMap<&'static str, Vec<&'static str>> {
    static READ: std::sync::OnceLock<FxHashMap<&str, Vec<&str>>> = std::sync::OnceLock::new();
    READ.get_or_init(|| {
        let mut read: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        let entries = PRESIDENTS.split_whitespace();
        for (given, surnames) in entries.filter_map(|entry| entry.split_once(':')) {
            for surname in surnames.split(',') {
                read.entry(surname).or_default().extend(given.split(','));
            }
        }
        read
    })
}

/// Groups that stood apart and the same surname elsewhere are shown as one.
pub(super) fn rejoin(groups: &mut Vec<Group>) {
    if !groups.iter().any(|group| group.is_apart) {
        return;
    }
    let mut kept: Vec<Group> = Vec::with_capacity(groups.len());
    for group in groups.drain(..) {
        let same = kept.iter_mut().find(|other| {
            (other.is_apart || group.is_apart)
                && other.kind == group.kind
                && other.name.words == group.name.words
        });
        match same {
            Some(same) => take(same, group.mentions),
            None => kept.push(group),
        }
    }
    in_order(&mut kept);
    *groups = kept;
}
