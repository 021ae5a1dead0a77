//! Several names in one cell of a workbook, so that each can be told from the next though a separator stands in it.

/// What follows a separator that is part of a name and no blank: it takes no room.
const JOINER: char = '\u{2060}';
/// The blank behind a separator that is part of a name.
const NO_BREAK: char = '\u{a0}';

/// The names as a cell of a workbook holds them: between commas, or a line each where a name has a separator of its own, which
/// then stands before a no-break space. [`apart`] gives them back.
pub fn together<S: AsRef<str>>(names: &[S]) -> String {
    let plain = |name: &S| apart(name.as_ref()) == [name.as_ref()] && is_balanced(name.as_ref());
    if names.iter().all(plain) {
        return names.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
    }
    names.iter().map(|name| kept(name.as_ref())).collect::<Vec<_>>().join("\n")
}

/// The names that a cell holds: those between line breaks, between commas before a blank, and between semicolons. Those in
/// brackets are kept together, and so is what a no-break space follows.
pub fn apart(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0_u32, 0);
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        let ends = match c {
            '\n' => {
                depth = 0;
                true
            }
            '(' => {
                depth += 1;
                false
            }
            ')' => {
                depth = depth.saturating_sub(1);
                false
            }
            // A decimal comma has no blank behind it.
            ',' => depth == 0 && next.is_none_or(|next| next.is_whitespace() && next != NO_BREAK),
            ';' => depth == 0 && next != Some(NO_BREAK) && next != Some(JOINER),
            _ => false,
        };
        if ends {
            parts.push(&text[from..at]);
            from = at + 1;
        }
    }
    parts.push(&text[from..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// A name as it was before it was put into a cell.
pub fn bare(name: &str) -> String {
    name.replace(NO_BREAK, " ").replace(JOINER, "")
}

fn is_balanced(name: &str) -> bool {
    let depth = name.chars().try_fold(0_u32, |depth, c| match c {
        '(' => Some(depth + 1),
        ')' => depth.checked_sub(1),
        _ => Some(depth),
    });
    depth == Some(0)
}

/// A name whose separators are its own.
fn kept(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name.chars().peekable();
    while let Some(c) = rest.next() {
        out.push(if c == '\n' { ' ' } else { c });
        let next = rest.peek().copied();
        if matches!(c, ',' | ';') && next.is_some_and(char::is_whitespace) {
            out.push(NO_BREAK);
            rest.next();
        } else if c == ';' || (c == ',' && next.is_none()) {
            out.push(JOINER);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_together_comes_apart_again() {
        for names in [
            &["Nom", "Prénom"][..],
            &["Nom, prénom et rue"],
            &["Nom, prénom et rue", "Âge"],
            &["a;b", "c; d", "e ; f"],
            &["fin,", "fin;"],
            &["Statut (gérant, salarié)", "Taille 1,80"],
            &["une (parenthèse ouverte", "une autre) fermée", "c"],
            &[],
        ] {
            let cell = together(names);
            assert_eq!(apart(&cell).into_iter().map(bare).collect::<Vec<_>>(), names, "{cell:?}");
        }
        assert_eq!(together(&["Nom", "Prénom"]), "Nom, Prénom");
        assert_eq!(together(&["Nom, rue", "Âge"]), "Nom,\u{a0}rue\nÂge");
    }

    #[test]
    fn what_others_write_comes_apart() {
        assert_eq!(apart("Nom, Prénom; Courriel;Fax\nTéléphone"), ["Nom", "Prénom", "Courriel", "Fax", "Téléphone"]);
        assert_eq!(apart("Statut (gérant, salarié), Taille 1,80"), ["Statut (gérant, salarié)", "Taille 1,80"]);
        assert!(apart(" , ").is_empty());
    }
}
