//! What a drawing shows: from a model to a scene.

pub mod bpmn;
pub mod gallery;
