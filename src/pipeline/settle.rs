//! Articles of one address: how each is known, whatever the order in which their pages came.
//!
//! While pages come in, each is put beside those that it resembles most plainly. When all are there, [`seats`] says what each of them
//! is, and those that are something else are read again.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::batch::Said;
use super::seats::{Kin, Member, Seat, seats};
use super::sink::Sink;
use super::why;
use crate::article::Gist;
use crate::index::{Addressed, ArticleId, Catalog, Fate};
use crate::read::STDIN;

/// What is known of addresses that several articles share.
#[derive(Debug, Default)]
pub(super) struct Settled {
    kin: Kin,
    /// What pages are that are read again, by their ids by address and by place. Pages of one source may share both.
    seats: FxHashMap<(ArticleId, ArticleId), Vec<Noted>>,
    /// Articles of such addresses, whose going and coming is counted already.
    counted: FxHashSet<ArticleId>,
    /// Addresses of the articles that this run has put in under the ids of their places.
    apart: FxHashMap<ArticleId, String>,
}

/// What a page is that is read again.
#[derive(Debug)]
struct Noted {
    digest: u64,
    gist: Gist,
    seat: Seat,
    /// The article that it was.
    was: Option<ArticleId>,
}

/// How a page comes to an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// As its age and that of the article's page say.
    ByAge,
    /// It is known to be the page whose text is kept.
    Holds,
    /// It is known to be another page of the article.
    Waits,
}

impl Settled {
    pub(super) fn new(catalog: &Catalog) -> Self {
        let mut kin = Kin::default();
        for home in catalog.addresses_apart() {
            for (_, _, page) in catalog.pages_at(home) {
                if let (Some(address), Some(article)) = (&page.address, page.article()) {
                    kin.add(address, article);
                }
            }
        }
        Self {
            kin,
            ..Self::default()
        }
    }

    /// Whether it is counted elsewhere that this article comes or goes.
    pub(super) fn has_counted(&self, id: ArticleId) -> bool {
        self.counted.contains(&id)
    }

    /// The article that a page was before it was found to be another one.
    pub(super) fn was(&self, said: &Said) -> Option<ArticleId> {
        self.noted(&said.address?, said.digest)?.was
    }

    /// What is noted of a page: of several at its place the one with its digest, else the one that says most of what it says, else the first.
    fn noted(&self, address: &Addressed, digest: u64) -> Option<&Noted> {
        let noted = self.seats.get(&(address.home, address.own))?;
        let likeness = |noted: &&Noted| {
            let is_same = noted.digest == digest;
            (is_same, noted.gist.shared(address.gist))
        };
        noted.iter().min_by_key(|noted| Reverse(likeness(noted)))
    }

    /// Notes what the pages of an address are.
    fn note(&mut self, members: &[Member], seats: &[Seat]) {
        let pages = members.iter().zip(seats);
        let pages = pages.filter_map(|((.., page), seat)| Some((page.address?, page, seat)));
        for (address, ..) in pages.clone() {
            self.seats.remove(&(address.home, address.own));
        }
        for (Addressed { home, own, gist }, page, seat) in pages {
            let was = page
                .article()
                .filter(|id| page.holds(*id) && *id != seat.id);
            self.seats.entry((home, own)).or_default().push(Noted {
                digest: page.digest,
                gist,
                seat: *seat,
                was,
            });
        }
    }

    /// Notes that an article is known by its place though it has an address, or no longer.
    pub(super) fn tell(&mut self, address: Option<Addressed>, id: ArticleId, url: Option<&str>) {
        match (address, url) {
            (Some(Addressed { home, .. }), Some(url)) if home != id => {
                self.apart.insert(id, url.to_owned());
            }
            _ => drop(self.apart.remove(&id)),
        }
    }
}

