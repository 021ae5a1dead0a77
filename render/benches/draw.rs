//! How long a drawing takes from the model to the SVG, laid out by us or as the file's own diagram has it: `cargo bench -p render --bench draw`.
#![allow(missing_docs)]

use divan::{Bencher, black_box};
use model::bpmn;
use model::process::Model;
use model::read::{Format, NoImports, read};
use render::svg;
use render::view::bpmn::{Options, diagrams, scene};
use std::fmt::Write as _;

fn main() {
    divan::main();
}

const STEPS: [usize; 3] = [10, 100, 1_000];

#[divan::bench(args = STEPS)]
fn laid_out(bencher: Bencher, steps: usize) {
    let model = process(steps);
    bencher.bench_local(|| drawn(black_box(&model)));
}

#[divan::bench(args = STEPS)]
fn as_given(bencher: Bencher, steps: usize) {
    let model = process(steps);
    let (ready, _) = bpmn::ready(&model);
    let written = bpmn::write(&model, &diagrams(&ready, &Options::default()));
    let model = read("input.bpmn", written.as_bytes(), Format::Bpmn, &mut NoImports).model;
    assert!(model.diagrams.iter().any(|diagram| !diagram.shapes.is_empty()), "the file has a diagram");
    bencher.bench_local(|| drawn(black_box(&model)));
}

fn drawn(model: &Model) -> String {
    svg::svg(&scene(model, &Options::default()), &svg::Options { font: svg::FontMode::Named, ..svg::Options::default() })
}

/// Steps in two lanes, with a choice and its way back every seventh.
fn process(steps: usize) -> Model {
    let (mut lanes, mut arrows) = ([String::new(), String::new()], String::new());
    for at in 0..steps {
        let lane = &mut lanes[at / 5 % 2];
        let _ = match at {
            0 => writeln!(lane, "début e0 \"Demande reçue\""),
            _ if at + 1 == steps => writeln!(lane, "fin e{at} \"Demande traitée\""),
            _ if at % 7 == 3 => writeln!(lane, "choix e{at} \"Complet ?\""),
            _ => writeln!(lane, "tâche e{at} \"Étape {at} du dossier\" {{ consultation nom pour suivi dans base }}"),
        };
        if at > 0 {
            let _ = writeln!(arrows, "e{} -> e{at}", at - 1);
        }
        if at % 7 == 3 && at + 1 < steps {
            let _ = writeln!(arrows, "e{at} -> e{} : \"non\"", at - 2);
        }
    }
    let [first, second] = lanes;
    let text = format!(
        "donnée nom identité\nmagasin base \"Base\"\ntraitement t \"Dossiers\" {{\nfinalité suivi\nparticipant mairie {{\ncouloir accueil {{\n{first}}}\n\
         couloir service {{\n{second}}}\n}}\n{arrows}}}\n"
    );
    let reading = read("input.recens", text.as_bytes(), Format::Recens, &mut NoImports);
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    reading.model
}
