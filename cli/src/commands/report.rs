//! `report`: everything for each input, in a folder, or everything of all in one page.

mod page;

use crate::complaint::{self, Status};
use crate::drawing::Focus;
use crate::drawing::placing::{self, Placing};
use crate::findings::{Finding, Findings, Format as FindingsFormat};
use crate::input::{self, Input};
use crate::words::{help, run, usage};
use crate::work::{self, Choice};
use crate::{Session, args, drawing, output, progress};
use anyhow::Result;
use clap::{ArgMatches, Command};
use indexmap::IndexMap;
use model::diagnostic::Lang;
use model::process::{Id, Operation};
use model::table::census::CensusColumn;
use model::table::derived::{self, Derived};
use model::table::together::Part;
use render::sheet::{self, Format, Options, Pictures};
use render::svg;
use render::view::overview::Overview;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The arguments.
pub fn args(command: Command, lang: Lang) -> Command {
    let output = args::output(help::OUTPUT_FOLDER, lang);
    placing::args(args::rules(args::inputs(command, lang).arg(output), lang), lang)
}

/// Writes the documents of every input and says what was written where.
///
/// # Errors
/// Where nothing could be done; an input that cannot be read is told and the others go on.
pub fn run(matches: &ArgMatches, session: &mut Session<'_>) -> Result<Status> {
    let choice = super::check::choice(matches, session)?;
    let paths = args::paths(matches);
    let inputs = input::collect(session, &paths, args::format(matches))?;
    if let Some(file) = output::file(matches, session).filter(|file| is_page(&file.path)) {
        return one_page(inputs, &file, &choice, placing::of(matches), session);
    }
    let alone = !inputs.folder && paths.len() == 1;
    let given = given(&inputs.found, &paths, &session.facts.folder, alone);
    let jobs = jobs(&inputs.found, matches.get_one::<PathBuf>("output"), &given, alone);
    let (facts, lang, asked) = (session.facts, session.lang, session.asked);
    let written = progress::each(session, &jobs, |job| {
        let documents = asked.or(job.input.config.lang).unwrap_or_default();
        write(job, &facts.folder, &choice, placing::of(matches), lang, documents)
    });
    let (mut list, mut refused, mut files) = (Vec::new(), inputs.refused, 0);
    let (mut tables, mut wide) = (Vec::new(), Vec::new());
    for (job, outcome) in jobs.iter().zip(written) {
        match outcome {
            Ok(done) => {
                files += 1;
                list.extend(done.found);
                refused.extend(done.problems);
                wide.extend(done.wide.map(|pixels| (&job.input.name, pixels)));
                tables.push(done.tables);
                let line = format!("{}{} {}/ ({})\n", run::WRITTEN.get(lang), run::COLON.get(lang), job.name, done.names.join(", "));
                output::print(session, line.as_bytes())?;
            }
            Err(error) => refused.push(error),
        }
    }
    if tables.len() > 1 {
        let root = root(matches.get_one::<PathBuf>("output"), &given);
        refused.extend(together(tables, &root, session).err());
    }
    if files > 0 {
        let summary = Findings::new(list, files).summary(lang);
        output::print(session, format!("{summary}\n").as_bytes())?;
    }
    tell_wide(&wide, session);
    for error in &refused {
        session.complain(error);
    }
    Ok(if refused.is_empty() { Status::Done } else { Status::Failed })
}

/// Says which drawings could not be made as narrow as asked.
fn tell_wide(wide: &[(&String, f64)], session: &mut Session<'_>) {
    for (name, pixels) in wide {
        session.note(usage::still_wide_of(name, *pixels).get(session.lang));
    }
}

/// Whether an output is a page rather than a folder.
fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|ending| Format::parse(&ending.to_string_lossy()) == Some(Format::Html))
}

