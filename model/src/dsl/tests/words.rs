//! The keyword table against the contract: nothing is missing, and both languages say the same.

use super::*;
use crate::diagnostic::Lang;
use crate::dsl::keywords::{Keyword, operation};
use crate::dsl::{FormatOptions, format};
use crate::process::vocabulary::{Words, fold};
use crate::process::*;
use crate::read::NoImports;

/// A text with every keyword.
const COMPLETE: &str = include_str!("complete.recens");

/// Section 9 of the contract, its table of keywords.
const TABLE: &str = "
traitement activity · référence reference · créé created · modifié updated · responsable controller · conjoint joint-controller ·
sous-traitant processor · contrat contract · logiciel software · finalité purpose · principale main · base basis · échelle scale ·
large large · organisation organisation · organisation organization · adresse address · code-postal postcode · ville city · pays country ·
téléphone phone · courriel email · représentant representative · dpo dpo · publique public · personnes subjects · mineurs minors ·
vulnérables vulnerable · donnée data · destinataire recipient · externe external · magasin store · lieu location · mesures measures ·
mesure measure · type type · canal channel · chiffré encrypted · transfert transfer · garantie safeguard · risque risk · impacts impacts ·
sources sources · menaces threats · gravité severity · vraisemblance likelihood · libre free-text · dérivée derived · facultative optional ·
contient contains · porte carries · exception exception · format format · importe import · durée retention · après after · jusqu'à until ·
puis then · archivage archive · participant participant · couloir lane · début start · fin end · événement event · émis throw ·
non-interruptif non-interrupting · tâche task · sous-processus subprocess · appelle call · replié collapsed · document document · note note ·
sur about · sur on · pour for · vers to · depuis from · dans in · via via · réf ref · comme as · informe informs · de of · recueille obtains ·
consentement consent · retire withdraws · vérifie checks · répond answers · tolère allows";

#[test]
fn every_keyword_of_the_contract_is_known() {
    for pair in TABLE.split('·') {
        let (fr, en) = pair.trim().split_once(' ').expect(pair);
        let of = |word: &str| Keyword::forms(word).iter().map(|form| form.keyword).collect::<Vec<_>>();
        assert!(of(fr).iter().any(|keyword| of(en).contains(keyword)), "{fr} and {en} are not one keyword");
        assert_eq!(of(&fold(fr)), of(fr), "{fr} without accents");
        assert_eq!(of(&fr.to_uppercase()), of(fr), "{fr} in upper case");
    }
    for (fr, en) in [("par", "default"), ("au", "under")] {
        let keyword = Keyword::forms(en)[0].keyword;
        assert!(Keyword::forms(fr).iter().any(|form| form.keyword == keyword && !form.rest.is_empty()), "{fr}");
    }
}

