//! The keyword table of the language, French and English: parser, messages, formatter and editors all read this one.
//!
//! Closed lists (operations, categories, bases, triggers, units …) stand in [`crate::process::vocabulary`]; this file adds
//! only a fast way to look them up.

use crate::diagnostic::Lang;
use crate::process::vocabulary::{self, Words, fold};
use crate::process::*;
use std::collections::HashMap;
use std::sync::LazyLock;

macro_rules! keywords {
    ($($(#[$doc:meta])* $name:ident $fr:literal $en:literal $($alias:literal)*;)*) => {
        /// A keyword of the language. One word may be several keywords, told apart by place (`sur`).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Keyword {
            $($(#[$doc])* #[doc = concat!("`", $fr, "`, `", $en, "`.")] $name),*
        }

        impl Keyword {
            /// Every keyword with its French and English form and the other spellings that are read, in the order of the contract.
            pub const ALL: &'static [(Keyword, &'static str, &'static str, &'static [&'static str])] =
                &[$((Keyword::$name, $fr, $en, &[$($alias),*])),*];
        }
    };
}

keywords! {
    Activity "traitement" "activity";
    Reference "référence" "reference";
    Created "créé" "created";
    Updated "modifié" "updated";
    Controller "responsable" "controller";
    Joint "conjoint" "joint-controller";
    Processor "sous-traitant" "processor";
    Contract "contrat" "contract";
    Software "logiciel" "software";
    Purpose "finalité" "purpose";
    Main "principale" "main";
    Basis "base" "basis";
    Scale "échelle" "scale";
    Large "large" "large";
    Organisation "organisation" "organisation" "organization";
    Address "adresse" "address";
    Postcode "code-postal" "postcode";
    City "ville" "city";
    Country "pays" "country";
    Phone "téléphone" "phone";
    Email "courriel" "email";
    Representative "représentant" "representative";
    Dpo "dpo" "dpo";
    Public "publique" "public";
    Subjects "personnes" "subjects";
    Minors "mineurs" "minors";
    Vulnerable "vulnérables" "vulnerable";
    Datum "donnée" "data";
    Recipient "destinataire" "recipient";
    External "externe" "external";
    Store "magasin" "store";
    Location "lieu" "location";
    Measures "mesures" "measures";
    Measure "mesure" "measure";
    Type "type" "type";
    Channel "canal" "channel";
    Encrypted "chiffré" "encrypted";
    Transfer "transfert" "transfer";
    Safeguard "garantie" "safeguard";
    Risk "risque" "risk";
    Impacts "impacts" "impacts";
    Sources "sources" "sources";
    Threats "menaces" "threats";
    Severity "gravité" "severity";
    Likelihood "vraisemblance" "likelihood";
    FreeText "libre" "free-text";
    Derived "dérivée" "derived";
    Optional "facultative" "optional";
    Contains "contient" "contains";
    Carries "porte" "carries";
    Exception "exception" "exception";
    Format "format" "format";
    Import "importe" "import";
    Retention "durée" "retention";
    After "après" "after";
    Until "jusqu'à" "until";
    Then "puis" "then";
    Archive "archivage" "archive";
    Under "au titre de" "under";
    Participant "participant" "participant";
    Lane "couloir" "lane";
    Start "début" "start";
    End "fin" "end";
    Event "événement" "event";
    Throw "émis" "throw";
    NonInterrupting "non-interruptif" "non-interrupting";
    Task "tâche" "task";
    Subprocess "sous-processus" "subprocess";
    Call "appelle" "call";
    Collapsed "replié" "collapsed";
    Document "document" "document";
    Note "note" "note";
    Default "par défaut" "default";
    /// On data subjects:
    About "sur" "about";
    /// On the place of a boundary event or note:
    On "sur" "on";
    For "pour" "for";
    To "vers" "to";
    From "depuis" "from";
    In "dans" "in";
    Via "via" "via";
    Ref "réf" "ref";
    As "comme" "as";
    Informs "informe" "informs";
    Of "de" "of";
    Obtains "recueille" "obtains";
    Withdraws "retire" "withdraws";
    Consent "consentement" "consent";
    Checks "vérifie" "checks";
    Answers "répond" "answers";
    Allows "tolère" "allows";
}

/// Keywords by their folded first word, with the folded words that follow.
static TABLE: LazyLock<HashMap<String, Vec<Form>>> = LazyLock::new(|| {
    let mut table: HashMap<String, Vec<Form>> = HashMap::new();
    for (keyword, fr, en, aliases) in Keyword::ALL {
        for word in [*fr, *en].iter().chain(aliases.iter()) {
            let mut words = fold(word).split(' ').map(str::to_owned).collect::<Vec<_>>();
            let form = Form { keyword: *keyword, rest: words.split_off(1) };
            let forms = table.entry(words.remove(0)).or_default();
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
    }
    table
});

/// One way to write a keyword: what follows its first word.
#[derive(Debug, PartialEq, Eq)]
pub struct Form {
    /// The keyword.
    pub keyword: Keyword,
    /// The folded words after the first (`défaut` of `par défaut`).
    pub rest: Vec<String>,
}

impl Keyword {
    /// The keywords that begin with this word, accents and case aside.
    pub fn forms(word: &str) -> &'static [Form] {
        match TABLE.get(folded(word).as_ref()) {
            Some(forms) => forms,
            None => &[],
        }
    }

    /// Its word in `lang`.
    pub fn word(self, lang: Lang) -> &'static str {
        let row = Self::ALL.iter().find(|row| row.0 == self).expect("the table has a row for every keyword");
        if lang == Lang::Fr { row.1 } else { row.2 }
    }
}

/// [`fold`], quick for the plain words most are.
pub fn folded(word: &str) -> std::borrow::Cow<'_, str> {
    if !word.is_ascii() {
        fold(word).into()
    } else if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        word.to_ascii_lowercase().into()
    } else {
        word.into()
    }
}

/// A closed list with a table of its folded words.
pub trait Listed: Words {
    /// The values by folded word, both languages.
    fn table() -> &'static HashMap<String, Self>;

    /// [`Words::parse`] without folding the whole list each time.
    fn look_up(word: &str) -> Option<Self> {
        Self::table().get(folded(word).as_ref()).copied()
    }

    /// Its words in both languages, for messages.
    fn words() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().flat_map(|row| [row.1, row.2])
    }
}

