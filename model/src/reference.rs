//! Dated reference data that checks compare with: countries, durations, words. Each row stands in `model/data` with its source.

pub mod countries;
pub mod dpv;
pub mod durations;
pub mod feared;
pub mod in_force;
pub mod lists;
pub mod persons;
pub mod words;

use crate::process::Date;
use serde::Deserialize;

/// What a message adds where a row was not read in the text it comes from.
pub fn caution(verified: bool) -> crate::diagnostic::Text {
    if verified { crate::text!("", "") } else { crate::text!(" (indicatif, à vérifier)", " (indicative, to be verified)") }
}

/// A day of a data file.
fn day<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    let written = toml::value::Datetime::deserialize(from)?;
    Date::parse(&written.to_string()).map(Some).ok_or_else(|| serde::de::Error::custom("a day is expected"))
}
