//! How long the checks take on processes of some ten thousand steps, by shape: `cargo bench -p model --bench check`.

use divan::Bencher;
use model::check::{Settings, run};
use model::flow::graph::FlowGraph;
use model::flow::references::References;
use model::read::{Format, NoImports, read};

/// About this many steps.
const STEPS: usize = 10_000;

fn main() {
    divan::main();
}

/// What the steps and arrows of a process look like.
#[derive(Clone, Copy, Debug)]
enum Shape {
    /// One after the other.
    Line,
    /// One after the other, each with an operation.
    Operations,
    /// One after the other, each four with a datum of their own: collected, recorded, used, erased.
    Lives,
    /// One after the other, each reading a datum of its own that nothing collects: as many findings with a path.
    Lacking,
    /// One after the other: half of them convert one datum, the other half write it.
    Conversions,
    /// Consent asked and used by turns, never a choice.
    Consents,
    /// One parallel gateway of 10,000 branches, each with an operation on one of 2,500 data.
    FanOperations,
    /// Blocks of two parallel steps with an operation each.
    ParallelOperations,
    /// Sub-processes in each other, thirty deep, each with an operation.
    Deep,
    /// Blocks of two parallel steps, one after the other.
    Parallel,
    /// Blocks of two alternatives, one after the other.
    Exclusive,
    /// Blocks of some of two branches, one after the other.
    Inclusive,
    /// Parallel blocks, each in a branch of another, a hundred deep.
    Nested,
    /// Blocks of steps that may be repeated, one after the other.
    Loops,
    /// A line on which every hundredth step may lead back to the beginning.
    Back,
    /// One choice of 2,500 branches.
    Choice,
    /// One parallel gateway of 2,500 branches.
    Fan,
    /// Steps with a timer on their border, one after the other.
    Borders,
    /// Sub-processes of four steps, one after the other.
    SubProcesses,
    /// A hundred processes that send each other messages.
    Pools,
}

const SHAPES: [Shape; 20] = [
    Shape::Line,
    Shape::Operations,
    Shape::Lives,
    Shape::Lacking,
    Shape::Conversions,
    Shape::Consents,
    Shape::FanOperations,
    Shape::ParallelOperations,
    Shape::Deep,
    Shape::Parallel,
    Shape::Exclusive,
    Shape::Inclusive,
    Shape::Nested,
    Shape::Loops,
    Shape::Back,
    Shape::Choice,
    Shape::Fan,
    Shape::Borders,
    Shape::SubProcesses,
    Shape::Pools,
];

#[divan::bench(args = SHAPES, sample_count = 3, sample_size = 1)]
fn check(bencher: Bencher, shape: Shape) {
    let reading = read("bench", text(shape).as_bytes(), Format::Recens, &mut NoImports);
    assert!(reading.model.nodes.len() >= STEPS * 9 / 10, "{shape:?}: {}", reading.model.nodes.len());
    bencher.bench(|| {
        let graph = FlowGraph::new(&reading.model);
        let references = References::new(&reading.model, &graph);
        run(&reading.model, &graph, &references, &Settings::default())
    });
}

