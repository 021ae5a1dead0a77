//! The derived tables: what each holds, and what is said where one cannot be written.

use super::Word;
use model::diagnostic::Text;
use model::table::derived::Derived;
use model::text;

/// What a table holds.
pub fn about(table: Derived) -> Word {
    match table {
        Derived::Census => Word::new("les opérations sur les données, toutes les colonnes", "the operations on data, every column"),
        Derived::Data => Word::new(
            "l'inventaire des données par catégorie : où, qui, pourquoi, combien de temps",
            "the inventory of data by category: where, who, why, how long",
        ),
        Derived::Retention => Word::new(
            "les durées de conservation : phases, et la durée de référence à côté",
            "the retentions: phases, and the reference duration beside them",
        ),
        Derived::Recipients => Word::new(
            "les destinataires et les transferts, avec leurs garanties",
            "the recipients and the transfers, with their safeguards",
        ),
        Derived::Stores => Word::new("les magasins et les canaux, avec leurs mesures", "the stores and the channels, with their measures"),
        Derived::Measures => Word::new("les mesures de sécurité : ce qu'elles protègent", "the security measures: what they protect"),
        Derived::Notices => Word::new(
            "l'information, les consentements, les droits et les vérifications, étape par étape",
            "notices, consents, rights and verifications, step by step",
        ),
        Derived::Matrix => {
            Word::new("les données par étape, avec la lettre de chaque opération", "the data by step, with the letter of each operation")
        }
        Derived::Risks => Word::new("l'étude des risques : les trois événements redoutés", "the study of risks: the three feared events"),
        Derived::Findings => Word::new("les constats", "the findings"),
    }
}

/// What `all` holds.
pub const ALL: Word = Word::new("tous les tableaux et le schéma, en un document", "every table and the diagram, in one document");

/// What the title of a consolidated document says of where it comes from.
pub fn activities(count: usize) -> Text {
    text!("{count} traitements ensemble", "{count} activities together")
}

/// A format that is no text would go to a terminal.
pub fn not_on_a_terminal(ending: &str) -> Text {
    text!("le format {ending} n'est pas du texte : donner un fichier avec -o", "the format {ending} is no text: give a file with -o")
}
