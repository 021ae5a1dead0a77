//! What is said about mistakes: each once, with its place, and reading goes on.

use super::check;

#[test]
fn shape_mistakes_are_said_once() {
    check(
        r##"tâche a "x
        ^^ il manque le guillemet `"` qui ferme ce texte
fin b"##,
    );
    check(
        r##"tâche a "x {
        ^^^ il manque le guillemet `"` qui ferme ce texte
    collecte nom pour f
}"##,
    );
    check(
        r##"traitement t {
    participant p {
        tâche a {
                ^ il manque la `}` de ce bloc : son énoncé suivant est écrit au même retrait que lui
            collecte nom pour f
        tâche b
    }
    a -> b
}"##,
    );
    check(
        r##"traitement t {
    tâche a {
        collecte nom
    }
    }
    ^ cette `}` ne ferme aucun bloc
    tâche b
    a -> b
}"##,
    );
    check(
        r##"}
^ cette `}` ne ferme aucun bloc
tâche a"##,
    );
    check(
        r##"tâche a {
        ^ ce bloc n'est jamais fermé : il manque une `}`"##,
    );
    check(
        r##"{ tâche a }
^ cette `{` n'appartient à aucun énoncé"##,
    );
    check(
        r##"tâche a
{
^ une ligne ne commence pas par `{`
    collecte nom
}"##,
    );
    check(
        r##"a
-> b
^^ une ligne ne commence pas par `->`"##,
    );
}

#[test]
fn arrows_join_identifiers() {
    check(
        r##"a -> 
    ^ il manque un identifiant à la fin de la ligne"##,
    );
    check(
        r##"a -> "Nouvelle étape" -> b
     ^^^^^^^^^^^^^^^^ une flèche relie des identifiants, pas des textes : "Nouvelle étape""##,
    );
    check(
        r##"a -> b, c
      ^ `,` n'a pas de sens ici"##,
    );
    check(
        r##"a -> b "oui"
       ^^^^^ il manque `:` avant le libellé "oui""##,
    );
    check(
        r##"a -> b porte nom
       ^^^^^ seul un flux de message `~>` porte des données"##,
    );
    check(
        r##"a ~> b par défaut
       ^^^^^^^^^^ seule une flèche `->` peut être prise par défaut"##,
    );
}

#[test]
fn names_and_quotes() {
    check(
        r##"tâche l'appel
      ^^^^^^^ un identifiant ne contient pas `'`"##,
    );
    check(
        r##"tâche a 'x'
        ^ `'` n'a pas de sens ici"##,
    );
}

#[test]
fn unknown_words_name_the_nearest() {
    check(
        r##"tâche a utilisater
        ^^^^^^^^^^ `utilisater` n'est pas un mot-clé ici ; vouliez-vous dire `utilisateur` ?"##,
    );
    check(
        r##"tahce a { collecte nom }
^^^^^ `tahce` n'est pas un mot-clé ici ; vouliez-vous dire `tâche` ?
a -> b"##,
    );
    check(
        r##"zorglub a { tâche b }
^^^^^^^ `zorglub` n'est pas un mot-clé ici"##,
    );
}

#[test]
fn words_of_everyday_speech_name_what_they_mean() {
    check(
        r##"acteur centre {
^^^^^^ `acteur` n'est pas un mot-clé ici ; vouliez-vous dire `participant` ?
    étape a {
    ^^^^^ `étape` n'est pas un mot-clé ici ; vouliez-vous dire `tâche` ?
        enregistre nom pour f
        ^^^^^^^^^^ `enregistre` n'est pas un mot-clé ici ; vouliez-vous dire `enregistrement` ?
        organise nom pour f
        ^^^^^^^^ `organise` n'est pas un mot-clé ici ; vouliez-vous dire `organisation` ?
    }
    si c "Accord ?"
    ^^ `si` n'est pas un mot-clé ici ; vouliez-vous dire `choix` ?
}
a -> c"##,
    );
}

