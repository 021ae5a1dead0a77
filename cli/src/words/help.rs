//! Help: what each command and option does, with examples.

use super::Word;

/// The help of one command.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// The command.
    pub name: &'static str,
    /// Its French name; empty where there is none.
    pub alias: &'static str,
    /// What it does, in a line.
    pub about: Word,
    /// What it does, at length (`--help`).
    pub long: Word,
    /// Command lines, each with what it does.
    pub examples: &'static [(&'static str, Word)],
}

/// The program.
pub const RECENS: Page = Page {
    name: "recens",
    alias: "",
    about: Word::new(
        "Décrit un processus et les données personnelles qu'il traite ; en tire dessins, tableaux et contrôles",
        "Describes a process and the personal data it handles; draws, tabulates and checks it",
    ),
    long: Word::new(
        "Décrit un processus et les données personnelles qu'il traite ; en tire dessins, tableaux et contrôles.\n\n\
         Une entrée est un fichier .recens ou .bpmn, « - » pour l'entrée standard (avec --from), ou un dossier, parcouru sans ce que .gitignore écarte.\n\
         État de sortie : 0 rien à redire ou fait, 1 constats au niveau de --level ou au-dessus (check) ou textes à mettre en forme (fmt --check), 2 impossible (mauvais usage, entrée illisible, écriture refusée).\n\
         La configuration est lue dans recens.toml, cherché en remontant depuis l'entrée.",
        "Describes a process and the personal data it handles; draws, tabulates and checks it.\n\n\
         An input is a .recens or .bpmn file, “-” for standard input (with --from), or a folder, walked without what .gitignore leaves out.\n\
         Exit status: 0 clean or done, 1 findings at or above --level (check) or texts to lay out (fmt --check), 2 could not run (bad usage, unreadable input, failed write).\n\
         The configuration is read from recens.toml, looked for upwards from the input.",
    ),
    examples: &[
        ("recens new -o appel.recens", Word::new("un fichier commenté pour commencer", "a commented file to begin with")),
        ("recens check appel.recens", Word::new("ce qui manque ou se contredit", "what is missing or contradicts itself")),
        (
            "recens report appel.recens",
            Word::new("dessins, recensement et constats dans un dossier", "drawings, census and findings in a folder"),
        ),
    ],
};

/// `check`.
pub const CHECK: Page = Page {
    name: "check",
    alias: "verifier",
    about: Word::new("Dit ce qui manque ou se contredit", "Tells what is missing or contradicts itself"),
    long: Word::new(
        "Dit ce qui manque ou se contredit, à sa place dans le texte, avec l'article et ce qu'il faut écrire.\n\n\
         Tous les constats sont montrés ; --level dit à partir duquel l'état de sortie est 1.\n\
         --select ne tait jamais une entrée qui n'a pu être comprise.\n\n\
         Les formes sarif (analyse de code), github (annotations de GitHub Actions) et junit (rapports de tests) sont pour l'intégration continue.\n\
         --fix réécrit les fichiers : ni finalité ni durée n'est inventée ; avec --dry-run, il montre seulement les différences.",
        "Tells what is missing or contradicts itself, at its place in the text, with the article and what to write.\n\n\
         All findings are shown; --level tells from which on the exit status is 1.\n\
         --select never hides that an input could not be understood.\n\n\
         The forms sarif (code scanning), github (annotations of GitHub Actions) and junit (test reports) are for continuous integration.\n\
         --fix rewrites the files: neither purpose nor duration is invented; with --dry-run it only shows the differences.",
    ),
    examples: &[
        ("recens check appel.recens", Word::new("un fichier", "one file")),
        ("recens check --level warning processus/", Word::new("un dossier, les avertissements comptent", "a folder, warnings count")),
        (
            "recens check --select retention-missing,FIN-01 --format short .",
            Word::new("deux règles, une ligne par constat", "two rules, a line for each finding"),
        ),
        ("cat appel.bpmn | recens check --from bpmn --format json -", Word::new("pour un programme", "for a program")),
        (
            "recens check --format sarif . > constats.sarif",
            Word::new("pour l'analyse de code d'une forge", "for the code scanning of a forge"),
        ),
        (
            "recens check --fix appel.recens",
            Word::new("corrige ce qui peut l'être sans rien inventer", "mends what can be without inventing anything"),
        ),
    ],
};

