//! Room `analysis`: text to tokens, sentences and stems; the one tokenizer of the program.
//!
//! In: text. Out: [`Token`]s and sentence ranges as byte ranges of that same text. Invariant: pure,
//! linear in the text, and every range lies on character boundaries, in order.
//!
//! # Terms
//!
//! A token's term is its folded key ([`fold`]: lower case, accents of Latin and Greek letters left
//! off). If the token, lower-cased, is spelled differently, the spelling follows after `\u{1}`; so it
//! does, capitals kept, if the token is two to six letters in capitals, which may be a name that is spelled like a word:
//!
//! | text | terms |
//! |---|---|
//! | `Zelensky's café` | `zelensky`, `cafe\u{1}café` |
//! | `l’homme` | `l`, `homme` |
//! | `O'Brien`, `п’ять` | `obrien\u{1}o'brien`, `пять\u{1}п'ять` |
//! | `U.S. forces` | `us\u{1}u.s.`, `forces` |
//! | `US`, `us`, `UN’s` | `us\u{1}US`, `us`, `un\u{1}UN` |
//! | `15,000`, `3,5` | `15000\u{1}15,000`, `3.5\u{1}3,5` |
//! | `don't`, `we'll` | `dont\u{1}don't`, `we` |
//! | `Covid-19` | `covid`, `19` |
//! | `中文字` | `中文`, `文字`, `字` |
//!
//! So all spellings of a key stand together in a term dictionary, and no word is stemmed before it
//! is stored: [`stem`] compares forms when a query is read.
//!
//! Two and three of the most common words in a row make [`Chains`], which are terms of a column of their own.

mod abbreviations;
mod adaptor;
mod any_of;
mod chains;
mod chars;
mod endings;
mod families;
mod fold;
mod han;
mod irregular;
mod lines;
mod numbers;
mod plurals;
mod sentences;
mod spellings;
mod stems;
mod stop_words;
mod tokens;
mod vowels;
mod words;

pub use adaptor::{CHAIN_TOKENIZER, ChainTokenizer, NewsTokenizer, TOKENIZER};
pub(crate) use any_of::AnyOf;
pub use chains::{Chains, chain, chains, is_link};
pub(crate) use chars::SPELLING_MARK;
pub use endings::are_inflections;
pub(crate) use families::is_of_family;
pub use fold::{fold, fold_into};
pub use han::written_otherwise;
pub(crate) use lines::Lines;
pub use sentences::sentences;
pub use stems::{irregular_forms, languages, lemma, stem, stems};
pub use stop_words::is_stop_word;
pub use tokens::{Token, TokenKind, Tokens, key_of, spelling_of};