#[test]
fn lines_of_a_step() {
    check(
        r##"tâche a {
    colecte nom pour f
    ^^^^^^^ `colecte` n'est pas un mot-clé ici ; vouliez-vous dire `collecte` ?
    xyz nom pour f
    ^^^ `xyz` n'est ni une opération ni un mot-clé d'étape
    tâche b
    ^^^^^ `tâche` ne se place pas ici
    collecte nom puor f vers g
                 ^^^^ `puor` n'est pas un mot-clé ici ; vouliez-vous dire `pour` ?
    collecte nom sur pour f
                     ^^^^ il faut des personnes avant `pour`
    collecte nom,
    collecte
}"##,
    );
    check(
        r##"tâche a {
    informe p
             ^ il manque `de` et ce dont on informe à la fin de la ligne
    informe p de respnsable, finalité
                 ^^^^^^^^^^ `respnsable` n'est pas un élément d'information ; vouliez-vous dire `responsable` ?
    informe p finalité
              ^^^^^^^^ `finalité` n'est pas un mot-clé ici
    recueille consentement
                          ^ il manque `pour` et une finalité à la fin de la ligne
    recueille consentemant pour f
              ^^^^^^^^^^^^ `consentemant` n'est pas un mot-clé ici ; vouliez-vous dire `consentement` ?
    retire pour f
           ^^^^ il faut `consentement` avant `pour`
    vérifie
           ^ il manque une vérification à la fin de la ligne
    vérifie truc
            ^^^^ `truc` n'est pas une vérification
    répond acces, efacement
                  ^^^^^^^^^ `efacement` n'est pas un droit de la personne ; vouliez-vous dire `effacement` ?
    tolère
          ^ il manque le nom d'une règle à la fin de la ligne
    tolère purpose-missing "x" y
                               ^ `y` n'a pas de sens ici
}"##,
    );
}

#[test]
fn retentions() {
    check(
        r##"donnée nom "Nom" identte sur p durée 6 mos après "x"
                 ^^^^^^^ `identte` n'est pas un mot-clé ici ; vouliez-vous dire `identité` ?
                                       ^^^ `mos` n'est pas une unité de temps ; vouliez-vous dire `mois` ?"##,
    );
    check(
        r##"donnée nom durée six mois
                 ^^^ `six` n'est pas un nombre"##,
    );
    check(
        r##"donnée nom durée mois
                 ^^^^ `mois` n'est pas un nombre"##,
    );
    check(
        r##"donnée nom durée 6
                  ^ il manque une unité de temps à la fin de la ligne"##,
    );
    check(
        r##"donnée nom durée jusqu'à
                        ^ il manque le critère de fin à la fin de la ligne"##,
    );
    check(
        r##"donnée nom durée 6 mois puis efacement
                             ^^^^^^^^^ `efacement` n'est pas un sort final ; vouliez-vous dire `effacement` ?"##,
    );
    check(
        r##"donnée nom durée 6 mois puis archivage 5 ans au titre de
                                                        ^ il manque le texte qui impose l'archivage à la fin de la ligne"##,
    );
}

#[test]
fn fields_and_places() {
    check(
        r##"traitement t {
    créé 2024-02-30
         ^^^^^^^^^^ `2024-02-30` n'est pas une date qui existe
    modifié 15/04/2024
              ^ `/` n'a pas de sens ici
    échelle grande
            ^^^^^^ `grande` n'est pas une échelle
    responsable
               ^ il manque une organisation à la fin de la ligne
    sous-traitant a contract
                            ^ il manque la référence du contrat à la fin de la ligne
    importe "x"
    ^^^^^^^ `importe` ne se place pas ici
    traitement u {}
    ^^^^^^^^^^ `traitement` ne se place pas ici
    collecte nom pour f
    ^^^^^^^^ `collecte` ne se place pas ici
}"##,
    );
    check(
        r##"traitement t {}
tâche a
^^^^^ cet énoncé est hors du traitement
tâche b
a -> b"##,
    );
    check(
        r##"traitement t {}
responsable osiris
^^^^^^^^^^^ cet énoncé est hors du traitement"##,
    );
}

