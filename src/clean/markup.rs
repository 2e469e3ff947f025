//! Columns that only markup can fill: links, elements and their names, containers, styles.

use rustc_hash::FxHashMap;

use super::columns::{Column, Columns, log, share};
use super::facts::Facts;
use super::names::{self, Name};
use crate::page::{Block, BlockKind, Element, Page};

/// What is known of an element from itself and the elements around it.
#[derive(Debug, Clone, Copy, Default)]
struct Around {
    chrome: u8,
    main: u8,
    holder: u8,
    depth: u8,
    name: u8,
    name_steps: u8,
    names: u16,
    body_steps: u8,
    style: u32,
    /// Steps up to an element that holds the densest container, and from there down to it.
    aside: u8,
    above: u8,
}

/// Sums over the text in an element.
#[derive(Debug, Clone, Copy, Default)]
struct Content {
    chars: u64,
    linked: u64,
    prose: u64,
    blocks: u64,
    /// Prose of the blocks that it holds most closely, and half of those one container further in.
    close_prose: u64,
}

/// The two nearest elements around a block that hold more than that block, and more than that.
type Holders = (Option<usize>, Option<usize>);

/// Fills the columns, and returns the container and the style of each block.
pub(super) fn fill(columns: &mut Columns, page: &Page, facts: &[Facts]) -> (Vec<u32>, Vec<u32>) {
    block_columns(columns, &page.blocks);
    let mut content = contents(page, facts);
    let holders: Vec<Holders> = page
        .blocks
        .iter()
        .map(|block| holders_of(block, &page.elements, &content))
        .collect();
    add_close_prose(&mut content, page, facts, &holders);
    let mut around = look_around(&page.elements);
    relate_to_densest(&mut around, &page.elements, &content);
    element_columns(columns, page, &around);
    count_columns(columns, page);
    container_columns(columns, page, facts, &content, &holders);
    let style = |block: &Block| {
        block
            .element
            .and_then(|e| around.get(e as usize))
            .map_or(0, |a| a.style)
    };
    let styles: Vec<u32> = page.blocks.iter().map(style).collect();
    style_columns(columns, facts, &styles);
    (
        holders
            .iter()
            .map(|(holder, _)| holder.map_or(0, |e| 1 + e as u32))
            .collect(),
        styles,
    )
}

fn block_columns(columns: &mut Columns, blocks: &[Block]) {
    let chars = |b: &Block| b.text.chars().count();
    columns.fill(
        Column::Links,
        blocks
            .iter()
            .map(|b| share(b.link_chars as usize, chars(b))),
    );
    columns.fill(
        Column::LinkCount,
        blocks.iter().map(|b| log(b.links as usize)),
    );
    columns.fill(
        Column::Emphasis,
        blocks
            .iter()
            .map(|b| share(b.emphasis_chars as usize, chars(b))),
    );
    columns.fill(Column::Kind, blocks.iter().map(|b| kind(b.kind)));
}

fn kind(kind: BlockKind) -> u8 {
    match kind {
        BlockKind::Control => 1,
        BlockKind::Caption => 2,
        BlockKind::Cell => 3,
        BlockKind::ListItem => 4,
        BlockKind::Preformatted => 5,
        BlockKind::Paragraph => 6,
        BlockKind::Quote => 7,
        BlockKind::Heading(level) => 8 + level.min(6),
    }
}

fn parent_of(elements: &[Element], i: usize) -> Option<usize> {
    // Parents come first; anything else is not followed, so that no walk can loop.
    elements
        .get(i)?
        .parent
        .map(|p| p as usize)
        .filter(|p| *p < i)
}

/// Sums what is in each element. Children come after parents, so one pass from the end is enough.
fn contents(page: &Page, facts: &[Facts]) -> Vec<Content> {
    let mut content = vec![Content::default(); page.elements.len()];
    for (block, fact) in page.blocks.iter().zip(facts) {
        let Some(own) = block.element.map(|e| e as usize) else {
            continue;
        };
        if let Some(cell) = content.get_mut(own) {
            cell.chars += u64::from(fact.chars);
            cell.linked += u64::from(block.link_chars);
            cell.prose += prose_of(block, fact);
            cell.blocks += 1;
        }
    }
    for i in (0..content.len()).rev() {
        let (Some(parent), Some(own)) = (parent_of(&page.elements, i), content.get(i).copied())
        else {
            continue;
        };
        if let Some(cell) = content.get_mut(parent) {
            cell.chars += own.chars;
            cell.linked += own.linked;
            cell.prose += own.prose;
            cell.blocks += own.blocks;
        }
    }
    content
}

