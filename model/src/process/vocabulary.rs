//! The words of the field: one place for each closed list, in both languages, with the headings tables print.
//!
//! The words are those of the language's sections 2, 3 and 9; the operations are those of RGPD art. 4(2).

use super::*;
use crate::diagnostic::Lang;
use serde::Deserialize;
use std::sync::LazyLock;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// `text` in lower case, without accents, with `'` for every apostrophe: how keywords are compared.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == '’' { '\'' } else { c })
        .collect::<String>()
        .replace('œ', "oe")
}

/// A closed list of words.
pub trait Words: Sized + Copy + PartialEq + 'static {
    /// Every value with its French word, English word, French heading and English heading, in the order of the contract.
    const ALL: &'static [(Self, &'static str, &'static str, &'static str, &'static str)];

    /// The value of a word of either language, accents optional.
    fn parse(word: &str) -> Option<Self> {
        let word = fold(word);
        Self::ALL.iter().find(|row| fold(row.1) == word || fold(row.2) == word).map(|row| row.0)
    }

    /// The word a file writes.
    fn word(self, lang: Lang) -> &'static str {
        let row = self.row();
        if lang == Lang::Fr { row.1 } else { row.2 }
    }

    /// The heading a table prints.
    fn label(self, lang: Lang) -> &'static str {
        let row = self.row();
        if lang == Lang::Fr { row.3 } else { row.4 }
    }

    /// Its row; every value of an enumeration has one, a test says so.
    #[doc(hidden)]
    fn row(self) -> &'static (Self, &'static str, &'static str, &'static str, &'static str) {
        Self::ALL.iter().find(|row| row.0 == self).expect("every value has a row")
    }
}

macro_rules! words {
    ($($type:ident { $($value:ident $fr:literal $en:literal $fr_label:literal $en_label:literal;)* })*) => {
        $(impl Words for $type {
            const ALL: &'static [(Self, &'static str, &'static str, &'static str, &'static str)] =
                &[$(($type::$value, $fr, $en, $fr_label, $en_label)),*];
        })*
    };
}

