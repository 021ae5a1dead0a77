//! Headings of a rule's page, the names of the families, and the pages of what reading finds.

use super::Word;
use model::diagnostic::Text;
use model::text;

/// After the severity.
pub const BY_DEFAULT: Word = Word::new("par défaut", "by default");
/// Heading of an example in which the rule finds something; `^` marks the place.
pub const FAILING: Word = Word::new("Exemple (les ^ marquent le constat)", "Example (the ^ mark the finding)");
/// Heading of the same example, mended.
pub const CORRECTED: Word = Word::new("Corrigé", "Corrected");

/// Heading of how the program decides.
pub const HOW: Word = Word::new("Comment la règle décide", "How the rule decides");
/// Heading of what the rule does not see.
pub const LIMITS: Word = Word::new("Limites", "Limits");
/// Heading of how to justify an exception.
pub const EXCEPT: Word = Word::new("Si le constat est voulu", "If the finding is intended");
/// How what reading finds is decided.
pub const READING_DECIDES: Word = Word::new(
    "Le constat vient de la lecture du fichier, avant tout contrôle : ce qui n'a pas été compris n'a pas été contrôlé non plus. `--select` ne le tait pas.",
    "The finding comes from reading the file, before any check: what was not understood was not checked either. `--select` does not hide it.",
);
/// How a difference of a filled workbook is decided.
pub const WORKBOOK_DECIDES: Word = Word::new(
    "Le constat vient de `register --check` : la fiche du classeur est comparée avec celle que donneraient les modèles, champ par champ, à la casse, aux accents et aux blancs près. `recens.toml` en change la sévérité ; `tolère` ne le tait pas.",
    "The finding comes from `register --check`: the sheet of the workbook is compared with the one that the models would give, field by field, case, accents and blanks aside. `recens.toml` changes its severity; `tolère` does not silence it.",
);
/// Heading of the list of rules.
pub const INDEX: Word = Word::new("Les règles", "The rules");
/// What the list is.
pub const INDEX_SAYS: Word = Word::new(
    "Chaque règle a un nom, qui est son identité, et un code, qui est son alias. Sa page dit ce qu'elle cherche, pourquoi et selon quel article, un exemple \
     fautif et le même corrigé, comment le programme décide, et ce qu'il ne voit pas. La même page : `recens explain NOM`.\n\n\
     `--select` et `--ignore` prennent un nom, un code, le début d'un code (`RET`) ou d'un nom (`consent-`). `recens.toml` change le niveau d'une règle, \
     et `tolère NOM \"raison\"` justifie une exception.",
    "Each rule has a name, its identity, and a code, its alias. Its page tells what it looks for, why and under which article, a faulty example and the \
     same corrected, how the program decides, and what it does not see. The same page: `recens explain NAME`.\n\n\
     `--select` and `--ignore` take a name, a code, the beginning of a code (`RET`) or of a name (`consent-`). `recens.toml` changes the level of a rule, \
     and `allows NAME \"reason\"` justifies an exception.",
);
/// The columns of the list.
pub const INDEX_HEADINGS: Word = Word::new("Code | Nom | Niveau | Ce qu'elle signale", "Code | Name | Level | What it reports");

/// Heading of the reference durations.
pub const DURATIONS: Word = Word::new("Durées de référence", "Reference durations");
/// What they are.
pub const DURATIONS_SAY: Word = Word::new(
    "Ce à quoi `retention-over-reference`, `retention-under-obligation` et `recording-too-long` comparent les durées d'un fichier. Elles sont indicatives : \
     elles ne s'imposent pas, mais s'en écarter se justifie. « À vérifier » : la ligne n'a pas été lue dans le texte lui-même.\n\n\
     La table `[retention]` de `recens.toml` en donne d'autres, par leur nom ou leur référence : `appels = \"3 mois\"` ; `\"off\"` ne compare plus.",
    "What `retention-over-reference`, `retention-under-obligation` and `recording-too-long` compare the durations of a file with. They are indicative: \
     they do not bind, but departing from them takes a justification. “To be verified”: the row was not read in the text itself.\n\n\
     The table `[retention]` of `recens.toml` gives others, by name or reference: `appels = \"3 months\"`; `\"off\"` compares no more.",
);
/// The columns of the reference durations.
pub const DURATION_HEADINGS: Word =
    Word::new("Référence | Nom | Durée | Comparée | Source", "Reference | Name | Duration | Compared | Source");
