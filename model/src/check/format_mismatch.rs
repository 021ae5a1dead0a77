//! One datum in two formats between a channel, a step and a store.
//!
//! ## Français : une donnée, deux formats
//! « 03/04/2026 » est le 3 avril ou le 4 mars selon la base qui le lit. Une donnée qui change de format en route est
//! inexacte dès qu'une conversion manque (RGPD art. 5(1)(d)).
//!
//! La règle compare les `format` de même nature : ceux de dates (`JJ/MM/AAAA`, `MM/JJ/AAAA`, `AAAA-MM-JJ`, ISO 8601)
//! entre une donnée, l'opération qui la manipule, le canal et le magasin que la ligne nomme, le message qui la porte ;
//! ceux de fichiers (JSON, CSV, PDF, XML) entre une opération, son canal et son magasin.
//!
//! Limites : elle compare ce qui est écrit : un format que rien ne dit est tenu pour le bon.
//!
//! ## English
//! “03/04/2026” is 3 April or 4 March depending on the base that reads it. A datum that changes format on its way is
//! inaccurate as soon as a conversion is missing (GDPR art. 5(1)(d)).
//!
//! The rule compares `format`s of one nature: those of dates (`DD/MM/YYYY`, `MM/DD/YYYY`, `YYYY-MM-DD`, ISO 8601)
//! between a datum, the operation that handles it, the channel and store the line names, the message that carries it;
//! those of files (JSON, CSV, PDF, XML) between an operation, its channel and its store.
//!
//! Limits: it compares what is written: a format that nothing tells counts as the right one.
//!
//! ## Exemple
//! ```recens
//! donnée naissance "Date de naissance" identité format "JJ/MM/AAAA"
//! canal appli "Application" format "JSON"
//! traitement inscription {
//!     tâche recevoir {
//!         collecte naissance pour "Inscrire" format "AAAA-MM-JJ"
//! #                                                 ^^^^^^^^^^^^
//!         collecte naissance pour "Inscrire" via appli format "CSV"
//! #                                                           ^^^^^
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! donnée naissance "Date de naissance" identité format "JJ/MM/AAAA"
//! canal appli "Application" format "JSON"
//! traitement inscription {
//!     tâche recevoir {
//!         collecte naissance pour "Inscrire" format "jj/mm/aaaa"
//!         collecte naissance pour "Inscrire" via appli format "JSON"
//!     }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::data_of;
use crate::process::vocabulary::fold;
use crate::process::{Head, Place};
use crate::source::{Span, Spanned};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "format-mismatch",
    code: "QUA-01",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 5(1)(d)",
    manual: include_str!("format_mismatch.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for (id, operation) in model.operations.iter() {
        let head = &model.nodes[operation.node].head;
        let mut stands: Vec<Stand> = data_of(operation).filter_map(|datum| Stand::of(&model.data[datum].head, model.data[datum].format.as_ref())).collect();
        let line = operation.format.as_ref().and_then(|format| Stand::of(head, Some(format)));
        let ways = (operation.via.iter()).filter_map(|via| via.to).filter_map(|id| Stand::of(&model.channels[id].head, model.channels[id].format.as_ref()));
        let stores = operation.into.iter().filter_map(|into| if let Some(Place::Store(id)) = into.to { Some(&model.stores[id]) } else { None });
        stands.extend(ways.chain(stores.filter_map(|store| Stand::of(&store.head, store.format.as_ref()))));
        // The line's own format is where to mend it; without one, the first two that disagree.
        let pair = match &line {
            Some(line) => stands.iter().find(|stand| line.differs(stand)).map(|stand| (line, stand)),
            None => disagreement(&stands),
        };
        if let Some((here, there)) = pair {
            let span = operation.format.as_ref().map_or(operation.span, |format| format.span);
            report.push(finding(head.title(), here, there, span).about(head).operation(id));
        }
    }
    for message in model.messages.values() {
        let data = message.carries.iter().filter_map(|datum| datum.to).filter_map(|id| Stand::of(&model.data[id].head, model.data[id].format.as_ref()));
        let ways = (message.via.iter()).filter_map(|via| via.to).filter_map(|id| Stand::of(&model.channels[id].head, model.channels[id].format.as_ref()));
        let stands: Vec<Stand> = data.chain(ways).collect();
        if let Some((here, there)) = disagreement(&stands) {
            report.push(finding(message.head.title(), here, there, message.head.span).about(&message.head));
        }
    }
}

/// Something with a format.
struct Stand<'a> {
    title: &'a str,
    written: &'a str,
    format: Format,
}