words! {
    OperationKind {
        Collection "collecte" "collection" "Collecte" "Collection";
        Recording "enregistrement" "recording" "Enregistrement" "Recording";
        Organisation "organisation" "organisation" "Organisation" "Organisation";
        Structuring "structuration" "structuring" "Structuration" "Structuring";
        Storage "conservation" "storage" "Conservation" "Storage";
        Adaptation "adaptation" "adaptation" "Adaptation" "Adaptation";
        Alteration "modification" "alteration" "Modification" "Alteration";
        Retrieval "extraction" "retrieval" "Extraction" "Retrieval";
        Consultation "consultation" "consultation" "Consultation" "Consultation";
        Use "utilisation" "use" "Utilisation" "Use";
        Disclosure "communication" "disclosure" "Communication par transmission" "Disclosure by transmission";
        Dissemination "diffusion" "dissemination" "Diffusion" "Dissemination";
        MakingAvailable "mise-à-disposition" "making-available" "Mise à disposition" "Making available";
        Alignment "rapprochement" "alignment" "Rapprochement" "Alignment";
        Combination "interconnexion" "combination" "Interconnexion" "Combination";
        Restriction "limitation" "restriction" "Limitation" "Restriction";
        Erasure "effacement" "erasure" "Effacement" "Erasure";
        Destruction "destruction" "destruction" "Destruction" "Destruction";
    }
    DataCategory {
        Identity "identité" "identity" "État civil et identité" "Identity";
        PersonalLife "vie-personnelle" "personal-life" "Vie personnelle" "Personal life";
        WorkingLife "vie-professionnelle" "working-life" "Vie professionnelle" "Working life";
        Economic "économique" "economic" "Informations économiques et financières" "Economic and financial information";
        Connection "connexion" "connection" "Données de connexion" "Connection data";
        Location "localisation" "location" "Données de localisation" "Location data";
        Internet "internet" "internet" "Internet" "Internet";
        Nir "nir" "nir" "NIR" "National identification number (NIR)";
        Other "autre" "other" "Autres données" "Other data";
        Origin "origine" "origin" "Origine raciale ou ethnique" "Racial or ethnic origin";
        Opinions "opinions" "opinions" "Opinions politiques" "Political opinions";
        Beliefs "convictions" "beliefs" "Convictions religieuses ou philosophiques" "Religious or philosophical beliefs";
        TradeUnion "syndicat" "trade-union" "Appartenance syndicale" "Trade union membership";
        Genetic "génétique" "genetic" "Données génétiques" "Genetic data";
        Biometric "biométrie" "biometric" "Données biométriques" "Biometric data";
        Health "santé" "health" "Santé" "Health";
        SexLife "vie-sexuelle" "sex-life" "Vie sexuelle ou orientation sexuelle" "Sex life or sexual orientation";
        Offences "infractions" "offences" "Condamnations et infractions" "Convictions and offences";
    }
    BasisKind {
        Consent "consentement" "consent" "Consentement" "Consent";
        Contract "contrat" "contract" "Contrat" "Contract";
        Obligation "obligation" "obligation" "Obligation légale" "Legal obligation";
        VitalInterests "intérêts-vitaux" "vital-interests" "Intérêts vitaux" "Vital interests";
        PublicTask "mission-publique" "public-task" "Mission d'intérêt public" "Public task";
        LegitimateInterest "intérêt-légitime" "legitimate-interest" "Intérêt légitime" "Legitimate interest";
    }
    MeasureType {
        AccessControl "contrôle-accès" "access-control" "Contrôle d'accès des utilisateurs" "User access control";
        Traceability "traçabilité" "traceability" "Mesures de traçabilité" "Traceability measures";
        SoftwareProtection "protection-logiciels" "software-protection" "Mesures de protection des logiciels" "Software protection measures";
        Backup "sauvegarde" "backup" "Sauvegarde des données" "Data backup";
        Encryption "chiffrement" "encryption" "Chiffrement des données" "Data encryption";
        ProcessorControl "contrôle-sous-traitants" "processor-control" "Contrôle des sous-traitants" "Processor control";
        Other "autre" "other" "Autres mesures" "Other measures";
    }
    NoticeItem {
        Controller "responsable" "controller" "Identité du responsable" "Controller's identity";
        Purpose "finalité" "purpose" "Finalités" "Purposes";
        Basis "base" "basis" "Base légale" "Legal basis";
        Recipients "destinataires" "recipients" "Destinataires" "Recipients";
        Transfers "transferts" "transfers" "Transferts hors UE" "Transfers outside the EU";
        Retention "durée" "retention" "Durée de conservation" "Retention";
        Access "accès" "access" "Droit d'accès" "Right of access";
        Rectification "rectification" "rectification" "Droit de rectification" "Right to rectification";
        Erasure "effacement" "erasure" "Droit à l'effacement" "Right to erasure";
        Restriction "limitation" "restriction" "Droit à la limitation" "Right to restriction";
        Objection "opposition" "objection" "Droit d'opposition" "Right to object";
        Portability "portabilité" "portability" "Droit à la portabilité" "Right to portability";
        Withdrawal "retrait" "withdrawal" "Retrait du consentement" "Withdrawal of consent";
        Complaint "réclamation" "complaint" "Réclamation auprès de la CNIL" "Complaint to the authority";
        Source "source" "source" "Source des données" "Source of the data";
        Decision "décision" "decision" "Décision automatisée" "Automated decision";
        Obligation "obligation" "obligation" "Caractère obligatoire" "Whether it is mandatory";
    }
    Safeguard {
        StandardClauses "cct" "scc" "Clauses contractuelles types (CCT)" "Standard contractual clauses (SCC)";
        BindingRules "bcr" "bcr" "Règles d'entreprise contraignantes (BCR)" "Binding corporate rules (BCR)";
        Adequacy "adéquation" "adequacy" "Pays adéquat" "Adequate country";
        DataPrivacyFramework "dpf" "dpf" "Data Privacy Framework" "Data Privacy Framework";
        CodeOfConduct "code" "code" "Code de conduite" "Code of conduct";
        Certification "certification" "certification" "Certification" "Certification";
        Derogation "dérogation" "derogation" "Dérogation (art. 49)" "Derogation (art. 49)";
    }
    Rating {
        Negligible "négligeable" "negligible" "Négligeable" "Negligible";
        Limited "limitée" "limited" "Limitée" "Limited";
        Significant "importante" "significant" "Importante" "Significant";
        Maximum "maximale" "maximum" "Maximale" "Maximum";
    }
    Verification {
        Objection "opposition" "objection" "Opposition" "Objection";
        Format "format" "format" "Format" "Format";
        Accuracy "exactitude" "accuracy" "Exactitude" "Accuracy";
    }
    Right {
        Access "accès" "access" "Accès" "Access";
        Rectification "rectification" "rectification" "Rectification" "Rectification";
        Erasure "effacement" "erasure" "Effacement" "Erasure";
        Restriction "limitation" "restriction" "Limitation" "Restriction";
        Objection "opposition" "objection" "Opposition" "Objection";
        Portability "portabilité" "portability" "Portabilité" "Portability";
    }
    Unit {
        Hours "heures" "hours" "heures" "hours";
        Days "jours" "days" "jours" "days";
        Weeks "semaines" "weeks" "semaines" "weeks";
        Months "mois" "months" "mois" "months";
        Years "ans" "years" "ans" "years";
    }
    Fate {
        Erasure "effacement" "erasure" "effacement" "erasure";
        Anonymisation "anonymisation" "anonymisation" "anonymisation" "anonymisation";
        Destruction "destruction" "destruction" "destruction" "destruction";
        Archives "versement" "transfer-to-archives" "versement aux archives" "transfer to archives";
    }
    Trigger {
        Message "message" "message" "Message" "Message";
        Timer "minuterie" "timer" "Minuterie" "Timer";
        Signal "signal" "signal" "Signal" "Signal";
        Error "erreur" "error" "Erreur" "Error";
        Escalation "escalade" "escalation" "Escalade" "Escalation";
        Compensation "compensation" "compensation" "Compensation" "Compensation";
        Condition "condition" "condition" "Condition" "Condition";
        Link "lien" "link" "Lien" "Link";
        Cancel "annulation" "cancel" "Annulation" "Cancel";
        Multiple "multiple" "multiple" "Multiple" "Multiple";
        ParallelMultiple "multiple-parallèle" "multiple-parallel" "Multiple parallèle" "Parallel multiple";
        Terminate "terminaison" "terminate" "Terminaison" "Terminate";
        None "aucun" "none" "Sans déclencheur" "None";
    }
    TaskKind {
        User "utilisateur" "user" "Tâche utilisateur" "User task";
        Manual "manuelle" "manual" "Tâche manuelle" "Manual task";
        Service "service" "service" "Tâche de service" "Service task";
        Script "script" "script" "Tâche de script" "Script task";
        Send "envoi" "send" "Tâche d'envoi" "Send task";
        Receive "réception" "receive" "Tâche de réception" "Receive task";
        Rule "règle" "rule" "Tâche de règle métier" "Business rule task";
        Plain "simple" "plain" "Tâche" "Task";
    }
    Repeat {
        Loop "boucle" "loop" "En boucle" "Loop";
        Parallel "parallèle-multiple" "parallel-multiple" "Plusieurs en parallèle" "Multiple in parallel";
        Sequential "séquentielle-multiple" "sequential-multiple" "Plusieurs à la suite" "Multiple in sequence";
    }
    SubProcessKind {
        Event "événementiel" "event-triggered" "Sous-processus événementiel" "Event sub-process";
        Transaction "transaction" "transaction" "Transaction" "Transaction";
        AdHoc "ad-hoc" "ad-hoc" "Sous-processus ad hoc" "Ad-hoc sub-process";
        Embedded "embarqué" "embedded" "Sous-processus" "Sub-process";
    }
    Gateway {
        Exclusive "choix" "choice" "Choix exclusif" "Exclusive gateway";
        Parallel "parallèle" "parallel" "Parallèle" "Parallel gateway";
        Inclusive "inclusif" "inclusive" "Choix inclusif" "Inclusive gateway";
        EventBased "attente" "await" "Attente d'événement" "Event-based gateway";
        Complex "complexe" "complex" "Choix complexe" "Complex gateway";
        EventBasedStart "attente-initiale" "await-start" "Attente d'événement initiale" "Initial event-based gateway";
        ParallelEventBased "attente-parallèle" "await-parallel" "Attente parallèle d'événements" "Parallel event-based gateway";
    }
}

