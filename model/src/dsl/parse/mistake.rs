//! What is said of a token that is none of the language.

use crate::diagnostic::Text;
use crate::dsl::syntax::SyntaxKind;
use crate::text;

/// What is wrong with an unknown token or an open text, and the way out.
pub fn of_token(kind: SyntaxKind, text: &str) -> (Text, Text) {
    if kind == SyntaxKind::OpenText {
        let closing = match text.chars().next() {
            Some('«') => '»',
            Some('“') => '”',
            _ => '"',
        };
        let message =
            text!("il manque le guillemet `{closing}` qui ferme ce texte", "the quote `{closing}` that closes this text is missing");
        let help = text!(
            "un texte tient sur une ligne ; `\\n` y écrit un retour à la ligne",
            "a text stands on one line; `\\n` writes a line break in it"
        );
        return (message, help);
    }
    let shown: String = text.chars().take(12).map(visible).collect();
    let help = match text.trim() {
        "→" | "=>" | "-" | "⇒" | ">" => text!("une flèche s'écrit `->`", "an arrow is written `->`"),
        "'" | "‘" | "’" | "`" => text!("un texte s'écrit entre guillemets : \"…\"", "a text is written between quotes: \"…\""),
        "/" => {
            text!("une date s'écrit AAAA-MM-JJ, un commentaire commence par `#`", "a date is written YYYY-MM-DD, a comment begins with `#`")
        }
        "//" | "/*" | "--" => text!("un commentaire commence par `#`", "a comment begins with `#`"),
        "=" => text!("un mot-clé est suivi de sa valeur, sans `=`", "a keyword is followed by its value, without `=`"),
        "(" | ")" | "[" | "]" => text!("les blocs s'écrivent entre `{{` et `}}`", "blocks are written between `{{` and `}}`"),
        _ => text!("l'enlever, ou écrire le texte entre guillemets", "remove it, or write the text between quotes"),
    };
    (text!("`{shown}` n'a pas de sens ici", "`{shown}` means nothing here"), help)
}

/// A character as a message can show it.
fn visible(c: char) -> String {
    if c.is_control() { format!("U+{:04X}", u32::from(c)) } else { c.to_string() }
}