impl Sink<'_> {
    /// The article of a page with an address, and how it comes to it.
    pub(super) fn seat(&mut self, address: Addressed, digest: u64) -> (ArticleId, Way) {
        if let Some(Noted { seat, .. }) = self.settled.noted(&address, digest) {
            let Seat { id, holds } = *seat;
            return (id, self.way(id, holds, digest));
        }
        let id = self.former_seat(&address);
        let id = id.unwrap_or_else(|| self.likeliest(address));
        if self.settled.kin.shares(&address) {
            self.settled.kin.add(&address, id);
        }
        (id, Way::ByAge)
    }

    /// How a page comes to its seat. Of pages that are the same to the byte one holds an article.
    fn way(&mut self, id: ArticleId, holds: bool, digest: u64) -> Way {
        let held = self.open.as_mut().and_then(|open| open.held_page(id));
        match held {
            _ if !holds => Way::Waits,
            Some(page) if page.digest == digest => Way::ByAge,
            _ => Way::Holds,
        }
    }

    /// The article that a page resembles most plainly, as far as is known while pages come in.
    fn likeliest(&mut self, address: Addressed) -> ArticleId {
        if self.settled.kin.shares(&address) {
            let kin = &mut self.settled.kin;
            return kin.find(&address).unwrap_or_else(|| kin.apart(&address));
        }
        match self.held_at(address.home) {
            Some(other) if !other.gist.says_the_same(address.gist) => {
                self.settled.kin.add(&other, address.home);
                address.own
            }
            _ => address.home,
        }
    }

    /// What the page says that holds an article, if that is not what the source under way held before.
    fn held_at(&mut self, home: ArticleId) -> Option<Addressed> {
        let open = self.open.as_mut()?;
        if let Some(page) = open.held_page(home) {
            return page.address;
        }
        let catalog = self.shared.catalog();
        let is_replaced = catalog.owner(home) == Some(open.path.as_str()) && open.path != STDIN;
        let page = catalog.page(home).filter(|_| !is_replaced)?;
        page.address
    }

    /// Looks at all addresses that may be shared, and says which sources have pages that are to be read again: `can_read` tells of those that
    /// can be. An address whose pages cannot all be read stays as it is.
    pub(super) fn settle(&mut self, can_read: impl Fn(&str) -> bool) -> Vec<String> {
        let homes = self.shared.catalog().shared_addresses();
        let mut sources = Vec::new();
        for home in homes {
            sources.extend(self.settle_address(home, &can_read));
        }
        sources
    }

    fn settle_address(&mut self, home: ArticleId, can_read: impl Fn(&str) -> bool) -> Vec<String> {
        let mut catalog = self.shared.catalog_mut();
        let members = catalog.pages_at(home);
        let seats = seats(&members).unwrap_or_default();
        let moves: Vec<Move> = members.iter().zip(&seats).filter_map(move_of).collect();
        let to_read = || {
            moves
                .iter()
                .filter(|step| step.reads)
                .map(|step| &step.path)
        };
        if moves.is_empty() || !to_read().all(|path| path != STDIN && can_read(path)) {
            return Vec::new();
        }
        let sources = to_read().cloned().collect();
        let before: FxHashSet<ArticleId> = held(&members).collect();
        self.settled.note(&members, &seats);
        for Move {
            path,
            at,
            reads,
            id,
        } in &moves
        {
            if *reads {
                catalog.read_again(path, *at);
            } else {
                catalog.wait_for(path, *at, *id);
            }
        }
        drop(catalog);
        self.changed = true;
        let after: FxHashSet<ArticleId> = seats.iter().map(|seat| seat.id).collect();
        self.count_settled(&before, &after);
        self.settled.counted.extend(before.into_iter().chain(after));
        sources
    }

    /// Counts how many articles an address has more, or fewer.
    fn count_settled(&mut self, before: &FxHashSet<ArticleId>, after: &FxHashSet<ArticleId>) {
        let more = after.len().saturating_sub(before.len()) as u64;
        let fewer = before.len().saturating_sub(after.len()) as u64;
        let fresh = before.intersection(&self.written).count() as u64;
        self.report.new += more;
        self.report.new = self.report.new.saturating_sub(fewer.min(fresh));
        self.report.removed += fewer.saturating_sub(fresh);
        self.report.count_copies(why::DUPLICATE, fewer, more);
    }

    /// Tells in the report which addresses several articles have.
    pub(super) fn tell_shared_addresses(&mut self) {
        let catalog = self.shared.catalog();
        for (id, address) in &self.settled.apart {
            if catalog.owner(*id).is_some() {
                *self
                    .report
                    .shared_addresses
                    .entry(address.clone())
                    .or_default() += 1;
            }
        }
    }
}

/// A page that is to be another article than it is, or to hold its article.
struct Move {
    path: String,
    at: u32,
    /// Whether it has to be read for that; else it waits for this article.
    reads: bool,
    id: ArticleId,
}

/// What is to be done with a page; nothing if it is what it should be, or becomes so when the one is read that should hold its article.
fn move_of(((path, at, page), seat): (&Member, &Seat)) -> Option<Move> {
    let reads = match page.fate {
        Fate::Indexed(id, _) => (id != seat.id).then_some(true),
        Fate::Deferred(id) => (id != seat.id || seat.holds).then_some(seat.holds),
        Fate::Skipped(_) => None,
    };
    Some(Move {
        path: (*path).to_owned(),
        at: *at,
        reads: reads?,
        id: seat.id,
    })
}

/// The articles that are in the index.
fn held(members: &[Member]) -> impl Iterator<Item = ArticleId> {
    members.iter().filter_map(|(_, _, page)| match page.fate {
        Fate::Indexed(id, _) => Some(id),
        _ => None,
    })
}
