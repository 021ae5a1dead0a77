//! Organisations and persons as the register prints them.

use crate::process::vocabulary::fold;
use crate::process::{Contact, Date, Organisation};
use crate::reference::countries::{Standing, standing};
use crate::reference::words;
use crate::source::Spanned;

/// An organisation with its coordinates; empty texts for what is not said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// Its name.
    pub name: String,
    /// Where it is reached.
    pub place: Place,
    /// Who represents it.
    pub representative: Option<Person>,
    /// Its data protection officer.
    pub dpo: Option<Person>,
}

/// Coordinates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)] // the form's own fields
pub struct Place {
    pub address: String,
    pub postcode: String,
    pub city: String,
    pub country: String,
    pub phone: String,
    pub email: String,
}

/// A person with coordinates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The name as written, without the company behind a comma.
    pub name: String,
    /// The company behind a comma: that of an external officer.
    pub company: String,
    /// Where the person is reached.
    pub place: Place,
}

impl Body {
    pub(super) fn of(organisation: &Organisation) -> Body {
        let text = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.value.clone()).unwrap_or_default();
        Body {
            name: organisation.head.title().to_owned(),
            place: Place {
                address: text(&organisation.address),
                postcode: text(&organisation.postcode),
                city: text(&organisation.city),
                country: text(&organisation.country),
                phone: text(&organisation.phone),
                email: text(&organisation.email),
            },
            representative: organisation.representative.as_ref().map(Person::of),
            dpo: organisation.dpo.as_ref().map(Person::of),
        }
    }

    /// An organisation of which only the name is known.
    pub fn named(name: &str) -> Body {
        Body { name: name.to_owned(), ..Body::default() }
    }

    /// Whether two names are one: case, accents and outer blanks aside.
    pub fn is_named(&self, name: &str) -> bool {
        fold(self.name.trim()) == fold(name.trim())
    }

    /// Whether it stands outside the Union, so that its representative is that of art. 27.
    pub fn is_abroad(&self, day: Date) -> bool {
        !self.place.country.is_empty() && !matches!(standing(&self.place.country, day), Standing::Area)
    }

    /// How it stands in the block of actors: whoever speaks for it, then its name. Abroad, the representative has a line
    /// of its own.
    pub fn titled(&self, day: Date) -> String {
        match &self.representative {
            Some(person) if !self.is_abroad(day) => format!("{}, {}", person.name, self.name),
            _ => self.name.clone(),
        }
    }
}

impl Person {
    pub(super) fn of(contact: &Contact) -> Person {
        let mut person = Person::named(&contact.name.value);
        for (word, value) in &contact.details {
            let field = match word.as_str() {
                "adresse" => &mut person.place.address,
                "code-postal" => &mut person.place.postcode,
                "ville" => &mut person.place.city,
                "pays" => &mut person.place.country,
                "téléphone" => &mut person.place.phone,
                _ => &mut person.place.email,
            };
            field.clone_from(&value.value);
        }
        person
    }

    /// A person from `Mme Anne Bertin` or `M. Paul Roche, Cabinet Roche`.
    pub fn named(text: &str) -> Person {
        let (name, company) = text.split_once(',').unwrap_or((text, ""));
        Person { name: name.trim().to_owned(), company: company.trim().to_owned(), place: Place::default() }
    }

    /// Surname and first name. What is written in capitals is the surname; where nothing tells, the last word is, with the
    /// particle before it.
    pub fn surname_and_first_name(&self) -> (String, String) {
        let words: Vec<&str> = self.name.split_whitespace().collect();
        let civilities = words.iter().take_while(|word| words::is(word, words::civilities()).is_some()).count();
        let words = &words[civilities..];
        let capitals = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase);
        if words.iter().any(capitals) && !words.iter().all(capitals) {
            let (surname, first): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| capitals(word));
            return (surname.join(" "), first.join(" "));
        }
        let particle = |word: &&str| matches!(*word, "de" | "du" | "des" | "d'" | "d’" | "la" | "le" | "van" | "von");
        let begin = words.iter().skip(1).position(particle).map_or(words.len().saturating_sub(1), |at| at + 1);
        (words[begin..].join(" "), words[..begin].join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_are_told_from_first_names() {
        let split = |text: &str| Person::named(text).surname_and_first_name();
        let pair = |surname: &str, first: &str| (surname.to_owned(), first.to_owned());
        assert_eq!(split("Mme Hélène Morvan"), pair("Morvan", "Hélène"));
        assert_eq!(split("Claire MOREL"), pair("MOREL", "Claire"));
        assert_eq!(split("LE GOFF Anne Marie"), pair("LE GOFF", "Anne Marie"));
        assert_eq!(split("Charles de la Tour"), pair("de la Tour", "Charles"));
        assert_eq!(split("DUPONT"), pair("DUPONT", ""));
        assert_eq!(split(""), pair("", ""));
        let person = Person::named("M. Paul Roche, Cabinet Roche");
        assert_eq!((person.name.as_str(), person.company.as_str()), ("M. Paul Roche", "Cabinet Roche"));
    }

    #[test]
    fn the_representative_speaks_for_a_body_of_the_union_only() {
        let day = Date { year: 2026, month: 11, day: 22 };
        let mut body = Body { representative: Some(Person::named("Mme Hélène Morvan")), ..Body::named("CentreCall") };
        assert_eq!(body.titled(day), "Mme Hélène Morvan, CentreCall");
        body.place.country = "Japon".to_owned();
        assert_eq!(body.titled(day), "CentreCall");
    }
}