#[test]
fn every_word_of_the_closed_lists_is_known() {
    fn known<T: Words + std::fmt::Debug>(pairs: &str) {
        for pair in pairs.split('·') {
            let (fr, en) = pair.trim().split_once(' ').expect(pair);
            assert_eq!(T::parse(fr), T::parse(en), "{fr} {en}");
            assert!(T::parse(&fold(fr)).is_some(), "{fr}");
        }
    }
    known::<Fate>("effacement erasure · anonymisation anonymisation · destruction destruction · versement transfer-to-archives");
    known::<Trigger>(
        "message message · minuterie timer · signal signal · erreur error · escalade escalation · compensation compensation · condition condition · lien link · annulation cancel · multiple multiple · terminaison terminate",
    );
    known::<TaskKind>("utilisateur user · manuelle manual · service service · script script · envoi send · réception receive · règle rule");
    known::<Repeat>("boucle loop · parallèle-multiple parallel-multiple · séquentielle-multiple sequential-multiple");
    known::<Gateway>("choix choice · parallèle parallel · inclusif inclusive · attente await · complexe complex");
    known::<SubProcessKind>("événementiel event-triggered · transaction transaction · ad-hoc ad-hoc");
    known::<Verification>("opposition objection · format format · exactitude accuracy");
    known::<Right>(
        "accès access · rectification rectification · effacement erasure · limitation restriction · opposition objection · portabilité portability",
    );
    known::<OperationKind>(
        "collecte collection · enregistrement recording · organisation organisation · structuration structuring · conservation storage · adaptation adaptation · modification alteration · extraction retrieval · consultation consultation · utilisation use · communication disclosure · diffusion dissemination · mise-à-disposition making-available · rapprochement alignment · interconnexion combination · limitation restriction · effacement erasure · destruction destruction",
    );
    known::<DataCategory>(
        "identité identity · vie-personnelle personal-life · vie-professionnelle working-life · économique economic · connexion connection · localisation location · internet internet · nir nir · autre other · origine origin · opinions opinions · convictions beliefs · syndicat trade-union · génétique genetic · biométrie biometric · santé health · vie-sexuelle sex-life · infractions offences",
    );
    known::<BasisKind>(
        "consentement consent · contrat contract · obligation obligation · intérêts-vitaux vital-interests · mission-publique public-task · intérêt-légitime legitimate-interest",
    );
    known::<MeasureType>(
        "contrôle-accès access-control · traçabilité traceability · protection-logiciels software-protection · sauvegarde backup · chiffrement encryption · contrôle-sous-traitants processor-control · autre other",
    );
    known::<NoticeItem>(
        "responsable controller · finalité purpose · base basis · destinataires recipients · transferts transfers · durée retention · accès access · rectification rectification · effacement erasure · limitation restriction · opposition objection · portabilité portability · retrait withdrawal · réclamation complaint · source source · décision decision · obligation obligation",
    );
    known::<Safeguard>(
        "cct scc · bcr bcr · adéquation adequacy · dpf dpf · code code · certification certification · dérogation derogation",
    );
    known::<Rating>("négligeable negligible · limitée limited · importante significant · maximale maximum");
    assert_eq!(operation("organization"), operation("organisation"));
}

#[test]
fn both_languages_say_the_same_with_every_keyword() {
    let mut sources = Sources::default();
    let file = sources.add(Source::new("complete", COMPLETE));
    let (report, _) = crate::dsl::read_reported(file, &mut sources, &mut NoImports, &mut Model::default());
    assert_eq!(report.diagnostics, []);
    // Imports are read by tests of their own.
    for (keyword, fr, en, _) in Keyword::ALL.iter().filter(|row| row.0 != Keyword::Import) {
        assert!(report.keywords.iter().any(|found| found.fr == *fr && (found.en == *en || found.en == "about")), "{keyword:?} is not met");
    }
    let convert = |text: &str, lang| format(text, &FormatOptions { keywords: Some(lang) }).text;
    let english = convert(COMPLETE, Lang::En);
    let (french_model, english_model) = (model(COMPLETE), model(&english));
    assert_eq!((french_model.lang, english_model.lang), (Lang::Fr, Lang::En));
    let facts_of = |mut model: Model| {
        model.lang = Lang::Fr;
        model.operations.values_mut().for_each(|operation| operation.word.value.clear());
        facts(&model)
    };
    assert_eq!(facts_of(french_model), facts_of(english_model));
    assert_eq!(convert(&english, Lang::Fr), convert(COMPLETE, Lang::Fr));
}

#[test]
fn accents_case_and_normal_form_are_free() {
    let plain = facts(&model("donnee nom identite sur prospect duree 3 ans apres \"x\"\ntache a { verifie opposition }"));
    assert_eq!(facts(&model("DONNÉE nom Identité SUR prospect Durée 3 ANS après \"x\"\nTâche a { VÉRIFIE Opposition }")), plain);
    assert_eq!(
        facts(&model(
            "donne\u{301}e nom identite\u{301} sur prospect dure\u{301}e 3 ans apre\u{300}s \"x\"\nta\u{302}che a { ve\u{301}rifie opposition }"
        )),
        plain
    );
    let composed = model("donnée pr\u{E9}nom");
    let decomposed = model("donnée pre\u{301}nom");
    assert_eq!(facts(&composed), facts(&decomposed));
}