/// `draw`.
pub const DRAW: Page = Page {
    name: "draw",
    alias: "dessiner",
    about: Word::new("Dessine un processus", "Draws a process"),
    long: Word::new(
        "Dessine un processus, en SVG sur la sortie standard ou dans le fichier de -o, dont la terminaison dit le format.",
        "Draws a process, as SVG to standard output or to the file of -o, whose ending tells the format.",
    ),
    examples: &[
        ("recens draw appel.recens -o appel.svg", Word::new("un dessin à grossir sans perte", "a drawing that scales")),
        (
            "recens draw appel.recens -o appel.png --scale 3 --marks ops",
            Word::new("une image plus fine, sans les constats", "a finer picture, without the findings"),
        ),
        (
            "recens draw appel.recens -o appel.pdf --direction top-bottom",
            Word::new("de haut en bas, pour une page debout", "from top to bottom, for an upright page"),
        ),
        (
            "recens draw appel.recens -o appel.png --wrap 1000",
            Word::new("en bandes de 1000 pixels, pour une page", "in bands of 1000 pixels, for a page"),
        ),
        ("recens draw appel.recens --view dataflow -o flux.pdf", Word::new("le flux des données, en PDF", "the flow of data, as PDF")),
        ("recens draw appel.recens --view dataflow --data voix -o voix.svg", Word::new("la vie d'une donnée", "the life of one datum")),
        (
            "recens draw appel.recens -o appel.svg --highlight consent-not-obtained",
            Word::new("le chemin qui montre un constat", "the path that shows a finding"),
        ),
    ],
};

/// `census`.
pub const CENSUS: Page = Page {
    name: "census",
    alias: "recenser",
    about: Word::new("Recense les opérations sur les données (OP-01…)", "Takes the census of the operations on data (OP-01…)"),
    long: Word::new(
        "Recense les opérations sur les données personnelles, une ligne par opération, dans l'ordre du processus ;\n\
         en Markdown sur la sortie standard, ou dans le fichier de -o, dont la terminaison dit le format.",
        "Takes the census of the operations on personal data, a row for each operation, in the order of the process;\n\
         as Markdown to standard output, or to the file of -o, whose ending tells the format.",
    ),
    examples: &[
        ("recens census appel.recens", Word::new("à l'écran", "on the screen")),
        ("recens census appel.recens -o recensement.csv --bom", Word::new("pour un tableur", "for a spreadsheet")),
        ("recens census appel.recens --all-columns -o recensement.md", Word::new("toutes les colonnes", "every column")),
    ],
};

/// `table`.
pub const TABLE: Page = Page {
    name: "table",
    alias: "tableau",
    about: Word::new("Donne un tableau par son nom", "Gives a table by its name"),
    long: Word::new(
        "Donne un tableau par son nom, en Markdown sur la sortie standard ou dans le fichier de -o. La liste : recens table --list.\n\n\
         Pour un dossier ou plusieurs entrées, les lignes de toutes, chacune avec son traitement, et ce qui se contredit entre eux.\n\
         « all » donne tous les tableaux en un document, avec le schéma : un onglet par tableau dans un classeur, un chapitre dans un texte.",
        "Gives a table by its name, as Markdown to standard output or to the file of -o. The list: recens table --list.\n\n\
         For a folder or several inputs, the rows of all, each with its activity, and what contradicts between them.\n\
         “all” gives every table in one document, with the diagram: a tab for each table in a workbook, a chapter in a text.",
    ),
    examples: &[
        ("recens table --list", Word::new("les tableaux", "the tables")),
        ("recens table findings appel.recens -o constats.csv", Word::new("les constats en tableau", "the findings as a table")),
        (
            "recens table data processus/ -o donnees.xlsx",
            Word::new("l'inventaire de tous les traitements", "the inventory of all activities"),
        ),
        ("recens table all appel.recens -o appel.docx", Word::new("tout en un document", "everything in one document")),
    ],
};

