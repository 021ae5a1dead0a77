//! How a process is shown: views, layout, scenes, pictures and sheets.
//!
//! Bytes out, no input or output of its own. The way of a drawing is model → [`view`] → [`layout`] → [`scene`] → [`svg`] → [`png`].

pub mod geometry;
pub mod layout;
pub mod pdf;
pub mod png;
pub mod scene;
pub mod shape;
pub mod sheet;
pub mod svg;
pub mod text;
pub mod theme;
pub mod view;
