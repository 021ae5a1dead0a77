//! The progress bar: on a terminal, for several inputs, once the work has taken a second.

use crate::Session;
use crate::words;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use std::time::{Duration, Instant};

/// Does `work` on every item, in parallel, and gives the results in the order of the items.
pub fn each<T: Sync, R: Send>(session: &Session<'_>, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let bar = ProgressBar::with_draw_target(Some(items.len() as u64), ProgressDrawTarget::hidden());
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} {msg}") {
        bar.set_style(style);
    }
    bar.set_message(words::run::READ.get(session.lang));
    let start = Instant::now();
    let shown = session.facts.progress && items.len() > 1;
    let results = items
        .par_iter()
        .map(|item| {
            let result = work(item);
            if shown && bar.is_hidden() && start.elapsed() > Duration::from_secs(1) {
                bar.set_draw_target(ProgressDrawTarget::stderr());
            }
            bar.inc(1);
            result
        })
        .collect();
    bar.finish_and_clear();
    results
}