/// `report`.
pub const REPORT: Page = Page {
    name: "report",
    alias: "rapport",
    about: Word::new(
        "Produit tout dans un dossier : dessins, recensement, constats",
        "Makes everything in a folder: drawings, census, findings",
    ),
    long: Word::new(
        "Produit tout dans un dossier : NOM.svg, NOM.png, NOM.pdf, les autres vues (NOM.dataflow.svg et .pdf, mot, mindmap, matrix, risks), \
         recensement.md, recensement.csv, tableaux.html, tableaux.xlsx, tableaux.ods, tableaux.docx, constats.txt, constats.json.\n\n\
         Sans -o, le dossier est NOM.rapport dans le dossier de travail. Pour un dossier ou plusieurs entrées, un sous-dossier par entrée, et les tableaux de toutes dans ensemble.html, .xlsx, .ods, .docx.\n\
         Si -o finit en .html, tout est dans cette seule page : dessins, constats, tableaux, sans réseau, imprimable.\n\
         Les documents sont le but : l'état de sortie est 0 dès qu'ils sont écrits, quels que soient les constats.",
        "Makes everything in a folder: NAME.svg, NAME.png, NAME.pdf, the other views (NAME.dataflow.svg and .pdf, mot, mindmap, matrix, risks), \
         recensement.md, recensement.csv, tableaux.html, tableaux.xlsx, tableaux.ods, tableaux.docx, constats.txt, constats.json.\n\n\
         Without -o, the folder is NAME.rapport in the working folder. For a folder or several inputs, one sub-folder for each input, and the tables of all in ensemble.html, .xlsx, .ods, .docx.\n\
         Where -o ends in .html, everything is in that one page: drawings, findings, tables, without network, fit to print.\n\
         The documents are the purpose: the exit status is 0 once they are written, whatever the findings.",
    ),
    examples: &[
        ("recens report appel.recens", Word::new("écrit appel.rapport/", "writes appel.rapport/")),
        ("recens report appel.recens -o appel.html", Word::new("une seule page, à ouvrir ou envoyer", "one page, to open or send")),
        ("recens report processus/ -o dossier/", Word::new("un sous-dossier par processus", "a sub-folder for each process")),
    ],
};

/// `fmt`.
pub const FMT: Page = Page {
    name: "fmt",
    alias: "formater",
    about: Word::new("Met en forme des fichiers .recens", "Formats .recens files"),
    long: Word::new(
        "Met en forme des fichiers .recens, sur place ; « - » rend sur la sortie standard. Les commentaires et les lignes vides restent.\n\
         Un fichier dont les blocs ou les guillemets ne se ferment pas n'est pas touché.",
        "Formats .recens files in place; “-” gives to standard output. Comments and blank lines stay.\n\
         A file whose blocks or quotes do not close is not touched.",
    ),
    examples: &[
        ("recens fmt .", Word::new("tout un dossier", "a whole folder")),
        ("recens fmt --check .", Word::new("ce qui changerait ; état 1 s'il y en a", "what would change; status 1 if anything")),
        ("recens fmt --keywords en appel.recens", Word::new("mots-clés en anglais", "keywords in English")),
    ],
};

/// `number`.
pub const NUMBER: Page = Page {
    name: "number",
    alias: "numeroter",
    about: Word::new("Montre ou fixe les références des opérations", "Shows or pins the references of operations"),
    long: Word::new(
        "Montre l'étape, l'opération et la référence de chaque ligne du recensement.\n\
         Avec --write, écrit les références dans le fichier, et rien d'autre n'y change : elles survivent aux modifications.",
        "Shows step, operation and reference of every row of the census.\n\
         With --write, writes the references into the file, and nothing else changes there: they survive later edits.",
    ),
    examples: &[
        ("recens number appel.recens", Word::new("les montre", "shows them")),
        ("recens number --write appel.bpmn", Word::new("les fixe", "pins them")),
    ],
};

/// `explain`.
pub const EXPLAIN: Page = Page {
    name: "explain",
    alias: "expliquer",
    about: Word::new("Explique une règle", "Explains a rule"),
    long: Word::new(
        "Explique une règle, par son nom ou son code : pourquoi, l'article, un exemple fautif et le même corrigé.",
        "Explains a rule, by name or code: why, the article, a faulty example and the same corrected.",
    ),
    examples: &[
        ("recens explain retention-missing", Word::new("par son nom", "by name")),
        ("recens explain RET-01", Word::new("par son code", "by code")),
        ("recens explain --list", Word::new("toutes les règles", "every rule")),
    ],
};