/// A process of a shape, in the language.
fn text(shape: Shape) -> String {
    let (mut nodes, mut arrows) = (String::new(), String::new());
    let plain = |_: &str, _: usize| String::new();
    let blocks = |gateway: &str, line: &dyn Fn(&str, usize) -> String, nodes: &mut String, arrows: &mut String| {
        for at in 0..STEPS / 4 {
            let (a, b) = (line("collecte", at), line("utilisation", at));
            nodes.push_str(&format!("{gateway} x{at}\ntâche a{at}{a}\ntâche b{at}{b}\n{gateway} y{at}\n"));
            let from = if at == 0 { "d".to_owned() } else { format!("y{}", at - 1) };
            arrows.push_str(&format!("{from} -> x{at} -> a{at} -> y{at}\nx{at} -> b{at} -> y{at}\n"));
        }
        arrows.push_str(&format!("y{} -> f\n", STEPS / 4 - 1));
    };
    match shape {
        Shape::Line | Shape::Operations => {
            let kinds = ["collecte", "enregistrement", "utilisation", "communication"];
            arrows.push('d');
            for at in 0..STEPS {
                let line = format!(" {{ {} \"D{}\" pour étude dans base }}", kinds[at % 4], at / 4 % 500);
                nodes.push_str(&format!("tâche n{at}{}\n", if matches!(shape, Shape::Line) { "" } else { &line }));
                arrows.push_str(&format!(" -> n{at}"));
            }
            arrows.push_str(" -> f\n");
        }
        Shape::Lives | Shape::Lacking | Shape::Conversions | Shape::Consents => {
            arrows.push('d');
            for at in 0..STEPS {
                let line = match shape {
                    Shape::Lives => {
                        let kind = ["collecte", "enregistrement", "utilisation", "effacement"][at % 4];
                        format!("{kind} \"D{}\" pour étude dans base", at / 4)
                    }
                    Shape::Lacking => format!("utilisation \"D{at}\" pour étude"),
                    Shape::Conversions if at < STEPS / 2 => "adaptation \"D\" pour étude".to_owned(),
                    Shape::Conversions => "enregistrement \"D\" pour étude dans base".to_owned(),
                    _ if at % 2 == 0 => "recueille consentement pour promo".to_owned(),
                    _ => "utilisation \"D\" pour promo".to_owned(),
                };
                nodes.push_str(&format!("tâche n{at} {{ {line} }}\n"));
                arrows.push_str(&format!(" -> n{at}"));
            }
            arrows.push_str(" -> f\n");
        }
        Shape::FanOperations => {
            let kinds = ["collecte", "enregistrement", "utilisation", "communication"];
            nodes.push_str("parallèle x\nparallèle y\n");
            arrows.push_str("d -> x\ny -> f\n");
            for at in 0..STEPS {
                nodes.push_str(&format!("tâche n{at} {{ {} \"D{}\" pour promo dans base }}\n", kinds[at % 4], at / 4));
                arrows.push_str(&format!("x -> n{at} -> y\n"));
            }
        }
        Shape::ParallelOperations => {
            let line = |kind: &str, at: usize| format!(" {{ {kind} \"D{at}\" pour promo dans base }}");
            blocks("parallèle", &line, &mut nodes, &mut arrows);
        }
        Shape::Deep => {
            arrows.push('d');
            for at in 0..STEPS / 120 {
                let mut inside = format!("tâche a{at} {{ collecte \"D\" pour étude dans base }}\n");
                for deep in 0..30 {
                    let step = format!("tâche b{at}_{deep} {{ utilisation \"D\" pour promo depuis base }}\n");
                    let (start, end) = (format!("début i{at}_{deep}\n"), format!("fin j{at}_{deep}\n"));
                    let first = if deep == 0 { format!("a{at}") } else { format!("s{at}_{}", deep - 1) };
                    let flow = format!("i{at}_{deep} -> {first} -> b{at}_{deep} -> j{at}_{deep}\n");
                    inside = format!("sous-processus s{at}_{deep} {{\n{start}{inside}{step}{end}{flow}}}\n");
                }
                nodes.push_str(&inside);
                arrows.push_str(&format!(" -> s{at}_29"));
            }
            arrows.push_str(" -> f\n");
        }
        Shape::Parallel => blocks("parallèle", &plain, &mut nodes, &mut arrows),
        Shape::Exclusive => blocks("choix", &plain, &mut nodes, &mut arrows),
        Shape::Inclusive => blocks("inclusif", &plain, &mut nodes, &mut arrows),
        Shape::Nested => {
            let (blocks, deep) = (STEPS / 300, 100);
            for block in 0..blocks {
                let from = if block == 0 { "d".to_owned() } else { format!("y{}_0", block - 1) };
                arrows.push_str(&format!("{from} -> x{block}_0\n"));
                for at in 0..deep {
                    nodes.push_str(&format!("parallèle x{block}_{at}\ntâche a{block}_{at}\nparallèle y{block}_{at}\n"));
                    arrows.push_str(&format!("x{block}_{at} -> a{block}_{at} -> y{block}_{at}\n"));
                    if at + 1 < deep {
                        arrows.push_str(&format!("x{block}_{at} -> x{block}_{}\ny{block}_{} -> y{block}_{at}\n", at + 1, at + 1));
                    }
                }
                arrows.push_str(&format!("x{block}_{} -> y{block}_{}\n", deep - 1, deep - 1));
            }
            arrows.push_str(&format!("y{}_0 -> f\n", blocks - 1));
        }
        Shape::Loops => {
            for at in 0..STEPS / 4 {
                nodes.push_str(&format!("choix m{at}\ntâche a{at}\ntâche b{at}\nchoix x{at}\n"));
                let from = if at == 0 { "d".to_owned() } else { format!("x{}", at - 1) };
                arrows.push_str(&format!("{from} -> m{at} -> a{at} -> b{at} -> x{at} -> m{at}\n"));
            }
            arrows.push_str(&format!("x{} -> f\n", STEPS / 4 - 1));
        }
        Shape::Back => {
            nodes.push_str("choix m\n");
            arrows.push_str("d -> m\n");
            let mut last = "m".to_owned();
            for at in 0..STEPS {
                nodes.push_str(&format!("{} n{at}\n", if at % 100 == 99 { "choix" } else { "tâche" }));
                arrows.push_str(&format!("{last} -> n{at}\n"));
                if at % 100 == 99 {
                    arrows.push_str(&format!("n{at} -> m\n"));
                }
                last = format!("n{at}");
            }
            arrows.push_str(&format!("{last} -> f\n"));
        }
        Shape::Choice | Shape::Fan => {
            let gateway = if matches!(shape, Shape::Choice) { "choix" } else { "parallèle" };
            nodes.push_str(&format!("{gateway} x\n{gateway} y\n"));
            arrows.push_str("d -> x\ny -> f\n");
            for at in 0..STEPS / 4 {
                nodes.push_str(&format!("tâche a{at}\ntâche b{at}\ntâche c{at}\ntâche e{at}\n"));
                arrows.push_str(&format!("x -> a{at} -> b{at} -> c{at} -> e{at} -> y\n"));
            }
        }
        Shape::Borders => {
            arrows.push_str("d -> n0\n");
            for at in 0..STEPS / 2 {
                nodes.push_str(&format!("tâche n{at}\névénement e{at} minuterie \"P1D\" sur n{at}\n"));
                let next = if at + 1 < STEPS / 2 { format!("n{}", at + 1) } else { "f".to_owned() };
                arrows.push_str(&format!("n{at} -> {next}\ne{at} -> f\n"));
            }
        }
        Shape::SubProcesses => {
            arrows.push('d');
            for at in 0..STEPS / 5 {
                nodes.push_str(&format!(
                    "sous-processus s{at} {{ début i{at}\n tâche a{at}\n tâche b{at}\n fin j{at}\n i{at} -> a{at} -> b{at} -> j{at} }}\n"
                ));
                arrows.push_str(&format!(" -> s{at}"));
            }
            arrows.push_str(" -> f\n");
        }
        Shape::Pools => {
            let mut pools = String::new();
            for pool in 0..100 {
                pools.push_str(&format!("participant p{pool} {{\ndébut d{pool}\nfin f{pool}\n"));
                arrows.push_str(&format!("d{pool}"));
                for at in 0..STEPS / 100 {
                    let kind = if at % 10 == 5 { " réception" } else { "" };
                    pools.push_str(&format!("tâche n{pool}_{at}{kind}\n"));
                    arrows.push_str(&format!(" -> n{pool}_{at}"));
                }
                pools.push_str("}\n");
                arrows.push_str(&format!(" -> f{pool}\n"));
                for at in (0..STEPS / 100).filter(|at| at % 10 == 5) {
                    arrows.push_str(&format!("n{}_{} ~> n{pool}_{at}\n", (pool + 1) % 100, at - 1));
                }
            }
            return format!("traitement t {{\n{pools}{arrows}}}");
        }
    }
    format!(
        "magasin base \"Base\"\ntraitement t {{\nfinalité étude \"Étude\" base contrat\nfinalité promo \"Promotion\" base consentement\nparticipant p {{\ndébut d\n{nodes}fin f\n}}\n{arrows}}}"
    )
}
