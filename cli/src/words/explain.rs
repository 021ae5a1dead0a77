//! Headings of a rule's page, and the pages of what reading finds.

use super::Word;

/// After the severity.
pub const BY_DEFAULT: Word = Word::new("par défaut", "by default");
/// Heading of an example in which the rule finds something; `^` marks the place.
pub const FAILING: Word = Word::new("Exemple (les ^ marquent le constat)", "Example (the ^ mark the finding)");
/// Heading of the same example, mended.
pub const CORRECTED: Word = Word::new("Corrigé", "Corrected");

/// What a finding of reading means, by its name.
pub fn of_reading(name: &str) -> Word {
    match name {
        "syntax" => Word::new(
            "Le texte n'est pas une instruction du langage. Le message dit ce qui se trouve là et ce qui était attendu ; le reste du fichier est lu quand même.",
            "The text is no statement of the language. The message tells what stands there and what was expected; the rest of the file is read all the same.",
        ),
        "unknown-keyword" => Word::new(
            "Une instruction ou une clause commence par un mot qui n'est pas du langage. Le message propose le mot le plus proche.",
            "A statement or clause begins with a word that is not of the language. The message proposes the nearest word.",
        ),
        "unknown-reference" => Word::new(
            "Un identifiant ne désigne rien de déclaré. Le déclarer, le corriger, ou écrire à sa place un texte entre guillemets.",
            "An identifier names nothing that is declared. Declare it, correct it, or write a quoted text in its place.",
        ),
        "duplicate-identifier" => Word::new(
            "Deux déclarations portent le même identifiant : une référence ne dirait plus laquelle est désignée. En renommer une.",
            "Two declarations have one identifier: a reference would no longer tell which is meant. Rename one.",
        ),
        "invalid-value" => Word::new(
            "Une valeur n'est pas de celles qui sont possibles : une date qui n'existe pas, une unité inconnue.",
            "A value is none of the possible ones: a date that does not exist, an unknown unit.",
        ),
        "import" => Word::new(
            "Un fichier importé n'a pu être lu. Ne sont importés que des fichiers du dossier de l'entrée ou d'un de ses sous-dossiers, sans « .. » ni lien qui en sorte.",
            "An imported file could not be read. Only files in the input's folder or below it are imported, without “..” or a link that leads out.",
        ),
        "empty-input" => Word::new(
            "Le fichier ne contient rien. Pour commencer : recens new -o FICHIER.",
            "The file holds nothing. To begin: recens new -o FILE.",
        ),
        "encoding" => Word::new(
            "Les octets ne sont pas du texte dans l'encodage annoncé, ou pas du texte du tout. Enregistrer le fichier en UTF-8.",
            "The bytes are no text in the declared encoding, or no text at all. Save the file as UTF-8.",
        ),
        "limit" => Word::new(
            "Le contenu est plus profond ou plus grand que ce qui est lu ; la limite protège de fichiers faits pour nuire. Le découper.",
            "The content is deeper or larger than what is read; the limit protects from files made to harm. Split it.",
        ),
        "xml-syntax" => Word::new(
            "Le XML n'est pas bien formé. Le réexporter depuis l'outil qui l'a produit, ou corriger à la place indiquée.",
            "The XML is not well formed. Export it again from the tool that made it, or correct it at the place shown.",
        ),
        "not-bpmn" => Word::new(
            "Le XML est bien formé mais n'est pas du BPMN 2.0 : sa racine doit être `definitions` dans l'espace de noms de l'OMG.",
            "The XML is well formed but is not BPMN 2.0: its root must be `definitions` in the OMG's namespace.",
        ),
        "unknown-element" => Word::new(
            "Un élément ou un attribut n'est pas compris ; il est laissé tel quel. Le constat vient une fois par sorte.",
            "An element or attribute is not understood; it is left as it is. The finding comes once for each kind.",
        ),
        "not-drawn" => Word::new(
            "Un fait est gardé et contrôlé, mais ne se voit pas sur le dessin.",
            "A fact is kept and checked, but does not show in the drawing.",
        ),
        _ => Word::new("", ""),
    }
}
