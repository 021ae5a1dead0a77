//! Reading the attributes of our extension elements: words of closed lists, identifiers, texts, numbers of what is unknown.

use super::reader::Reader;
use super::retention;
use super::space::Space;
use super::xml::{Attribute, Node as Xml};
use crate::diagnostic::{Lang, reading};
use crate::process::vocabulary::{Words, nearest};
use crate::process::{Date, Ref, Retention};
use crate::source::{Span, Spanned};
use crate::text;

/// Reports, once per kind, the attributes of `xml` that are not among `known`.
pub(super) fn only(reader: &mut Reader<'_>, xml: Xml<'_>, known: &[&str]) {
    for attribute in xml.attributes().filter(|attribute| matches!(attribute.space(), Space::None | Space::Recens)) {
        let (element, name) = (xml.local(), attribute.local());
        if known.contains(&name) || !reader.first_time(&format!("{element}@{name}")) {
            continue;
        }
        let list = known.join(", ");
        let message = match nearest(name, known.iter().copied()) {
            Some(near) => text!(
                "recens:{element} n'a pas d'attribut « {name} » ; vouliez-vous dire « {near} » ?",
                "recens:{element} has no attribute “{name}”; did you mean “{near}”?"
            ),
            None => text!("recens:{element} n'a pas d'attribut « {name} »", "recens:{element} has no attribute “{name}”"),
        };
        let help = text!("attributs : {list}", "attributes: {list}");
        reader.report(&reading::UNKNOWN_ELEMENT, attribute.name_span(), message, help);
    }
}

/// An attribute's text, trimmed; `None` where it is absent or empty.
pub(super) fn text_of(xml: Xml<'_>, name: &str) -> Option<Spanned<String>> {
    let (value, span) = (xml.value(name)?, xml.attribute(name)?.span());
    Some(Spanned::new(value.into_owned(), span))
}

/// The texts of an attribute, separated by `;`.
pub(super) fn texts_of(xml: Xml<'_>, name: &str) -> Vec<Spanned<String>> {
    xml.attribute(name).map(|attribute| parts(attribute, &[';'])).unwrap_or_default()
}

/// The references of an attribute: identifiers separated by spaces, then the quoted texts of its companion `name-text`,
/// separated by `;`.
pub(super) fn references<T>(xml: Xml<'_>, name: &str) -> Vec<Ref<T>> {
    let identifiers = xml.attribute(name).map(|attribute| parts(attribute, &[' ', '\n', '\t', ','])).unwrap_or_default();
    let texts = texts_of(xml, &format!("{name}-text"));
    let as_reference = |quoted: bool| move |part: Spanned<String>| Ref::new(part.value, quoted, part.span);
    identifiers.into_iter().map(as_reference(false)).chain(texts.into_iter().map(as_reference(true))).collect()
}

/// The parts of an attribute between separators, trimmed, empty ones left out.
pub(super) fn parts(attribute: Attribute<'_>, separators: &[char]) -> Vec<Spanned<String>> {
    let mapped = attribute.mapped();
    let mut at = 0;
    let mut out = Vec::new();
    for part in mapped.value.split(separators) {
        let trimmed = part.trim();
        if !trimmed.is_empty() {
            let start = at + part.len() - part.trim_start().len();
            let (range, _) = mapped.source(start..start + trimmed.len());
            let file = attribute.span().file;
            out.push(Spanned::new(trimmed.to_owned(), Span::new(file, range.start, range.end)));
        }
        at += part.len() + 1;
    }
    out
}

/// A word of a closed list, in either language; another word is reported.
pub(super) fn word<W: Words>(reader: &mut Reader<'_>, xml: Xml<'_>, name: &str) -> Option<Spanned<W>> {
    let found = text_of(xml, name)?;
    word_of(reader, name, &found).map(|value| Spanned::new(value, found.span))
}