impl OperationKind {
    /// The letter that stands for it in a matrix; no two of a language have the same.
    pub fn letter(self, lang: Lang) -> &'static str {
        use OperationKind as K;
        let (fr, en) = match self {
            K::Collection => ("C", "C"),
            K::Recording => ("E", "R"),
            K::Organisation => ("O", "O"),
            K::Structuring => ("S", "S"),
            K::Storage => ("V", "K"),
            K::Adaptation => ("A", "A"),
            K::Alteration => ("M", "L"),
            K::Retrieval => ("X", "T"),
            K::Consultation => ("L", "N"),
            K::Use => ("U", "U"),
            K::Disclosure => ("T", "D"),
            K::Dissemination => ("D", "P"),
            K::MakingAvailable => ("P", "M"),
            K::Alignment => ("R", "G"),
            K::Combination => ("I", "B"),
            K::Restriction => ("N", "X"),
            K::Erasure => ("F", "E"),
            K::Destruction => ("Z", "Z"),
        };
        if lang == Lang::Fr { fr } else { en }
    }
}

impl Unit {
    /// The unit of a word, singular or plural, in either language; `an`, `année` and `years` are all years.
    pub fn parse_word(word: &str) -> Option<Unit> {
        Some(match fold(word).as_str() {
            "heure" | "heures" | "hour" | "hours" | "h" => Unit::Hours,
            "jour" | "jours" | "day" | "days" => Unit::Days,
            "semaine" | "semaines" | "week" | "weeks" => Unit::Weeks,
            "mois" | "month" | "months" => Unit::Months,
            "an" | "ans" | "annee" | "annees" | "year" | "years" => Unit::Years,
            _ => return None,
        })
    }
}

