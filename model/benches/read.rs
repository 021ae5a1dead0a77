//! How long reading BPMN takes beside a bare quick-xml event loop over the same bytes: `cargo bench -p model --bench read`.
//! `RECENS_CORPUS` names a file, or a folder: its largest file is read too, and all of its files one after the other.
#![allow(missing_docs)]

mod input;

use divan::{Bencher, black_box};
use input::{Input, inputs, size};
use model::read::{Format, NoImports, Reading, read};

fn main() {
    divan::main();
}

/// The events of the XML, nothing kept of them.
#[divan::bench(args = inputs())]
fn bare_events(bencher: Bencher, input: &Input) {
    let documents = input.documents();
    bencher.counter(size(&documents)).bench_local(|| {
        for bytes in &documents {
            let mut reader = quick_xml::Reader::from_reader(black_box(&bytes[..]));
            while !matches!(reader.read_event(), Ok(quick_xml::events::Event::Eof) | Err(_)) {}
        }
    });
}

/// From the bytes to the resolved model with its places and findings; the bytes are given away, as the program does. Of several
/// documents only one model is held at a time, and letting go of it counts.
#[divan::bench(args = inputs())]
fn reading(bencher: Bencher, input: &Input) {
    let documents = input.documents();
    bencher.counter(size(&documents)).with_inputs(|| documents.clone()).bench_local_values(|documents| -> Option<Reading> {
        let mut last = None;
        for bytes in documents {
            last = Some(read("input.bpmn", black_box(bytes), Format::Bpmn, &mut NoImports));
        }
        last
    });
}
