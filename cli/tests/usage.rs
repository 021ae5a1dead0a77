//! Bad usage, help and language.

mod harness;

use harness::Place;

#[test]
fn bad_usage_is_told_in_the_locale_with_the_way_out_and_ends_with_2() {
    let place = Place::new();
    for (line, says) in [
        ("", "Utilisation"),
        ("chek a.recens", "vouliez-vous dire « check »"),
        ("lsp", "la commande « lsp » n'existe pas"),
        ("serve --port abc", "abc"),
        ("check", "il manque <ENTRÉE>"),
        ("check --colour a.recens", "l'option « --colour » n'existe pas ici"),
        ("check --format xml a.recens", "valeurs possibles : text, short, json"),
        ("check --level fatal a.recens", "valeurs possibles : error, warning, info"),
        ("check --today 2026-02-30 a.recens", "n'est pas une date AAAA-MM-JJ"),
        ("check --format", "--format <FORMAT> attend une valeur"),
        ("check --select nothing a.recens", "« nothing » n'est pas une règle"),
        ("check --lang de a.recens", "valeurs possibles : fr, en"),
        ("census --all-columns --columns étape a.recens", "ne va pas avec"),
        ("census --columns etapes a.recens", "vouliez-vous dire « étape »"),
        ("census -o a.xyz a.recens", ".md, .csv, .json"),
        ("table tasks a.recens", "« tasks » n'est pas un tableau"),
        ("explain retention-mising", "vouliez-vous dire « retention-missing »"),
        ("new nothing", "« nothing » n'est pas un exemple"),
        ("help nothing", "la commande « nothing » n'existe pas"),
    ] {
        place.put("a.recens", "traitement t\n");
        let run = place.run(line);
        assert_eq!(run.status, 2, "{line}: {run:?}");
        assert!(run.err.contains(says), "{line}: {run:?}");
        assert!(run.out.is_empty(), "{line}: {run:?}");
    }
}

#[test]
fn help_and_version_end_with_0_on_standard_output() {
    for line in ["--help", "-h", "--version", "check --help", "help", "help census", "recenser -h", "aide"] {
        let run = Place::new().run(line);
        assert_eq!(run.status, 0, "{line}: {run:?}");
        assert!(!run.out.is_empty() && run.err.is_empty(), "{line}: {run:?}");
    }
}

#[test]
fn every_command_teaches_with_an_example_in_both_languages() {
    let (french, english) = (Place::new(), Place::english());
    for command in cli::commands::names() {
        let (fr, en) = (french.run(&format!("{command} --help")).out, english.run(&format!("{command} --help")).out);
        assert!(fr.contains("Utilisation") && fr.contains("Exemples") && fr.contains("\n  recens"), "{fr}");
        assert!(en.contains("Usage: recens") && en.contains("Examples:"), "{en}");
        for word in ["Usage:", "Print", "[default", "[possible", "[aliases", "Commands", "Examples"] {
            assert!(!fr.contains(word), "{command}: « {word} » in\n{fr}");
        }
        assert!(!en.contains("Utilisation") && !en.contains("Exemples"), "{en}");
    }
}

#[test]
fn lang_wins_over_the_locale_wherever_it_stands() {
    assert!(Place::english().run("check --lang fr").err.contains("il manque"));
    assert!(Place::english().run("--lang=fr check").err.contains("il manque"));
    assert!(Place::new().run("--lang en check").err.contains("is missing"));
    assert!(Place::new().run("--lang en --help").out.contains("Usage:"));
}

#[test]
fn completions_and_manual_pages_are_given() {
    let place = Place::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = place.run(&format!("completions {shell}"));
        assert!(run.status == 0 && run.out.contains("census"), "{shell}");
    }
    assert_eq!(place.run("completions csh").status, 2);
    assert!(place.run("man").out.contains(".TH recens"));
    assert!(place.run("man check").out.contains(".TH recens-check"));
}
