//! One line of a batch: the request it means.

use std::io::{self, BufRead, BufReader, Read};

use serde::Deserialize;

use super::InputForm;
use super::topics::{Blocks, numbered};
use crate::cli::days::{self, End};
use crate::cli::since::Since;
use crate::search::{Request, Sort};

/// Bytes of a line that are kept: more than any query may have.
const LONGEST: usize = 1 << 20;

/// Bytes that are read at a time.
const READ: usize = 1 << 18;

/// Lines with their numbers, from 1; those of blanks alone are passed over. A block of a TREC topic is one line.
pub(super) struct Lines<R> {
    input: BufReader<R>,
    number: usize,
    /// If topics may come.
    blocks: Option<Blocks>,
    /// Of a line, or of a block so far: the first byte that is not UTF-8, from 1.
    broken: Option<usize>,
}

/// One of them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub number: usize,
    pub text: String,
    /// The byte from which it cannot be read, if what cannot be read is a part of `text`, as U+FFFD.
    pub broken: Option<usize>,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(input: R, form: InputForm) -> Self {
        Self {
            input: BufReader::with_capacity(READ, input),
            number: 0,
            blocks: (form == InputForm::Topics).then(Blocks::default),
            broken: None,
        }
    }

    /// The next lines, at most so many; none at the end. Waits for the first one only: whoever writes lines one by one is answered
    /// one by one.
    pub(super) fn take(&mut self, most: usize) -> io::Result<Vec<Line>> {
        let mut taken = Vec::new();
        while taken.len() < most && (taken.is_empty() || self.is_at_hand()) {
            let Some(line) = self.next()? else {
                let rest = self.blocks.as_mut().and_then(Blocks::rest);
                taken.extend(rest.map(|topic| self.line(topic)));
                break;
            };
            self.number += 1;
            let line = if self.number == 1 {
                line.trim_start_matches('\u{feff}')
            } else {
                &line
            };
            let line = line.trim_end_matches(['\r', '\n']);
            let text = match self.blocks.as_mut().map(|blocks| blocks.take(line)) {
                Some(Ok(topic)) => topic,
                Some(Err(line)) => Some(line.to_owned()),
                None => Some(line.to_owned()),
            };
            let Some(text) = text else { continue };
            let line = self.line(text);
            if !line.text.trim().is_empty() {
                taken.push(line);
            }
        }
        Ok(taken)
    }

    fn line(&mut self, text: String) -> Line {
        let broken = self.broken.take();
        Line {
            number: self.number,
            broken: broken.filter(|_| text.contains(char::REPLACEMENT_CHARACTER)),
            text,
        }
    }

    /// Whether a whole line has come already.
    fn is_at_hand(&self) -> bool {
        memchr::memchr(b'\n', self.input.buffer()).is_some()
    }

    /// A line as far as it is kept; the rest of it is read and dropped. Bytes that are not UTF-8 become U+FFFD.
    fn next(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        let mut read = 0;
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                break;
            }
            let end = memchr::memchr(b'\n', buffer);
            let part = buffer.get(..end.map_or(buffer.len(), |at| at + 1));
            let part = part.unwrap_or_default();
            let room = LONGEST.saturating_sub(line.len()).min(part.len());
            line.extend(part.get(..room).unwrap_or_default());
            let passed = part.len();
            read += passed;
            self.input.consume(passed);
            if end.is_some() {
                break;
            }
        }
        if let Err(error) = std::str::from_utf8(&line) {
            self.broken.get_or_insert(error.valid_up_to() + 1);
        }
        Ok((read > 0).then(|| String::from_utf8_lossy(&line).into_owned()))
    }
}

/// What a line asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// The name of the query; the number of its line if it has none.
    pub id: String,
    /// The request, or why there is none.
    pub request: Result<Request, String>,
    /// The generation that it names itself, with its index if that is named too.
    pub since: Option<Since>,
}

