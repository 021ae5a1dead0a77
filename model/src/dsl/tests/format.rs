//! The formatter: layout, keywords of the other language, and what it must never lose.

use super::*;
use crate::diagnostic::Lang;
use crate::dsl::lex::lex;
use crate::dsl::syntax::SyntaxKind;
use crate::dsl::{FormatOptions, format};

fn laid_out(text: &str) -> String {
    let formatted = format(text, &FormatOptions::default());
    assert!(formatted.mistakes.is_empty(), "{:?}", formatted.mistakes);
    formatted.text
}

fn in_language(text: &str, lang: Lang) -> String {
    format(text, &FormatOptions { keywords: Some(lang) }).text
}

/// The characters that are no blank, in order.
fn ink(text: &str) -> String {
    let tokens = lex(text).into_iter().filter(|token| !matches!(token.0, SyntaxKind::Blank | SyntaxKind::Newline));
    tokens.flat_map(|token| token.1.trim_end().chars()).collect()
}

#[test]
fn blanks_lines_and_indentation() {
    let text = "\n\n# tête   \ntraitement   t  \"T\"{\n\n\n  tâche a {   collecte   nom ,courriel  }   # fin\n\ttâche b{\nconsultation nom,\n\n# suite\n  courriel pour x\n}\na->b:\"oui\"\n}\n\n";
    let expected = "# tête\ntraitement t \"T\" {\n\n    tâche a { collecte nom, courriel } # fin\n    tâche b {\n        consultation nom,\n\n            # suite\n            courriel pour x\n    }\n    a -> b : \"oui\"\n}\n";
    assert_eq!(laid_out(text), expected);
}

#[test]
fn short_statements_stay_on_their_line() {
    assert_eq!(
        laid_out("organisation o { ville \"Tours\" ;pays \"France\";publique }"),
        "organisation o { ville \"Tours\"; pays \"France\"; publique }\n"
    );
    assert_eq!(laid_out("participant p {  }"), "participant p {}\n");
}

#[test]
fn ends_of_lines_are_those_of_the_author() {
    assert_eq!(laid_out("tâche a  \r\n\r\n\r\ntâche b"), "tâche a\r\n\r\ntâche b\r\n");
    assert_eq!(laid_out(""), "");
    assert_eq!(laid_out(" \n \n"), "");
    assert_eq!(laid_out("\u{A0}tâche\u{202F}a"), "tâche a\n");
}

#[test]
fn a_text_whose_blocks_cannot_be_told_is_left_alone() {
    for text in ["tâche   a {", "tâche   a \"x", "}   ", "tâche   a @"] {
        let formatted = format(text, &FormatOptions::default());
        assert_eq!(formatted.text, text);
        assert_eq!(formatted.mistakes.len(), 1);
    }
    assert_eq!(laid_out("tahce   a"), "tahce a\n");
}

#[test]
fn keywords_are_converted_and_names_and_texts_are_not() {
    let french = "donnée base \"sur la donnée\" identité sur sur, for durée 1 mois après \"fin\" puis effacement\ntâche pour envoi {\n    enregistrement base, pour sur sur pour par dans dans\n    informe sur de durée, base\n    suppression base pour par\n}\npour -> par : \"dans\" par défaut\nnote \"n\" sur pour\n";
    let english = "data base \"sur la donnée\" identity about sur, for retention 1 month after \"fin\" then erasure\ntask pour send {\n    recording base, pour about sur for par in dans\n    informs sur of retention, basis\n    suppression base for par\n}\npour -> par : \"dans\" default\nnote \"n\" on pour\n";
    assert_eq!(in_language(french, Lang::En), english);
    assert_eq!(in_language(english, Lang::Fr), french);
    assert_eq!(in_language(french, Lang::Fr), french);
    assert_eq!(facts_without_words(french), facts_without_words(english));
}

/// The facts of a text, the words of its operations left out since they are kept as written.
fn facts_without_words(text: &str) -> String {
    let (mut model, _, _) = read(text);
    model.lang = Lang::Fr;
    for operation in model.operations.values_mut() {
        operation.word.value.clear();
    }
    facts(&model)
}

