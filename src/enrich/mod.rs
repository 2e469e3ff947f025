//! Room `enrich`: the language of an article and the people, organisations, places and other things in it.
//!
//! In: an [`Article`]. Out: an [`Enriched`]. Invariant: pure; a mention's range always lies on
//! character boundaries of the text it points into.

pub mod across;
mod agree;
mod careful;
mod case_forms;
mod caseless;
mod chains;
mod cluster;
mod common;
mod decode;
mod document;
mod events;
mod features;
mod gazetteer;
mod german;
mod language;
mod listed;
mod mention;
mod merge;
mod misc;
mod model;
mod own;
mod peoples;
mod places;
mod romance;
mod runs;
mod slips;
mod support;
mod tagger;
mod token;
pub mod train;
mod weights;
mod word;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::article::Article;
pub use language::{code as language_code, is_language};
use mention::How;
pub use model::BadModel;
use model::Model;
use own::OwnModel;
use slips::Makers;
pub use support::Support;

thread_local! {
    /// What was looked up lately; a thread's own, so that nobody waits.
    static RECENT: std::cell::RefCell<Recent> = std::cell::RefCell::new(Recent::new());
    /// The same for a user's own model, with its number.
    static OWN: std::cell::RefCell<(u64, Recent)> = std::cell::RefCell::new((0, Recent::default()));
}

/// What was looked up lately.
#[derive(Debug, Default)]
struct Recent {
    studied: word::Studied,
    scores: tagger::Recent,
}

impl Recent {
    /// Room for some thousands of words; the default keeps nothing.
    fn new() -> Self {
        Self {
            studied: word::Studied::new(),
            scores: tagger::Recent::new(),
        }
    }
}

/// The kind of a named thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A person or a family.
    Person,
    /// A company, body, party, team, outlet.
    Org,
    /// A place, region, country, building.
    Place,
    /// Any other thing with a name: an event, work, law, prize, product, disease.
    Misc,
}

impl EntityKind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Person, Self::Org, Self::Place, Self::Misc];
}

/// A named thing in one article, its mentions merged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The fullest name used in the article, titles left off.
    pub name: String,
    /// Where it is named in [`Article::text`], as byte ranges in order.
    pub mentions: Vec<(u32, u32)>,
    /// How often it is named in the headline.
    pub in_title: u32,
}

/// An article with what was found in its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enriched {
    /// The article.
    pub article: Article,
    /// ISO 639-1 code (639-3 where there is none), `und` if it cannot be told.
    pub language: String,
    /// The named things, most mentions first, then by name.
    pub entities: Vec<Entity>,
}

/// Finds the language and the named things of articles. Building one costs nothing: weights and lists are unpacked when the first
/// article is read, and shared by all.
///
/// ```
/// use newsdex::enrich::Enricher;
/// # let article = newsdex::article::Article {
/// #     id: String::new(), path: String::new(), member: None, record_id: None, url: None, byline: vec![], published: None, modified: None, site: String::new(),
/// #     section: None, declared_language: None, stub: false, cut_chars: 0, title: "A minister resigns".into(),
/// #     text: "The finance minister, Maria Santos, resigned on Monday in Lisbon. Santos said she was tired of it.".into() };
/// let enriched = Enricher::new().enrich(article);
/// assert_eq!(enriched.language, "en");
/// assert!(enriched.entities.iter().any(|e| e.name == "Maria Santos" && e.mentions.len() == 2));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Enricher {
    own: Option<Arc<OwnModel>>,
}

impl Enricher {
    /// An enricher with the shipped weights.
    pub const fn new() -> Self {
        Self { own: None }
    }

    /// An enricher with a user's own model, which `newsdex train entities` has written, for articles in the languages it was learned
    /// from, and the shipped weights for all others.
    ///
    /// # Errors
    /// [`BadModel`] if the bytes are no such model, or damaged.
    pub fn with_model(bytes: &[u8]) -> Result<Self, BadModel> {
        let own = Some(Arc::new(OwnModel::read(bytes)?));
        Ok(Self { own })
    }

    /// Tells the language and finds the entities. Total: an article without text has none.
    pub fn enrich(&self, article: Article) -> Enriched {
        let language = self.language(&article);
        let entities = self.entities(&article.title, &article.text, &language);
        Enriched {
            article,
            language,
            entities,
        }
    }

    /// The language of an article's headline and text.
    pub fn language(&self, article: &Article) -> String {
        let declared = article.declared_language.as_deref();
        if article.text.chars().nth(SHORT_TEXT_CHARS).is_some() {
            language::detect(&article.text, declared)
        } else {
            language::detect(&format!("{}\n{}", article.title, article.text), declared)
        }
    }

    /// How well it knows the names of a language.
    pub fn support(&self, language: &str) -> Support {
        let own = self.own.as_deref().and_then(|own| own.of(language));
        own.map_or_else(|| Support::of(language), |_| Support::Trained)
    }

