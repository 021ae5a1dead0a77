//! What is true of a process: reading, the typed model, analyses, checks and tables.
//!
//! No input or output, no clock, no environment, no drawing.

pub mod bpmn;
pub mod check;
pub mod decode;
pub mod diagnostic;
pub mod dsl;
pub mod exchange;
pub mod flow;
pub mod number;
pub mod process;
pub mod read;
pub mod reference;
pub mod source;
pub mod table;
