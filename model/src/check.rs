//! The checks: the list of rules and the runner. One file a rule; each works for both formats, since none knows either.

mod abroad;
mod common;
mod consent;
mod facts;
mod lookup;
mod manual;
mod report;
mod storage;
#[cfg(test)]
mod tests;
mod wording;

pub use manual::{Example, Manual, Prose};
pub use report::{Finding, Report};

use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::graph::FlowGraph;
use crate::flow::references::References;
use crate::process::{Date, Model};
use crate::reference::durations::{Overrides, ReferenceDuration, overridden};
use facts::Facts;
use foldhash::HashMap;
use indexmap::IndexMap;
use std::sync::LazyLock;

macro_rules! rules {
    ($($module:ident)*) => {
        $(mod $module;)*
        /// Every rule, in the order of the manual.
        pub static RULES: &[&Rule] = &[$(&$module::RULE),*];
    };
}

rules! {
    purpose_missing
    purpose_vague
    purpose_undeclared
    purpose_unused
    basis_missing
    basis_unjustified
    basis_authority
    operation_missing
    operation_inconsistent
    collection_from_store
    data_undeclared
    data_unused
    data_uncategorised
    subjects_missing
    source_unstated
    consent_unrecorded
    consent_irrevocable
    consent_bundled
    rights_unanswered
    informal_operation
    superseded_operation
    ambiguous_operation
    retention_missing
    retention_without_start
    retention_unbounded
    retention_over_reference
    retention_under_obligation
    retention_conflict
    recipient_unreached
    recipient_vague
    subject_as_recipient
    controller_missing
    role_conflict
    dpo_conflict
    party_spelling
    processor_contract_missing
    subprocessor_unauthorised
    transfer_without_safeguard
    safeguard_lapsed
    transfer_undeclared
    sensitive_without_exception
    nir_without_text
    dpia_likely
    format_mismatch
    channel_unused
    flow_unencrypted
    store_unprotected
    measure_repeated
    recording_notice_incomplete
    recording_too_long
    register_field_missing
    register_dates
    placeholder_left
    store_contradictory
    reference_duplicate
    risk_off_scale
    risk_incomplete
    start_event_required
    end_event_required
    single_blank_start_event
    no_disconnected
    no_implicit_start
    no_implicit_end
    no_implicit_split
    no_gateway_join_fork
    fake_join
    superfluous_gateway
    no_duplicate_sequence_flows
    label_required
    sub_process_blank_start_event
    event_sub_process_typed_start_event
    link_event
    no_bpmndi
    flow_crosses_participant
    message_within_participant
    notice_after_collection
    notice_incomplete
    indirect_collection_unannounced
    recording_unannounced
    consent_not_obtained
    processing_after_refusal
    consent_before_notice
    objection_unchecked
    cold_call_without_consent
    recording_after_refusal
    recording_systematic
    purpose_diverted
    used_before_collected
    collected_unused
    sent_unused
    unrelated_files_combined
    free_text_uncontrolled
    access_without_need
    profiling_unannounced
    never_erased
    used_after_erasure
    timer_contradicts_retention
    processor_keeps_data
    recipient_undeclared
    processor_own_purpose
    automated_decision
    conversion_unchecked
    concurrent_writers
    manual_entry_unchecked
    deadlock
    unsynchronised
    dead_step
    improper_completion
    allowance_unused
}

/// A check. Its name is its identity; the manual page, `explain` and its own tests come from the doc comment of its file.
#[derive(Debug)]
pub struct Rule {
    /// The name of the defect: `retention-missing`.
    pub name: &'static str,
    /// The short alias, never reused: `RET-01`.
    pub code: &'static str,
    /// The default severity.
    pub severity: Severity,
    /// The severity of its lesser cases, where it has some.
    pub lesser: Severity,
    /// The article of law or the standard.
    pub source: &'static str,
    /// The rule's own file, whose doc comment is the manual.
    manual: &'static str,
    /// Finds the defect.
    check: fn(&Context, &mut Report),
}

