//! How much memory reading BPMN holds at once (`max alloc`), the input's own bytes not counted: `cargo bench -p model --bench memory`.
//! Apart from the times, since counting takes time.
#![allow(missing_docs)]

mod input;

use divan::{AllocProfiler, Bencher, black_box};
use input::{Input, inputs, size};
use model::read::{Format, NoImports, Reading, read};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

#[divan::bench(args = inputs().into_iter().filter(|input| !matches!(input, Input::Files(_))), sample_count = 3, sample_size = 1)]
fn reading(bencher: Bencher, input: &Input) {
    let documents = input.documents();
    bencher.counter(size(&documents)).bench_local(|| -> Vec<Reading> {
        documents.iter().map(|bytes| read("input.bpmn", black_box(bytes), Format::Bpmn, &mut NoImports)).collect()
    });
}
