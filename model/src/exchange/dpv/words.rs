//! The terms of DPV that stand for the model's own words.

use crate::process::{BasisKind, DataCategory as C, MeasureType as M, OperationKind as K, Safeguard as S, Unit};

/// The processing that an operation is.
pub fn operation(kind: K) -> &'static str {
    match kind {
        K::Collection => "dpv:Collect",
        K::Recording => "dpv:Record",
        K::Organisation => "dpv:Organise",
        K::Structuring => "dpv:Structure",
        K::Storage => "dpv:Store",
        K::Adaptation => "dpv:Adapt",
        K::Alteration => "dpv:Alter",
        K::Retrieval => "dpv:Retrieve",
        K::Consultation => "dpv:Consult",
        K::Use => "dpv:Use",
        K::Disclosure => "dpv:DiscloseByTransmission",
        K::Dissemination => "dpv:Disseminate",
        K::MakingAvailable => "dpv:MakeAvailable",
        K::Alignment => "dpv:Align",
        K::Combination => "dpv:Combine",
        K::Restriction => "dpv:Restrict",
        K::Erasure => "dpv:Erase",
        K::Destruction => "dpv:Destruct",
    }
}

/// The classes of a datum of a category, the kind of sensitivity first.
pub fn category(category: Option<C>) -> &'static [&'static str] {
    match category {
        None | Some(C::PersonalLife | C::WorkingLife | C::Connection | C::Internet | C::Other) => &["dpv:PersonalData"],
        Some(C::Identity) => &["dpv:IdentifyingPersonalData"],
        Some(C::Economic) => &["dpv:PersonalData", "pd:Financial"],
        Some(C::Location) => &["dpv:PersonalData", "pd:Location"],
        // Neither is of art. 9, and the law frames both.
        Some(C::Nir | C::Offences) => &["dpv:SensitivePersonalData"],
        Some(C::Origin) => &["dpv:SpecialCategoryPersonalData", "pd:EthnicOrigin"],
        Some(C::Opinions) => &["dpv:SpecialCategoryPersonalData", "pd:PoliticalOpinion"],
        Some(C::Beliefs) => &["dpv:SpecialCategoryPersonalData"],
        Some(C::TradeUnion) => &["dpv:SpecialCategoryPersonalData", "pd:TradeUnionMembership"],
        Some(C::Genetic) => &["dpv:SpecialCategoryPersonalData"],
        Some(C::Biometric) => &["dpv:SpecialCategoryPersonalData", "pd:Biometric"],
        Some(C::Health) => &["dpv:SpecialCategoryPersonalData", "pd:MedicalHealth"],
        Some(C::SexLife) => &["dpv:SpecialCategoryPersonalData", "pd:Sexual"],
    }
}

/// The point of art. 6(1) that a legal basis is.
pub fn basis(kind: BasisKind) -> &'static str {
    match kind {
        BasisKind::Consent => "eu-gdpr:A6-1-a",
        BasisKind::Contract => "eu-gdpr:A6-1-b",
        BasisKind::Obligation => "eu-gdpr:A6-1-c",
        BasisKind::VitalInterests => "eu-gdpr:A6-1-d",
        BasisKind::PublicTask => "eu-gdpr:A6-1-e",
        BasisKind::LegitimateInterest => "eu-gdpr:A6-1-f",
    }
}

/// The class of a security measure.
pub fn measure(kind: Option<M>) -> &'static str {
    match kind {
        Some(M::AccessControl) => "dpv:AccessControlMethod",
        Some(M::Traceability) => "dpv:ActivityMonitoring",
        Some(M::SoftwareProtection) => "dpv:SecurityMethod",
        Some(M::Backup) => "dpv:DataBackupProtocols",
        Some(M::Encryption) => "dpv:Encryption",
        Some(M::ProcessorControl) => "dpv:OrganisationalMeasure",
        Some(M::Other) | None => "dpv:TechnicalOrganisationalMeasure",
    }
}

/// The legal basis of a transfer; none for a derogation, since nothing says which of art. 49.
pub fn safeguard(safeguard: S) -> Option<&'static str> {
    match safeguard {
        S::StandardClauses => Some("eu-gdpr:A46-2-c"),
        S::BindingRules => Some("eu-gdpr:A46-2-b"),
        S::Adequacy | S::DataPrivacyFramework => Some("eu-gdpr:A45-3"),
        S::CodeOfConduct => Some("eu-gdpr:A46-2-e"),
        S::Certification => Some("eu-gdpr:A46-2-f"),
        S::Derogation => None,
    }
}

/// The unit of a duration, in OWL-Time.
pub fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Hours => "time:unitHour",
        Unit::Days => "time:unitDay",
        Unit::Weeks => "time:unitWeek",
        Unit::Months => "time:unitMonth",
        Unit::Years => "time:unitYear",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::vocabulary::Words;
    use crate::reference::dpv::{terms, vocabulary};

    #[test]
    fn every_word_has_a_term_of_the_vocabulary() {
        let mut used: Vec<&str> = K::ALL.iter().map(|row| operation(row.0)).collect();
        used.extend(C::ALL.iter().flat_map(|row| category(Some(row.0)).iter().copied()).chain(category(None).iter().copied()));
        used.extend(BasisKind::ALL.iter().map(|row| basis(row.0)));
        used.extend(M::ALL.iter().map(|row| measure(Some(row.0))).chain([measure(None)]));
        used.extend(S::ALL.iter().filter_map(|row| safeguard(row.0)));
        let known = terms();
        for term in used {
            let (prefix, name) = term.split_once(':').expect("terms have a prefix");
            let part = vocabulary().part.iter().find(|part| part.prefix == prefix).expect("the prefix is DPV's");
            assert!(known.contains(&format!("{}{name}", part.namespace)), "{term} is not in the list");
        }
    }

    #[test]
    fn operations_have_a_term_each() {
        let mut all: Vec<&str> = K::ALL.iter().map(|row| operation(row.0)).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), K::ALL.len());
    }
}