/// `new`.
pub const NEW: Page = Page {
    name: "new",
    alias: "nouveau",
    about: Word::new(
        "Donne un fichier commenté pour commencer, un exemple, ou ce que dit un registre rempli",
        "Gives a commented file to begin with, an example, or what a filled register says",
    ),
    long: Word::new(
        "Donne un fichier commenté pour commencer, ou un des exemples, sur la sortie standard ou dans le fichier de -o.\n\
         Avec --from-register, écrit dans le dossier de -o un fichier de départ pour chaque fiche d'un registre rempli (un classeur \
         de la CNIL, simplifié, base ou de sous-traitant), nommé d'après sa référence ; il reste à y décrire le processus.\n\
         Un fichier qui existe n'est jamais remplacé.",
        "Gives a commented file to begin with, or one of the examples, to standard output or to the file of -o.\n\
         With --from-register, writes into the folder of -o a starting file for each sheet of a filled register (a workbook \
         of the CNIL: simplified, base or a processor's), named after its reference; what remains is to describe the process.\n\
         A file that exists is never replaced.",
    ),
    examples: &[
        ("recens new -o appel.recens", Word::new("pour commencer", "to begin with")),
        ("recens new --list", Word::new("les exemples", "the examples")),
        ("recens new --from-register registre.xlsx -o processus", Word::new("un fichier pour chaque fiche", "a file for each sheet")),
    ],
};

/// `completions`.
pub const COMPLETIONS: Page = Page {
    name: "completions",
    alias: "",
    about: Word::new("Donne les complétions d'un interpréteur de commandes", "Gives the completions of a shell"),
    long: Word::new(
        "Donne les complétions d'un interpréteur de commandes : bash, elvish, fish, powershell ou zsh.",
        "Gives the completions of a shell: bash, elvish, fish, powershell or zsh.",
    ),
    examples: &[("recens completions bash > ~/.local/share/bash-completion/completions/recens", Word::new("pour bash", "for bash"))],
};

/// `man`.
pub const MAN: Page = Page {
    name: "man",
    alias: "",
    about: Word::new("Donne la page de manuel", "Gives the manual page"),
    long: Word::new(
        "Donne la page de manuel au format roff, de recens ou d'une de ses commandes.",
        "Gives the manual page as roff, of recens or of one of its commands.",
    ),
    examples: &[("recens man | man -l -", Word::new("la lire", "read it"))],
};

/// `help`.
pub const HELP: Page = Page {
    name: "help",
    alias: "aide",
    about: Word::new("Donne l'aide, de recens ou d'une commande", "Gives help, on recens or on a command"),
    long: Word::new("Donne l'aide, de recens ou d'une commande.", "Gives help, on recens or on a command."),
    examples: &[("recens help check", Word::new("comme recens check --help", "as recens check --help"))],
};

/// What an argument or option takes.
#[derive(Clone, Copy, Debug)]
pub struct Value {
    /// How the help calls the value.
    pub name: Word,
    /// What it is for.
    pub help: Word,
}

