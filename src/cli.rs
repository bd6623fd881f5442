//! The command line: the native face of the same core. It reads files in threads, asks the core, and
//! writes what it answers; it decides nothing itself.

mod files;
mod read;

use crate::export::events::{EventFormat, write_events};
use crate::export::summary;
use crate::filter::{Filter, Mistake};
use crate::model::classify::Classification;
use crate::model::{Index, Store};
use crate::query::select::select;
use crate::state::Language;
use crate::text::{mistake_explained, visible};
use clap::{Parser, Subcommand, ValueEnum};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Nothing that could be read (R27).
const NOTHING_READABLE: u8 = 1;
/// Arguments that cannot be used.
const BAD_ARGUMENTS: u8 = 2;
/// The zone of times in filters that say none, in minutes east of UTC (F6).
const UTC: i32 = 0;
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
            let filter = match Filter::parse(&line, UTC) {
                Ok(filter) => filter,
                Err(mistake) => {
                    eprint!("{}", filter_mistake(&line, &mistake));
                    return Ok(ExitCode::from(BAD_ARGUMENTS));
                }
            };
            let store = read_paths(&paths)?;
            let index = Index::build(&store);
            let selection = select(&filter, &store, &index, &Classification::of(&store));
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

/// A mistake in a filter, marked under the line at its place (R27). What cannot be seen is shown, in the line too.
fn filter_mistake(line: &str, mistake: &Mistake) -> String {
    let [before, wrong, behind] = mistake.span.split(line).map(visible);
    let [blanks, marks] = [&before, &wrong].map(|text| text.chars().count());
    let explained = mistake_explained(Language::English, mistake);
    format!("{before}{wrong}{behind}\n{}{}\n{explained}\n", " ".repeat(blanks), "^".repeat(marks.max(1)))
}