/// A query with its options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    #[serde(alias = "_id")]
    id: Option<serde_json::Value>,
    #[serde(alias = "text")]
    query: String,
    /// Some collections have it on every query; it says nothing to us.
    #[serde(default, rename = "metadata")]
    _metadata: serde::de::IgnoredAny,
    site: Option<OneOrMore>,
    lang: Option<OneOrMore>,
    person: Option<OneOrMore>,
    org: Option<OneOrMore>,
    place: Option<OneOrMore>,
    misc: Option<OneOrMore>,
    from: Option<String>,
    to: Option<String>,
    since: Option<SinceSaid>,
    limit: Option<usize>,
    offset: Option<usize>,
    passages: Option<usize>,
    sort: Option<SortNamed>,
    recent: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum SinceSaid {
    Number(u64),
    Text(String),
}

impl SinceSaid {
    fn meant(&self) -> Result<Since, String> {
        match self {
            Self::Number(generation) => Ok(Since {
                generation: *generation,
                identity: None,
            }),
            Self::Text(said) => said.parse(),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum SortNamed {
    Relevance,
    Date,
    Oldest,
}

/// What a line means beside `basis`.
pub(super) fn meant(line: &Line, input: InputForm, basis: &Request) -> Asked {
    let asked = read(line.number, &line.text, input, basis);
    match line.broken {
        None => asked,
        // What could not be read would be searched for as something else.
        Some(byte) => Asked {
            request: Err(format!(
                "not UTF-8 at byte {byte} of the line; save the file as UTF-8"
            )),
            ..asked
        },
    }
}

fn read(number: usize, line: &str, input: InputForm, basis: &Request) -> Asked {
    let plain = |id: String, query: &str| Asked {
        id,
        request: Ok(Request {
            query: query.trim().to_owned(),
            ..basis.clone()
        }),
        since: None,
    };
    let named = line.split_once('\t');
    match (input, named) {
        (InputForm::Jsonl, _) => options(number, line, basis),
        (InputForm::Auto | InputForm::Topics, _) if line.trim_start().starts_with('{') => {
            options(number, line, basis)
        }
        (InputForm::Topics, _) => match numbered(line) {
            Ok((name, query)) => plain(name, &query),
            Err(why) => Asked {
                id: number.to_string(),
                request: Err(why),
                since: None,
            },
        },
        (InputForm::Auto | InputForm::Tsv, Some((name, query))) => {
            plain(name.trim().to_owned(), query)
        }
        (InputForm::Tsv, None) => Asked {
            id: number.to_string(),
            request: Err("expected a name, a tab and a query".to_owned()),
            since: None,
        },
        (InputForm::Auto | InputForm::Lines, _) => plain(number.to_string(), line),
    }
}

fn options(number: usize, line: &str, basis: &Request) -> Asked {
    let said: Result<Options, _> = serde_json::from_str(line);
    let id = said.as_ref().ok().and_then(|said| said.id.as_ref());
    let id = id.map_or_else(
        || number.to_string(),
        |id| id.as_str().map_or_else(|| id.to_string(), str::to_owned),
    );
    let since = said.as_ref().ok().and_then(|said| said.since.as_ref());
    let since = since.map(SinceSaid::meant).transpose();
    let request = said
        .map_err(|error| {
            if error.is_data() {
                error.to_string()
            } else {
                format!("begins as a JSON object and is none: {error}")
            }
        })
        .and_then(|said| said.request(basis));
    match since {
        Ok(since) => Asked { id, request, since },
        Err(why) => Asked {
            id,
            request: Err(why),
            since: None,
        },
    }
}

impl Options {
    fn request(self, basis: &Request) -> Result<Request, String> {
        let day = |said: Option<String>, end, basis: &Option<String>| match said {
            Some(said) => days::stated(&said, end).map(Some),
            None => Ok(basis.clone()),
        };
        let many = |said: Option<OneOrMore>, basis: &Vec<String>| match said {
            Some(OneOrMore::One(one)) => vec![one],
            Some(OneOrMore::More(more)) => more,
            None => basis.clone(),
        };
        Ok(Request {
            query: self.query,
            sites: many(self.site, &basis.sites),
            languages: many(self.lang, &basis.languages),
            people: many(self.person, &basis.people),
            orgs: many(self.org, &basis.orgs),
            places: many(self.place, &basis.places),
            misc: many(self.misc, &basis.misc),
            from: day(self.from, End::First, &basis.from)?,
            to: day(self.to, End::Last, &basis.to)?,
            limit: self.limit.unwrap_or(basis.limit),
            offset: self.offset.unwrap_or(basis.offset),
            passages: self.passages.unwrap_or(basis.passages),
            sort: match self.sort {
                Some(SortNamed::Relevance) => Sort::Relevance,
                Some(SortNamed::Date) => Sort::Date,
                Some(SortNamed::Oldest) => Sort::Oldest,
                None => basis.sort,
            },
            recent: match self.recent {
                Some(said) => Some(days::half_life(&said)?),
                None => basis.recent,
            },
            ..basis.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_by_its_looks() {
        let basis = Request {
            limit: 7,
            ..Request::default()
        };
        let read = |line: &str, input| {
            let asked = read(4, line, input, &basis);
            (
                asked.id,
                asked.request.map(|request| (request.query, request.limit)),
            )
        };
        let fine = |id: &str, query: &str, limit| (id.to_owned(), Ok((query.to_owned(), limit)));
        assert_eq!(
            read("tram AND bus", InputForm::Auto),
            fine("4", "tram AND bus", 7)
        );
        assert_eq!(
            read("q1\ttram bus", InputForm::Auto),
            fine("q1", "tram bus", 7)
        );
        assert_eq!(
            read("tram\tbus", InputForm::Lines),
            fine("4", "tram\tbus", 7)
        );
        assert_eq!(
            read("{\"id\":9,\"query\":\"tram\",\"limit\":2}", InputForm::Auto),
            fine("9", "tram", 2)
        );
        assert_eq!(
            read(
                "{\"_id\":\"9\",\"text\":\"tram\",\"metadata\":{}}",
                InputForm::Topics
            ),
            fine("9", "tram", 7)
        );
        assert_eq!(read("9 tram", InputForm::Topics), fine("9", "tram", 7));
        for (line, input) in [
            ("tram", InputForm::Tsv),
            ("{\"query\":\"tram\",\"size\":2}", InputForm::Auto),
            ("{\"limit\":2}", InputForm::Auto),
            ("{\"query\":\"tram\",\"from\":\"soon\"}", InputForm::Auto),
            ("tram", InputForm::Jsonl),
            ("tram bus", InputForm::Topics),
            ("{\"query\":\"tram\",\"recent\":\"soon\"}", InputForm::Auto),
        ] {
            assert!(read(line, input).1.is_err(), "{line}");
        }
    }

    fn lines(text: &[u8], form: InputForm) -> Vec<Line> {
        let mut lines = Lines::new(text, form);
        std::iter::from_fn(|| lines.take(9).ok().filter(|taken| !taken.is_empty()))
            .flatten()
            .collect()
    }

    #[test]
    fn lines_keep_their_numbers() {
        let line = |number, text: &str, broken| Line {
            number,
            text: text.to_owned(),
            broken,
        };
        assert_eq!(
            lines(b"\xef\xbb\xbfa\r\n\n \nb\xff\nc", InputForm::Auto),
            [
                line(1, "a", None),
                line(4, "b\u{fffd}", Some(2)),
                line(5, "c", None)
            ]
        );
    }

    #[test]
    fn what_is_not_utf_8_is_told_where_it_is_asked_for() {
        let basis = Request::default();
        let latin = b"<top>\n<num> 1\n<title> tram\n<narr> caf\xe9\n</top>\n<top>\n<num> 2\n<title> caf\xe9\n</top>\nq\n";
        let asked: Vec<Asked> = lines(latin, InputForm::Topics)
            .iter()
            .map(|line| meant(line, InputForm::Topics, &basis))
            .collect();
        let [first, second, third] = asked.as_slice() else {
            panic!("{asked:?}")
        };
        assert!(first.request.is_ok() && second.id == "2", "{asked:?}");
        let why = second.request.as_ref().unwrap_err();
        assert!(why.starts_with("not UTF-8 at byte 12"), "{why}");
        assert!(!third.request.as_ref().unwrap_err().contains("UTF-8"));
    }

    #[test]
    fn a_line_without_end_is_cut() {
        let taken = lines(&vec![b'x'; LONGEST + 10], InputForm::Auto);
        assert_eq!(taken[0].text.len(), LONGEST);
    }
}
