//! One text for two measures of different types.
//!
//! ## Français : mesure recopiée
//! La description des mesures de sécurité doit permettre d'en juger (RGPD art. 30(1)(g), 32). Quand le texte de la
//! sauvegarde est celui de la protection des logiciels, l'un des deux a été recopié, et l'une des deux mesures n'est pas
//! décrite.
//!
//! La règle compare, à la casse, aux accents et aux blancs près, le texte des `mesure` déclarées dont le `type` diffère.
//! Les textes de moins de trois mots, qui peuvent se ressembler par hasard, ne sont pas comparés.
//!
//! Limites : deux textes proches mais non identiques lui échappent ; un même texte peut décrire les deux mesures, et
//! l'information le laisse juger.
//!
//! ## English: a copied measure
//! The description of the security measures must let one judge them (GDPR art. 30(1)(g), 32). Where the text of the
//! backup is that of the software protection, one of them was copied, and one of the two measures is not described.
//!
//! The rule compares, case, accents and blanks aside, the text of declared `measure`s of different `type`s. Texts of
//! fewer than three words, which may be alike by chance, are not compared.
//!
//! Limits: two texts that are near but not the same escape it; one text may describe both measures, and the information
//! leaves that to be judged.
//!
//! ## Exemple
//! ```recens
//! mesure protection "Hébergement à Paris, accès par un VPN" type protection-logiciels
//! mesure copie "hébergement à Paris,  accès par un VPN" type sauvegarde
//! #      ^^^^^
//! ```
//!
//! ## Corrigé
//! ```recens
//! mesure protection "Hébergement à Paris, accès par un VPN" type protection-logiciels
//! mesure copie "Sauvegarde journalière, gardée hors site" type sauvegarde
//! ```

use super::common::declared_here;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::Measure;
use crate::process::vocabulary::fold;
use crate::text;
use foldhash::{HashMap};

pub(super) static RULE: Rule = Rule {
    name: "measure-repeated",
    code: "SEC-06",
    severity: Severity::Info,
    lesser: Severity::Info,
    source: "RGPD art. 30(1)(g), 32",
    manual: include_str!("measure_repeated.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let mut before: HashMap<String, Vec<&Measure>> = HashMap::default();
    for measure in context.model.measures.values().filter(|measure| declared_here(&measure.head) && measure.kind.is_some()) {
        let folded = fold(measure.head.title());
        let words: Vec<&str> = folded.split_whitespace().collect();
        if words.len() < 3 {
            continue;
        }
        let kind = |measure: &Measure| measure.kind.as_ref().map(|kind| kind.value);
        let same = before.entry(words.join(" ")).or_default();
        if let Some(other) = same.iter().find(|other| kind(other) != kind(measure)) {
            let (one, first) = (&measure.head.name, &other.head.name);
            report.push(
                Finding::new(
                    measure.head.span,
                    text!("`{one}` a le texte de `{first}`, une mesure d'un autre type", "`{one}` has the text of `{first}`, a measure of another type"),
                )
                .about(&measure.head)
                .help(text!("décrire chaque mesure par ce qui lui est propre", "describe each measure by what is its own")),
            );
        }
        same.push(measure);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn one_type_told_twice_and_short_texts_pass() {
        for text in [
            "mesure a \"Accès par un VPN\" type sauvegarde\nmesure b \"Accès par un VPN\" type sauvegarde",
            "mesure a \"VPN\" type sauvegarde\nmesure b \"VPN\" type chiffrement",
            "mesure a \"Accès par un VPN\" type sauvegarde\nmesure b \"Accès par un VPN\"",
        ] {
            assert_eq!(messages("measure-repeated", text), [""; 0], "{text}");
        }
    }
}
