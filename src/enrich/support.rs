//! What can be known of names in which language.

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
const TRAINED: &str = "en pcm de es fr ru uk da";

/// Languages in scripts without capitals.
const WITHOUT_CAPITALS: &str =
    "zh ja ko ar fa ur ps ku he yi hi mr ne bn as ta te kn ml gu pa or si th my km lo bo am ti ka";

/// Languages whose names change their endings.
const INFLECTED: &str =
    "pl cs sk sl hr sr hu fi et lv lt tr az sq el is eu ro be bg mk kk ky mn ga";

impl Support {
    /// How well the names of the language with this code are known.
    pub fn of(language: &str) -> Self {
        if is_listed(TRAINED, language) {
            Self::Trained
        } else if is_listed(WITHOUT_CAPITALS, language) {
            Self::Lists
        } else {
            Self::Careful
        }
    }
}

fn is_listed(codes: &str, language: &str) -> bool {
    codes.split(' ').any(|code| code == language)
}

/// Whether names change their endings with their place in the sentence.
pub fn is_inflected(language: &str) -> bool {
    is_listed(INFLECTED, language)
}
