//! The command line: the native face of the same core. It reads files in threads, asks the engine as the
//! page does, and writes what it answers; it decides nothing itself.

mod contents;
mod files;
mod read;
mod rules;

use crate::audit::digests::DigestFinding;
use crate::engine::requests::CaseStatus;
use crate::engine::{Engine, Scope, StreamRequest};
use crate::export::counts::CountsFormat;
use crate::export::events::EventFormat;
use crate::filter::{Filter, Mistake};
use crate::model::Zone;
use crate::model::audit_options::{AuditOptions, Hours, Weekdays, zone_minutes};
use crate::model::finding_kind::FindingKind;
use crate::query::field_counts::CountableField;
use crate::state::Language;
use crate::text::{mistake_explained, uncounted_explained, visible};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::io::{self, Write};
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
        #[command(flatten)]
        evidence: Evidence,
    },
    /// Write one normalised event a line, in time order.
    Events {
        #[command(flatten)]
        evidence: Evidence,
        #[command(flatten)]
        passing: FilterArgs,
        /// Form of the output.
        #[arg(long, value_parser = one_of(EventFormat::ALL, EventFormat::id), default_value = EventFormat::JsonLines.id())]
        format: EventFormat,
    },
    /// Write what the evidence says of itself as JSON: what was collected and delivered and what is here of it, what
    /// digests prove, where what left came from, who moved how much, what deserves a look, who is the same in several
    /// systems, and what no log can show.
    Audit {
        #[command(flatten)]
        evidence: Evidence,
        #[command(flatten)]
        working: WorkingTime,
        #[command(flatten)]
        rules: RuleArgs,
    },
    /// Write how many events have which values of some fields, most events first.
    Counts {
        #[command(flatten)]
        evidence: Evidence,
        /// The fields, for example 'user,host': all that filters know but time.
        #[arg(long, required = true, value_name = "FIELD", value_delimiter = ',', value_parser = counted_field)]
        by: Vec<CountableField>,
        #[command(flatten)]
        passing: FilterArgs,
        /// Form of the output.
        #[arg(long, value_parser = one_of(CountsFormat::ALL, CountsFormat::id), default_value = CountsFormat::Json.id())]
        format: CountsFormat,
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

/// What is read.
#[derive(Args)]
struct Evidence {
    /// Files and folders (folders are read with all that is below them).
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Exit with 3 if any record was rejected.
    #[arg(long)]
    strict: bool,
}

/// When people work, and in which zone days and hours are told.
#[derive(Args)]
struct WorkingTime {
    /// Hours of work, for example '08:00-18:00': what leaves outside of them is told.
    #[arg(long, value_name = "FROM-TO", value_parser = working_hours)]
    hours: Option<Hours>,
    /// Days of work, for example 'mon-fri' or 'mon,wed,sat-sun'.
    #[arg(long, value_parser = working_days)]
    days: Option<Weekdays>,
    /// Zone of days and hours, for example '+09:00'.
    #[arg(long, value_parser = working_zone, default_value = "UTC", allow_hyphen_values = true)]
    zone: i32,
}

/// Which Sigma rules look at the original records; those among the files that are read do so in any case.
#[derive(Args)]
struct RuleArgs {
    /// Files and folders of Sigma rules.
    #[arg(long = "rules", value_name = "PATH")]
    files: Vec<PathBuf>,
    /// Use the rules that are built in, too.
    #[arg(long)]
    built_in_rules: bool,
}

impl WorkingTime {
    fn options(&self) -> AuditOptions {
        let default = AuditOptions::default();
        let days = self.days.unwrap_or(default.days);
        AuditOptions { hours: self.hours, days, zone_minutes: self.zone, ..default }
    }

    /// Says of an argument that it changes nothing (E34): whoever gave it thinks that it does.
    fn warn_of_days_without_hours(&self) {
        if self.days.is_some() && self.hours.is_none() {
            eprintln!(
                "sessionscope: --days says nothing without --hours: nothing is looked for out of hours"
            );
        }
    }
}

fn working_hours(text: &str) -> Result<Hours, &'static str> {
    Hours::parse(text).ok_or("hours are written like 08:00-18:00")
}

fn working_days(text: &str) -> Result<Weekdays, &'static str> {
    Weekdays::parse(text).ok_or("days are written like mon-fri or mon,wed")
}

fn working_zone(text: &str) -> Result<i32, &'static str> {
    Some(text).filter(|text| !text.is_empty()).and_then(zone_minutes).ok_or("a zone is written like +09:00")
}

/// Which events it is about.
#[derive(Args)]
struct FilterArgs {
    /// Only events that pass, for example 'user:alice family:transfer-out'.
    #[arg(long, default_value = "", allow_hyphen_values = true)]
    filter: String,
    #[command(flatten)]
    working: WorkingTime,
    #[command(flatten)]
    rules: RuleArgs,
}

#[derive(Clone, Copy, ValueEnum)]
enum LogFormat {
    Jsonl,
    Json,
}

/// Reads one of these values by its id.
fn one_of<T, const N: usize>(all: [T; N], id: fn(T) -> &'static str) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    let find = move |chosen: String| all.into_iter().find(|one| id(*one) == chosen).ok_or("no such value");
    PossibleValuesParser::new(all.map(id)).try_map(find)
}