/// A reference that is not to be exceeded.
pub const AT_MOST: Word = Word::new("au plus", "at most");
/// A reference that is to be reached.
pub const AT_LEAST: Word = Word::new("au moins", "at least");
/// A reference with which nothing is compared.
pub const CRITERION: Word = Word::new("non : critère ou recommandation", "no: criterion or recommendation");

/// How to justify an exception to a rule.
pub fn except(rule: &str) -> Text {
    text!(
        "Écrire `tolère {rule} \"raison\"` dans le bloc de l'étape ou de la déclaration : le constat devient une information qui montre la raison. \
         Pour tout un dossier, dans `recens.toml` : `[rules]` puis `{rule} = \"off\"` (ou `\"info\"`, `\"warning\"`, `\"error\"`).",
        "Write `allows {rule} \"reason\"` in the block of the step or declaration: the finding becomes an information that shows the reason. \
         For a whole folder, in `recens.toml`: `[rules]` then `{rule} = \"off\"` (or `\"info\"`, `\"warning\"`, `\"error\"`)."
    )
}

/// What the rules of a family are about, by the beginning of their codes.
pub fn family(code: &str) -> Word {
    match code {
        "FIN" => Word::new("finalités", "purposes"),
        "BAS" => Word::new("bases légales", "legal bases"),
        "OPE" => Word::new("opérations", "operations"),
        "DON" => Word::new("données et personnes concernées", "data and data subjects"),
        "VOC" => Word::new("mots des opérations", "words of operations"),
        "INF" => Word::new("information des personnes", "information of the persons"),
        "CON" => Word::new("consentement", "consent"),
        "DRT" => Word::new("droits des personnes", "rights of the persons"),
        "MIN" => Word::new("minimisation et parcours des données", "minimisation and lineage"),
        "RET" => Word::new("conservation", "retention"),
        "DES" => Word::new("destinataires", "recipients"),
        "ACT" => Word::new("acteurs", "parties"),
        "STT" => Word::new("sous-traitants", "processors"),
        "TRF" => Word::new("transferts", "transfers"),
        "SEN" => Word::new("données sensibles", "sensitive data"),
        "DEC" => Word::new("décisions automatisées", "automated decisions"),
        "DPI" => Word::new("analyse d'impact", "impact assessment"),
        "QUA" => Word::new("qualité des données", "quality of data"),
        "SEC" => Word::new("sécurité", "security"),
        "TEL" => Word::new("téléphone", "telephone"),
        "REG" => Word::new("registre", "record of activities"),
        "RSK" => Word::new("risques", "risks"),
        "BPM" => Word::new("dessin du processus", "drawing of the process"),
        "SND" => Word::new("le processus peut-il se bloquer ?", "can the process get stuck?"),
        "TOL" => Word::new("exceptions", "exceptions"),
        "LIR" => Word::new("lecture", "reading"),
        "XML" => Word::new("lecture du BPMN", "reading of BPMN"),
        "CLA" => Word::new("classeur rempli", "filled workbook"),
        _ => Word::new("", ""),
    }
}