fn prose_of(block: &Block, fact: &Facts) -> u64 {
    if fact.prose() >= 8 && block.link_chars * 2 < fact.chars {
        u64::from(fact.chars)
    } else {
        0
    }
}

fn holders_of(block: &Block, elements: &[Element], content: &[Content]) -> Holders {
    let blocks = |at: usize| content.get(at).map_or(0, |c| c.blocks);
    let wider = |from: usize, than: u64| {
        let mut at = Some(from);
        while let Some(e) = at.filter(|e| blocks(*e) <= than) {
            at = parent_of(elements, e);
        }
        at
    };
    let holder = block.element.and_then(|e| wider(e as usize, 1));
    // One step at most beyond the holder: a longer walk would be quadratic on a deep page.
    (holder, holder.and_then(|e| parent_of(elements, e)))
}

fn add_close_prose(content: &mut [Content], page: &Page, facts: &[Facts], holders: &[Holders]) {
    for ((block, fact), (holder, outer)) in page.blocks.iter().zip(facts).zip(holders) {
        let prose = prose_of(block, fact);
        for (at, share) in [(holder, 1), (outer, 2)] {
            if let Some(cell) = at.and_then(|e| content.get_mut(e)) {
                cell.close_prose += prose / share;
            }
        }
    }
}

fn look_around(elements: &[Element]) -> Vec<Around> {
    let mut around: Vec<Around> = Vec::with_capacity(elements.len());
    for (i, element) in elements.iter().enumerate() {
        let outer = parent_of(elements, i)
            .and_then(|p| around.get(p))
            .copied()
            .unwrap_or_default();
        around.push(inherit(outer, element));
    }
    around
}

fn inherit(outer: Around, element: &Element) -> Around {
    let tag = element.tag.as_str();
    let found = names::look_up(&element.names);
    let mut own = Around {
        depth: outer.depth.saturating_add(1),
        ..outer
    };
    own.chrome = own.chrome.max(names::chrome_rank(tag));
    own.main |= u8::from(tag == "main") + 2 * u8::from(tag == "article");
    if let Some(rank) = names::holder_rank(tag) {
        own.holder = rank;
    }
    own.name_steps = outer.name_steps.saturating_add(1);
    if let Some(name) = found.frame {
        (own.name, own.name_steps, own.names) = (1 + name as u8, 1, outer.names | 1 << name as u8);
    }
    own.body_steps = if found.body {
        1
    } else {
        outer
            .body_steps
            .saturating_add(u8::from(outer.body_steps > 0))
    };
    own.style = xxhash_rust::xxh3::xxh3_64_with_seed(
        element.names.as_bytes(),
        u64::from(outer.style >> 16) ^ tag_hash(tag),
    ) as u32;
    own
}

fn tag_hash(tag: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(tag.as_bytes())
}

/// Where each element stands to the container with the most prose of its own.
fn relate_to_densest(around: &mut [Around], elements: &[Element], content: &[Content]) {
    let densest = content
        .iter()
        .enumerate()
        .max_by_key(|(i, c)| (c.close_prose, std::cmp::Reverse(*i)))
        .map(|(i, _)| i);
    let mut line = vec![0_u8; elements.len()];
    let (mut at, mut steps) = (densest, 1_u8);
    while let Some(i) = at {
        if let Some(cell) = line.get_mut(i) {
            *cell = steps;
        }
        steps = steps.saturating_add(1);
        at = parent_of(elements, i);
    }
    for i in 0..around.len() {
        let on_line = line.get(i).copied().unwrap_or(0);
        let outer = parent_of(elements, i)
            .and_then(|p| around.get(p))
            .copied()
            .unwrap_or_default();
        let Some(own) = around.get_mut(i) else {
            continue;
        };
        (own.aside, own.above) = if on_line > 0 {
            (1, on_line)
        } else {
            (outer.aside.saturating_add(1), outer.above)
        };
    }
}