/// The field of this name, if its values can be counted.
fn counted_field(name: &str) -> Result<CountableField, String> {
    CountableField::from_name(name).ok_or_else(|| uncounted_explained(Language::English, name))
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
        Command::Summary { evidence } => write_answer(&evidence, Scope::default(), &StreamRequest::Summary),
        Command::Audit { evidence, working, rules } => {
            working.warn_of_days_without_hours();
            write_audit(&evidence, &rules, &StreamRequest::Audit(working.options()))
        }
        Command::Events { evidence, passing, format } => {
            write_passing(&evidence, passing, &StreamRequest::Events(format))
        }
        Command::Counts { evidence, by, passing, format } => {
            write_passing(&evidence, passing, &StreamRequest::Counts { by, format })
        }
        Command::Sample { events, seed, format, output } => {
            files::write_sample(events, seed, format, &output)
        }
    }
}

/// Writes what the engine answers about the events that pass. A mistake in the filter is told before anything
/// is read (R27), and where it asks for findings of which there can be none, that is told too.
fn write_passing(evidence: &Evidence, passing: FilterArgs, request: &StreamRequest) -> io::Result<ExitCode> {
    let FilterArgs { filter, working, rules } = passing;
    working.warn_of_days_without_hours();
    let parsed = match Filter::parse_without_case(&filter, &Zone::default()) {
        Ok(parsed) => parsed,
        Err(mistake) => {
            eprint!("{}", filter_mistake(&filter, &mistake));
            return Ok(ExitCode::from(BAD_ARGUMENTS));
        }
    };
    let files = files::list(&evidence.paths)?;
    let rule_files = files::list(&rules.files)?;
    let mut engine = read::read(files.clone());
    if parsed.depends_on_findings() {
        let sources = rules::read_rules(rule_files, rules.built_in_rules);
        let has_rules = rules::run_rules(&mut engine, &files, sources);
        let needed = [
            (FindingKind::OutOfHours, working.hours.is_some(), "--hours"),
            (FindingKind::Rule, has_rules, "rules: --rules, --built-in-rules, or some among the files"),
        ];
        if parsed.asks_for_finding(DigestFinding::KIND) {
            eprintln!(
                "sessionscope: found:{} finds nothing: such findings have no events",
                DigestFinding::KIND
            );
        }
        for (kind, _, what) in
            needed.iter().filter(|(kind, is_there, _)| !is_there && parsed.asks_for_finding(kind.id()))
        {
            eprintln!("sessionscope: found:{} finds nothing without {what}", kind.id());
        }
    }
    let scope = Scope { filter, findings: Some(working.options()), ..Scope::default() };
    write_stream(engine, &scope, request, evidence.strict)
}

/// Reads everything, and writes what the engine answers, piece by piece.
fn write_answer(evidence: &Evidence, scope: Scope, request: &StreamRequest) -> io::Result<ExitCode> {
    let engine = read::read(files::list(&evidence.paths)?);
    write_stream(engine, &scope, request, evidence.strict)
}

/// Writes the audit. Where there are digests, the contents of what they list are hashed before; where there are rules,
/// all records are shown to them.
fn write_audit(evidence: &Evidence, rules: &RuleArgs, request: &StreamRequest) -> io::Result<ExitCode> {
    let files = files::list(&evidence.paths)?;
    let sources = rules::read_rules(files::list(&rules.files)?, rules.built_in_rules);
    let mut engine = read::read(files.clone());
    contents::hash_contents(&mut engine, &files);
    rules::run_rules(&mut engine, &files, sources);
    write_stream(engine, &Scope::default(), request, evidence.strict)
}

fn write_stream(
    mut engine: Engine,
    scope: &Scope,
    request: &StreamRequest,
    is_strict: bool,
) -> io::Result<ExitCode> {
    let mut stream = engine.stream(scope, request).map_err(wrong_filter)?;
    let mut out = io::stdout().lock();
    loop {
        let piece = engine.next_piece(&mut stream);
        out.write_all(&piece.bytes)?;
        if piece.is_last {
            break;
        }
    }
    out.flush()?;
    exit_code(&mut engine, is_strict)
}

fn wrong_filter(mistake: Mistake) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, mistake_explained(Language::English, &mistake))
}

fn exit_code(engine: &mut Engine, strict: bool) -> io::Result<ExitCode> {
    let counts = engine.ask(&Scope::default(), &CaseStatus).map_err(wrong_filter)?.counts;
    Ok(if strict && counts.rejected > 0 {
        ExitCode::from(STRICT_REJECTED)
    } else if counts.events + counts.duplicates + counts.skipped == 0 {
        ExitCode::from(NOTHING_READABLE)
    } else {
        ExitCode::SUCCESS
    })
}

/// A mistake in a filter, marked under the line where it stands (R27). What cannot be seen is shown, in the line too.
fn filter_mistake(line: &str, mistake: &Mistake) -> String {
    let [before, wrong, behind] = mistake.span.split(line).map(visible);
    let [blanks, marks] = [&before, &wrong].map(|text| text.chars().count());
    let explained = mistake_explained(Language::English, mistake);
    format!("{before}{wrong}{behind}\n{}{}\n{explained}\n", " ".repeat(blanks), "^".repeat(marks.max(1)))
}