/// Writes one page of all inputs.
fn one_page(inputs: input::Inputs, file: &output::File, choice: &Choice, placing: Placing, session: &mut Session<'_>) -> Result<Status> {
    let (lang, asked) = (session.lang, session.asked);
    let documents = asked.or(inputs.found.first().and_then(|input| input.config.lang)).unwrap_or_default();
    let numbered: Vec<(usize, &Input)> = inputs.found.iter().enumerate().collect();
    let read = progress::each(session, &numbered, |(at, input)| part(*at, input, choice, placing, lang, documents));
    let (mut parts, mut refused, mut wide) = (Vec::new(), inputs.refused, Vec::new());
    for ((_, input), part) in numbered.iter().zip(read) {
        match part {
            Ok((part, excess)) => {
                parts.push(part);
                wide.extend(excess.map(|pixels| (&input.name, pixels)));
            }
            Err(error) => refused.push(error),
        }
    }
    if !parts.is_empty() {
        let list = parts.iter().flat_map(|part| part.findings.iter().cloned()).collect();
        let summary = Findings::new(list, parts.len()).summary(documents);
        output::write(&file.path, &file.name, page::write(&parts, &summary, documents).as_bytes())?;
        output::print(session, format!("{}{} {}\n", run::WRITTEN.get(lang), run::COLON.get(lang), file.name).as_bytes())?;
        if documents == lang {
            output::print(session, format!("{summary}\n").as_bytes())?;
        }
    }
    tell_wide(&wide, session);
    for error in &refused {
        session.complain(error);
    }
    Ok(if refused.is_empty() { Status::Done } else { Status::Failed })
}

/// What the page shows of an input, and how wide its diagram is where that is more than asked.
fn part(at: usize, input: &Input, choice: &Choice, placing: Placing, lang: Lang, documents: Lang) -> Result<(page::Part, Option<f64>)> {
    let work = work::read(input, lang)?;
    work.something()?;
    let found = work.findings(&input.config, choice);
    let chosen = drawing::Choice { lang: documents, placing, ..drawing::Choice::default() };
    let diagram = drawing::scene(&work, &found, &chosen);
    let excess = placing.excess(&diagram);
    let mut scenes = vec![(crate::words::page::DIAGRAM.get(documents).to_owned(), diagram)];
    let overviews = Overview::ALL
        .into_iter()
        .map(|view| (view.heading(documents).to_owned(), drawing::overview(&work, view, &chosen, Focus::default())));
    scenes.extend(overviews);
    let step = |id: &Id<Operation>| {
        let model = &work.reading.model;
        (work.references.of(*id).to_owned(), model.nodes[model.operations[*id].node].head.name.to_string())
    };
    let steps: IndexMap<String, String> = work.references.rows.iter().map(step).collect();
    let mut links = IndexMap::new();
    for (reference, element) in &steps {
        links.entry(element.clone()).or_insert_with(|| format!("#{}", page::row(at, reference)));
    }
    let svg = |number: usize, scene: &render::scene::Scene| {
        let options = svg::Options { font: svg::FontMode::Named, prefix: page::prefix(at, number), links: links.clone() };
        svg::svg(scene, &options)
    };
    let drawings = scenes.into_iter().enumerate().map(|(number, (label, scene))| page::Drawing { label, svg: svg(number, &scene) });
    let facts = super::table::facts(&work, &found, &input.config, choice, documents);
    let shown = Derived::ALL.iter().map(|row| row.0).filter(|table| *table != Derived::Findings);
    let model = &work.reading.model;
    let titles: Vec<&str> = model.activities.values().map(|activity| activity.head.title()).filter(|title| !title.is_empty()).collect();
    let part = page::Part {
        title: if titles.is_empty() { input.name.clone() } else { titles.join(", ") },
        name: input.name.clone(),
        drawings: drawings.collect(),
        tables: shown.map(|table| (table, table.table(&facts, &work.reading.sources))).collect(),
        steps,
        findings: Findings::new(work.placed(&input.config, choice), 1).list,
    };
    Ok((part, excess))
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

/// The formats of the document that holds every table.
const WORKBOOKS: &[Format] = &[Format::Html, Format::Xlsx, Format::Ods, Format::Docx];

/// What was written of one input.
struct Done {
    found: Vec<Finding>,
    names: Vec<String>,
    /// The tables, to be brought together with those of the other inputs.
    tables: Vec<Part>,
    /// How wide the diagram is where that is more than asked.
    wide: Option<f64>,
    /// Why some of them could not be made; the others are there.
    problems: Vec<anyhow::Error>,
}

/// Where each input's documents go: the folder of `-o`, else one named after what was given; in it one sub-folder for each
/// input where there may be several.
fn jobs<'a>(inputs: &'a [Input], asked: Option<&PathBuf>, given: &Path, alone: bool) -> Vec<Job<'a>> {
    let root = root(asked, given);
    let mut taken = HashSet::new();
    let job = |input: &'a Input| {
        let stem = input.stem.file_name().map_or_else(|| "recens".to_owned(), |name| name.to_string_lossy().into_owned());
        let folder = if alone { root.clone() } else { root.join(free(&input.stem, &input.name, &mut taken)) };
        Job { input, name: input::shown(&folder), folder, stem }
    };
    inputs.iter().map(job).collect()
}

