//! `save`, `.output`, `.read`: a session and the files of its user.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::answer::{Answer, Part};
use super::form;
use super::outlet::Outlet;
use super::said;
use super::session::{Session, View, plain};
use crate::enrich::Enriched;
use crate::error::Error;
use crate::output::listing::{Form, Listing};
use crate::output::records::{self, ArticleRecord};
use crate::output::{Role, Sheet, results};
use crate::search::{Like, Request, Step};

/// Files read within files, at most: one that reads itself must come to an end.
const DEEPEST: usize = 8;

impl Session<'_> {
    /// Sends what was asked for to the file of `.output`, if there is one. Notes stay on the screen, and so does what is no
    /// list of hits where the form is one for nothing else.
    pub(super) fn delivered(&mut self, answer: Answer) -> Result<Answer, Error> {
        let for_hits = !matches!(self.form, Form::Text | Form::Json);
        let Some(outlet) = self.outlet.as_mut().filter(|_| answer.hits || !for_hits) else {
            return Ok(answer);
        };
        let mut notes = Vec::new();
        let mut written = Ok(());
        for part in answer.parts {
            match part {
                Part::Text(text) | Part::Article { text, .. } => {
                    written = written.and_then(|()| outlet.write(&text));
                }
                note @ Part::Note(_) => notes.push(note),
            }
        }
        if written.is_err() {
            // A part of the answers would be taken for all of them.
            self.outlet = None;
        }
        written.map(|()| Answer {
            parts: notes,
            ..answer
        })
    }

    pub(super) fn output(&mut self, file: Option<&str>) -> Result<Answer, Error> {
        let done = self.close()?;
        self.outlet = file.map(Outlet::create).transpose()?;
        let begun = self.outlet.as_ref().map(|outlet| {
            format!(
                "answers go to {}, which is there when they end",
                outlet.path().display()
            )
        });
        let begun = begun.unwrap_or_else(|| "answers go to the screen".to_owned());
        Ok(done.then(self.remark(&begun)))
    }

    /// What is left to do and to say when the lines have ended.
    pub(super) fn end(&mut self) -> Answer {
        self.close().unwrap_or_else(|error| self.trouble(&error))
    }

    /// Ends the session.
    pub(super) fn leave(&mut self) -> Result<Answer, Error> {
        let closed = self.close()?;
        Ok(Answer {
            leave: true,
            ..closed
        })
    }

    /// Puts the file of `.output` in its place.
    pub(super) fn close(&mut self) -> Result<Answer, Error> {
        let path = self.outlet.take().map(Outlet::finish).transpose()?;
        let told = path.map(|path| self.remark(&format!("answers are in {}", path.display())));
        Ok(told.unwrap_or_default())
    }

    /// Writes all hits of the current set, in the form that the file's name asks for.
    pub(super) fn save(&mut self, file: &str) -> Result<Answer, Error> {
        let Some(form) = form::of_file(file) else {
            let message = "the ending of the file's name says its form: .csv, .tsv, .jsonl, .ids, .txt, .md, .bib or .json (CSL)";
            return Err(Error::Usage(message.to_owned()));
        };
        self.need_set("save")?;
        let mut outlet = Outlet::create(file)?;
        let mut listing = Listing::new(form, plain(self.look), 0);
        let saved = self.write_all(&mut listing, &mut outlet)?;
        let text = format!(
            "{} in {}",
            results::plural(saved, "article"),
            outlet.finish()?.display()
        );
        Ok(self.remark(&text))
    }

    /// Writes the whole articles of the current set as JSON Lines.
    pub(super) fn export(&mut self, file: &str) -> Result<Answer, Error> {
        if form::of_file(file) != Some(Form::Json) {
            return Err(Error::Misuse {
                message: "`export` writes whole articles as JSON Lines: name a .jsonl file"
                    .to_owned(),
                hint: "`save` writes the hits: save hits.csv".to_owned(),
            });
        }
        self.need_set("export")?;
        let mut outlet = Outlet::create(file)?;
        let exported = self.write_articles(&mut outlet)?;
        let articles = results::plural(exported, "whole article");
        Ok(self.remark(&format!("{articles} in {}", outlet.finish()?.display())))
    }

    fn write_articles(&self, outlet: &mut Outlet) -> Result<u64, Error> {
        let (mut total, mut written) = (0, Ok(()));
        let record = |article: &Enriched| records::line(&ArticleRecord::new(article, &[]));
        if let View::Like { id, total: all, .. } = &self.view {
            let request = Request {
                offset: 0,
                limit: usize::try_from(*all).unwrap_or(usize::MAX),
                passages: 0,
                ..self.request.clone()
            };
            for hit in &self.searcher.similar(Like::Article(id), &request)?.hits {
                if let Some(article) = self.searcher.article(&hit.id)? {
                    outlet.write(&record(&article))?;
                    total += 1;
                }
            }
            return Ok(total);
        }
        self.searcher.articles(&self.request, &mut |article| {
            written = outlet.write(&record(&article));
            total += 1;
            match written {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        })?;
        written.map(|()| total)
    }

    fn need_set(&self, verb: &str) -> Result<(), Error> {
        match self.sets.current() {
            Some(_) => Ok(()),
            None => Err(Error::Usage(format!(
                "there is no set to {verb}; search first"
            ))),
        }
    }

    fn write_all(&self, listing: &mut Listing, outlet: &mut Outlet) -> Result<u64, Error> {
        if let View::Like { id, total, .. } = &self.view {
            return self.write_like(id, *total, listing, outlet);
        }
        let request = Request {
            offset: 0,
            limit: usize::MAX,
            ..self.request.clone()
        };
        let mut written = Ok(());
        self.searcher.each(&request, &mut |step| {
            let text = match step {
                Step::Head(found) => listing.head(&found, &request.query),
                Step::Hit(hit) => listing.hit(&hit),
            };
            written = outlet.write(&text);
            match written {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        })?;
        written?;
        outlet.write(listing.foot())?;
        Ok(listing.written() as u64)
    }

    /// Writes all articles like one.
    fn write_like(
        &self,
        id: &str,
        total: u64,
        listing: &mut Listing,
        outlet: &mut Outlet,
    ) -> Result<u64, Error> {
        let request = Request {
            offset: 0,
            limit: usize::try_from(total).unwrap_or(usize::MAX),
            ..self.request.clone()
        };
        let found = self.searcher.similar(Like::Article(id), &request)?;
        outlet.write(&listing.head(&found, &request.query))?;
        for hit in &found.hits {
            self.searcher.stop().heed()?;
            outlet.write(&listing.hit(hit))?;
        }
        outlet.write(listing.foot())?;
        Ok(listing.written() as u64)
    }

    /// Answers the lines of a file.
    pub(super) fn read(&mut self, file: &str) -> Result<Answer, Error> {
        if self.reading >= DEEPEST {
            return Err(Error::Usage(format!(
                "{file}: too many files read each other"
            )));
        }
        let path = expanded(file);
        let bytes = fs::read(&path).map_err(|source| Error::Io {
            action: "read",
            path,
            source,
        })?;
        self.reading += 1;
        let mut all = Answer::default();
        for line in said::lines(&String::from_utf8_lossy(&bytes)) {
            all = all.then(self.answer(&line));
            if all.leave || self.searcher.stop().is_up() {
                break;
            }
        }
        self.reading -= 1;
        Ok(all)
    }

    /// A word on what was done.
    pub(super) fn remark(&self, text: &str) -> Answer {
        let mut sheet = Sheet::new(self.look);
        sheet.put(Role::Aside, text).end();
        Answer::note(sheet.into_text())
    }
}

/// A path as typed: `~/` is the home folder, as in a shell.
pub(super) fn expanded(path: &str) -> PathBuf {
    let home = || std::env::var_os("HOME").filter(|home| !home.is_empty());
    match path.strip_prefix("~/").zip(home()) {
        Some((rest, home)) => Path::new(&home).join(rest),
        None => PathBuf::from(path),
    }
}
