//! What `register` says: its help, its complaints.

use super::Word;
use super::help::{Page, Value};
use model::diagnostic::Text;
use model::text;

/// `register`.
pub const REGISTER: Page = Page {
    name: "register",
    alias: "registre",
    about: Word::new(
        "Tient le registre des activités de traitement (RGPD art. 30)",
        "Keeps the record of processing activities (GDPR art. 30)",
    ),
    long: Word::new(
        "Tient le registre des activités de traitement d'un organisme : la liste, puis une fiche par activité, dans l'un des deux\n\
         modèles de la CNIL : simplifie (le classeur de 2019) ou base (le texte de 2018, à cases à cocher).\n\
         --role controller est le registre du responsable (art. 30(1)), --role processor celui du sous-traitant (art. 30(2)) : le même\n\
         dossier donne les deux, chacun avec ses activités. L'organisme est celui de --organisation, de recens.toml ([register]\n\
         organisation), ou le seul qui ait ce rôle. Ce que rien ne remplit reste visible ; recens check le nomme.\n\
         En CSV, une ligne par activité.\n\
         Avec --check, rien n'est écrit : un classeur rempli (le modèle simplifie) est comparé avec les modèles, et ce qui diffère est\n\
         dit case par case, comme le fait recens check, avec les mêmes formats et le même état de sortie. Le guide : docs/registre.md.",
        "Keeps the record of processing activities of an organisation: the list, then a sheet for each activity, in one of the CNIL's\n\
         two forms: simplifie (the workbook of 2019) or base (the text of 2018, with check boxes).\n\
         --role controller is the controller's record (art. 30(1)), --role processor the processor's (art. 30(2)): one folder gives both,\n\
         each with its activities. The organisation is that of --organisation, of recens.toml ([register] organisation), or the only one\n\
         with that role. What nothing fills stays visible; recens check names it.\n\
         As CSV, a row for each activity.\n\
         With --check nothing is written: a filled workbook (the form simplifie) is compared with the models, and what differs is told\n\
         cell by cell as recens check does, with the same formats and exit status. The guide (in French): docs/registre.md.",
    ),
    examples: &[
        ("recens register processus/ -o registre.xlsx", Word::new("le classeur, à partir d'un dossier", "the workbook, from a folder")),
        ("recens register --model base processus/ -o registre.docx", Word::new("le modèle à cases à cocher", "the form with check boxes")),
        (
            "recens register --role processor processus/ -o sous-traitance.ods",
            Word::new("ce qui est fait pour le compte d'autres", "what is done on behalf of others"),
        ),
        (
            "recens register --check registre.xlsx processus/",
            Word::new("ce qu'un registre rempli dit d'autre que les modèles", "what a filled register says other than the models"),
        ),
    ],
};

/// `--model`.
pub const MODEL: Value = Value {
    name: Word::new("MODÈLE", "MODEL"),
    help: Word::new("Modèle de la CNIL : simplifie (par défaut) ou base", "The CNIL's form: simplifie (default) or base"),
};

/// `--role`.
pub const ROLE: Value = Value {
    name: Word::new("RÔLE", "ROLE"),
    help: Word::new(
        "Rôle de l'organisme : controller, responsable (par défaut), ou processor, sous-traitant",
        "Role of the organisation: controller (default) or processor",
    ),
};

/// `--organisation`.
pub const ORGANISATION: Value = Value {
    name: Word::new("NOM", "NAME"),
    help: Word::new("L'organisme qui tient le registre", "The organisation that keeps the record"),
};

/// How the role is called in complaints.
pub fn role(processor: bool) -> Text {
    if processor { text!("sous-traitant", "processor") } else { text!("responsable", "controller") }
}

/// No organisation has the role.
pub fn nobody(role: &Text) -> Text {
    let (fr, en) = (&role.fr, &role.en);
    text!(
        "aucune activité ne nomme de {fr} : il n'y a pas de registre à tenir ; nommer l'organisme (`responsable`, `sous-traitant`), ou le donner avec --organisation",
        "no activity names a {en}: there is no record to keep; name the organisation (`controller`, `processor`), or give it with --organisation"
    )
}

/// Several organisations have the role, and nothing says whose register is meant.
pub fn several(role: &Text, names: &str) -> Text {
    let (fr, en) = (&role.fr, &role.en);
    text!(
        "plusieurs organismes sont {fr} : {names} ; un registre est celui d'un seul : le donner avec --organisation, ou dans recens.toml, [register] organisation",
        "several organisations are {en}: {names}; a record belongs to one: give it with --organisation, or in recens.toml, [register] organisation"
    )
}

/// The organisation has the role in no activity.
pub fn no_role(name: &str, role: &Text, others: &str) -> Text {
    let (fr, en) = (&role.fr, &role.en);
    let found = text!("« {name} » n'est {fr} d'aucune activité", "“{name}” is {en} of no activity");
    let list = if others.is_empty() { text!("", "") } else { text!(" ; le sont : {others}", "; these are: {others}") };
    found.then(&list)
}

/// Two activities carry one reference.
pub fn duplicate(reference: &str, one: (&str, &str), other: (&str, &str)) -> Text {
    let ((first, at), (second, there)) = (one, other);
    text!(
        "la référence « {reference} » est celle de deux activités, « {first} » ({at}) et « {second} » ({there}) ; en changer une : rien n'est écrit",
        "the reference “{reference}” is that of two activities, “{first}” ({at}) and “{second}” ({there}); change one: nothing is written"
    )
}

/// Activities of the input that are not in the register.
pub fn left_out(count: usize, name: &str, role: &Text) -> Text {
    let (fr, en) = (&role.fr, &role.en);
    if count == 1 {
        return text!(
            "une activité dont « {name} » n'est pas {fr} n'est pas dans ce registre",
            "one activity of which “{name}” is not the {en} is not in this record"
        );
    }
    text!(
        "{count} activités dont « {name} » n'est pas {fr} ne sont pas dans ce registre",
        "{count} activities of which “{name}” is not the {en} are not in this record"
    )
}
