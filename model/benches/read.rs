//! How long reading BPMN takes beside a bare quick-xml event loop over the same bytes: `cargo bench -p model --bench read`.
//! `RECENS_CORPUS` names a file, or a folder whose largest file is read too.
#![allow(missing_docs)]

mod input;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use input::{Input, inputs};
use model::read::{Format, NoImports, read};

fn main() {
    divan::main();
}

/// The events of the XML, nothing kept of them.
#[divan::bench(args = inputs())]
fn bare_events(bencher: Bencher, input: &Input) {
    let bytes = input.bytes();
    bencher.counter(BytesCount::new(bytes.len())).bench_local(|| {
        let mut reader = quick_xml::Reader::from_reader(black_box(&bytes[..]));
        while !matches!(reader.read_event(), Ok(quick_xml::events::Event::Eof) | Err(_)) {}
    });
}

/// From the bytes to the resolved model with its places and findings.
#[divan::bench(args = inputs())]
fn reading(bencher: Bencher, input: &Input) {
    let bytes = input.bytes();
    bencher.counter(BytesCount::new(bytes.len())).bench_local(|| read("input.bpmn", black_box(&bytes), Format::Bpmn, &mut NoImports));
}
