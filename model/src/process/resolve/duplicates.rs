//! Two declarations with one identifier.

use crate::diagnostic::{Diagnostic, reading};
use crate::process::{Activity, Arena, ArtifactKind, Declared, Head, Id, Model};
use crate::source::Span;
use crate::text;
use foldhash::HashMap;
use foldhash::HashSet;

/// Reports each identifier declared twice in one kind and scope. What stands in the flow (steps, pools, lanes,
/// documents, notes) is one kind, since an arrow may lead to any of it.
pub fn report(model: &Model, out: &mut Vec<Diagnostic>) {
    let mut told: HashSet<Span> =
        out.iter().filter(|found| found.rule == reading::DUPLICATE_IDENTIFIER.name).map(|found| found.span).collect();
    let mut say = |heads: &mut dyn Iterator<Item = &Head>| {
        let mut seen: HashMap<(Option<Id<Activity>>, &str), Span> = HashMap::default();
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
    say(&mut namesakes(&model.activities));
    say(&mut namesakes(&model.organisations));
    say(&mut namesakes(&model.subjects));
    say(&mut namesakes(&model.data));
    say(&mut namesakes(&model.purposes));
    say(&mut namesakes(&model.recipients));
    say(&mut namesakes(&model.stores));
    say(&mut namesakes(&model.channels));
    say(&mut namesakes(&model.measures));
    say(&mut namesakes(&model.risks));
    if all_differ(model) {
        return;
    }
    let placed =
        model.artifacts.values().filter(|artifact| !matches!(artifact.kind, ArtifactKind::Store(_))).map(|artifact| &artifact.head);
    // A pool that was made up to hold steps has no identifier of its own.
    let drawn = model.participants.values().filter(|pool| pool.drawn).map(|pool| &pool.head);
    let mut flow: Vec<&Head> = drawn.chain(heads(&model.lanes)).chain(heads(&model.nodes)).chain(placed).collect();
    flow.sort_by_key(|head| (head.span.file, head.span.start));
    say(&mut flow.into_iter());
}

/// Whether no two things of the flow have the same identifier, as in most files.
fn all_differ(model: &Model) -> bool {
    if model.nodes.has_namesakes() || model.participants.has_namesakes() || model.lanes.has_namesakes() || model.artifacts.has_namesakes() {
        return false;
    }
    let mut others = HashSet::default();
    let mut beside = model.participants.names().chain(model.lanes.names()).chain(model.artifacts.names());
    beside.all(|name| model.nodes.named(name).is_empty() && others.insert(name))
}

/// The heads of an arena where two share an identifier; nothing elsewhere.
fn namesakes<T: Declared>(arena: &Arena<T>) -> impl Iterator<Item = &Head> {
    arena.values().filter(|_| arena.has_namesakes()).map(Declared::head)
}

fn heads<T: Declared>(arena: &Arena<T>) -> impl Iterator<Item = &Head> {
    arena.values().map(Declared::head)
}
