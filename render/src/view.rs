//! What a drawing shows: from a model to a scene.

pub mod bpmn;
mod dataflow;
pub mod gallery;
mod kit;
mod matrix;
mod mindmap;
mod mot;
pub mod overview;
mod risks;
#[cfg(test)]
mod tests;
