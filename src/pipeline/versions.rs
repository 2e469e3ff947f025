//! Which of the pages of one address are versions of one article.
//!
//! A page joins an article if it says the same as every page of it, so that none is joined by others between them: a page that tells
//! of three things at once is a version of none or of one of them, and does not make one article of the three.

use rustc_hash::FxHashMap;

use crate::article::Gist;

/// Pages of an article that another page is compared with: as many as came first and say something else than those before.
/// So an article of thousands of versions takes no longer for each of them than one of some.
const COMPARED: usize = 16;

/// Articles of one address, each with what its pages say.
#[derive(Debug, Default)]
pub(super) struct Versions {
    articles: Vec<Vec<Gist>>,
    /// What was put in, with the number of its article.
    said: Vec<(Gist, usize)>,
    by_key: FxHashMap<u32, Vec<u32>>,
    /// How many keys each of those shares with the one that is looked for; all 0 in between.
    shared: Vec<u8>,
}

impl Versions {
    /// The article of which a page is a version: of several the one with whose first page it shares most, else the first.
    pub(super) fn find(&mut self, gist: Gist) -> Option<usize> {
        let mut alike: FxHashMap<usize, usize> = FxHashMap::default();
        for at in self.near(gist) {
            let Some(&(other, article)) = self.said.get(at) else {
                continue;
            };
            if other.says_the_same(gist) {
                *alike.entry(article).or_default() += 1;
            }
        }
        let pages = |article: usize| self.articles.get(article).map_or(&[][..], Vec::as_slice);
        let joined = alike
            .into_iter()
            .filter(|&(article, alike)| pages(article).len() == alike);
        let shared = |article: usize| pages(article).first().map(|first| first.shared(gist));
        let best = joined.max_by_key(|&(article, _)| (shared(article), std::cmp::Reverse(article)));
        best.map(|(article, _)| article)
    }

    /// Makes a page a version of an article, or of a new one; its number.
    pub(super) fn put(&mut self, gist: Gist, article: Option<usize>) -> usize {
        let article = article.unwrap_or(self.articles.len());
        if article == self.articles.len() {
            self.articles.push(Vec::new());
        }
        let Some(pages) = self.articles.get_mut(article) else {
            return article;
        };
        if pages.len() < COMPARED && !pages.contains(&gist) {
            pages.push(gist);
            for key in gist.keys() {
                let said = self.said.len() as u32;
                self.by_key.entry(key).or_default().push(said);
            }
            self.said.push((gist, article));
            self.shared.push(0);
        }
        article
    }

    /// Those that may say the same, in order.
    fn near(&mut self, gist: Gist) -> Vec<usize> {
        let mut found = Vec::new();
        for key in gist.keys() {
            for &at in self.by_key.get(&key).into_iter().flatten() {
                let at = at as usize;
                let Some(shared) = self.shared.get_mut(at) else {
                    continue;
                };
                if *shared == 0 {
                    found.push(at);
                }
                *shared += 1;
            }
        }
        let shared = &mut self.shared;
        found.retain(|&at| {
            let shared = shared.get_mut(at).map(std::mem::take).unwrap_or_default();
            gist.is_near(usize::from(shared))
        });
        found.sort_unstable();
        found
    }
}
