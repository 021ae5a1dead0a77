//! Analyses of the flow: the graph, the order of steps, the census references.

pub mod graph;
pub mod order;
pub mod references;
#[cfg(test)]
mod tests;
