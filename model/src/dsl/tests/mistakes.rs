//! What is said about mistakes, each once.

use super::*;

#[test]
fn an_unknown_keyword_names_the_nearest() {
    check("finalte preuve \"Preuve\"\n^^^^^^^ `finalte` n'est pas un mot-clé ici ; vouliez-vous dire `finalité` ?");
}
