//! The one type for what recens has to say about an input, with its two languages and its mending edits.

use crate::source::Span;
use serde::{Deserialize, Serialize};

/// The language of messages and documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// French, the default.
    #[default]
    Fr,
    /// English.
    En,
}

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

impl Text {
    /// A sentence from its two versions.
    pub fn new(fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self { fr: fr.into(), en: en.into() }
    }

    /// The version in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }

    /// Both versions followed by those of `other`.
    #[must_use]
    pub fn then(mut self, other: &Text) -> Self {
        self.fr.push_str(&other.fr);
        self.en.push_str(&other.en);
        self
    }
}

/// A [`Text`] from two format strings: `text!("il manque {name}", "{name} is missing")`.
#[macro_export]
macro_rules! text {
    ($fr:literal, $en:literal $(, $($args:tt)*)?) => {
        $crate::diagnostic::Text::new(format!($fr $(, $($args)*)?), format!($en $(, $($args)*)?))
    };
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Likely wrong, or needs a justification.
    Warning,
    /// Wrong.
    Error,
}

/// A text edit that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// Something wrong, doubtful or worth knowing, at a place of the input.
///
/// `span` is in bytes of the decoded text; lines and columns are computed where it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's name, its identity: `retention-missing`.
    pub rule: &'static str,
    /// The rule's short alias, never reused: `RET-01`.
    pub code: &'static str,
    /// How much it matters, after configuration and exceptions.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: Text,
    /// Where it stands.
    pub span: Span,
    /// Identifier of the step or declaration it is about; the XML id in BPMN.
    pub element: Option<String>,
    /// Census reference of the operation it is about.
    pub operation: Option<String>,
    /// Identifiers of the steps of one path on which it goes wrong; empty where no path decides.
    pub path: Vec<String>,
    /// The article of law or the standard: `RGPD art. 5(1)(e)`; empty for mistakes of writing.
    pub source: &'static str,
    /// What to write to mend it.
    pub help: Option<Text>,
    /// Edits that mend it without inventing anything; empty where there is no safe one.
    pub fix: Vec<Edit>,
    /// The reason of the exception that allows it; none where nothing does.
    pub allowed: Option<String>,
}

/// Identity and default severity of what reading can find wrong; the rules of `check` carry the same facts in their own file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The name, its identity.
    pub name: &'static str,
    /// The short alias.
    pub code: &'static str,
    /// The default severity.
    pub severity: Severity,
}

/// What reading can find, in both formats, and in a filled workbook beside the models.
pub mod reading {
    use super::{Notice, Severity};

    macro_rules! notices {
        ($($(#[$doc:meta])* $id:ident = $name:literal $code:literal $severity:ident;)*) => {
            $($(#[$doc])* pub static $id: Notice = Notice { name: $name, code: $code, severity: Severity::$severity };)*
            /// All of them, for `explain --list`.
            pub static ALL: &[&Notice] = &[$(&$id),*];
        };
    }
    notices! {
        /// Text that is not a statement of the language.
        SYNTAX = "syntax" "LIR-01" Error;
        /// A statement or clause whose first word is no keyword.
        UNKNOWN_KEYWORD = "unknown-keyword" "LIR-02" Error;
        /// A reference to nothing (other than data and purposes, which have rules of their own).
        UNKNOWN_REFERENCE = "unknown-reference" "LIR-03" Error;
        /// Two declarations with one identifier.
        DUPLICATE_IDENTIFIER = "duplicate-identifier" "LIR-04" Error;
        /// A value out of its range: a date that does not exist, an unknown unit.
        INVALID_VALUE = "invalid-value" "LIR-05" Error;
        /// An import that cannot be followed: missing, outside the folder, too deep.
        IMPORT = "import" "LIR-06" Error;
        /// An input that holds nothing.
        EMPTY_INPUT = "empty-input" "LIR-07" Error;
        /// Bytes that are not text in the declared encoding, or no text at all.
        ENCODING = "encoding" "LIR-08" Error;
        /// Deeper or larger than what is read.
        LIMIT = "limit" "LIR-09" Error;
        /// XML that is not well formed.
        XML_SYNTAX = "xml-syntax" "XML-01" Error;
        /// Well-formed XML that is not BPMN.
        NOT_BPMN = "not-bpmn" "XML-02" Error;
        /// A BPMN or extension element or attribute that is not understood; once per kind.
        UNKNOWN_ELEMENT = "unknown-element" "XML-03" Info;
        /// A fact that recens keeps but does not draw.
        NOT_DRAWN = "not-drawn" "XML-04" Info;
        /// An activity that a filled workbook lacks, or has alone.
        WORKBOOK_ACTIVITY = "workbook-activity" "CLA-01" Error;
        /// A datum that a filled workbook lacks, has alone, or has in another category.
        WORKBOOK_DATA = "workbook-data" "CLA-02" Error;
        /// A recipient or transfer that a filled workbook lacks, has alone, or says otherwise.
        WORKBOOK_RECIPIENT = "workbook-recipient" "CLA-03" Error;
        /// Another duration in a filled workbook.
        WORKBOOK_RETENTION = "workbook-retention" "CLA-04" Error;
        /// Dates of a filled workbook that are not the model's.
        WORKBOOK_DATES = "workbook-dates" "CLA-05" Warning;
        /// Any other field of a filled workbook that is not what the model says.
        WORKBOOK_FIELD = "workbook-field" "CLA-06" Warning;
        /// A cell of a filled workbook whose value a formula gives.
        WORKBOOK_FORMULA = "workbook-formula" "CLA-07" Info;
    }
}

impl Diagnostic {
    /// A finding of reading, with its default severity.
    pub fn reading(notice: &Notice, span: Span, message: Text) -> Self {
        Self {
            rule: notice.name,
            code: notice.code,
            severity: notice.severity,
            message,
            span,
            element: None,
            operation: None,
            path: Vec::new(),
            source: "",
            help: None,
            fix: Vec::new(),
            allowed: None,
        }
    }

    /// The same with what to write to mend it.
    #[must_use]
    pub fn with_help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    /// The same with an edit that mends it.
    #[must_use]
    pub fn with_fix(mut self, edit: Edit) -> Self {
        self.fix.push(edit);
        self
    }

    /// The same about the step or declaration `element`.
    #[must_use]
    pub fn about(mut self, element: impl Into<String>) -> Self {
        self.element = Some(element.into());
        self
    }
}