/// A format that can be compared with others of its nature.
#[derive(PartialEq)]
enum Format {
    Date(String),
    File(String),
}

impl<'a> Stand<'a> {
    fn of(head: &'a Head, format: Option<&'a Spanned<String>>) -> Option<Self> {
        let written = format?.value.trim();
        Some(Self { title: head.title(), written, format: Format::of(written)? })
    }

    fn differs(&self, other: &Stand) -> bool {
        match (&self.format, &other.format) {
            (Format::Date(a), Format::Date(b)) | (Format::File(a), Format::File(b)) => a != b,
            _ => false,
        }
    }
}

/// Kinds of files that cannot be taken for one another.
const FILES: &[&str] = &["json", "csv", "pdf", "xml", "xlsx", "xls", "ods", "odt", "docx", "html", "yaml", "txt", "tsv"];

impl Format {
    fn of(written: &str) -> Option<Format> {
        let folded = fold(written);
        if folded.starts_with("iso 8601") || folded == "iso" || folded == "iso8601" {
            return Some(Format::Date("YYYY-MM-DD".to_owned()));
        }
        if FILES.contains(&folded.as_str()) {
            return Some(Format::File(folded));
        }
        let day = folded.split([' ', 't']).next().unwrap_or_default();
        let pattern: String = day
            .chars()
            .map(|c| match c {
                'j' | 'd' => 'D',
                'a' | 'y' => 'Y',
                'm' => 'M',
                other => other,
            })
            .collect();
        let letters = |c: char| pattern.chars().filter(|one| *one == c).count();
        let only = pattern.chars().all(|c| matches!(c, 'D' | 'M' | 'Y' | '/' | '-' | '.'));
        (only && letters('D') == 2 && letters('M') == 2 && matches!(letters('Y'), 2 | 4)).then_some(Format::Date(pattern))
    }
}

fn disagreement<'a, 'b>(stands: &'b [Stand<'a>]) -> Option<(&'b Stand<'a>, &'b Stand<'a>)> {
    stands.iter().enumerate().find_map(|(at, here)| stands[..at].iter().find(|there| here.differs(there)).map(|there| (here, there)))
}

fn finding<'a>(step: &str, here: &Stand, there: &Stand, span: Span) -> Finding<'a> {
    let (a, b, title, other) = (here.written, there.written, here.title, there.title);
    let message = if step == title {
        text!("« {step} » : le format « {a} » n'est pas celui de « {other} », « {b} »", "“{step}”: the format “{a}” is not that of “{other}”, “{b}”")
    } else {
        text!(
            "« {step} » : « {title} » a le format « {a} », « {other} » a « {b} »",
            "“{step}”: “{title}” has the format “{a}”, “{other}” has “{b}”"
        )
    };
    Finding::new(span, message).help(text!(
        "convertir avant cette étape (`adaptation` puis `vérifie format`), ou corriger l'un des deux formats",
        "convert before this step (`adaptation`, then `checks format`), or correct one of the two formats"
    ))
}

#[cfg(test)]
mod tests {
    use super::Format;
    use crate::check::tests::messages;

    #[test]
    fn one_format_has_several_writings() {
        let date = |text: &str| matches!(Format::of(text), Some(Format::Date(_)));
        assert!(Format::of("AAAA-MM-JJ") == Format::of("yyyy-mm-dd") && Format::of("ISO 8601") == Format::of("AAAA-MM-JJ"));
        assert!(Format::of("JJ/MM/AAAA hh:mm") == Format::of("DD/MM/YYYY") && Format::of("MM/DD/YYYY") != Format::of("JJ/MM/AAAA"));
        assert!(date("JJ.MM.AA") && !date("10 chiffres") && !date("maj") && Format::of("texte libre").is_none());
    }

    #[test]
    fn formats_of_two_natures_do_not_contradict() {
        let text = "donnée n \"Date de naissance\" identité format \"JJ/MM/AAAA\"\ncanal c format \"JSON\"\nmagasin b format \"PostgreSQL\"\n\
                    traitement t { tâche a { enregistrement n pour \"Inscrire\" via c dans b } }";
        assert_eq!(messages("format-mismatch", text), [""; 0]);
    }

    #[test]
    fn a_base_and_a_message_are_compared_too() {
        let text = "donnée n \"Date de naissance\" identité format \"JJ/MM/AAAA\"\nmagasin b format \"MM/JJ/AAAA\"\ncanal c format \"AAAA-MM-JJ\"\n\
                    traitement t { participant x\n participant y { tâche a { enregistrement n pour \"Inscrire\" dans b } }\n x ~> a porte n via c }";
        assert_eq!(messages("format-mismatch", text).len(), 2);
    }
}
