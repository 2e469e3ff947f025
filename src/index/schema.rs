//! The columns and postings of an index: the one place that names them.

use tantivy::schema::{
    BytesOptions, Field, INDEXED, IndexRecordOption, NumericOptions, STORED, STRING,
    Schema as EngineSchema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

use crate::analysis::{CHAIN_TOKENIZER, TOKENIZER};

/// The number of the format. It changes whenever an index of the former number cannot be read or continued.
pub const FORMAT: u32 = 9;

/// The fields of an index.
///
/// String columns (`site`, `lang`, `section`, `person`, `org`, `place`, `misc`) hold their values as they
/// are written, for counting and for filtering by exact value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fields {
    /// [`Article::id`](crate::article::Article::id): indexed, stored.
    pub id: Field,
    /// Headline: terms with positions; stored.
    pub title: Field,
    /// Clean text: terms with positions; stored.
    pub body: Field,
    /// [`Boundaries`](super::Boundaries) of the body, a bytes column.
    pub boundaries: Field,
    /// Outlet: string column.
    pub site: Field,
    /// Language: indexed, string column.
    pub lang: Field,
    /// Section: string column.
    pub section: Field,
    /// Names of people: string column of many values.
    pub person: Field,
    /// Names of organisations: string column of many values.
    pub org: Field,
    /// Names of places: string column of many values.
    pub place: Field,
    /// Names of events, works and other things: string column of many values.
    pub misc: Field,
    /// Names of the authors: terms with positions. The names as written are in `record`.
    pub byline: Field,
    /// Seconds since 1970, column and indexed; articles without a date have no value. Where the clock of the page shows another day than UTC,
    /// a second value are the seconds of that clock.
    pub published: Field,
    /// Tokens of the body, column.
    pub words: Field,
    /// The generation that added the article or changed it last, column.
    pub generation: Field,
    /// The rest of the article as JSON, stored; see [`Record`](super::Record).
    pub record: Field,
    /// [`Chains`](crate::analysis::Chains) of the body: terms without positions.
    pub chains: Field,
}

/// The schema of an index with its fields.
#[derive(Debug, Clone)]
pub struct Schema {
    /// The engine's schema.
    pub engine: EngineSchema,
    /// The fields in it.
    pub fields: Fields,
}

impl Schema {
    /// The schema of [`FORMAT`].
    pub fn new() -> Self {
        let mut builder = EngineSchema::builder();
        let fields = add_fields(&mut builder);
        Self {
            engine: builder.build(),
            fields,
        }
    }
}

impl Default for Schema {
    fn default() -> Self {
        Self::new()
    }
}

fn add_fields(builder: &mut SchemaBuilder) -> Fields {
    // Values are looked up in the columns, so that they need no postings.
    let column = || TextOptions::default().set_fast("raw");
    let number = || NumericOptions::default().set_fast();
    Fields {
        id: builder.add_text_field("id", STRING | STORED),
        title: builder.add_text_field("title", text().set_stored()),
        body: builder.add_text_field("body", text().set_stored()),
        boundaries: builder.add_bytes_field("boundaries", BytesOptions::default().set_fast()),
        site: builder.add_text_field("site", column()),
        lang: builder.add_text_field("lang", STRING.set_fast("raw")),
        section: builder.add_text_field("section", column()),
        person: builder.add_text_field("person", column()),
        org: builder.add_text_field("org", column()),
        place: builder.add_text_field("place", column()),
        misc: builder.add_text_field("misc", column()),
        byline: builder.add_text_field("byline", text()),
        published: builder.add_i64_field("published", number() | INDEXED),
        words: builder.add_u64_field("words", number()),
        generation: builder.add_u64_field("generation", number()),
        record: builder.add_text_field("record", STORED),
        // Behind all that is stored: what is left of an index of an earlier format is read by these numbers.
        chains: builder.add_text_field("chains", chains()),
    }
}

fn text() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions)
        .set_fieldnorms(true);
    TextOptions::default().set_indexing_options(indexing)
}

fn chains() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(CHAIN_TOKENIZER)
        .set_index_option(IndexRecordOption::WithFreqs)
        .set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing)
}
