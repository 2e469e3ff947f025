//! A request to a plan: the query read, the filters joined to it.

use std::ops::Range;

use jiff::civil::Date;

use crate::analysis::{Tokens, key_of};
use crate::error::{Error, Problem, Result};
use crate::query::plan::{Plan, Surroundings, Test, plan, published};
use crate::query::{
    Clause, DateTest, Kind, Macros, Query, Sign, ValueField, date, parse, parse_with,
};
use crate::search::request::Request;
use crate::search::{hints, things};

use super::{Prepared, View};

impl View {
    pub(super) fn prepare(&self, request: &Request, macros: Macros<'_>) -> Result<Prepared> {
        let query = readable(request, macros)?;
        self.plan(&query, request)
    }

    /// Plans a query with the filters of a request.
    pub(super) fn plan(&self, query: &Query, request: &Request) -> Result<Prepared> {
        let today = today(query, request);
        let around = Surroundings {
            languages: &self.languages,
            today,
            all_words: request.all_words,
        };
        let Some(mut plan) = plan(query, &around) else {
            let problem = nothing_left(&request.query);
            return Err(Error::Query {
                text: request.query.clone(),
                problems: vec![problem],
            });
        };
        plan.operators = operators(query, &request.query);
        for part in &mut plan.parts {
            part.text = request.told(&part.span, &part.text);
        }
        let filters = filters(request, today)?;
        if !filters.is_empty() {
            let mut all = filters;
            match plan.test {
                Test::All(tests) => all.extend(tests),
                other => all.push(other),
            }
            plan.test = Test::All(all);
        }
        let surnames = hints::surnames::asked(&plan.test);
        things::resolve(&mut plan.test, &|| self.things())?;
        let matchers = plan
            .leaves
            .iter()
            .map(|leaf| self.matcher(leaf))
            .collect::<Result<_>>()?;
        let read_as = query.expanded(today).to_string();
        let mut advice: Vec<String> = query.advice.iter().map(said).collect();
        advice.extend(question(query, &plan));
        advice.extend(plan.lowered.iter().map(|name| lowered(name)));
        Ok(Prepared {
            plan,
            matchers,
            read_as,
            advice,
            addresses: hints::outlets::typed(query),
            surnames,
        })
    }
}

/// The words of a query that advice takes for an operator or a field of another language: `ANDNOT`, `hlead(`, `atleast 3`.
pub(super) fn operators(query: &Query, text: &str) -> Vec<String> {
    let is_word = |remark: &&Problem| {
        let said = remark.message.as_str();
        said.ends_with("` is read as a word") || said.ends_with("` is read as words")
    };
    let mut keys = Vec::new();
    for remark in query.advice.iter().filter(is_word) {
        let span = remark.start..remark.end;
        let mut tokens = Tokens::new(text.get(span).unwrap_or_default());
        while let Some(token) = tokens.next_token() {
            keys.push(key_of(token.term).to_owned());
        }
    }
    keys
}

/// Words of a question that are put into an example.
const ASKED: usize = 3;

/// What is told of a question, of which any word is enough: how to ask for all of them.
pub(super) fn question(query: &Query, plan: &Plan) -> Option<String> {
    let Some(Kind::List(clauses)) = query.root.as_ref().map(|root| &root.kind) else {
        return None;
    };
    let plain = |clause: &Clause| {
        clause.sign == Sign::May && matches!(clause.node.kind, Kind::Word(_) | Kind::Phrase(_))
    };
    if !plan.question || !clauses.iter().all(plain) {
        return None;
    }
    let words = clauses.iter().map(|clause| clause.node.to_string());
    let telling = words.filter(|word| !plan.passed_over.contains(word));
    let words: Vec<String> = telling.take(ASKED).collect();
    if words.len() < 2 {
        return None;
    }
    Some(format!(
        "any word of a question is enough; for articles with all of them: {}; near each other: {}",
        words.join(" AND "),
        words.join(" w/20 ")
    ))
}

/// What is told of a name that was read as a word.
fn lowered(name: &str) -> String {
    let letters = name.chars().flat_map(|letter| [letter, '.']);
    format!(
        "all of the query is in capitals, so `{name}` is the word {}; for the name: {}",
        name.to_lowercase(),
        letters.collect::<String>()
    )
}