macro_rules! listed {
    ($($type:ty),*) => {
        $(impl Listed for $type {
            fn table() -> &'static HashMap<String, Self> {
                static TABLE: LazyLock<HashMap<String, $type>> = LazyLock::new(|| {
                    let rows = <$type as Words>::ALL.iter();
                    // The first value of a word wins, as in `Words::parse`.
                    rows.rev().flat_map(|row| [(fold(row.2), row.0), (fold(row.1), row.0)]).collect()
                });
                &TABLE
            }
        })*
    };
}

listed!(
    BasisKind,
    DataCategory,
    Fate,
    Gateway,
    MeasureType,
    NoticeItem,
    OperationKind,
    Rating,
    Repeat,
    Right,
    Safeguard,
    SubProcessKind,
    TaskKind,
    Trigger,
    Verification
);

static OPERATIONS: LazyLock<HashMap<String, (OperationKind, Wording)>> = LazyLock::new(|| {
    let everyday = vocabulary::operation_words().iter().map(|entry| entry.name.as_str());
    let mut table: HashMap<_, _> =
        OperationKind::words().chain(everyday).filter_map(|word| Some((fold(word), vocabulary::operation(word)?))).collect();
    table.insert("organization".to_owned(), (OperationKind::Organisation, Wording::Legal));
    table
});

/// [`vocabulary::operation`] without folding the whole list each time, and `organization`.
pub fn operation(word: &str) -> Option<(OperationKind, Wording)> {
    OPERATIONS.get(folded(word).as_ref()).copied()
}

/// The words that name an operation, both languages and everyday words.
pub fn operation_names() -> impl Iterator<Item = &'static str> {
    OperationKind::words().chain(vocabulary::operation_words().iter().map(|entry| entry.name.as_str()))
}

/// The words of a closed list, both languages, for messages.
pub fn words<T: Listed>() -> Vec<&'static str> {
    T::words().collect()
}
