//! `report`: everything for each input, in a folder.

use crate::complaint::Status;
use crate::drawing::Focus;
use crate::findings::{Finding, Findings, Format as FindingsFormat};
use crate::input::{self, Input};
use crate::words::{help, run};
use crate::work::{self, Choice};
use crate::{Session, args, drawing, output, progress};
use anyhow::Result;
use clap::{ArgMatches, Command};
use model::diagnostic::Lang;
use model::table::census::CensusColumn;
use render::sheet::{self, Format, Options};
use render::view::overview::Overview;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The arguments.
pub fn args(command: Command, lang: Lang) -> Command {
    let output = args::output(help::OUTPUT_FOLDER, lang);
    args::rules(args::inputs(command, lang).arg(output), lang)
}

/// Writes the documents of every input and says what was written where.
///
/// # Errors
/// Where nothing could be done; an input that cannot be read is told and the others go on.
pub fn run(matches: &ArgMatches, session: &mut Session<'_>) -> Result<Status> {
    let choice = super::check::choice(matches, session)?;
    let paths = args::paths(matches);
    let inputs = input::collect(session, &paths, args::format(matches))?;
    let alone = !inputs.folder && paths.len() == 1;
    let given = given(&inputs.found, &paths, &session.facts.folder, alone);
    let jobs = jobs(&inputs.found, matches.get_one::<PathBuf>("output"), &given, alone);
    let (facts, lang, asked) = (session.facts, session.lang, session.asked);
    let written = progress::each(session, &jobs, |job| {
        let documents = asked.or(job.input.config.lang).unwrap_or_default();
        write(job, &facts.folder, &choice, lang, documents)
    });
    let (mut list, mut refused, mut files) = (Vec::new(), inputs.refused, 0);
    for (job, outcome) in jobs.iter().zip(written) {
        match outcome {
            Ok(done) => {
                files += 1;
                list.extend(done.found);
                refused.extend(done.problem);
                let line = format!("{}{} {}/ ({})\n", run::WRITTEN.get(lang), run::COLON.get(lang), job.name, done.names.join(", "));
                output::print(session, line.as_bytes())?;
            }
            Err(error) => refused.push(error),
        }
    }
    if files > 0 {
        let summary = Findings::new(list, files).summary(lang);
        output::print(session, format!("{summary}\n").as_bytes())?;
    }
    for error in &refused {
        session.complain(error);
    }
    Ok(if refused.is_empty() { Status::Done } else { Status::Failed })
}

/// An input and the folder of its documents.
struct Job<'a> {
    input: &'a Input,
    /// The folder, as shown and from the working folder.
    name: String,
    folder: PathBuf,
    /// Name of the drawings, without ending.
    stem: String,
}

/// What was written of one input.
struct Done {
    found: Vec<Finding>,
    names: Vec<String>,
    /// Why one of them could not be made; the others are there.
    problem: Option<anyhow::Error>,
}

/// Where each input's documents go: the folder of `-o`, else one named after what was given; in it one sub-folder for each
/// input where there may be several.
fn jobs<'a>(inputs: &'a [Input], asked: Option<&PathBuf>, given: &Path, alone: bool) -> Vec<Job<'a>> {
    let root = asked.cloned().unwrap_or_else(|| PathBuf::from(format!("{}.rapport", input::shown(given))));
    let mut taken = HashSet::new();
    let job = |input: &'a Input| {
        let stem = input.stem.file_name().map_or_else(|| "recens".to_owned(), |name| name.to_string_lossy().into_owned());
        let folder = if alone { root.clone() } else { root.join(free(&input.stem, &input.name, &mut taken)) };
        Job { input, name: input::shown(&folder), folder, stem }
    };
    inputs.iter().map(job).collect()
}

/// What the folder of the documents is named after: the one file or folder given, else the tool.
fn given(inputs: &[Input], paths: &[PathBuf], here: &Path, alone: bool) -> PathBuf {
    match (inputs, paths) {
        ([input], _) if alone => Some(input.stem.clone()),
        (_, [path]) => here.join(path).canonicalize().ok().and_then(|path| path.file_name().map(PathBuf::from)),
        _ => None,
    }
    .unwrap_or_else(|| PathBuf::from("recens"))
}

/// A sub-folder that no other input has: two inputs that differ by ending only get their endings.
fn free(stem: &Path, name: &str, taken: &mut HashSet<PathBuf>) -> PathBuf {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let with = |suffix: String| stem.with_file_name(format!("{}{suffix}", stem.file_name().unwrap_or_default().to_string_lossy()));
    let others = std::iter::once(with(format!(".{ending}"))).chain((2..).map(|number| with(format!("-{number}"))));
    let folder = std::iter::once(stem.to_owned()).chain(others).find(|folder| !taken.contains(folder)).unwrap_or_default();
    taken.insert(folder.clone());
    folder
}

fn write(job: &Job<'_>, here: &Path, choice: &Choice, lang: Lang, documents: Lang) -> Result<Done> {
    let input = job.input;
    let work = work::read(input, lang)?;
    work.something()?;
    let found = work.findings(&input.config, choice);
    let census = super::census::table(&work, &CensusColumn::usual().collect::<Vec<_>>(), &found, documents);
    let placed = work.placed(&input.config, choice);
    let findings = Findings::new(placed, 1);
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for format in [Format::Markdown, Format::Csv] {
        files.push((format!("recensement.{}", format.ending()), sheet::write(&census, format, Options::default())));
    }
    let scene = drawing::scene(&work, &found, &drawing::Choice { lang: documents, ..drawing::Choice::default() });
    files.push((format!("{}.svg", job.stem), drawing::svg(&scene)));
    let problem = match drawing::png_that_fits(&scene, drawing::SCALE) {
        Ok(png) => {
            files.push((format!("{}.png", job.stem), png));
            None
        }
        Err(error) => Some(error),
    };
    files.push((format!("{}.pdf", job.stem), drawing::pdf(&scene)?));
    for view in Overview::ALL {
        let scene = drawing::overview(&work, view, &drawing::Choice { lang: documents, ..drawing::Choice::default() }, Focus::default());
        files.push((format!("{}.{}.svg", job.stem, view.name()), drawing::svg(&scene)));
        files.push((format!("{}.{}.pdf", job.stem, view.name()), drawing::pdf(&scene)?));
    }
    files.push(("constats.txt".to_owned(), findings.show(FindingsFormat::Text, documents, false).into_bytes()));
    files.push(("constats.json".to_owned(), findings.show(FindingsFormat::Json, documents, false).into_bytes()));
    output::folder(&here.join(&job.folder), &job.name)?;
    for (name, bytes) in &files {
        output::write(&here.join(&job.folder).join(name), &format!("{}/{name}", job.name), bytes)?;
    }
    Ok(Done { found: findings.list, names: files.into_iter().map(|(name, _)| name).collect(), problem })
}
