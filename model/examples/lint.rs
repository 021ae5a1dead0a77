//! `lint FOLDER RULE,… [PASSES]`: reads every BPMN file below a folder and judges them by these rules, on one thread; prints the
//! milliseconds of reading (opening the files included) and of judging (the flow graph and the references included), each
//! the fastest of some passes, and the number of findings, as one JSON object. The other side of `.ci/bpmnlint/lint.mjs`.
#![allow(clippy::print_stdout)]

use model::check::{Settings, run};
use model::flow::{graph::FlowGraph, references::References};
use model::process::Date;
use model::read::{Format, NoImports, Reading, read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [folder, rules, passes @ ..] = &given[..] else { panic!("lint FOLDER RULE,… [PASSES]") };
    let passes = passes.first().map_or(10, |count| count.parse::<usize>().expect("a number of passes").max(1));
    let select = rules.split(',').map(str::to_owned).collect();
    let settings = Settings { today: Date::parse("2026-01-01").expect("a date"), select, ..Settings::default() };
    let mut files = Vec::new();
    walk(Path::new(folder), &mut files);
    let reading = |path: &PathBuf| {
        let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        read(&path.to_string_lossy(), &bytes, Format::Bpmn, &mut NoImports)
    };
    let judging = |reading: &Reading| {
        let graph = FlowGraph::new(&reading.model);
        run(&reading.model, &graph, &References::new(&reading.model, &graph), &settings).len()
    };
    let (mut read_in, mut judged_in, mut found) = (Duration::MAX, Duration::MAX, 0);
    for _ in 0..passes {
        let start = Instant::now();
        let readings: Vec<Reading> = files.iter().map(reading).collect();
        read_in = read_in.min(start.elapsed());
        let start = Instant::now();
        found = readings.iter().map(judging).sum();
        judged_in = judged_in.min(start.elapsed());
    }
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    println!("{{\"files\":{},\"findings\":{found},\"reading\":{:.3},\"linting\":{:.3}}}", files.len(), ms(read_in), ms(judged_in));
}

/// The `.bpmn` and `.xml` files below a folder, in order.
fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, out);
        } else if path.extension().is_some_and(|it| it.eq_ignore_ascii_case("bpmn") || it.eq_ignore_ascii_case("xml")) {
            out.push(path);
        }
    }
}
