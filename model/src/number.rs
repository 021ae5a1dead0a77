//! Pinning census references: the text edits that write each row's reference on its operation's line.

use crate::diagnostic::{Edit, Lang};
use crate::flow::references::References;
use crate::process::{Model, Pin};
use crate::source::FileId;

/// The edits of one file that pin every reference not yet pinned, in order of place. They insert and change nothing else.
pub fn edits(model: &Model, references: &References, file: FileId) -> Vec<Edit> {
    let mut edits: Vec<Edit> = (references.rows.iter())
        .filter(|id| model.operations[**id].reference.is_none())
        .filter_map(|id| {
            let reference = references.of(*id);
            let (span, text) = match model.operations[*id].pin {
                Pin::Clause(span) => (span, format!(" {} {reference}", if model.lang == Lang::Fr { "réf" } else { "ref" })),
                Pin::Attribute(span) => (span, format!(" ref=\"{reference}\"")),
                Pin::Nowhere => return None,
            };
            (span.file == file).then_some(Edit { span, text })
        })
        .collect();
    edits.sort_by_key(|edit| edit.span.start);
    edits
}

/// `text` with the edits made. They must lie inside it, in order and apart.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len() + edits.iter().map(|edit| edit.text.len()).sum::<usize>());
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.span.start as usize]);
        out.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    out.push_str(&text[at..]);
    out
}
