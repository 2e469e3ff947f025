//! The weights that ship: those of all languages, and for some languages the mean of these and of their own.
//!
//! In: a language. Out: a [`Model`] and its number. Invariant: each is unpacked once, at the first article in its language.

use std::sync::OnceLock;

use super::model::{BadModel, Model};
use crate::shipped;

/// Learned from all texts, packed.
const ALL: &[u8] = include_bytes!("data/weights.bin");

/// Weights learned from the texts of few languages, and what becomes of them.
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
}

/// Shares were chosen on held-back articles of this project; `docs/entities.md` has the figures. Neighbours change little (.002).
static OWN: [Own; 4] = [
    Own::new(&["de"], include_bytes!("data/weights-de.bin"), 0.5),
    Own::new(&["es"], include_bytes!("data/weights-es.bin"), 0.4),
    Own::new(&["fr"], include_bytes!("data/weights-fr.bin"), 0.6),
    Own::new(&["ru", "uk"], include_bytes!("data/weights-ru.bin"), 0.3),
];

/// The weights for articles in a language, and their number: 0 for those of all languages.
///
/// # Errors
/// When the program was built with damaged weights, or there is too little memory for them.
pub fn of(language: &str) -> Result<(&'static Model, u8), BadModel> {
    let own = (1..).zip(&OWN);
    let Some((number, own)) = own
        .into_iter()
        .find(|(_, own)| own.languages.contains(&language))
    else {
        return Ok((of_all()?, 0));
    };
    let mean = own.mean.get_or_init(|| {
        let learned = Model::from_bytes(own.packed);
        let learned = learned.inspect_err(|_| shipped::fell_short())?;
        let mean = of_all()?.blended(&learned, own.share);
        mean.ok_or(BadModel::Foreign)
    });
    mean.as_ref().map(|mean| (mean, number)).map_err(|&bad| bad)
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
        let numbers = numbers.map(|language| of(language).unwrap().1);
        assert_eq!(numbers, [0, 1, 2, 3, 4, 4, 0, 0]);
        assert_ne!(of("de").unwrap().0, of("en").unwrap().0);
    }
}
