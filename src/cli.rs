//! The command line: the native face of the same core. It reads files in threads, asks the engine as the
//! page does, and writes what it answers; it decides nothing itself.

mod files;
mod read;

use crate::engine::requests::CaseStatus;
use crate::engine::{Engine, Scope, StreamRequest};
use crate::export::events::EventFormat;
use crate::filter::{Filter, Mistake};
use crate::state::Language;
use crate::text::{mistake_explained, visible};
use clap::{Parser, Subcommand, ValueEnum};
use std::io::{self, Write};
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
            eprintln!("sessionscope: {error}");
            ExitCode::from(BAD_ARGUMENTS)
        }
    }
}

fn run(command: Command) -> io::Result<ExitCode> {
    match command {
        Command::Summary { paths, strict } => {
            write_answer(&paths, Scope::default(), &StreamRequest::Summary, strict)
        }
        Command::Events { paths, filter: line, format, strict } => {
            let format = match format {
                EventsFormat::Jsonl => EventFormat::JsonLines,
                EventsFormat::Csv => EventFormat::Csv,
            };
            let Some(scope) = scope_of(line) else { return Ok(ExitCode::from(BAD_ARGUMENTS)) };
            write_answer(&paths, scope, &StreamRequest::Events(format), strict)
        }
        Command::Sample { events, seed, format, output } => {
            files::write_sample(events, seed, format, &output)
        }
    }
}

/// The scope of a filter line. A mistake in it is told before anything is read.
fn scope_of(filter: String) -> Option<Scope> {
    if let Err(mistake) = Filter::parse(&filter, UTC) {
        eprint!("{}", filter_mistake(&filter, &mistake));
        return None;
    }
    Some(Scope { filter, ..Scope::default() })
}

/// Reads everything, and writes what the engine answers, piece by piece.
fn write_answer(
    paths: &[PathBuf],
    scope: Scope,
    request: &StreamRequest,
    strict: bool,
) -> io::Result<ExitCode> {
    let mut engine = read::read(files::list(paths)?);
    let mut stream = engine.stream(&scope, request).map_err(wrong_filter)?;
    let mut out = io::stdout().lock();
    loop {
        let piece = engine.next_piece(&mut stream);
        out.write_all(&piece.bytes)?;
        if piece.is_last {
            break;
        }
    }
    out.flush()?;
    exit_code(&mut engine, strict)
}

fn wrong_filter(mistake: Mistake) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, mistake_explained(Language::English, &mistake))
}

fn exit_code(engine: &mut Engine, strict: bool) -> io::Result<ExitCode> {
    let tally = engine.ask(&Scope::default(), &CaseStatus).map_err(wrong_filter)?.tally;
    Ok(if strict && tally.rejected > 0 {
        ExitCode::from(STRICT_REJECTED)
    } else if tally.events + tally.duplicates + tally.skipped == 0 {
        ExitCode::from(NOTHING_READABLE)
    } else {
        ExitCode::SUCCESS
    })
}

/// A mistake in a filter, marked under the line at its place (R27). What cannot be seen is shown, in the line too.
fn filter_mistake(line: &str, mistake: &Mistake) -> String {
    let [before, wrong, behind] = mistake.span.split(line).map(visible);
    let [blanks, marks] = [&before, &wrong].map(|text| text.chars().count());
    let explained = mistake_explained(Language::English, mistake);
    format!("{before}{wrong}{behind}\n{}{}\n{explained}\n", " ".repeat(blanks), "^".repeat(marks.max(1)))
}