impl Duration {
    /// `6 mois`, `1 an`, `1 month`: with the singular where the count is 0 or 1 in French, 1 in English.
    pub fn text(self, lang: Lang) -> String {
        let plural = self.unit.word(lang);
        let one = if lang == Lang::Fr { self.count < 2 } else { self.count == 1 };
        let invariable = lang == Lang::Fr && self.unit == Unit::Months;
        let word = if one && !invariable { plural.trim_end_matches('s') } else { plural };
        format!("{} {word}", self.count)
    }
}

impl Retention {
    /// The retention as a table prints it: `6 mois après l'appel, puis effacement`.
    pub fn text(&self, lang: Lang) -> String {
        let fr = lang == Lang::Fr;
        let mut out = match &self.limit {
            RetentionLimit::Duration(duration) => duration.text(lang),
            RetentionLimit::Until(text) if fr => format!("jusqu'à {text}"),
            RetentionLimit::Until(text) => format!("until {text}"),
        };
        if let Some(after) = &self.after {
            out.push_str(if fr { " après " } else { " after " });
            out.push_str(&after.value);
        }
        if let Some(archive) = &self.archive {
            out.push_str(if fr { ", puis archivage" } else { ", then archive" });
            if let Some(duration) = archive.duration {
                out.push(' ');
                out.push_str(&duration.text(lang));
            }
            if let Some(under) = &archive.under {
                out.push_str(if fr { " au titre de " } else { " under " });
                out.push_str(&under.value);
            }
        }
        if let Some(fate) = &self.fate {
            out.push_str(if fr { ", puis " } else { ", then " });
            out.push_str(fate.value.label(lang));
        }
        out
    }
}

impl Basis {
    /// The basis as a table prints it, with its text or interest between brackets.
    pub fn text(&self, lang: Lang) -> String {
        let label = self.kind.label(lang);
        match &self.text {
            Some(text) => format!("{label} ({text})"),
            None => label.to_owned(),
        }
    }
}

/// Words people use for operations, from the dated list `data/operation-words.toml`.
#[derive(Debug, Deserialize)]
pub struct OperationWords {
    /// One entry a word.
    pub word: Vec<OperationWord>,
}

/// A word people use for a legal operation.
#[derive(Debug, Deserialize)]
pub struct OperationWord {
    /// The word, as the language writes it (`mise-à-jour`).
    pub name: String,
    /// The French word of the legal operation it is mapped to.
    pub operation: String,
    /// `informal`, `superseded` or `ambiguous`.
    pub wording: String,
    /// Where the word was met.
    pub source: String,
}

static OPERATION_WORDS: LazyLock<OperationWords> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/operation-words.toml")).expect("the list of words is checked by a test"));

/// The list of words mapped to legal operations.
pub fn operation_words() -> &'static [OperationWord] {
    &OPERATION_WORDS.word
}