    /// The mentions in a text, in order; its language is told from it if it is not known. Those who wrote and edited an article
    /// (`Reporting by Laura Zuckerman`) are among them, though they are no [`Self::entities`] of it.
    pub fn tag(&self, text: &str, language: Option<&str>) -> Vec<Tagged> {
        let language = language.map_or_else(|| self.guessed(text), str::to_owned);
        tagged(&self.things("", text, &language, Makers::Kept))
    }

    /// The language of a text of which nothing else is known. Of one short sentence it is a language with weights, or unknown:
    /// `Angela Merkel met Barack Obama in Paris.` has two words of Dutch.
    fn guessed(&self, text: &str) -> String {
        let found = language::detect(text, None);
        let is_sure =
            text.chars().nth(SENTENCE_CHARS).is_some() || self.support(&found) != Support::Careful;
        if is_sure {
            found
        } else {
            language::UNKNOWN.to_owned()
        }
    }

    /// The mentions that other weights find in a text of the given language. The weights are unpacked each time.
    ///
    /// # Errors
    /// [`BadModel`] if the bytes are no weights of this version.
    pub fn tag_with(
        &self,
        weights: &[u8],
        text: &str,
        language: &str,
    ) -> Result<Vec<Tagged>, BadModel> {
        let model = Model::from_bytes(weights)?;
        let found = entities_by(
            (&model).into(),
            &mut Recent::default(),
            ("", text),
            How {
                language,
                support: Support::of(language),
                makers: Makers::Kept,
            },
        );
        Ok(tagged(&found))
    }

    /// The named things of a headline and a text in the given language.
    pub fn entities(&self, title: &str, text: &str, language: &str) -> Vec<Entity> {
        self.things(title, text, language, Makers::LeftOut)
    }

    fn things(&self, title: &str, text: &str, language: &str, makers: Makers) -> Vec<Entity> {
        let is_short = || text.chars().nth(SHORT_TEXT_CHARS).is_none();
        let language = if language == language::UNKNOWN && is_short() {
            "en"
        } else {
            language
        };
        let how = |support| How {
            language,
            support,
            makers,
        };
        let own = self.own.as_deref();
        if let Some((own, model)) = own.and_then(|own| Some((own, own.of(language)?))) {
            let how = how(Support::Trained);
            return OWN.with_borrow_mut(|(number, recent)| {
                if *number != own.number() {
                    (*number, *recent) = (own.number(), Recent::new());
                }
                entities_by(model.into(), recent, (title, text), how)
            });
        }
        // Damaged weights are a build that no test let pass; such a program still indexes and searches.
        let Ok(weights) = weights::of(language) else {
            return Vec::new();
        };
        let how = how(Support::of(language));
        RECENT.with_borrow_mut(|recent| entities_by(weights, recent, (title, text), how))
    }
}

fn entities_by(
    weights: tagger::Weights,
    recent: &mut Recent,
    (title, text): (&str, &str),
    how: How,
) -> Vec<Entity> {
    let How {
        language, support, ..
    } = how;
    let both = format!("{}\n{text}", title.replace('\n', " "));
    let text_starts = both.len() - text.len();
    let family = language::Family::of(language);
    let document = document::Document::read(&both, family, &mut recent.studied);
    if support == Support::Lists {
        let mentions = caseless::mentions(&both, text_starts, language);
        return merge::merge(&mentions, language);
    }
    let spans = tagger::tag(&document, weights, &mut recent.scores);
    let events = events::Events::told(spans, &document, &both);
    let mentions = mention::mentions(&events.spans, &document, &both, text_starts, how);
    let misc = misc::mentions(
        &events,
        &document,
        (&both, text_starts),
        language,
        &mentions,
    );
    let mut found = merge::merge(&mentions, language);
    if !misc.is_empty() {
        found.extend(merge::merge(&misc, language));
        merge::sort(&mut found);
    }
    found
}

/// Every mention of the things, in order.
fn tagged(entities: &[Entity]) -> Vec<Tagged> {
    let each = entities.iter().flat_map(|entity| {
        let mentions = entity.mentions.iter();
        mentions.map(|&(start, end)| Tagged {
            start: start as usize,
            end: end as usize,
            kind: entity.kind,
            name: entity.name.clone(),
        })
    });
    let mut found: Vec<Tagged> = each.collect();
    found.sort_by_key(|mention| mention.start);
    found
}

/// One mention in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tagged {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What the thing is.
    pub kind: EntityKind,
    /// The name under which all mentions of the thing are joined.
    pub name: String,
}

/// Below so many characters the headline helps to tell the language; and names in a text of no known language are found as in English. In
/// sentences of this project's articles that are too short to tell their language, .75 (German) to .94 (French) of the names are found so, of
/// which .74 to .98 are right; what is done for languages without weights finds .22 to .24 of them, .72 to .93 right.
const SHORT_TEXT_CHARS: usize = 200;

/// A text of fewer characters is one sentence, whose words may be of many languages.
const SENTENCE_CHARS: usize = 90;
