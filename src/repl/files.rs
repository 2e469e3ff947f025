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
use crate::output::{Sheet, flow, results};
use crate::search::{Request, Results, Step};

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
        let Some(outlet) = self.outlet.take() else {
            return Ok(Answer::default());
        };
        if !outlet.begun() {
            let path = outlet.path().display();
            return Ok(self.remark(&format!("nothing was answered, so {path} was not made")));
        }
        let path = outlet.finish()?;
        Ok(self.remark(&format!("answers are in {}", path.display())))
    }

    /// Writes all hits of the answer on show, in the form that the file's name asks for.
    pub(super) fn save(&mut self, file: &str) -> Result<Answer, Error> {
        let Some(form) = form::of_file(file) else {
            let message = "the ending of the file's name says its form: .csv, .tsv, .jsonl, .ids, .txt, .md, .bib or .json (CSL)";
            return Err(Error::Usage(message.to_owned()));
        };
        self.need_set("save")?;
        let mut outlet = Outlet::create(file)?;
        let mut listing = Listing::new(form, plain(self.look), 0);
        let saved = self.write_all(&mut listing, &mut outlet)?;
        self.written(saved, "article", outlet)
    }

    /// Puts a file in its place and says what is in it; where that is nothing, there is no file.
    fn written(&self, count: u64, what: &str, outlet: Outlet) -> Result<Answer, Error> {
        let set = self.sets.current().map_or(0, |(number, _)| number);
        if count == 0 {
            return Err(Error::Usage(format!(
                "S{set} holds no article, so there is nothing to write; {} was not made",
                outlet.path().display()
            )));
        }
        let which = match &self.view {
            View::Set => String::new(),
            View::Like { number, .. } => format!(" like article {number}"),
            View::First { .. } => format!(", the earliest of each outlet in S{set},"),
        };
        let articles = results::plural(count, what);
        Ok(self.remark(&format!(
            "{articles}{which} in {}",
            outlet.finish()?.display()
        )))
    }

    /// Writes the whole articles of the answer on show as JSON Lines.
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
        self.written(exported, "whole article", outlet)
    }

    fn write_articles(&self, outlet: &mut Outlet) -> Result<u64, Error> {
        let (mut total, mut written) = (0, Ok(()));
        let record = |article: &Enriched| records::line(&ArticleRecord::new(article, &[]));
        if let Some(found) = self.whole_view(0)? {
            for hit in &found.hits {
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
        if let Some(found) = self.whole_view(self.request.passages)? {
            return self.write_found(&found, listing, outlet);
        }
        let request = Request {
            offset: 0,
            limit: usize::MAX,
            ..self.request.clone()
        };
        let mut written = Ok(());
        self.searcher.each(&request, &mut |step| {
            let text = match step {
                Step::Head(found) => listing.head(&found, &request.query, &request),
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

    /// All pages of the answer on show with so many passages, where that is not the current set.
    fn whole_view(&self, passages: usize) -> Result<Option<Results>, Error> {
        self.of_view(&Request {
            offset: 0,
            limit: usize::try_from(self.total()).unwrap_or(usize::MAX),
            passages,
            ..self.request.clone()
        })
    }

    fn write_found(
        &self,
        found: &Results,
        listing: &mut Listing,
        outlet: &mut Outlet,
    ) -> Result<u64, Error> {
        outlet.write(&listing.head(found, &self.request.query, &self.request))?;
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
        for line in said::lines_of(&bytes) {
            all = all.then(self.answer_if_read(line));
            if all.leave || self.searcher.stop().is_up() {
                break;
            }
        }
        self.reading -= 1;
        Ok(all)
    }

    /// A word on what was done.
    pub(super) fn remark(&self, text: &str) -> Answer {
        let mut sheet = Sheet::new(self.note_look());
        flow::aside(&mut sheet, text);
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