/// The operation a word names: a legal term of either language, or a mapped everyday word.
pub fn operation(word: &str) -> Option<(OperationKind, Wording)> {
    if let Some(kind) = OperationKind::parse(word) {
        return Some((kind, Wording::Legal));
    }
    let folded = fold(word);
    let entry = operation_words().iter().find(|entry| fold(&entry.name) == folded)?;
    let wording = match entry.wording.as_str() {
        "superseded" => Wording::Superseded,
        "ambiguous" => Wording::Ambiguous,
        _ => Wording::Informal,
    };
    Some((OperationKind::parse(&entry.operation)?, wording))
}

/// The candidate nearest to `word`, accents and case aside, when it is near enough to be what was meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    near(word, candidates).into_iter().min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// The same, but none where another candidate is as near: what was meant is then the author's to say.
pub fn nearest_alone<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = near(word, candidates);
    let (least, candidate) = near.iter().min_by_key(|(distance, _)| *distance)?;
    near.iter().all(|(distance, other)| distance > least || other == candidate).then_some(candidate)
}

/// The candidates near enough, each with its distance.
fn near<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<(usize, &'a str)> {
    let word = fold(word);
    let length = word.chars().count();
    let allowed = match length {
        0..=2 => return Vec::new(),
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    // `finalite_preuv` for `preuve`: a candidate of some length of which the word's end is most.
    let last = word.rsplit_once(['_', '-']).map(|(_, last)| (last, last.chars().count())).filter(|(_, length)| *length >= 4);
    // Words as far apart in length are at least as far apart; measuring is what takes time.
    let close = |word: &str, length: usize, candidate: &str, allowed: usize| {
        candidate.chars().count().abs_diff(length) <= allowed && strsim::damerau_levenshtein(word, candidate) <= allowed
    };
    let near_enough =
        |candidate: &str| close(&word, length, candidate, allowed) || last.is_some_and(|(last, length)| close(last, length, candidate, 1));
    candidates
        .into_iter()
        .map(|candidate| (fold(candidate), candidate))
        .filter(|(folded, _)| near_enough(folded))
        .map(|(folded, candidate)| (strsim::damerau_levenshtein(&word, &folded), candidate))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_words_names_legal_operations_only() {
        for entry in operation_words() {
            let (kind, wording) = operation(&entry.name).expect(&entry.name);
            assert_eq!(OperationKind::parse(&entry.operation), Some(kind));
            assert_ne!(wording, Wording::Legal, "{} is a legal term", entry.name);
            assert!(!entry.source.is_empty());
        }
    }

    #[test]
    fn no_two_operations_have_the_same_letter() {
        for lang in [Lang::Fr, Lang::En] {
            let letters: std::collections::HashSet<_> = OperationKind::ALL.iter().map(|row| row.0.letter(lang)).collect();
            assert_eq!(letters.len(), OperationKind::ALL.len());
        }
    }

    #[test]
    fn accents_and_languages_are_free() {
        assert_eq!(DataCategory::parse("identite"), Some(DataCategory::Identity));
        assert_eq!(OperationKind::parse("MISE-A-DISPOSITION"), Some(OperationKind::MakingAvailable));
        assert_eq!(OperationKind::parse("making-available"), Some(OperationKind::MakingAvailable));
    }

    #[test]
    fn a_near_word_is_offered_and_a_far_one_is_not() {
        assert_eq!(nearest("finalite_preuv", ["attentes", "preuve"]), Some("preuve"));
        assert_eq!(nearest("preuv", ["attentes", "preuve"]), Some("preuve"));
        assert_eq!(nearest("xyz", ["attentes", "preuve"]), None);
        assert_eq!(nearest_alone("preuv", ["attentes", "preuve", "preuve"]), Some("preuve"));
        assert_eq!(nearest_alone("noms", ["nom1", "nom2"]), None);
    }

    #[test]
    fn durations_read_well() {
        assert_eq!(Duration { count: 1, unit: Unit::Years }.text(Lang::Fr), "1 an");
        assert_eq!(Duration { count: 1, unit: Unit::Months }.text(Lang::Fr), "1 mois");
        assert_eq!(Duration { count: 1, unit: Unit::Months }.text(Lang::En), "1 month");
        assert_eq!(Duration { count: 3, unit: Unit::Years }.text(Lang::Fr), "3 ans");
    }
}
