//! The command line: the native face of the same core. It reads files in threads, asks the core, and
//! writes what it answers; it decides nothing itself.

mod files;
mod read;

use crate::export::events::{EventFormat, write_events};
use crate::export::summary;
use crate::model::classify::Classification;
use crate::model::{Index, Store};
use crate::query::filter::{Filter, FilterError, FilterProblem, Selection};
use crate::text::visible;
use clap::{Parser, Subcommand, ValueEnum};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Nothing that could be read (R27).
const NOTHING_READABLE: u8 = 1;
/// Arguments that cannot be used.
const BAD_ARGUMENTS: u8 = 2;
/// `--strict` and a rejected record.
const STRICT_REJECTED: u8 = 3;

#[derive(Parser)]
#[command(
    name = "sessionscope",
    version,
    about = "Reads AWS session logs: who did what, when, from where, and what left."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write a summary of everything as JSON.
    Summary {
        /// Files and folders (folders are read with all that is below them).
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// Exit with 3 if any record was rejected.
        #[arg(long)]
        strict: bool,
    },
    /// Write one normalised event a line, in time order.
    Events {
        /// Files and folders (folders are read with all that is below them).
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// Only events that pass, for example 'user:alice family:transfer-out'.
        #[arg(long, default_value = "", allow_hyphen_values = true)]
        filter: String,
        /// Form of the output.
        #[arg(long, value_enum, default_value_t = EventsFormat::Jsonl)]
        format: EventsFormat,
        /// Exit with 3 if any record was rejected.
        #[arg(long)]
        strict: bool,
    },
    /// Write the sample case, or as many made-up events as wanted, with the answer.
    Sample {
        /// How many events; without it, the sample case of the page.
        #[arg(long)]
        events: Option<u64>,
        /// Seed of the generator.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Form of the log files.
        #[arg(long, value_enum, default_value_t = LogFormat::Jsonl)]
        format: LogFormat,
        /// Folder to write to: `logs/` and `answer.json`.
        #[arg(short = 'o', long = "output")]
        output: PathBuf,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum EventsFormat {
    Jsonl,
    Csv,
}

#[derive(Clone, Copy, ValueEnum)]
enum LogFormat {
    Jsonl,
    Json,
}

/// Runs the command that the arguments name.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments.command) {
        Ok(code) => code,
        // Whoever reads our output may stop reading: that is no failure of ours.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            // It may name a path, which holds whatever whoever made the file wanted.
            eprintln!("sessionscope: {}", visible(&error.to_string()));
            ExitCode::from(BAD_ARGUMENTS)
        }
    }
}

fn run(command: Command) -> io::Result<ExitCode> {
    match command {
        Command::Summary { paths, strict } => {
            let store = read_paths(&paths)?;
            let index = Index::build(&store);
            let mut out = BufWriter::new(io::stdout().lock());
            summary::write_summary(&store, &index, &mut out)?;
            out.flush()?;
            Ok(exit_code(&store, strict))
        }
        Command::Events { paths, filter: line, format, strict } => {
            let filter = match Filter::parse(&line) {
                Ok(filter) => filter,
                Err(error) => {
                    eprint!("{}", filter_mistake(&line, &error));
                    return Ok(ExitCode::from(BAD_ARGUMENTS));
                }
            };
            let store = read_paths(&paths)?;
            let index = Index::build(&store);
            let selection: Selection = filter.select(&store, &index, &Classification::of(&store));
            let mut out = BufWriter::new(io::stdout().lock());
            let format = match format {
                EventsFormat::Jsonl => EventFormat::JsonLines,
                EventsFormat::Csv => EventFormat::Csv,
            };
            write_events(&store, &index, &selection, format, &mut out)?;
            out.flush()?;
            Ok(exit_code(&store, strict))
        }
        Command::Sample { events, seed, format, output } => {
            files::write_sample(events, seed, format, &output)
        }
    }
}

fn read_paths(paths: &[PathBuf]) -> io::Result<Store> {
    Ok(read::read(files::list(paths)?))
}

fn exit_code(store: &Store, strict: bool) -> ExitCode {
    let tally = store.tally();
    if strict && tally.rejected > 0 {
        ExitCode::from(STRICT_REJECTED)
    } else if tally.events + tally.duplicates + tally.skipped == 0 {
        ExitCode::from(NOTHING_READABLE)
    } else {
        ExitCode::SUCCESS
    }
}

/// A mistake in a filter, shown under the line at its place.
fn filter_mistake(line: &str, error: &FilterError) -> String {
    let problem = match &error.problem {
        FilterProblem::UnknownField(name) => format!("there is no field {name:?}"),
        FilterProblem::NoValue => "a value is missing".to_owned(),
        FilterProblem::BadSize => "not a size, such as 10MB or >1kB".to_owned(),
        FilterProblem::BadTime => "not a range of times, such as 2026-11-19..2026-11-20T12:00".to_owned(),
        FilterProblem::OpenQuote => "the quote has no end".to_owned(),
    };
    let before = line[..error.at].chars().count();
    let length = line[error.at..error.at + error.len].chars().count().max(1);
    format!("{line}\n{}{}\n{problem}\n", " ".repeat(before), "^".repeat(length))
}
