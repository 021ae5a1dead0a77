//! What stands below the drawing: data that come from nobody knows where, and how the life of a datum ends.

use super::chart::Chart;
use crate::geometry::Point;
use crate::scene::{Group, Role};
use crate::shape::label;
use crate::text::{Weight, block};
use crate::theme::Token;
use crate::view::kit;
use crate::view::overview::Context;
use indexmap::IndexSet;
use model::flow::lineage::{Role as Part, role};
use model::process::{Datum, Id};

/// The notes; none where there is nothing to say.
pub fn notes(context: &Context<'_>, chart: &Chart, at: Point, width: f64) -> Option<Group> {
    let mut texts = Vec::new();
    if let Some(datum) = context.options.data {
        texts.extend(life(context, datum));
    }
    if !chart.unsaid.is_empty() {
        let tell = |(id, data): &(Id<model::process::Operation>, Vec<Id<Datum>>)| {
            let names: Vec<&str> = data.iter().map(|datum| context.model.data[*datum].head.title()).collect();
            format!("{} ({})", names.join(", "), context.options.references.of(*id))
        };
        let told: Vec<String> = chart.unsaid.iter().map(tell).collect();
        let head = context.say("Origine non dite", "Origin not stated");
        texts.push(format!("{head}{}{}", kit::colon(context.options.lang), told.join(" ; ")));
    }
    if texts.is_empty() {
        return None;
    }
    let mut group = Group::new("", Role::Annotation, "");
    let mut y = at.y;
    for text in texts {
        let block = block(&text, width, label::SMALL, Weight::Regular);
        label::flush(&mut group, &block, Point::new(at.x, y), Token::Ink);
        y += block.extent.height + 5.0;
    }
    Some(group)
}

/// How long a datum is kept, and what ends it.
fn life(context: &Context<'_>, datum: Id<Datum>) -> Vec<String> {
    let (model, lang) = (context.model, context.options.lang);
    let colon = kit::colon(lang);
    let mine = context.options.references.rows.iter().map(|id| (*id, &model.operations[*id]));
    let mine: Vec<_> = mine
        .filter(|(_, operation)| model.nodes[operation.node].activity == context.activity)
        .filter(|(_, operation)| operation.data.iter().any(|at| at.to == Some(datum)))
        .collect();
    let kept = mine.iter().flat_map(|(_, operation)| model.retention_of(operation, Some(datum)));
    let kept: IndexSet<String> = kept.map(|retention| retention.text(lang)).collect();
    let kept =
        if kept.is_empty() { context.say("non dite", "not stated").to_owned() } else { kept.into_iter().collect::<Vec<_>>().join(" ; ") };
    let ends = mine.iter().filter(|(_, operation)| role(model, operation, datum) == Part::End);
    let ends: Vec<String> = ends
        .map(|(id, operation)| format!("{} ({})", model.nodes[operation.node].head.title(), context.options.references.of(*id)))
        .collect();
    let end = if ends.is_empty() { context.say("aucune étape ne l'efface", "no step erases it").to_owned() } else { ends.join(" ; ") };
    vec![
        format!("{}{colon}{kept}", context.say("Durée de conservation", "Retention")),
        format!("{}{colon}{end}", context.say("Fin de vie", "End of life")),
    ]
}