#[test]
fn imports_need_a_path() {
    check(
        r##"importe catalogue
        ^^^^^^^^^ le chemin à importer s'écrit entre guillemets"##,
    );
    check(
        r##"importe "catalogue.recens"
        ^^^^^^^^^^^^^^^^^^ `catalogue.recens` ne peut pas être importé : le texte lu n'est dans aucun dossier"##,
    );
    check(
        r##"importe
       ^ il manque un chemin à la fin de la ligne"##,
    );
}

#[test]
fn declarations() {
    check(
        r##"finalité f principal base consentment
           ^^^^^^^^^ `principal` n'est pas un mot-clé ici ; vouliez-vous dire `principale` ?
                          ^^^^^^^^^^^ `consentment` n'est pas une base légale ; vouliez-vous dire `consentement` ?"##,
    );
    check(
        r##"finalité f consentement
           ^^^^^^^^^^^^ il manque `base` avant `consentement`"##,
    );
    check(
        r##"organisation o { ville "Tours"; vile "x"; dpo "A" { couriel "x" } }
                                ^^^^ `vile` n'est pas un mot-clé ici ; vouliez-vous dire `ville` ?
                                                    ^^^^^^^ `couriel` n'est pas un mot-clé ici ; vouliez-vous dire `courriel` ?"##,
    );
    check(
        r##"transfert vers hebergeur pays "États-Unis" garantie dfp
                                                    ^^^ `dfp` n'est pas une garantie de transfert ; vouliez-vous dire `dpf` ?"##,
    );
    check(
        r##"risque r { gravité forte; mesure a }
                          ^^^^^^ `mesure` n'est pas un mot-clé ici ; vouliez-vous dire `mesures` ?"##,
    );
}

#[test]
fn statements_stand_in_their_place() {
    check(
        r##""texte" x
^^^^^^^ un énoncé commence par un mot-clé, pas par "texte""##,
    );
    check(
        r##"tâche a {
  couloir b {
  ^^^^^^^ `couloir` ne se place pas ici
  }
}"##,
    );
    check(
        r##"participant p {
    donnée nom
    ^^^^^^ `donnée` ne se place pas ici
    collecte nom
    ^^^^^^^^ `collecte` ne se place pas ici
    tolère x "y"
}"##,
    );
    check(
        r##"tolère x
^^^^^^ `tolère` ne se place pas ici"##,
    );
}

#[test]
fn events_and_clauses() {
    check(
        r##"début d sur t
        ^^^ seul un `événement` se place sur une étape"##,
    );
    check(
        r##"événement e sur t minuterie "P6M" non-interuptif
                                  ^^^^^^^^^^^^^^ `non-interuptif` n'est pas un mot-clé ici ; vouliez-vous dire `non-interruptif` ?"##,
    );
    check(
        r##"tâche a utilisateur, service
                   ^ `,` n'a pas de sens ici"##,
    );
    check(
        r##"a => b
  ^^ `=>` n'a pas de sens ici"##,
    );
}

#[test]
fn blocks_and_texts_where_none_stands() {
    check(
        r##"magasin m lieu contient nom
               ^^^^^^^^ il faut un lieu avant `contient`"##,
    );
    check(
        r##"tâche a {
    collecte nom pour f {
                        ^ une ligne d'étape n'a pas de bloc
        x
    }
}"##,
    );
    check(
        r##"a -> b {
       ^ une flèche n'a pas de bloc
}"##,
    );
    check(
        r##"tâche a "x" "y"
            ^^^ `"y"` n'a pas de sens ici"##,
    );
    check(
        r##"donnée x : "Y"
         ^ `:` n'a pas de sens ici"##,
    );
}
