//! Two declarations with one identifier.

use crate::diagnostic::{Diagnostic, reading};
use crate::process::{Activity, Arena, ArtifactKind, Declared, Head, Id, Model};
use crate::source::Span;
use crate::text;
use foldhash::{HashMap, HashMapExt};
use std::collections::HashSet;

/// Reports each identifier declared twice in one kind and scope. What stands in the flow (steps, pools, lanes,
/// documents, notes) is one kind, since an arrow may lead to any of it.
pub fn report(model: &Model, out: &mut Vec<Diagnostic>) {
    let mut told: HashSet<Span> =
        out.iter().filter(|found| found.rule == reading::DUPLICATE_IDENTIFIER.name).map(|found| found.span).collect();
    let mut say = |heads: &mut dyn Iterator<Item = &Head>| {
        let mut seen: HashMap<(Option<Id<Activity>>, &str), Span> = HashMap::new();
        for head in heads {
            let Some(first) = seen.get(&(head.scope, head.name.as_str())) else {
                seen.insert((head.scope, head.name.as_str()), head.span);
                continue;
            };
            if *first != head.span && told.insert(head.span) {
                let name = &head.name;
                out.push(
                    Diagnostic::reading(
                        &reading::DUPLICATE_IDENTIFIER,
                        head.span,
                        text!("`{name}` est déjà déclaré", "`{name}` is declared already"),
                    )
                    .with_help(text!("donner un autre identifiant à l'un des deux", "give one of the two another identifier"))
                    .about(name.clone()),
                );
            }
        }
    };
    say(&mut heads(&model.activities));
    say(&mut heads(&model.organisations));
    say(&mut heads(&model.subjects));
    say(&mut heads(&model.data));
    say(&mut heads(&model.purposes));
    say(&mut heads(&model.recipients));
    say(&mut heads(&model.stores));
    say(&mut heads(&model.channels));
    say(&mut heads(&model.measures));
    say(&mut heads(&model.risks));
    let placed =
        model.artifacts.values().filter(|artifact| !matches!(artifact.kind, ArtifactKind::Store(_))).map(|artifact| &artifact.head);
    // A pool that was made up to hold steps has no identifier of its own.
    let drawn = model.participants.values().filter(|pool| pool.drawn).map(|pool| &pool.head);
    let mut flow: Vec<&Head> = drawn.chain(heads(&model.lanes)).chain(heads(&model.nodes)).chain(placed).collect();
    flow.sort_by_key(|head| (head.span.file, head.span.start));
    say(&mut flow.into_iter());
}

fn heads<T: Declared>(arena: &Arena<T>) -> impl Iterator<Item = &Head> {
    arena.values().map(Declared::head)
}