/// What a finding of reading is, why it matters and what it does not see, by its name.
pub fn of_reading(name: &str) -> (Word, Word, Word) {
    match name {
        "syntax" => (
            Word::new("un texte qui n'est pas une instruction", "a text that is no statement"),
            Word::new(
                "Ce qui n'est pas compris n'est ni dessiné, ni recensé, ni contrôlé. Le message dit ce qui se trouve là et ce qui était attendu ; le reste du fichier est lu quand même.",
                "What is not understood is neither drawn, nor counted, nor checked. The message tells what stands there and what was expected; the rest of the file is read all the same.",
            ),
            Word::new(
                "Une faute peut en cacher une autre un peu plus loin ; corriger la première d'abord.",
                "One mistake may hide another a little further on; correct the first one first.",
            ),
        ),
        "unknown-keyword" => (
            Word::new("un mot qui n'est pas du langage", "a word that is not of the language"),
            Word::new(
                "Une instruction ou une clause commence par un mot qui n'est pas du langage. Le message propose le mot le plus proche, et la ligne est lue comme s'il y était.",
                "A statement or clause begins with a word that is not of the language. The message proposes the nearest word, and the line is read as if it stood there.",
            ),
            Word::new(
                "Le mot proposé est le plus proche par ses lettres, non par son sens.",
                "The word proposed is the nearest by its letters, not by its meaning.",
            ),
        ),
        "unknown-reference" => (
            Word::new("un identifiant qui ne désigne rien", "an identifier that names nothing"),
            Word::new(
                "Un identifiant ne désigne rien de déclaré. Le déclarer, le corriger, ou écrire à sa place un texte entre guillemets. `check --fix` le corrige quand un seul nom déclaré en est proche.",
                "An identifier names nothing that is declared. Declare it, correct it, or write a quoted text in its place. `check --fix` corrects it where one declared name alone is near.",
            ),
            Word::new(
                "Les données et les finalités ont leurs propres règles, `data-undeclared` et `purpose-undeclared`.",
                "Data and purposes have rules of their own, `data-undeclared` and `purpose-undeclared`.",
            ),
        ),
        "duplicate-identifier" => (
            Word::new("deux déclarations d'un même identifiant", "two declarations of one identifier"),
            Word::new(
                "Deux déclarations portent le même identifiant : une référence ne dirait plus laquelle est désignée. En renommer une.",
                "Two declarations have one identifier: a reference would no longer tell which is meant. Rename one.",
            ),
            Word::new(
                "Une référence désigne la première ; les deux déclarations sont contrôlées.",
                "A reference means the first; both declarations are checked.",
            ),
        ),
        "invalid-value" => (
            Word::new("une valeur impossible", "a value that is not possible"),
            Word::new(
                "Une valeur n'est pas de celles qui sont possibles : une date qui n'existe pas, une unité inconnue.",
                "A value is none of the possible ones: a date that does not exist, an unknown unit.",
            ),
            Word::new("Une valeur possible mais fausse n'est pas vue ici.", "A value that is possible but wrong is not seen here."),
        ),
        "import" => (
            Word::new("un fichier importé qui ne peut être lu", "an imported file that cannot be read"),
            Word::new(
                "Un fichier importé n'a pu être lu. Ne sont importés que des fichiers du dossier de l'entrée ou d'un de ses sous-dossiers, sans « .. » ni lien qui en sorte.",
                "An imported file could not be read. Only files in the input's folder or below it are imported, without “..” or a link that leads out.",
            ),
            Word::new(
                "Ce que ce fichier aurait déclaré est signalé comme absent.",
                "What that file would have declared is told as missing.",
            ),
        ),
        "empty-input" => (
            Word::new("un fichier vide", "an empty file"),
            Word::new(
                "Le fichier ne contient rien. Pour commencer : recens new -o FICHIER.",
                "The file holds nothing. To begin: recens new -o FILE.",
            ),
            Word::new(
                "Un fichier qui ne contient que des commentaires est lu, et n'a rien à signaler ici.",
                "A file that holds comments only is read, and has nothing to tell here.",
            ),
        ),
        "encoding" => (
            Word::new("des octets qui ne sont pas du texte", "bytes that are no text"),
            Word::new(
                "Les octets ne sont pas du texte dans l'encodage annoncé, ou pas du texte du tout. Ceux qui ne sont pas de l'UTF-8 sont lus en windows-1252, l'encodage de Windows en Europe de l'Ouest, et le reste est lu. Vérifier les noms accentués, puis enregistrer le fichier en UTF-8.",
                "The bytes are no text in the declared encoding, or no text at all. Those that are not UTF-8 are read as windows-1252, the encoding of Windows in Western Europe, and the rest is read. Look at the names with accents, then save the file as UTF-8.",
            ),
            Word::new(
                "Un texte d'un autre encodage qui se trouve être aussi du texte dans celui-ci n'est pas reconnu.",
                "A text of another encoding that happens to be text in this one too is not recognised.",
            ),
        ),
        "limit" => (
            Word::new("plus profond ou plus grand que ce qui est lu", "deeper or larger than what is read"),
            Word::new(
                "Le contenu est plus profond ou plus grand que ce qui est lu ; la limite protège de fichiers faits pour nuire. Le découper.",
                "The content is deeper or larger than what is read; the limit protects from files made to harm. Split it.",
            ),
            Word::new("Ce qui est au-delà de la limite n'est pas contrôlé.", "What lies beyond the limit is not checked."),
        ),
        "xml-syntax" => (
            Word::new("un XML mal formé", "XML that is not well formed"),
            Word::new(
                "Le XML n'est pas bien formé. Le réexporter depuis l'outil qui l'a produit, ou corriger à la place indiquée.",
                "The XML is not well formed. Export it again from the tool that made it, or correct it at the place shown.",
            ),
            Word::new("Ce qui suit la faute peut manquer au modèle.", "What follows the mistake may be missing from the model."),
        ),
        "not-bpmn" => (
            Word::new("un XML qui n'est pas du BPMN", "XML that is not BPMN"),
            Word::new(
                "Le XML est bien formé mais n'est pas du BPMN 2.0 : sa racine doit être `definitions` dans l'espace de noms de l'OMG.",
                "The XML is well formed but is not BPMN 2.0: its root must be `definitions` in the OMG's namespace.",
            ),
            Word::new(
                "BPMN 1.x et les formats propres à un outil ne sont pas lus.",
                "BPMN 1.x and formats of one tool's own are not read.",
            ),
        ),
        "unknown-element" => (
            Word::new("un élément ou un attribut qui n'est pas compris", "an element or attribute that is not understood"),
            Word::new(
                "Un élément ou un attribut n'est pas compris ; il est laissé tel quel. Le constat vient une fois par sorte.",
                "An element or attribute is not understood; it is left as it is. The finding comes once for each kind.",
            ),
            Word::new(
                "Ce que disent les extensions d'autres outils n'entre dans aucun contrôle.",
                "What extensions of other tools say enters no check.",
            ),
        ),
        "not-drawn" => (
            Word::new("un fait gardé qui n'est pas dessiné", "a fact that is kept but not drawn"),
            Word::new(
                "Un fait est gardé et contrôlé, mais ne se voit pas sur le dessin.",
                "A fact is kept and checked, but does not show in the drawing.",
            ),
            Word::new(
                "Le dessin seul ne suffit donc pas à lire ce fichier.",
                "The drawing alone is therefore not enough to read this file.",
            ),
        ),
        "workbook-activity" => (
            Word::new(
                "un traitement que le classeur et les modèles n'ont pas tous deux",
                "an activity that workbook and models do not both have",
            ),
            Word::new(
                "`register --check` compare un registre rempli avec les modèles. Un traitement décrit n'a pas de fiche dans le classeur, ou une fiche n'a pas de modèle. Compléter l'un ou l'autre ; `new --from-register` écrit un modèle de départ pour chaque fiche.",
                "`register --check` compares a filled register with the models. An activity that is described has no sheet in the workbook, or a sheet has no model. Complete the one or the other; `new --from-register` writes a starting model for each sheet.",
            ),
            Word::new(
                "Un traitement et sa fiche se reconnaissent à leur référence, sinon à leur nom.",
                "An activity and its sheet know each other by their reference, else by their name.",
            ),
        ),
        "workbook-data" => (
            Word::new("une donnée que le classeur et le modèle n'ont pas tous deux", "a datum that workbook and model do not both have"),
            Word::new(
                "Une donnée du modèle manque à la fiche, une donnée de la fiche manque au modèle, ou elles ne sont pas de la même catégorie. La CNIL demande que chaque nouvelle donnée soit portée au registre.",
                "A datum of the model is missing from the sheet, a datum of the sheet from the model, or their categories differ. The CNIL asks that every new datum be entered in the register.",
            ),
            Word::new(
                "Les données d'une case sont séparées par des virgules, des points-virgules ou des retours à la ligne.",
                "The data of a cell are told apart by commas, semicolons or line breaks.",
            ),
        ),
        "workbook-recipient" => (
            Word::new(
                "un destinataire ou un transfert que le classeur et le modèle n'ont pas tous deux",
                "a recipient or transfer that workbook and model do not both have",
            ),
            Word::new(
                "Un destinataire ou un transfert manque à la fiche ou au modèle, ou y est d'un autre type, vers un autre pays ou sous une autre garantie. La CNIL demande que chaque nouveau destinataire soit porté au registre.",
                "A recipient or transfer is missing from the sheet or from the model, or is of another type, to another country or under another safeguard. The CNIL asks that every new recipient be entered in the register.",
            ),
            Word::new(
                "Deux noms sont le même à la casse, aux accents et aux blancs près ; un autre nom de la même personne n'est pas reconnu.",
                "Two names are one, case, accents and blanks aside; another name of the same person is not recognised.",
            ),
        ),
        "workbook-retention" => (
            Word::new("une autre durée dans le classeur", "another duration in the workbook"),
            Word::new(
                "La fiche et le modèle ne donnent pas la même durée de conservation à une donnée. La CNIL demande que tout allongement soit porté au registre.",
                "Sheet and model do not give a datum the same retention. The CNIL asks that every longer retention be entered in the register.",
            ),
            Word::new(
                "Les durées sont comparées mot pour mot, à la casse et aux blancs près : « 12 mois » n'est pas « 1 an ».",
                "Durations are compared word for word, case and blanks aside: “12 months” is not “1 year”.",
            ),
        ),
        "workbook-dates" => (
            Word::new("des dates périmées dans le classeur", "stale dates in the workbook"),
            Word::new(
                "La date de création ou de mise à jour du classeur n'est pas celle du modèle : la fiche est en retard sur le modèle, ou l'inverse.",
                "The day of creation or update of the workbook is not the model's: the sheet lags behind the model, or the other way round.",
            ),
            Word::new("Une date que le modèle ne dit pas n'est pas comparée.", "A date that the model does not say is not compared."),
        ),
        "workbook-field" => (
            Word::new("un autre champ qui diffère", "another field that differs"),
            Word::new(
                "Le nom, les acteurs, les finalités, les personnes concernées, les mesures, les opérations d'un sous-traitant, une case à cocher, la première page (coordonnées, lignes de la liste), l'annexe ou l'étude des risques ne disent pas ce que dit le modèle.",
                "The name, the parties, the purposes, the data subjects, the measures, the operations of a processor, a check box, the first page (coordinates, lines of the list), the annex or the study of risks do not say what the model says.",
            ),
            Word::new(
                "L'annexe et l'étude des risques ne sont comparées que là où le classeur les a ; celui de la CNIL ne les a pas. Le schéma et la ligne « À compléter » ne sont pas lus.",
                "The annex and the study of risks are compared only where the workbook has them; the CNIL's has not. The diagram and the line “To be completed” are not read.",
            ),
        ),
        "workbook-formula" => (
            Word::new("une formule dans le classeur", "a formula in the workbook"),
            Word::new(
                "La valeur d'une case vient d'une formule : elle n'est pas calculée ici, c'est la dernière valeur enregistrée qui est lue.",
                "The value of a cell comes from a formula: it is not computed here, the last value saved is read.",
            ),
            Word::new(
                "Une formule dont aucune valeur n'est enregistrée se lit comme une case vide.",
                "A formula without a saved value reads as an empty cell.",
            ),
        ),
        _ => (Word::new("", ""), Word::new("", ""), Word::new("", "")),
    }
}
