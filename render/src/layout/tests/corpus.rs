//! Real files of other people, where they are at hand, are drawn anew as soundly as the random ones.

#![allow(clippy::print_stdout)] // the figures are for whoever runs it

use super::sound::check_labels;
use super::wrapped::check_wrapped_labels;
use crate::view::bpmn::{Options, graph};
use model::read::{Format, NoImports, read};
use std::path::{Path, PathBuf};

/// Every so many files are drawn: a fixed sample that a debug build lays out in seconds.
const EVERY: usize = 4;

/// Up to this many nodes drawings are also cut, both ways, at that width.
const CUT_MOST: usize = 120;
const WIDTH: f64 = 900.0;

/// The folder `RECENS_CORPUS`, else `shared/corpus` beside the workspace.
fn corpus() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).map(|p| p.join("shared").join("corpus"));
    std::env::var_os("RECENS_CORPUS").map(PathBuf::from).or(beside).filter(|folder| folder.is_dir())
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "bpmn") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_sample_of_the_corpus_is_drawn_soundly() {
    let Some(folder) = corpus() else {
        println!("no corpus on this machine: set RECENS_CORPUS to a folder of .bpmn files");
        return;
    };
    let every = std::env::var("RECENS_EVERY").ok().and_then(|v| v.parse().ok()).unwrap_or(EVERY);
    let (mut faults, mut drawn) = (Vec::new(), 0);
    for path in files(&folder).into_iter().step_by(every) {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let name = path.strip_prefix(&folder).unwrap_or(&path).to_string_lossy().into_owned();
        let model = read(&name, &bytes, Format::Bpmn, &mut NoImports).model;
        // The largest take long without optimisation and say nothing more about soundness.
        let graph = graph(&model, &Options::default());
        if graph.nodes.len() > 400 {
            continue;
        }
        drawn += 1;
        if let Err(fault) = check_labels(&graph) {
            faults.push(format!("{name}: {fault}"));
        // What is already wrong in the whole is wrong in its bands.
        } else if graph.nodes.len() <= CUT_MOST
            && let Err(fault) = check_wrapped_labels(&graph, WIDTH)
        {
            faults.push(format!("{name}: {fault}"));
        }
    }
    println!("{drawn} drawings of real files looked at");
    assert!(faults.is_empty(), "{} drawings:\n{}", faults.len(), faults.join("\n"));
}
