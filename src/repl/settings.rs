//! `.mode`, `.limit`, `.passages`, `.sort`, `.timer`.

use super::answer::Answer;
use super::form::{self, FORMS};
use super::said::Setting;
use super::session::Session;
use crate::error::Error;
use crate::output::listing::Form;
use crate::search::Sort;

/// Hits a page and passages a hit, at most: an answer is read; all of one is saved.
const MOST: usize = 1000;

/// The orders by the names they are asked for.
pub(super) const ORDERS: [(&str, Sort); 3] = [
    ("relevance", Sort::Relevance),
    ("date", Sort::Date),
    ("oldest", Sort::Oldest),
];

impl Session<'_> {
    /// Changes a setting, or only says how it stands. A new order shows the set again.
    pub(super) fn set(&mut self, setting: Setting, value: Option<&str>) -> Result<Answer, Error> {
        if let Some(value) = value.map(str::to_lowercase).as_deref() {
            match setting {
                Setting::Mode => self.form = mode(value)?,
                Setting::Limit => {
                    let more = value.parse().is_ok_and(|n: usize| n > MOST);
                    let limit = number(value, 1);
                    self.request.limit = if more {
                        limit.map_err(|error| paged(&error))?
                    } else {
                        limit?
                    };
                    self.counted.hits = true;
                }
                Setting::Passages => {
                    self.request.passages = number(value, 0)?;
                    self.counted.passages = true;
                }
                Setting::Sort => self.request.sort = sort(value)?,
                Setting::Timer => self.timer = switch(value)?,
            }
        }
        if setting == Setting::Sort && value.is_some() && self.sets.current().is_some() {
            self.request.offset = 0;
            return self.again();
        }
        Ok(self.remark(&self.standing()))
    }

    /// How the settings stand.
    fn standing(&self) -> String {
        let sort = ORDERS.iter().find(|(_, sort)| *sort == self.request.sort);
        let sort = sort.map_or("", |(name, _)| name);
        let timer = if self.timer { "on" } else { "off" };
        let (limit, passages) = (self.request.limit, self.request.passages);
        let mode = form::name(&self.form);
        format!("mode {mode}, limit {limit}, passages {passages}, sort {sort}, timer {timer}")
    }
}

fn mode(value: &str) -> Result<Form, Error> {
    form::named(value).ok_or_else(|| {
        let names: Vec<_> = FORMS.iter().map(|(name, _)| *name).collect();
        let names = names.join(", ");
        Error::Usage(format!("there is no mode `{value}`; there are {names}"))
    })
}

fn number(value: &str, least: usize) -> Result<usize, Error> {
    let number = value.parse().ok().filter(|n| (least..=MOST).contains(n));
    number.ok_or_else(|| Error::Usage(format!("expected a number from {least} to {MOST}")))
}

/// A page has its bounds; a whole answer has none.
fn paged(error: &Error) -> Error {
    Error::Misuse {
        message: error.to_string(),
        hint: "`n` shows the next page; `save hits.csv` writes all of an answer, however many"
            .to_owned(),
    }
}

fn sort(value: &str) -> Result<Sort, Error> {
    let known = ORDERS.iter().find(|(name, _)| *name == value);
    known.map(|(_, sort)| *sort).ok_or_else(|| {
        let names = ORDERS.map(|(name, _)| name).join(", ");
        Error::Usage(format!("there is no order `{value}`; there are {names}"))
    })
}

fn switch(value: &str) -> Result<bool, Error> {
    match value {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err(Error::Usage("expected on or off".to_owned())),
    }
}
