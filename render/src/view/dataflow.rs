//! The flow of data: who gives which data to whom, through which steps and stores, and what for.
//!
//! [`chart`] gathers the movements the model says into boxes and arrows, [`place`] gives them places in columns so that
//! no label can meet another, [`paint`] draws them.
//!
//! ```text
//!   who gives │ tracks │ tracks │ labels │ processes │ labels │ tracks │ stores │ who receives
//!                      └──────────── boundary of the organisation ────────────┘
//! ```

mod chart;
mod notes;
mod paint;
mod place;
mod ports;
mod tracks;

use super::kit;
use super::overview::{Context, Drawn};

/// The flow of data of one activity.
pub fn draw(context: &Context<'_>) -> Drawn {
    let chart = chart::Chart::new(context);
    if chart.boxes.is_empty() {
        let why = match context.options.data {
            Some(datum) => {
                let name = context.model.data[datum].head.title();
                format!(
                    "{}{}{name}",
                    context.say("Aucune étape ne traite cette donnée", "No step handles this datum"),
                    kit::colon(context.options.lang)
                )
            }
            None => context.say("Aucune étape ne traite de donnée personnelle.", "No step handles personal data.").to_owned(),
        };
        return kit::nothing(context, &why);
    }
    let measured = ports::measure(context, &chart);
    let places = place::places(&chart, &measured);
    let groups = paint::groups(context, &chart, &measured, &places);
    let lang = context.options.lang;
    let processes = chart.boxes.iter().filter(|one| one.is_process()).count();
    let stores = chart.boxes.iter().filter(|one| one.is_store()).count();
    let parties = chart.boxes.len() - processes - stores;
    let parts = [
        kit::count(lang, parties, ["entité externe", "entités externes"], ["external entity", "external entities"]),
        kit::count(lang, processes, ["traitement", "traitements"], ["process", "processes"]),
        kit::count(lang, stores, ["magasin de données", "magasins de données"], ["data store", "data stores"]),
        kit::count(lang, chart.flows.len(), ["flux", "flux"], ["flow", "flows"]),
    ];
    Drawn { groups, about: format!("{}.", parts.join(", ")) }
}