/// What a rule may look at. The analyses of the flow are made when a rule first asks for them.
#[derive(Debug)]
pub struct Context<'a> {
    /// The model.
    pub model: &'a Model,
    /// Its flow.
    pub graph: &'a FlowGraph,
    /// Its census references.
    pub references: &'a References,
    /// The reference durations, with those of the configuration.
    pub durations: &'a [ReferenceDuration],
    /// The day that counts as today.
    pub today: Date,
    facts: &'a Facts<'a>,
}

/// What the user chose.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The day that counts as today.
    pub today: Date,
    /// Severity of a rule by name; `None` turns it off.
    pub severities: IndexMap<String, Option<Severity>>,
    /// Only these rules: names, codes, or the beginning of either (`RET`, `consent-`). Empty: all.
    pub select: Vec<String>,
    /// Not these rules.
    pub ignore: Vec<String>,
    /// Durations instead of those of the reference table.
    pub durations: Overrides,
}

/// The rule of a name or code, case aside.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name.eq_ignore_ascii_case(name) || rule.code.eq_ignore_ascii_case(name))
}

impl Rule {
    /// The manual page.
    pub fn manual(&self) -> Manual {
        Manual::parse(self.manual)
    }

    /// Whether a word of `--select` or `--ignore` means this rule, as [`is_meant`] says.
    pub fn is_meant_by(&self, word: &str) -> bool {
        is_meant(self.name, self.code, word)
    }
}

/// Whether a word chooses the rule of this name and code, case aside: either of them, the family its code begins with
/// (`RET`), or the beginning of its name or code with a final hyphen (`consent-`, `RET-`).
pub fn is_meant(name: &str, code: &str, word: &str) -> bool {
    let family = code.split('-').next().unwrap_or_default();
    let begins = |name: &str| word.ends_with('-') && name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    [name, code, family].iter().any(|whole| whole.eq_ignore_ascii_case(word)) || begins(name) || begins(code)
}

/// Runs the rules chosen and gives what they find, in order of place, after the exceptions written in the input.
pub fn run(model: &Model, graph: &FlowGraph, references: &References, settings: &Settings) -> Vec<Diagnostic> {
    let durations = overridden(&settings.durations);
    let facts = Facts::new(model, graph);
    let context = Context { model, graph, references, durations: &durations, today: settings.today, facts: &facts };
    let mut report = Report::default();
    for rule in chosen(settings) {
        let severity = settings.severities.get(rule.name).copied();
        if severity != Some(None) {
            report.begin(rule, severity.flatten());
            (rule.check)(&context, &mut report);
        }
    }
    report.finish(&context)
}

/// The rules that `--select` and `--ignore` leave, in the order of the manual.
fn chosen(settings: &Settings) -> impl Iterator<Item = &'static Rule> {
    let meant = |words: &[String]| -> Vec<bool> {
        let mut meant = vec![false; RULES.len()];
        for word in words {
            let exactly = NAMES.get(word.to_ascii_lowercase().as_str());
            match exactly {
                Some(rules) => rules.iter().for_each(|at| meant[*at] = true),
                None => RULES.iter().zip(&mut meant).for_each(|(rule, meant)| *meant |= rule.is_meant_by(word)),
            }
        }
        meant
    };
    let (selected, ignored) = (meant(&settings.select), meant(&settings.ignore));
    let all = settings.select.is_empty();
    RULES.iter().enumerate().filter(move |(at, _)| (all || selected[*at]) && !ignored[*at]).map(|(_, rule)| *rule)
}

/// The places of the rules that a whole name, code or family means, in small letters: thousands of files are read with the
/// same choice.
static NAMES: LazyLock<HashMap<String, Vec<usize>>> = LazyLock::new(|| {
    let mut names: HashMap<String, Vec<usize>> = HashMap::default();
    for (at, rule) in RULES.iter().enumerate() {
        for name in [rule.name, rule.code, rule.code.split('-').next().unwrap_or_default()] {
            names.entry(name.to_ascii_lowercase()).or_default().push(at);
        }
    }
    names
});
