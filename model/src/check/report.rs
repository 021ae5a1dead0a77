//! What rules report into: severities and justified exceptions are decided here, never in a rule.

use super::facts::Witness;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Edit, Severity, Text};
use crate::process::{Allowance, Head, Id, Operation};
use crate::source::Span;
use crate::text;
use foldhash::HashSet;

/// Findings that say in general what another one says in particular of the same operation, step or declaration: a rule, and the one
/// that replaces it there. Where the other rule does not run, the first speaks.
pub(super) const REPLACED: &[(&str, &str)] = &[
    // The arrows that a step does not wait for are those whose tokens it gets apart.
    ("fake-join", "unsynchronised"),
    ("fake-join", "improper-completion"),
    // A recipient that means nobody, the person herself or a misspelt other one is reached by nothing for that reason.
    ("recipient-unreached", "recipient-vague"),
    ("recipient-unreached", "subject-as-recipient"),
    ("recipient-unreached", "party-spelling"),
    // What is taken from one's own store under the name of a collection was collected elsewhere.
    ("collected-unused", "collection-from-store"),
    // The refusal's branch is one of all the paths on which one records.
    ("recording-systematic", "recording-after-refusal"),
];

/// A defect at a place, as a rule sees it.
#[derive(Debug)]
pub struct Finding<'a> {
    span: Span,
    message: Text,
    element: Option<&'a Head>,
    operation: Option<Id<Operation>>,
    help: Option<Text>,
    path: Witness,
    fix: Vec<Edit>,
    also: Vec<&'a Head>,
    lesser: bool,
}

impl<'a> Finding<'a> {
    /// A defect at `span`.
    pub fn new(span: Span, message: Text) -> Self {
        Self {
            span,
            message,
            element: None,
            operation: None,
            help: None,
            path: Witness::default(),
            fix: Vec::new(),
            also: Vec::new(),
            lesser: false,
        }
    }

    /// About this step or declaration; its exceptions count.
    #[must_use]
    pub fn about(mut self, head: &'a Head) -> Self {
        self.element = Some(head);
        self
    }

    /// About this operation of the step, where it is about one.
    #[must_use]
    pub fn operation(mut self, id: impl Into<Option<Id<Operation>>>) -> Self {
        self.operation = id.into();
        self
    }

    /// What to write to mend it.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    /// The steps of one path on which it goes wrong.
    #[must_use]
    pub fn path(mut self, steps: Witness) -> Self {
        self.path = steps;
        self
    }

    /// Edits that mend it without inventing anything.
    #[must_use]
    pub fn fixes(mut self, edits: impl IntoIterator<Item = Edit>) -> Self {
        self.fix.extend(edits);
        self
    }

    /// It comes from all of these declarations together: when each of them excepts it, it is excepted.
    #[must_use]
    pub fn also(mut self, heads: impl IntoIterator<Item = &'a Head>) -> Self {
        self.also.extend(heads);
        self
    }

    /// The rule's lesser case.
    #[must_use]
    pub fn lesser(mut self) -> Self {
        self.lesser = true;
        self
    }
}

/// Collects what the rules find.
#[derive(Debug, Default)]
pub struct Report {
    rule: Option<(&'static Rule, Option<Severity>)>,
    ran: Vec<&'static Rule>,
    found: Vec<Diagnostic>,
    used: HashSet<Span>,
    operations: Vec<Option<Id<Operation>>>,
}

impl Report {
    /// The findings to come are of `rule`, with the severity the user chose for it.
    pub(super) fn begin(&mut self, rule: &'static Rule, severity: Option<Severity>) {
        self.rule = Some((rule, severity));
        self.ran.push(rule);
    }

    /// Whether an exception may turn out to be useless: its rule ran, or there is no such rule.
    pub(super) fn judged(&self, allowance: &Allowance) -> bool {
        super::find(&allowance.rule.value).is_none_or(|rule| self.ran.iter().any(|ran| ran.name == rule.name))
    }

    /// Whether an exception turned something into an information.
    pub(super) fn used(&self, allowance: &Allowance) -> bool {
        self.used.contains(&allowance.span)
    }

    /// Adds a finding of the running rule.
    pub fn push(&mut self, finding: Finding) {
        let Some((rule, chosen)) = self.rule else { return };
        let mut severity = chosen.unwrap_or(if finding.lesser { rule.lesser } else { rule.severity });
        let (mut message, mut allowed) = (finding.message, None);
        let excepting = finding.element.and_then(|head| self.allowance(rule, head)).map(|allowance| vec![allowance]).or_else(|| {
            let each: Option<Vec<_>> = finding.also.iter().map(|head| self.allowance(rule, head)).collect();
            each.filter(|each| !each.is_empty())
        });
        if let Some(excepting) = excepting {
            severity = Severity::Info;
            for allowance in &excepting {
                self.used.insert(allowance.span);
            }
            let reason = excepting.first().and_then(|allowance| allowance.reason.as_ref()).map_or("", |reason| reason.value.as_str());
            message = message.then(&text!(" (toléré : {reason})", " (allowed: {reason})"));
            allowed = Some(reason.to_owned());
        }
        let path = match finding.path {
            Witness::Path(steps) => steps,
            Witness::NotSought => {
                message =
                    message.then(&text!(" (chemin non cherché : trop d'autres l'ont été)", " (path not looked for: too many others were)"));
                Vec::new()
            }
        };
        self.operations.push(finding.operation);
        self.found.push(Diagnostic {
            rule: rule.name,
            code: rule.code,
            severity,
            message,
            span: finding.span,
            element: finding.element.map(|head| head.name.to_string()),
            operation: None,
            path,
            source: rule.source,
            help: finding.help,
            fix: finding.fix,
            allowed,
        });
    }

    fn allowance<'a>(&self, rule: &Rule, head: &'a Head) -> Option<&'a Allowance> {
        let named = |allowance: &&Allowance| {
            let name = allowance.rule.value.as_str();
            rule.name.eq_ignore_ascii_case(name) || rule.code.eq_ignore_ascii_case(name)
        };
        head.allowances.iter().find(named)
    }

    /// The findings in order of place.
    pub(super) fn finish(mut self, context: &Context) -> Vec<Diagnostic> {
        for (found, operation) in self.found.iter_mut().zip(&self.operations) {
            found.operation = operation.map(|id| context.references.of(id).to_owned());
        }
        let about = |found: &Diagnostic, operation: Option<Id<Operation>>| (operation, operation.is_none().then_some(found.span));
        let each = || self.found.iter().zip(self.operations.iter().copied());
        let told: HashSet<_> = each().map(|(found, operation)| (found.rule, about(found, operation))).collect();
        let replaced = |(found, operation): (&Diagnostic, _)| {
            let by = REPLACED.iter().filter(|(rule, _)| found.rule == *rule).map(|(_, by)| *by);
            by.into_iter().any(|by| told.contains(&(by, about(found, operation))))
        };
        let kept: Vec<bool> = each().map(|one| !replaced(one)).collect();
        let mut kept = kept.into_iter();
        self.found.retain(|_| kept.next().unwrap_or(true));
        self.found.sort_by(|a, b| {
            let key = |found: &Diagnostic| (found.span.file, found.span.start, found.span.end, found.rule);
            key(a).cmp(&key(b))
        });
        self.found
    }
}