macro_rules! words {
    ($($name:ident: $fr:literal, $en:literal;)*) => {
        $(#[doc = $en] pub const $name: Word = Word::new($fr, $en);)*
    };
}

macro_rules! values {
    ($($name:ident: $value_fr:literal, $value_en:literal => $fr:literal, $en:literal;)*) => {
        $(#[doc = $en] pub const $name: Value = Value { name: Word::new($value_fr, $value_en), help: Word::new($fr, $en) };)*
    };
}

words! {
    LANG_VALUE: "LANGUE", "LANG";
    LANG: "Langue des messages et des documents : fr ou en (sans elle : messages selon le système, documents en français)", "Language of messages and documents: fr or en (without it: messages by locale, documents in French)";
    HELP_FLAG: "Donne cette aide (--help : avec des exemples)", "Gives this help (--help: with examples)";
    VERSION_FLAG: "Donne la version", "Gives the version";
    ALL_COLUMNS: "Toutes les colonnes", "All columns";
    BOM: "Marque d'ordre des octets en tête du CSV, pour les tableurs qui la veulent", "Byte-order mark at the start of the CSV, for the spreadsheets that want it";
    CHECK_ONLY: "Ne réécrit rien : dit ce qui changerait, et l'état de sortie est 1 s'il y en a", "Rewrites nothing: tells what would change, and the exit status is 1 if anything";
    WRITE: "Écrit les références dans le fichier", "Writes the references into the file";
    LIST_RULES: "Donne la liste des règles", "Lists the rules";
    LIST_EXAMPLES: "Donne la liste des exemples", "Lists the examples";
    LIST_TABLES: "Donne la liste des tableaux", "Lists the tables";
}

values! {
    INPUTS: "ENTRÉE", "INPUT" => "Fichiers .recens ou .bpmn, dossiers, ou « - » pour l'entrée standard", ".recens or .bpmn files, folders, or “-” for standard input";
    INPUT: "ENTRÉE", "INPUT" => "Fichier .recens ou .bpmn, ou « - » pour l'entrée standard", "A .recens or .bpmn file, or “-” for standard input";
    FROM: "FORMAT", "FORMAT" => "Format de l'entrée, s'il ne se lit pas dans son nom : recens ou bpmn", "Format of the input, where its name does not tell: recens or bpmn";
    TODAY: "DATE", "DATE" => "Le jour à partir duquel juger, AAAA-MM-JJ (sans elle : aujourd'hui)", "The day to judge from, YYYY-MM-DD (without it: today)";
    SELECT: "RÈGLE,…", "RULE,…" => "Seulement ces règles, par nom, code ou famille (RET, consent-)", "Only these rules, by name, code or family (RET, consent-)";
    IGNORE: "RÈGLE,…", "RULE,…" => "Sans ces règles", "Without these rules";
    LEVEL: "NIVEAU", "LEVEL" => "Niveau à partir duquel l'état de sortie est 1 : error (par défaut), warning ou info", "Level from which on the exit status is 1: error (default), warning or info";
    FINDINGS_FORMAT: "FORMAT", "FORMAT" => "Forme des constats : text (par défaut, avec l'extrait), short (une ligne), json, sarif, github ou junit", "Form of the findings: text (default, with the excerpt), short (one line), json, sarif, github or junit";
    OUTPUT: "FICHIER", "FILE" => "Fichier à écrire ; sa terminaison dit le format", "File to write; its ending tells the format";
    OUTPUT_FOLDER: "DOSSIER", "FOLDER" => "Dossier à écrire, créé au besoin ; ou une page .html", "Folder to write, created if need be; or an .html page";
    OUTPUT_NEW: "FICHIER", "FILE" => "Fichier à créer", "File to create";
    FORMAT: "FORMAT", "FORMAT" => "Format de sortie", "Output format";
    COLUMNS: "COLONNE,…", "COLUMN,…" => "Ces colonnes, dans cet ordre, par leur titre", "These columns, in this order, by heading";
    VIEW: "VUE", "VIEW" => "Ce que montre le dessin", "What the drawing shows";
    FLOW_LEVEL: "NIVEAU", "LEVEL" => "Finesse du flux des données (avec --view dataflow)", "How fine the data flow is (with --view dataflow)";
    FLOW_DATA: "DONNÉE", "DATUM" => "La vie d'une donnée, par identifiant ou nom (avec --view dataflow)", "The life of one datum, by identifier or name (with --view dataflow)";
    ACTIVITY: "RÉF", "REF" => "Un seul traitement, par identifiant, référence ou nom (sans elle : tous)", "One activity, by identifier, reference or name (without it: all)";
    THEME: "THÈME", "THEME" => "Thème du dessin", "Theme of the drawing";
    DIRECTION: "SENS", "DIRECTION" => "Refait la mise en page dans ce sens, même si le fichier a son dessin", "Lays out anew in this direction, even if the file has its own drawing";
    WRAP: "LARGEUR", "WIDTH" => "Coupe un long processus en bandes de cette largeur, en pixels (de haut en bas : de cette hauteur) ; chacune répète ses couloirs, un trait coupé reprend à la même lettre", "Cuts a long process into bands this wide, in pixels (top to bottom: this high); each repeats its lanes, a line that is cut goes on at the same letter";
    SCALE: "NOMBRE", "NUMBER" => "Grossissement de l'image PNG, de 0,1 à 10 (2 par défaut)", "Magnification of the PNG picture, from 0.1 to 10 (2 by default)";
    MARKS: "MARQUES", "MARKS" => "Marques sur les étapes : ops (références), findings (constats), les deux (par défaut) ou none", "Marks on the steps: ops (references), findings, both (default) or none";
    KEYWORDS: "LANGUE", "LANG" => "Met les mots-clés dans cette langue : fr ou en", "Puts the keywords in this language: fr or en";
    RULE: "RÈGLE", "RULE" => "Nom ou code de la règle", "Name or code of the rule";
    EXAMPLE: "NOM", "NAME" => "Nom de l'exemple ; sans lui, le fichier pour commencer", "Name of the example; without it, the file to begin with";
    TABLE_NAME: "NOM", "NAME" => "Nom du tableau", "Name of the table";
    COMMAND_NAME: "NOM", "NAME" => "Nom de la commande", "Name of the command";
    SHELL: "INTERPRÉTEUR", "SHELL" => "Interpréteur : bash, elvish, fish, powershell ou zsh", "Shell: bash, elvish, fish, powershell or zsh";
}
