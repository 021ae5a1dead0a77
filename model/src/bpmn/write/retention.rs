//! The text of a retention as an attribute holds it, in the words of the language.

use crate::diagnostic::Lang;
use crate::process::vocabulary::Words;
use crate::process::{Retention, RetentionLimit};

/// `6 mois après "l'appel" puis archivage 5 ans au titre de "C. civ. 2224" puis effacement`.
pub(super) fn retention(retention: &Retention) -> String {
    let lang = Lang::Fr;
    let mut out = match &retention.limit {
        RetentionLimit::Duration(duration) => duration.text(lang),
        RetentionLimit::Until(text) => format!("jusqu'à {}", quoted(text)),
    };
    if let Some(after) = &retention.after {
        out.push_str(" après ");
        out.push_str(&quoted(&after.value));
    }
    if let Some(archive) = &retention.archive {
        out.push_str(" puis archivage");
        if let Some(duration) = archive.duration {
            out.push(' ');
            out.push_str(&duration.text(lang));
        }
        if let Some(under) = &archive.under {
            out.push_str(" au titre de ");
            out.push_str(&quoted(&under.value));
        }
    }
    if let Some(fate) = &retention.fate {
        out.push_str(" puis ");
        out.push_str(fate.value.word(lang));
    }
    out
}

/// `text` between the quotes it does not hold; curved ones replace its own where it holds all of them.
fn quoted(text: &str) -> String {
    for (open, close) in [('"', '"'), ('“', '”'), ('«', '»')] {
        if !text.contains(open) && !text.contains(close) {
            return format!("{open}{text}{close}");
        }
    }
    format!("\"{}\"", text.replace('"', "”"))
}
