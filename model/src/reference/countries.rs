//! Countries as a transfer sees them: inside the area, adequate on a day, or neither.

use super::day;
use crate::process::Date;
use crate::process::vocabulary::fold;
use serde::Deserialize;
use std::sync::LazyLock;

/// The rows of `data/countries.toml`.
#[derive(Debug, Deserialize)]
pub struct Countries {
    /// Where the RGPD applies: no transfer.
    pub area: Vec<Area>,
    /// Third countries with an adequacy decision, present or past.
    pub adequacy: Vec<Adequacy>,
}

/// A country of the European Economic Area.
#[derive(Debug, Deserialize)]
pub struct Area {
    /// Its names.
    pub names: Vec<String>,
    /// Why it belongs here.
    pub source: String,
}

/// An adequacy decision.
#[derive(Debug, Deserialize)]
pub struct Adequacy {
    /// Names of the country.
    pub names: Vec<String>,
    /// First day, where it matters.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// Last day, where there is one.
    #[serde(default, deserialize_with = "day")]
    pub until: Option<Date>,
    /// Only recipients under this scheme are covered.
    pub scheme: Option<String>,
    /// A condition no model can tell.
    pub condition: Option<String>,
    /// The decision.
    pub source: String,
    /// Read in the decision itself.
    pub verified: bool,
}

/// What a country is on a day.
#[derive(Debug)]
pub enum Standing {
    /// In the area: no transfer.
    Area,
    /// Adequate as a whole.
    Adequate,
    /// Adequate for recipients under a scheme only.
    Scheme(&'static Adequacy),
    /// Its decision has ended.
    Lapsed(&'static Adequacy),
    /// Neither.
    Third,
}

static COUNTRIES: LazyLock<Countries> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/countries.toml")).expect("the list of countries is checked by a test"));

/// The rows.
pub fn countries() -> &'static Countries {
    &COUNTRIES
}

/// A country outside the area, by its names in both languages.
#[derive(Debug, Deserialize)]
pub struct ThirdCountry {
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

#[derive(Debug, Deserialize)]
struct ThirdCountries {
    countries: Vec<ThirdCountry>,
}

static THIRD: LazyLock<ThirdCountries> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/third-countries.toml")).expect("the list of third countries is checked by a test")
});

/// The countries that a transfer can lead to, in the order of their French names.
pub fn third() -> &'static [ThirdCountry] {
    &THIRD.countries
}

/// What a country is on a day, by any of its names.
pub fn standing(country: &str, day: Date) -> Standing {
    let name = key(country);
    let named = |names: &[String]| names.iter().any(|known| key(known) == name);
    if COUNTRIES.area.iter().any(|row| named(&row.names)) {
        return Standing::Area;
    }
    let rows: Vec<_> = COUNTRIES.adequacy.iter().filter(|row| named(&row.names)).collect();
    let current = |row: &&&'static Adequacy| row.from.is_none_or(|from| from <= day) && row.until.is_none_or(|until| day <= until);
    if let Some(row) = rows.iter().find(current) {
        return if row.scheme.is_some() { Standing::Scheme(row) } else { Standing::Adequate };
    }
    rows.iter().rev().find(|row| row.until.is_some_and(|until| until < day)).map_or(Standing::Third, |row| Standing::Lapsed(row))
}

/// The decision of a country that ended before a day, if there is one.
pub fn lapsed(country: &str, day: Date) -> Option<&'static Adequacy> {
    let name = key(country);
    let ended = |row: &&Adequacy| row.until.is_some_and(|until| until < day) && row.names.iter().any(|known| key(known) == name);
    COUNTRIES.adequacy.iter().rev().find(ended)
}

/// Whether two texts name one country.
pub fn same(a: &str, b: &str) -> bool {
    let (a, b) = (key(a), key(b));
    let both = |names: &[String]| names.iter().any(|name| key(name) == a) && names.iter().any(|name| key(name) == b);
    a == b || COUNTRIES.area.iter().any(|row| both(&row.names)) || COUNTRIES.adequacy.iter().any(|row| both(&row.names))
}

/// The known country a misspelt name may mean: one slip away, two in a long name.
pub fn meant(country: &str) -> Option<&'static str> {
    let name = key(country);
    let allowed = if name.chars().count() > 8 { 2 } else { 1 };
    let known = COUNTRIES.area.iter().flat_map(|row| &row.names).chain(COUNTRIES.adequacy.iter().flat_map(|row| &row.names));
    let near = known
        .map(|known| (strsim::damerau_levenshtein(&key(known), &name), known))
        .filter(|(slips, known)| *slips > 0 && *slips <= allowed && known.chars().count() > 4);
    near.min_by_key(|(slips, _)| *slips).map(|(_, known)| known.as_str())
}

/// A name for comparison: letters and digits of the folded text, without article.
fn key(name: &str) -> String {
    let folded = fold(name.trim());
    let bare = ["les ", "le ", "la ", "l'", "the "].iter().find_map(|article| folded.strip_prefix(article)).unwrap_or(&folded);
    bare.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

    #[test]
    fn each_row_has_names_and_a_source() {
        assert_eq!(countries().area.len(), 31, "27 Member States, three of the EEA, and the area itself");
        assert!(countries().area.iter().all(|row| !row.names.is_empty() && !row.source.is_empty()));
        assert!(countries().adequacy.iter().all(|row| !row.names.is_empty() && !row.source.is_empty()));
    }

    #[test]
    fn third_countries_stand_outside_the_area_and_hold_the_adequate_ones() {
        assert!(third().len() > 190 && third().iter().all(|country| !matches!(standing(&country.fr, TODAY), Standing::Area)));
        for row in countries().adequacy.iter().filter(|row| !row.names[0].starts_with("Organisation")) {
            assert!(third().iter().any(|country| row.names.iter().any(|name| same(name, &country.fr))), "{}", row.names[0]);
        }
    }

    #[test]
    fn names_are_compared_without_accents_articles_and_case() {
        assert!(matches!(standing("la France", TODAY), Standing::Area));
        assert!(matches!(standing("pays bas", TODAY), Standing::Area));
        assert!(matches!(standing("SUISSE", TODAY), Standing::Adequate));
        assert!(matches!(standing("Inde", TODAY), Standing::Third));
        assert!(same("Etats-Unis", "USA") && !same("Inde", "USA"));
        assert_eq!(meant("Frnace"), Some("France"));
        for third in ["Corée du Nord", "Inde", "Chine", "Mali", "Maroc", "Niger", "Australie", "Serbie", "Mexique", "Tunisie", "France"] {
            assert_eq!(meant(third), None, "{third}");
        }
    }

    #[test]
    fn decisions_hold_between_their_days() {
        assert!(matches!(standing("États-Unis", TODAY), Standing::Scheme(row) if row.scheme.as_deref() == Some("Data Privacy Framework")));
        let (between, before) = (Date { year: 2021, month: 1, day: 1 }, Date { year: 2019, month: 1, day: 1 });
        assert!(matches!(standing("États-Unis", between), Standing::Lapsed(_)));
        assert!(matches!(standing("États-Unis", before), Standing::Scheme(row) if row.scheme.as_deref() == Some("Privacy Shield")));
        assert!(matches!(standing("Royaume-Uni", Date { year: 2032, ..TODAY }), Standing::Lapsed(_)));
        assert!(matches!(standing("Brésil", between), Standing::Third));
    }
}
