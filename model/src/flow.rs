//! Analyses of the flow: the graph, the order of steps, the census references, what comes before and after a step on
//! every or on some path, where data come from and go to, and whether the process can get stuck.

pub mod control;
pub mod follow;
pub mod graph;
pub mod lineage;
pub mod may;
pub mod movements;
pub mod order;
pub mod reach;
pub mod references;
pub mod soundness;
pub mod spread;
pub mod symbols;
#[cfg(test)]
mod tests;