fn element_columns(columns: &mut Columns, page: &Page, around: &[Around]) {
    let at: Vec<Around> = page
        .blocks
        .iter()
        .map(|b| {
            b.element
                .and_then(|e| around.get(e as usize))
                .copied()
                .unwrap_or_default()
        })
        .collect();
    let mut fill =
        |column: Column, value: &dyn Fn(&Around) -> u8| columns.fill(column, at.iter().map(value));
    fill(Column::Chrome, &|a| 1 + a.chrome);
    fill(Column::Main, &|a| 1 + a.main);
    fill(Column::Holder, &|a| 1 + a.holder);
    fill(Column::Depth, &|a| a.depth.saturating_add(1));
    fill(Column::Name, &|a| 1 + a.name);
    fill(Column::NameSteps, &|a| {
        if a.name == 0 {
            40
        } else {
            a.name_steps.min(30)
        }
    });
    fill(Column::Names, &|a| {
        1 + (a.names & !Name::HARMLESS).count_ones() as u8
    });
    fill(Column::BodyName, &|a| 1 + a.body_steps.min(30));
    fill(Column::Aside, &|a| 1 + a.aside.min(30));
    fill(Column::Above, &|a| 1 + a.above.min(30));
}

/// How many main headings and article elements began before each block: endless pages hold several articles.
fn count_columns(columns: &mut Columns, page: &Page) {
    let mut heads = 0;
    let before = page.blocks.iter().map(|block| {
        heads += usize::from(block.kind == BlockKind::Heading(1));
        log(heads)
    });
    let heads: Vec<u8> = before.collect();
    columns.fill(Column::Heads, heads.into_iter());
    let mut articles = 0;
    let started: Vec<usize> = page
        .elements
        .iter()
        .map(|e| {
            articles += usize::from(e.tag == "article");
            articles
        })
        .collect();
    let number = |block: &Block| {
        block
            .element
            .and_then(|e| started.get(e as usize))
            .copied()
            .unwrap_or(0)
    };
    columns.fill(
        Column::Articles,
        page.blocks.iter().map(|block| log(number(block))),
    );
}

fn container_columns(
    columns: &mut Columns,
    page: &Page,
    facts: &[Facts],
    content: &[Content],
    holders: &[Holders],
) {
    let prose: u64 = page
        .blocks
        .iter()
        .zip(facts)
        .map(|(block, fact)| prose_of(block, fact))
        .sum();
    let of = |at: Option<usize>| at.and_then(|e| content.get(e)).copied().unwrap_or_default();
    columns.fill(
        Column::Container,
        holders
            .iter()
            .map(|(c, _)| share(of(*c).prose as usize, prose as usize)),
    );
    columns.fill(
        Column::OuterContainer,
        holders
            .iter()
            .map(|(_, c)| share(of(*c).prose as usize, prose as usize)),
    );
    columns.fill(
        Column::ContainerLinks,
        holders
            .iter()
            .map(|(c, _)| share(of(*c).linked as usize, of(*c).chars as usize)),
    );
}

/// Blocks of one style have the same element and names, and the same around them.
fn style_columns(columns: &mut Columns, facts: &[Facts], styles: &[u32]) {
    let mut sums: FxHashMap<u32, (usize, usize)> = FxHashMap::default();
    let mut total = 0;
    for (style, fact) in styles.iter().zip(facts) {
        let prose = if fact.prose() >= 8 {
            fact.chars as usize
        } else {
            0
        };
        let sum = sums.entry(*style).or_default();
        *sum = (sum.0 + 1, sum.1 + prose);
        total += prose;
    }
    let of = |style: &u32| sums.get(style).copied().unwrap_or_default();
    columns.fill(Column::Style, styles.iter().map(|s| share(of(s).1, total)));
    columns.fill(Column::StyleCount, styles.iter().map(|s| log(of(s).0)));
}
