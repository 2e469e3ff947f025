//! What the user said: commands and the options that all of them share.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Style, Styles};
use clap::{Args, Parser, Subcommand};

use super::backup::BackupSaid;
use super::batch::BatchSaid;
use super::cite::CiteSaid;
use super::clean::CleanSaid;
use super::complete::CompleteSaid;
use super::completions::CompletionsSaid;
use super::config::ConfigSaid;
use super::count::CountSaid;
use super::cut::CutSaid;
use super::entities::EntitiesSaid;
use super::eval::EvalSaid;
use super::explain::ExplainSaid;
use super::export::ExportSaid;
use super::facets::FacetsSaid;
use super::first::FirstSaid;
use super::help::HelpSaid;
use super::index::IndexSaid;
use super::man::ManSaid;
use super::rebuild::{RebuildSaid, RepairSaid};
use super::saved::SavedSaid;
use super::search::SearchSaid;
use super::show::ShowSaid;
use super::similar::SimilarSaid;
use super::sites::SitesSaid;
use super::stats::StatsSaid;
use super::together::TogetherSaid;
use super::train::TrainSaid;
use super::verify::VerifySaid;
use super::{Outcome, Settings, Streams, demo, session};

/// Finds passages in your archive of news pages.
///
/// newsdex reads folders of saved pages (text dumps, HTML, JSON Lines, web archives, feeds), strips
/// them down to their articles, indexes those, and answers a query with ranked articles, their best
/// passages, and the matched words marked. It works offline and changes nothing but the index folder.
#[derive(Debug, Parser)]
#[command(
    name = "newsdex",
    version,
    styles = STYLES,
    after_help = FIRST_STEPS,
    disable_help_subcommand = true,
    arg_required_else_help = true,
    max_term_width = 100
)]
pub struct Said {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

pub(super) const STYLES: Styles = Styles::styled()
    .header(Style::new().bold())
    .usage(Style::new().bold())
    .literal(AnsiColor::Magenta.on_default())
    .placeholder(Style::new());

const FIRST_STEPS: &str = "\
First steps:
  newsdex demo                      see it work on the sample corpus
  newsdex index ~/pages             read a folder of saved pages into ./index
  newsdex search dockers ferry      find articles on either word, both first
  newsdex search '\"amber line\"'     find the phrase
  newsdex show 89e3                 read one article by the beginning of its id
  newsdex repl                      explore: search, read, count, narrow, combine
  newsdex help query                all that a query can say";

/// Where the help lists them.
const HEADING: &str = "General options";

/// Options of every command.
#[derive(Debug, Clone, Default, Args)]
pub struct Global {
    /// Folder of the index, also as `NEWSDEX_INDEX` [default: ./index]
    #[arg(long, global = true, value_name = "DIR")]
    #[arg(help_heading = HEADING)]
    pub index: Option<PathBuf>,
    /// Read this settings file instead of the usual one, also as `NEWSDEX_CONFIG`
    #[arg(long, global = true, value_name = "FILE", help_heading = HEADING)]
    pub config: Option<PathBuf>,
    /// When to use colour: auto, always or never, also as `NEWSDEX_COLOR` [default: auto]
    #[arg(long, global = true, value_name = "WHEN")]
    #[arg(help_heading = HEADING, hide_possible_values = true)]
    pub color: Option<When>,
    /// Say nothing but answers and errors
    #[arg(short, long, global = true, help_heading = HEADING)]
    pub quiet: bool,
    /// Say more about what is done; twice for the details
    #[arg(short, long, global = true, action = clap::ArgAction::Count, help_heading = HEADING)]
    pub verbose: u8,
}

/// When to do something that only some terminals can.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// If the output is a terminal that can, and nothing in the environment forbids it.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
#[non_exhaustive]
pub enum Command {
    /// Read pages, strip them to their articles and index those
    Index(IndexSaid),
    /// Find articles and their best passages
    Search(SearchSaid),
    /// Show how a query is read, and what each part of it finds
    Explain(ExplainSaid),
    /// Count the articles that match
    Count(CountSaid),
    /// Answer many queries over one open index
    Batch(BatchSaid),
    /// Measure how good answers are, with the judgments of a test collection
    Eval(EvalSaid),
    /// Write whole articles as JSON Lines
    Export(ExportSaid),
    /// List the saved searches, or run one
    Saved(SavedSaid),
    /// Check citations of searches
    Cite(CiteSaid),
    /// Find who had it first: the earliest article of each outlet that matches
    First(FirstSaid),
    /// Find articles like another
    Similar(SimilarSaid),
    /// Count who, what, where and when
    Facets(FacetsSaid),
    /// List the people, organisations, places and other things that the articles name
    Entities(EntitiesSaid),
    /// Find who and what stands with a person, organisation, place or other thing
    Together(TogetherSaid),
    /// Learn from texts that you have marked
    Train(TrainSaid),
    /// Read one article
    Show(ShowSaid),
    /// Explore in an interactive session
    #[command(after_help = session::HELP)]
    Repl,
    /// Show what would be indexed of a page, and why the rest would not
    Clean(CleanSaid),
    /// Look inside what was cut, to check that nothing was lost
    Cut(CutSaid),
    /// Show what is in an index
    Stats(StatsSaid),
    /// List the outlets of an index
    Sites(SitesSaid),
    /// Show the settings that hold, and where each comes from
    Config(ConfigSaid),
    /// Check that the index is what was written, and knows its files
    Verify(VerifySaid),
    /// Make a damaged index whole: keep what can be read, read the rest again
    Repair(RepairSaid),
    /// Make the index anew from its files
    Rebuild(RebuildSaid),
    /// Copy the index, also while it is being written
    Backup(BackupSaid),
    /// See it work on the sample corpus
    #[command(after_help = demo::HELP)]
    Demo,
    /// Explain a command, or how to write a query
    Help(HelpSaid),
    /// Print completions for a shell
    Completions(CompletionsSaid),
    /// Print the manual page
    Man(ManSaid),
    /// Tell a shell what could stand at the cursor
    #[command(hide = true)]
    Complete(CompleteSaid),
}

impl Command {
    /// Runs the command.
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        match self {
            Self::Index(said) => said.run(settings, streams),
            Self::Search(said) => said.run(settings, streams),
            Self::Explain(said) => said.run(settings, streams),
            Self::Count(said) => said.run(settings, streams),
            Self::Batch(said) => said.run(settings, streams),
            Self::Eval(said) => said.run(settings, streams),
            Self::Export(said) => said.run(settings, streams),
            Self::Saved(said) => said.run(settings, streams),
            Self::Cite(said) => said.run(settings, streams),
            Self::First(said) => said.run(settings, streams),
            Self::Similar(said) => said.run(settings, streams),
            Self::Facets(said) => said.run(settings, streams),
            Self::Entities(said) => said.run(settings, streams),
            Self::Together(said) => said.run(settings, streams),
            Self::Train(said) => said.run(settings, streams),
            Self::Show(said) => said.run(settings, streams),
            Self::Repl => session::run(settings, streams),
            Self::Clean(said) => said.run(settings, streams),
            Self::Cut(said) => said.run(settings, streams),
            Self::Stats(said) => said.run(settings, streams),
            Self::Sites(said) => said.run(settings, streams),
            Self::Config(said) => said.run(settings, streams),
            Self::Verify(said) => said.run(settings, streams),
            Self::Repair(said) => said.run(settings, streams),
            Self::Rebuild(said) => said.run(settings, streams),
            Self::Backup(said) => said.run(settings, streams),
            Self::Demo => demo::run(settings, streams),
            Self::Help(said) => said.run(settings, streams),
            Self::Completions(said) => said.run(streams),
            Self::Man(said) => said.run(streams),
            Self::Complete(said) => said.run(streams),
        }
    }
}
