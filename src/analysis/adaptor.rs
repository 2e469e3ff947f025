//! The tokenizer as the search engine wants it, so that its index holds exactly our tokens.

use tantivy::tokenizer::{Token as EngineToken, TokenStream, Tokenizer};

use super::chains::chains;
use super::tokens::Tokens;

/// The name under which [`NewsTokenizer`] is registered with an index.
pub const TOKENIZER: &str = "newsdex";

/// [`Tokens`] behind the engine's interface.
#[derive(Debug, Clone, Default)]
pub struct NewsTokenizer {
    token: EngineToken,
}

/// The stream of one text; its token is reused.
#[derive(Debug)]
pub struct NewsTokenStream<'a> {
    tokens: Tokens<'a>,
    token: &'a mut EngineToken,
}

impl Tokenizer for NewsTokenizer {
    type TokenStream<'a> = NewsTokenStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> NewsTokenStream<'a> {
        self.token.reset();
        NewsTokenStream {
            tokens: Tokens::new(text),
            token: &mut self.token,
        }
    }
}

impl TokenStream for NewsTokenStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(token) = self.tokens.next_token() else {
            return false;
        };
        self.token.offset_from = token.start;
        self.token.offset_to = token.end;
        self.token.position = token.position as usize;
        self.token.text.clear();
        self.token.text.push_str(token.term);
        true
    }

    fn token(&self) -> &EngineToken {
        self.token
    }

    fn token_mut(&mut self) -> &mut EngineToken {
        self.token
    }
}

/// The name under which [`ChainTokenizer`] is registered with an index.
pub const CHAIN_TOKENIZER: &str = "newsdex-chains";

/// Reads what [`Chains`](super::Chains) has written.
#[derive(Debug, Clone, Default)]
pub struct ChainTokenizer {
    token: EngineToken,
}

/// The chains of one text.
pub struct ChainStream<'a> {
    chains: Box<dyn Iterator<Item = &'a str> + 'a>,
    token: &'a mut EngineToken,
}

impl Tokenizer for ChainTokenizer {
    type TokenStream<'a> = ChainStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> ChainStream<'a> {
        self.token.reset();
        ChainStream {
            chains: Box::new(chains(text)),
            token: &mut self.token,
        }
    }
}

impl TokenStream for ChainStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(chain) = self.chains.next() else {
            return false;
        };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.text.clear();
        self.token.text.push_str(chain);
        true
    }

    fn token(&self) -> &EngineToken {
        self.token
    }

    fn token_mut(&mut self) -> &mut EngineToken {
        self.token
    }
}