/// A remark in one line.
fn said(remark: &Problem) -> String {
    match &remark.hint {
        Some(hint) => format!("{}; {hint}", remark.message),
        None => remark.message.clone(),
    }
}

/// Today, if a day is asked for: to know the time zone, a folder of some hundred files is read.
fn today(query: &Query, request: &Request) -> Date {
    if query.has_dates() || request.from.is_some() || request.to.is_some() {
        jiff::Zoned::now().date()
    } else {
        Date::ZERO
    }
}

pub(in crate::search) fn readable(request: &Request, macros: Macros<'_>) -> Result<Query> {
    let (query, problems) = parse_with(&request.query, macros);
    if problems.is_empty() {
        return Ok(query);
    }
    Err(Error::Query {
        text: request.query.clone(),
        problems,
    })
}

pub(in crate::search) fn nothing_left(text: &str) -> Problem {
    Problem {
        start: 0,
        end: text.len(),
        message: "there is no word to search for in this".to_owned(),
        hint: Some("give a word, or * for everything".to_owned()),
    }
}

impl Request {
    /// How a part of the query is told of: by the names that its writer has given to parts of it.
    fn told(&self, span: &Range<usize>, text: &str) -> String {
        let slice = |range: Range<usize>| self.query.get(range).unwrap_or_default();
        let bare = |text: &str| text.chars().all(|c| c == '(' || c == ')');
        let whole = self.called.iter().find(|(range, _)| {
            range.start <= span.start
                && span.end <= range.end
                && bare(slice(range.start..span.start))
                && bare(slice(span.end..range.end))
        });
        if let Some((_, name)) = whole {
            return name.clone();
        }
        let (mut told, mut from) = (String::new(), span.start);
        for (range, name) in &self.called {
            if from <= range.start && range.end <= span.end {
                told.extend([slice(from..range.start), name]);
                from = range.end;
            }
        }
        if !told.is_empty() {
            return told + slice(from..span.end);
        }
        // As it was typed, where that is all of it.
        let typed = slice(span.clone());
        if parse(typed).0.root == parse(text).0.root {
            typed.to_owned()
        } else {
            text.to_owned()
        }
    }
}

/// The filters of a request as tests.
fn filters(request: &Request, today: Date) -> Result<Vec<Test>> {
    let mut tests = Vec::new();
    let one_of = |field: ValueField, values: &[String]| Test::Some {
        least: 1,
        of: values
            .iter()
            .map(|text| Test::Value {
                field,
                text: text.clone(),
                exact: false,
            })
            .collect(),
    };
    if !request.sites.is_empty() {
        tests.push(one_of(ValueField::Site, &request.sites));
    }
    if !request.languages.is_empty() {
        tests.push(one_of(ValueField::Lang, &request.languages));
    }
    for (field, names) in [
        (ValueField::Person, &request.people),
        (ValueField::Org, &request.orgs),
        (ValueField::Place, &request.places),
        (ValueField::Misc, &request.misc),
    ] {
        tests.extend(names.iter().map(|text| Test::Value {
            field,
            text: text.clone(),
            exact: false,
        }));
    }
    tests.extend(request.since.map(Test::AddedAfter));
    tests.extend(span(request, today)?);
    Ok(tests)
}

/// The days of a request as tests, one for each end that is given.
fn span(request: &Request, today: Date) -> Result<Vec<Test>> {
    let day = |text: &Option<String>, what: &str| {
        let Some(text) = text else { return Ok(None) };
        let day = text.split('T').next().unwrap_or(text);
        match published(DateTest::In, day, today) {
            Some(Test::Published { from, until }) if from.or(until).is_some() => {
                Ok(Some((from, until)))
            }
            _ => Err(Error::Usage(format!(
                "--{what} {text} is not a date; write {}",
                date::FORMS
            ))),
        }
    };
    let from = day(&request.from, "from")?.and_then(|(from, _)| from);
    let until = day(&request.to, "to")?.and_then(|(_, until)| until);
    if let (Some(first), Some(end)) = (from, until)
        && first >= end
    {
        return Err(Error::Usage(format!(
            "--from {} is after --to {}; give --from the earlier day of the two",
            request.from.as_deref().unwrap_or_default(),
            request.to.as_deref().unwrap_or_default()
        )));
    }
    let first = from.map(|_| Test::Published { from, until: None });
    let last = until.map(|_| Test::Published { from: None, until });
    Ok(first.into_iter().chain(last).collect())
}
