//! The weights that ship: those of all languages, and for some languages, and English headlines, the mean of these and of their own.
//!
//! In: a language. Out: [`Weights`]. Invariant: each file is unpacked once, at the first article in its language.

use std::sync::OnceLock;

use super::model::{BadModel, Model};
use super::tagger::Weights;
use crate::shipped;

/// Learned from all texts, packed.
const ALL: &[u8] = include_bytes!("data/weights.bin");

/// Weights learned from some of the texts, and what becomes of them.
struct Own {
    /// The languages whose articles they read.
    languages: &'static [&'static str],
    packed: &'static [u8],
    /// What the weights of all languages count in the mean.
    share: f32,
    mean: OnceLock<Result<Model, BadModel>>,
}

impl Own {
    const fn new(languages: &'static [&'static str], packed: &'static [u8], share: f32) -> Self {
        let mean = OnceLock::new();
        Self {
            languages,
            packed,
            share,
            mean,
        }
    }

    fn mean_with(&'static self, all: &Model) -> Result<&'static Model, BadModel> {
        let mean = self.mean.get_or_init(|| {
            let learned = Model::from_bytes(self.packed);
            let learned = learned.inspect_err(|_| shipped::fell_short())?;
            all.blended(&learned, self.share).ok_or(BadModel::Foreign)
        });
        mean.as_ref().map_err(|&bad| bad)
    }
}

/// Shares were chosen on held-back articles of this project; `docs/entities.md` has the figures. Neighbours change little (.004).
static OWN: [Own; 4] = [
    Own::new(&["de"], include_bytes!("data/weights-de.bin"), 0.6),
    Own::new(&["es"], include_bytes!("data/weights-es.bin"), 0.6),
    Own::new(&["fr"], include_bytes!("data/weights-fr.bin"), 0.6),
    Own::new(&["ru", "uk"], include_bytes!("data/weights-ru.bin"), 0.4),
];

/// Learned from English texts that were put in title case and in capitals: no other language here writes headlines so.
static HEADLINES: Own = Own::new(
    &["en", "pcm"],
    include_bytes!("data/weights-headlines.bin"),
    0.2,
);

/// The weights for articles in a language.
///
/// # Errors
/// When the program was built with damaged weights, or there is too little memory for them.
pub fn of(language: &str) -> Result<Weights<'static>, BadModel> {
    let all = of_all()?;
    if HEADLINES.languages.contains(&language) {
        return Ok(Weights {
            sentences: all,
            headlines: HEADLINES.mean_with(all)?,
            number: 0,
        });
    }
    let mut own = (1..).zip(&OWN);
    let Some((number, own)) = own.find(|(_, own)| own.languages.contains(&language)) else {
        return Ok(Weights::from(all));
    };
    let number_of = |weights| Weights { number, ..weights };
    own.mean_with(all).map(Weights::from).map(number_of)
}

/// Those of all languages (about 10 ms at first use).
fn of_all() -> Result<&'static Model, BadModel> {
    static UNPACKED: OnceLock<Result<Model, BadModel>> = OnceLock::new();
    UNPACKED
        .get_or_init(|| Model::from_bytes(ALL).inspect_err(|_| shipped::fell_short()))
        .as_ref()
        .map_err(|&bad| bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_weights_and_those_of_its_own_differ() {
        let numbers = ["en", "de", "es", "fr", "ru", "uk", "da", "pl"];
        let numbers = numbers.map(|language| of(language).unwrap().number);
        assert_eq!(numbers, [0, 1, 2, 3, 4, 4, 0, 0]);
        let [english, german] = ["en", "de"].map(|language| of(language).unwrap());
        assert_ne!(german.sentences, english.sentences);
        assert_ne!(english.headlines, english.sentences);
        assert_eq!(german.headlines, german.sentences);
    }
}