/// The words of a closed list, separated by spaces; others are reported.
pub(super) fn words<W: Words>(reader: &mut Reader<'_>, xml: Xml<'_>, name: &str) -> Vec<Spanned<W>> {
    let found = xml.attribute(name).map(|attribute| parts(attribute, &[' ', '\n', '\t', ','])).unwrap_or_default();
    found.into_iter().filter_map(|part| Some(Spanned::new(word_of(reader, name, &part)?, part.span))).collect()
}

fn word_of<W: Words>(reader: &mut Reader<'_>, name: &str, found: &Spanned<String>) -> Option<W> {
    let value = W::parse(&found.value);
    if value.is_none() {
        off_list(reader, name, found, &list_of::<W>(Lang::Fr), &list_of::<W>(Lang::En), &[]);
    }
    value
}

/// The words of a closed list.
pub(super) fn list_of<W: Words>(lang: Lang) -> Vec<&'static str> {
    W::ALL.iter().map(|row| row.0.word(lang)).collect()
}

/// Reports a word that is neither on a list nor among the `more` words that are taken too, with the nearest that is.
pub(super) fn off_list(reader: &mut Reader<'_>, name: &str, found: &Spanned<String>, fr: &[&str], en: &[&str], more: &[&str]) {
    let written = &found.value;
    let message = match nearest(written, fr.iter().chain(en).chain(more).copied()) {
        Some(near) => text!(
            "{name} : « {written} » n'est pas connu ; vouliez-vous dire « {near} » ?",
            "{name}: “{written}” is not known; did you mean “{near}”?"
        ),
        None => text!("{name} : « {written} » n'est pas connu", "{name}: “{written}” is not known"),
    };
    let (fr, en) = (fr.join(", "), en.join(", "));
    reader.invalid(found.span, message, text!("mots possibles : {fr}", "possible words: {en}"));
}

/// Whether an attribute says `true`; anything but `true` and `false` is reported.
pub(super) fn flag(reader: &mut Reader<'_>, xml: Xml<'_>, name: &str) -> bool {
    let Some(found) = text_of(xml, name) else { return false };
    xml.flag(name).unwrap_or_else(|| {
        off_list(reader, name, &found, &["true", "false"], &["true", "false"], &[]);
        false
    })
}

/// A date; one that does not exist is reported.
pub(super) fn date(reader: &mut Reader<'_>, xml: Xml<'_>, name: &str) -> Option<Spanned<Date>> {
    let found = text_of(xml, name)?;
    let date = Date::parse(&found.value);
    if date.is_none() {
        let written = &found.value;
        reader.invalid(
            found.span,
            text!("{name} : « {written} » n'est pas une date", "{name}: “{written}” is no date"),
            text!("écrire AAAA-MM-JJ, par exemple 2026-09-01", "write YYYY-MM-DD, for example 2026-09-01"),
        );
    }
    date.map(|date| Spanned::new(date, found.span))
}

/// The retention an attribute says, in the words of the language.
pub(super) fn retention_of(reader: &mut Reader<'_>, xml: Xml<'_>) -> Vec<Retention> {
    xml.attribute("retention").map(|attribute| retention_in(reader, attribute)).unwrap_or_default()
}

/// The retention that a value says.
pub(super) fn retention_in(reader: &mut Reader<'_>, attribute: Attribute<'_>) -> Vec<Retention> {
    let mapped = attribute.mapped();
    if mapped.value.trim().is_empty() {
        return Vec::new();
    }
    let file = attribute.span().file;
    let place = |range: std::ops::Range<usize>| {
        let (source, _) = mapped.source(range);
        Span::new(file, source.start, source.end)
    };
    match retention::parse(&mapped.value, &place) {
        Ok(retention) => vec![retention],
        Err(problem) => {
            reader.invalid(
                place(problem.at),
                problem.message,
                text!(
                    "écrire par exemple : 6 mois après l'appel puis effacement ; ou : jusqu'à la fin du contrat",
                    "write for example: 6 months after the call then erasure; or: until the end of the contract"
                ),
            );
            Vec::new()
        }
    }
}
