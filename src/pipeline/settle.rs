//! Articles of one address: how each is known, whatever the order in which their pages came.
//!
//! While pages come in, each is put beside those that it resembles most plainly. When all are there, [`seats`] says what each of them
//! is, and those that are something else are read again.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::seats::{Kin, Member, Seat, seats};
use super::sink::Sink;
use crate::index::{Addressed, ArticleId, Catalog, Fate, PageEntry};
use crate::read::STDIN;

/// What is known of addresses that several articles share.
#[derive(Debug, Default)]
pub(super) struct Settled {
    kin: Kin,
    /// What pages are that are read again, by their sources and digests; of pages that are the same to the byte, in their order.
    seats: FxHashMap<String, FxHashMap<u64, VecDeque<Seat>>>,
    /// Addresses of the articles that this run has put in under the ids of their places.
    apart: FxHashMap<ArticleId, String>,
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

    /// Takes what is noted of the next page of a source that has this digest.
    fn take(&mut self, path: &str, digest: u64) -> Option<Seat> {
        self.seats.get_mut(path)?.get_mut(&digest)?.pop_front()
    }

    /// Notes what the pages of an address are.
    fn note(&mut self, members: &[Member], seats: &[Seat]) {
        for ((path, _, page), &seat) in members.iter().zip(seats) {
            let source = self.seats.entry((*path).to_owned()).or_default();
            let noted = source.entry(page.digest).or_default();
            noted.push_back(seat);
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
        let again = self.noted_seat(digest).or_else(|| self.same_seat(digest));
        again.unwrap_or_else(|| (self.seat_as_it_comes(address), Way::ByAge))
    }

    /// What a page that is read again turned out to be.
    fn noted_seat(&mut self, digest: u64) -> Option<(ArticleId, Way)> {
        let seat = self.settled.take(&self.open.as_ref()?.path, digest)?;
        Some((seat.id, if seat.holds { Way::Holds } else { Way::Waits }))
    }

    /// What a page that is read again was and still is: that it comes again tells nothing new of it.
    fn same_seat(&self, digest: u64) -> Option<(ArticleId, Way)> {
        let open = self.open.as_ref().filter(|_| self.rereads)?;
        let catalog = self.shared.catalog();
        let seat = |page: &PageEntry| match page.fate {
            Fate::Indexed(id, _) => (!open.held.contains_key(&id)).then_some((id, Way::Holds)),
            Fate::Deferred(id) => catalog.owner(id).map(|_| (id, Way::Waits)),
            Fate::Skipped(_) => None,
        };
        open.old_pages(digest).find_map(seat)
    }

    /// Leaves what is noted of a page that comes as it was known.
    pub(super) fn pass_seat(&mut self, page: &PageEntry) {
        if let Some(open) = self.open.as_ref().filter(|_| self.rereads) {
            self.settled.take(&open.path, page.digest);
        }
    }

    /// The article that a page seems to be before all others of its address are there.
    fn seat_as_it_comes(&mut self, address: Addressed) -> ArticleId {
        let id = self.former_seat(&address);
        let id = id.unwrap_or_else(|| self.likeliest(address));
        if self.settled.kin.shares(&address) {
            self.settled.kin.add(&address, id);
        }
        id
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
    /// can be, those that were kept of former runs apart. An address whose pages cannot all be read stays as it is.
    pub(super) fn settle(&mut self, can_read: impl Fn(&str) -> bool) -> Vec<String> {
        self.settled.seats.clear();
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
                .map(|step| (&step.path, step.at))
        };
        let is_readable = |(path, at): (&String, u32)| {
            path != STDIN && !catalog.is_kept(path, at) && can_read(path)
        };
        if moves.is_empty() || !to_read().all(is_readable) {
            return Vec::new();
        }
        let sources = to_read().map(|(path, _)| path.clone()).collect();
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
        sources
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
