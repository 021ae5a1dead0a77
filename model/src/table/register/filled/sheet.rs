//! One sheet: an activity as its fields say, whichever form they stand in.

use super::headings::{Part, is};
use super::{At, Said};
use crate::process::{DataCategory, Date};
use crate::table::register::{Form, Role};
use std::collections::BTreeMap;

/// The sheet of an activity.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The form it follows.
    pub form: Form,
    /// Whose register it is in.
    pub role: Role,
    /// Where its description begins.
    pub at: At,
    /// The name of the activity.
    pub name: Said,
    /// Its reference.
    pub reference: Said,
    /// Day of creation.
    pub created: Option<(Option<Date>, Said)>,
    /// Day of the last update.
    pub updated: Option<(Option<Date>, Said)>,
    /// Joint controllers, where a field names them.
    pub joint: Said,
    /// Software, where a field names it.
    pub software: Said,
    /// Controller, officer, representative, joint controllers, processors.
    pub actors: Vec<Actor>,
    /// Purposes, the main one first; in the form « base » what else is said of the aims too.
    pub purposes: Vec<Said>,
    /// Kinds of operations of a processor.
    pub operations: Said,
    /// Those that a processor turns to.
    pub further: Vec<Said>,
    /// Data by category.
    pub data: Vec<Group>,
    /// Data for which the form has no row.
    pub loose: Vec<Loose>,
    /// How long data are kept, where a block of its own says it: the data of each row, and the retention.
    pub kept: Vec<(Said, Said)>,
    /// Categories of data subjects: what is said of each, else the item of the list.
    pub persons: Vec<Said>,
    /// Recipients: the item of the list, and what is said of it.
    pub recipients: Vec<(String, Said)>,
    /// Measures: the item of the list, and what is said of it.
    pub measures: Vec<(String, Said)>,
    /// Transfers: to whom, to which country, under which safeguard.
    pub transfers: Vec<Aimed>,
    /// The countries of transfers, where a field of their own names them.
    pub countries: Said,
    /// Check boxes.
    pub boxes: Vec<Ticked>,
    /// The study of risks.
    pub risks: Vec<Studied>,
    /// Rows of the annex by their heading.
    pub annex: Vec<(String, Said)>,
    /// Where each block begins.
    pub blocks: BTreeMap<Part, At>,
}

/// A check box.
#[derive(Clone, Debug)]
pub struct Ticked {
    /// The block.
    pub part: Part,
    /// What it is for, without examples.
    pub label: String,
    /// Whether it is ticked.
    pub ticked: bool,
    /// Where it stands.
    pub at: At,
}

/// A line of the study of risks.
#[derive(Clone, Debug, Default)]
pub struct Studied {
    /// The feared event.
    pub event: Said,
    /// Impacts, sources, threats, measures, severity, likelihood.
    pub fields: [Said; 6],
}

/// Somebody of the block of actors.
#[derive(Clone, Debug, Default)]
pub struct Actor {
    /// The heading of the row.
    pub role: String,
    /// Name, address, postcode, city, country, telephone, e-mail address.
    pub fields: [Said; 7],
}

/// The data of a category.
#[derive(Clone, Debug)]
pub struct Group {
    /// Which.
    pub category: DataCategory,
    /// The data, one after the other.
    pub data: Said,
    /// How long they are kept.
    pub retention: Said,
}

/// A datum of the annex.
#[derive(Clone, Debug)]
pub struct Loose {
    /// Its category; none where it has none.
    pub category: Option<DataCategory>,
    /// Its name.
    pub label: String,
    /// How long it is kept; empty where nothing is said.
    pub retention: String,
    /// Where it stands.
    pub at: At,
}

/// A transfer.
#[derive(Clone, Debug, Default)]
pub struct Aimed {
    /// To whom.
    pub to: Said,
    /// To which country.
    pub country: Said,
    /// Under which safeguard.
    pub safeguard: Said,
}

impl Sheet {
    /// Whether nothing of it is filled in.
    pub fn is_empty(&self) -> bool {
        let said = |said: &Said| !said.text.is_empty();
        let data = self.data.iter().any(|group| said(&group.data)) || !self.loose.is_empty();
        let others =
            !self.operations.text.is_empty() || !self.purposes.is_empty() || !self.persons.is_empty() || !self.recipients.is_empty();
        !(said(&self.name) || said(&self.reference) || data || others)
    }

    /// How it is named in messages.
    pub fn title(&self) -> &str {
        if self.name.text.is_empty() { &self.reference.text } else { &self.name.text }
    }

    /// Where a block begins, else where the sheet does.
    pub fn block(&self, part: Part) -> At {
        self.blocks.get(&part).unwrap_or(&self.at).clone()
    }

    /// What a row of the annex says.
    pub fn annex(&self, fr: &str, en: &str) -> Option<&Said> {
        self.annex.iter().find(|row| is(&row.0, fr, en)).map(|row| &row.1)
    }
}