#[test]
fn the_example_in_english_says_the_same() {
    let french = laid_out(EXAMPLE);
    assert_eq!(laid_out(&french), french);
    assert_eq!(ink(&french), ink(EXAMPLE));
    let english = in_language(EXAMPLE, Lang::En);
    assert!(english.contains("activity etude"), "{english}");
    assert!(english.contains("obtains consent for preuve in complus"), "{english}");
    assert_eq!(read(&english).0.lang, Lang::En);
    assert_eq!(read(EXAMPLE).0.lang, Lang::Fr);
    assert_eq!(facts_without_words(&english), facts_without_words(EXAMPLE));
    assert_eq!(in_language(&english, Lang::Fr), french);
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    /// Lines made of pieces of the language, mostly right.
    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "traitement",
            "t",
            "tâche",
            "a",
            "b",
            "choix",
            "fin",
            "{",
            "}",
            "{\n",
            "}\n",
            "\n",
            "\n\n",
            ";",
            ",",
            "->",
            "~>",
            ":",
            "\"texte\"",
            "« x »",
            "\"ouvert",
            "# note\n",
            " ",
            "\t",
            "\u{A0}",
            "\r\n",
            "collecte",
            "nom",
            "pour",
            "sur",
            "durée",
            "6",
            "mois",
            "après",
            "par",
            "défaut",
            "data",
            "identité",
            "magasin",
            "note",
            "document",
            "couloir",
            "participant",
            "@",
            "-",
            "'",
            "\\",
            "informe",
            "de",
            "base",
            "puis",
            "archivage",
            "réf",
            "OP-01",
            "événement",
            "minuterie",
            "sous-processus",
            "finalité",
            "organisation",
            "effacement",
            "tolère",
        ]);
        prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.join(" "))
    }

    /// The example with some characters taken out or put in.
    fn mutated() -> impl Strategy<Value = String> {
        let noise = prop::sample::select(vec!["", "{", "}", "\"", "\n", " ", ",", "->", "x", "\u{0}", "é", "«", "#", ";"]);
        prop::collection::vec((any::<prop::sample::Index>(), noise, 0..3_usize), 0..6).prop_map(|edits| {
            let mut chars: Vec<char> = EXAMPLE.chars().collect();
            for (index, noise, removed) in edits {
                let at = index.index(chars.len());
                let end = (at + removed).min(chars.len());
                chars.splice(at..end, noise.chars());
            }
            chars.into_iter().collect()
        })
    }

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![pieces(), mutated(), any::<String>(), Just(EXAMPLE.to_owned())]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_tree_is_the_text(text in text()) {
            let tree = crate::dsl::parse::parse(crate::source::FileId(0), &text).tree();
            prop_assert_eq!(tree.text().to_string(), text);
        }

        #[test]
        fn reading_never_panics_and_spans_are_inside(text in text()) {
            let (_, diagnostics, _) = read(&text);
            for found in diagnostics {
                prop_assert!(text.get(found.span.range()).is_some(), "{found:?}");
                prop_assert!(found.help.is_some(), "{found:?}");
            }
        }

        #[test]
        fn nothing_is_lost_and_twice_is_once(text in text()) {
            let once = format(&text, &FormatOptions::default()).text;
            prop_assert_eq!(ink(&once), ink(&text));
            prop_assert_eq!(&format(&once, &FormatOptions::default()).text, &once);
            prop_assert_eq!(facts(&read(&once).0), facts(&read(&text).0));
        }

        #[test]
        fn converting_keywords_keeps_the_facts(text in text()) {
            let english = in_language(&text, Lang::En);
            prop_assert_eq!(facts_without_words(&english), facts_without_words(&text));
            let french = in_language(&english, Lang::Fr);
            prop_assert_eq!(facts_without_words(&french), facts_without_words(&text));
            prop_assert_eq!(in_language(&french, Lang::Fr), french);
        }
    }
}
