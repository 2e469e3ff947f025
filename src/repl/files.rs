//! `save`, `.output`, `.read`: a session and the files of its user.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::answer::{Answer, Part};
use super::form;
use super::session::{Session, View, plain};
use crate::enrich::Enriched;
use crate::error::Error;
use crate::output::listing::{Form, Listing};
use crate::output::records::{self, ArticleRecord};
use crate::output::{Role, Sheet, results};
use crate::search::{Like, Request, Step};

/// A file that answers go to instead of the screen.
#[derive(Debug)]
pub(super) struct Outlet {
    path: PathBuf,
    file: File,
}

/// Files read within files, at most: one that reads itself must come to an end.
const DEEPEST: usize = 8;

impl Outlet {
    /// A new file; one that is there already is left alone.
    fn create(path: &str) -> Result<Self, Error> {
        let path = expanded(path);
        let made = OpenOptions::new().write(true).create_new(true).open(&path);
        match made {
            Ok(file) => Ok(Self { path, file }),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                let message = format!("{} is there already; name a new file", path.display());
                Err(Error::Usage(message))
            }
            Err(source) => Err(Error::Io {
                action: "write",
                path,
                source,
            }),
        }
    }

    /// Takes the file away again: a part of a set under its name would be taken for the whole.
    fn withdraw(&self) {
        // What cannot be removed is the user's to look at; the error is told anyway.
        let _ = fs::remove_file(&self.path);
    }

    fn write(&mut self, text: &str) -> Result<(), Error> {
        self.file
            .write_all(text.as_bytes())
            .map_err(|source| Error::Io {
                action: "write",
                path: self.path.clone(),
                source,
            })
    }
}

impl Session<'_> {
    /// Sends what was asked for to the file of `.output`, if there is one. Notes stay on the screen.
    pub(super) fn delivered(&mut self, answer: Answer) -> Result<Answer, Error> {
        let Some(outlet) = &mut self.outlet else {
            return Ok(answer);
        };
        let mut notes = Vec::new();
        for part in answer.parts {
            match part {
                Part::Text(text) | Part::Article { text, .. } => outlet.write(&text)?,
                note @ Part::Note(_) => notes.push(note),
            }
        }
        Ok(Answer {
            parts: notes,
            ..answer
        })
    }

    pub(super) fn output(&mut self, file: Option<&str>) -> Result<Answer, Error> {
        self.outlet = file.map(Outlet::create).transpose()?;
        Ok(match &self.outlet {
            Some(outlet) => self.remark(&format!("answers go to {}", outlet.path.display())),
            None => self.remark("answers go to the screen"),
        })
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
        let written = self.write_all(&mut listing, &mut outlet);
        let saved = written.inspect_err(|_| outlet.withdraw())?;
        let text = format!(
            "{} in {}",
            results::plural(saved, "article"),
            outlet.path.display()
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
        Ok(self.remark(&format!("{articles} in {}", outlet.path.display())))
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
        for line in String::from_utf8_lossy(&bytes).lines() {
            all = all.then(self.answer(line));
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
fn expanded(path: &str) -> PathBuf {
    let home = || std::env::var_os("HOME").filter(|home| !home.is_empty());
    match path.strip_prefix("~/").zip(home()) {
        Some((rest, home)) => Path::new(&home).join(rest),
        None => PathBuf::from(path),
    }
}
