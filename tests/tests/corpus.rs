//! Real BPMN files of other people are read and drawn without a panic; what gave errors is counted by reason.

#![allow(clippy::print_stdout)] // the figures are for whoever runs it

use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use tests::{corpus, files};

use model::diagnostic::Severity;
use model::read::{Format, NoImports, read};

#[test]
fn the_corpus_is_read_and_drawn() {
    let Some(folder) = corpus() else {
        println!("no corpus on this machine: set RECENS_CORPUS to a folder of .bpmn files");
        return;
    };
    let (mut count, mut with_errors, mut reading_time) = (0, 0, Duration::ZERO);
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    let mut largest: (usize, Duration) = (0, Duration::ZERO);
    let (mut drawing_time, mut drawn) = (Duration::ZERO, 0);
    for path in files(&folder).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "bpmn" || ending == "xml")) {
        let bytes = std::fs::read(&path).expect("the corpus can be read");
        let name = path.strip_prefix(&folder).unwrap_or(&path).to_string_lossy().into_owned();
        let start = Instant::now();
        let reading = read(&name, &bytes, Format::Bpmn, &mut NoImports);
        let took = start.elapsed();
        reading_time += took;
        if bytes.len() > largest.0 {
            largest = (bytes.len(), took);
        }
        count += 1;
        let mut rules: Vec<&str> =
            reading.diagnostics.iter().filter(|found| found.severity == Severity::Error).map(|found| found.rule).collect();
        rules.sort_unstable();
        rules.dedup();
        with_errors += usize::from(!rules.is_empty());
        for rule in rules {
            *reasons.entry(rule).or_default() += 1;
        }
        let start = Instant::now();
        let scene = render::view::bpmn::scene(&reading.model, &render::view::bpmn::Options::default());
        let svg = render::svg::svg(&scene, &render::svg::Options { font: render::svg::FontMode::Named, ..Default::default() });
        drawing_time += start.elapsed();
        drawn += usize::from(svg.starts_with("<svg") || svg.starts_with("<?xml"));
        roxmltree::Document::parse(&svg).unwrap_or_else(|error| panic!("{name}: the drawing is not well formed: {error}"));
    }
    assert_eq!(drawn, count);
    println!(
        "{count} files read in {reading_time:.2?}, drawn in {drawing_time:.2?}; the largest ({} bytes) read in {:.2?}",
        largest.0, largest.1
    );
    println!("{with_errors} files with reading errors: {reasons:?}");
}