/// The folder of the documents: that of `-o`, else one named after what was given.
fn root(asked: Option<&PathBuf>, given: &Path) -> PathBuf {
    asked.cloned().unwrap_or_else(|| PathBuf::from(format!("{}.rapport", input::shown(given))))
}

/// Writes the tables of all inputs together beside their folders, and says so.
fn together(tables: Vec<Vec<Part>>, root: &Path, session: &mut Session<'_>) -> Result<()> {
    let document = super::table::whole_document(tables, session.asked.unwrap_or_default());
    let mut names = Vec::new();
    for format in WORKBOOKS {
        let bytes = sheet::document(&document, *format, Options::default(), &Pictures::new());
        let bytes = bytes.map_err(|refused| complaint::of(refused.text()))?;
        let name = format!("ensemble.{}", format.ending());
        output::write(&session.facts.folder.join(root).join(&name), &format!("{}/{name}", input::shown(root)), &bytes)?;
        names.push(name);
    }
    let lang = session.lang;
    let line = format!("{}{} {}/ ({})\n", run::WRITTEN.get(lang), run::COLON.get(lang), input::shown(root), names.join(", "));
    output::print(session, line.as_bytes())
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

fn write(job: &Job<'_>, here: &Path, choice: &Choice, placing: Placing, lang: Lang, documents: Lang) -> Result<Done> {
    let input = job.input;
    let work = work::read(input, lang)?;
    work.something()?;
    let found = work.findings(&input.config, choice);
    let census = super::census::table(&work, &CensusColumn::usual().collect::<Vec<_>>(), &found, documents);
    let placed = work.placed(&input.config, choice);
    let findings = Findings::new(placed, 1);
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for format in [Format::Markdown, Format::Csv] {
        let bytes = sheet::write(&census, format, Options::default()).map_err(|refused| complaint::of(refused.text()))?;
        files.push((format!("recensement.{}", format.ending()), bytes));
    }
    let scene = drawing::scene(&work, &found, &drawing::Choice { lang: documents, placing, ..drawing::Choice::default() });
    files.push((format!("{}.svg", job.stem), drawing::svg(&scene)));
    let mut problems = Vec::new();
    let mut pictures = Pictures::new();
    match drawing::png_that_fits(&scene, drawing::SCALE) {
        Ok(png) => {
            files.push((format!("{}.png", job.stem), png.clone()));
            pictures = super::table::diagram(&scene, png);
        }
        Err(error) => problems.push(error),
    }
    let facts = super::table::facts(&work, &found, &input.config, choice, documents);
    let document = derived::document(&facts, &work.reading.sources, !pictures.is_empty());
    for format in WORKBOOKS {
        match sheet::document(&document, *format, Options::default(), &pictures) {
            Ok(bytes) => files.push((format!("tableaux.{}", format.ending()), bytes)),
            Err(refused) => problems.push(complaint::of(refused.text())),
        }
    }
    files.push((format!("{}.pdf", job.stem), drawing::pdf(&scene)?));
    for view in Overview::ALL {
        let scene = drawing::overview(&work, view, &drawing::Choice { lang: documents, ..drawing::Choice::default() }, Focus::default());
        files.push((format!("{}.{}.svg", job.stem, view.name()), drawing::svg(&scene)));
        files.push((format!("{}.{}.pdf", job.stem, view.name()), drawing::pdf(&scene)?));
    }
    let tables = super::table::parts_of(&work, &input.name, &facts, &super::table::every());
    files.push(("constats.txt".to_owned(), findings.show(FindingsFormat::Text, documents, false).into_bytes()));
    files.push(("constats.json".to_owned(), findings.show(FindingsFormat::Json, documents, false).into_bytes()));
    output::folder(&here.join(&job.folder), &job.name)?;
    for (name, bytes) in &files {
        output::write(&here.join(&job.folder).join(name), &format!("{}/{name}", job.name), bytes)?;
    }
    Ok(Done {
        found: findings.list,
        names: files.into_iter().map(|(name, _)| name).collect(),
        tables,
        wide: placing.excess(&scene),
        problems,
    })
}
