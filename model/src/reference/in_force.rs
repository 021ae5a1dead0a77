//! Rules of law that bind from a day on.

use crate::process::Date;
use indexmap::IndexMap;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Debug, Deserialize)]
struct Rule {
    from: toml::value::Datetime,
}

static IN_FORCE: LazyLock<IndexMap<String, Rule>> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/in-force.toml")).expect("the days are checked by a test"));

/// The first day of a rule of `data/in-force.toml`.
pub fn in_force_from(rule: &str) -> Option<Date> {
    Date::parse(&IN_FORCE.get(rule)?.from.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_are_there() {
        assert_eq!(in_force_from("cold_calls"), Some(Date { year: 2026, month: 8, day: 11 }));
    }
}
