//! What can be known of names in which language.

use super::listed::Listed;

/// How well the names of a language are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// Weights were trained on it.
    Trained,
    /// It has capitals: names are what the article itself, lists and capitals make sure.
    Careful,
    /// It has no capitals: only places on lists are found.
    Lists,
}

/// Languages with marked texts among the training data.
static TRAINED: Listed = Listed::new("en pcm de es fr ru uk da");

/// Languages in scripts without capitals.
static WITHOUT_CAPITALS: Listed = Listed::new(
    "zh ja ko ar fa ur ps ku he yi hi mr ne bn as ta te kn ml gu pa or si th my km lo bo am ti ka",
);

/// Languages whose names change their endings.
static INFLECTED: Listed =
    Listed::new("pl cs sk sl hr sr hu fi et lv lt tr az sq el is eu ro be bg mk kk ky mn ga");

impl Support {
    /// How well the names of the language with this code are known.
    pub fn of(language: &str) -> Self {
        if TRAINED.has(language) {
            Self::Trained
        } else if WITHOUT_CAPITALS.has(language) {
            Self::Lists
        } else {
            Self::Careful
        }
    }
}

/// Whether names change their endings with their place in the sentence.
pub fn is_inflected(language: &str) -> bool {
    INFLECTED.has(language)
}
