//! Arrows: sequence flows, message flows, and the data associations between steps and documents or stores.

use super::{Lower, Place, Statement};
use crate::diagnostic::reading;
use crate::dsl::cursor::{Cursor, Token};
use crate::dsl::keywords::Keyword as K;
use crate::dsl::report::shown;
use crate::dsl::syntax::SyntaxKind;
use crate::process::*;
use crate::source::{Span, Spanned};
use crate::text;

/// An arrow as written. Whether it joins steps or data is known once everything is read.
#[derive(Clone, Debug)]
pub struct Arrow {
    message: bool,
    from: (String, Span),
    to: (String, Span),
    activity: Option<Id<Activity>>,
    label: Option<Spanned<String>>,
    condition: Option<Spanned<String>>,
    default: bool,
    carries: Vec<Ref<Id<Datum>>>,
    via: Vec<Ref<Id<Channel>>>,
    span: Span,
}

const CLAUSES: &[K] = &[K::Default, K::Carries, K::Via];

impl<'a> Lower<'a> {
    /// `a -> b ~> c : "label" clauses`: the label and the clauses are those of the last arrow.
    pub fn arrow(&mut self, mut s: Statement<'a>, place: Place<'a>) {
        let mut found: Vec<Arrow> = Vec::new();
        let c = &mut s.cursor;
        c.known = CLAUSES;
        let mut from = self.end(c);
        let mut last_kept = false;
        let mut sequence = false;
        while let Some(arrow) = c.eat(SyntaxKind::Arrow).or_else(|| c.eat(SyntaxKind::MessageArrow)) {
            let to = self.end(c);
            let message = arrow.kind == SyntaxKind::MessageArrow;
            sequence = !message;
            last_kept = from.is_some() && to.is_some();
            if let (Some(from), Some(to)) = (from.take(), to.clone()) {
                let span = from.1.join(to.1);
                found.push(Arrow {
                    message,
                    from,
                    to,
                    activity: place.activity,
                    label: None,
                    condition: None,
                    default: false,
                    carries: Vec::new(),
                    via: Vec::new(),
                    span,
                });
            }
            from = to;
        }
        let mut clauses = self.arrow_clauses(c, sequence);
        if let Some(last) = found.last_mut().filter(|_| last_kept) {
            clauses.message = last.message;
            clauses.from = last.from.clone();
            clauses.to = last.to.clone();
            clauses.activity = last.activity;
            clauses.span = c.since(last.span);
            *last = clauses;
        }
        if let Some(block) = &s.block {
            let message = text!("une flèche n'a pas de bloc", "an arrow has no block");
            let range = block.text_range();
            let at = usize::from(range.start());
            let help = text!("finir la ligne avant la `{{`", "end the line before the `{{`");
            self.report.say(&reading::SYNTAX, Span::new(place.file, at, at + 1), message, help);
            self.block(block, place);
        }
        self.arrows.extend(found);
    }

    /// One end of an arrow.
    fn end(&mut self, c: &mut Cursor<'a>) -> Option<(String, Span)> {
        let token = c.peek(0).filter(Token::is_value);
        let help = text!(
            "déclarer l'étape, puis écrire son identifiant : tâche nom \"…\", a -> nom",
            "declare the step, then write its identifier: task name \"…\", a -> name"
        );
        match token {
            Some(token) if token.is_text() => {
                c.bump();
                let found = shown(token.text);
                let message =
                    text!("une flèche relie des identifiants, pas des textes : {found}", "an arrow joins identifiers, not texts: {found}");
                self.report.say(&reading::SYNTAX, token.span, message, help);
                None
            }
            Some(token) => {
                c.bump();
                self.check_name(token);
                Some((super::value::nfc(token.text), token.span))
            }
            None => {
                let help = text!("une flèche relie deux étapes : a -> b", "an arrow joins two steps: a -> b");
                self.missing(c, &text!("un identifiant", "an identifier"), &help);
                None
            }
        }
    }

    fn arrow_clauses(&mut self, c: &mut Cursor<'a>, sequence: bool) -> Arrow {
        let mut arrow = Arrow {
            message: false,
            from: (String::new(), c.here()),
            to: (String::new(), c.here()),
            activity: None,
            label: None,
            condition: None,
            default: false,
            carries: Vec::new(),
            via: Vec::new(),
            span: c.here(),
        };
        self.line_clauses(c, CLAUSES, || vec!["condition"], None, &mut |this, clause| {
            let c = clause.c;
            let Some((keyword, span)) = clause.keyword else { return this.label(c, &mut arrow) };
            let fits = (keyword == K::Default) == sequence;
            if !fits {
                let (message, help) = match keyword {
                    K::Default => (
                        text!("seule une flèche `->` peut être prise par défaut", "only an arrow `->` can be the default one"),
                        text!("l'enlever", "remove it"),
                    ),
                    _ => (
                        text!("seul un flux de message `~>` porte des données", "only a message flow `~>` carries data"),
                        text!("l'écrire dans une opération de l'étape", "write it in an operation of the step"),
                    ),
                };
                this.report.say(&reading::SYNTAX, span, message, help);
            }
            match keyword {
                K::Default => arrow.default = true,
                K::Carries => arrow.carries.extend(this.references(c, &text!("des données", "data"))),
                _ => arrow.via.extend(this.references(c, &text!("un canal", "a channel"))),
            }
            true
        });
        arrow
    }

    /// `: "oui"`, and `condition "…"`.
    fn label(&mut self, c: &mut Cursor<'a>, arrow: &mut Arrow) -> bool {
        if c.eat(SyntaxKind::Colon).is_some() {
            arrow.label = self.text(c, &text!("un libellé", "a label"));
            return true;
        }
        if let Some((token, trigger @ Trigger::Condition)) = self.peek_listed::<Trigger>(c) {
            c.bump();
            self.report.value(token.span, trigger);
            arrow.condition = self.text(c, &text!("une expression", "an expression"));
            return true;
        }
        let Some(text) = c.peek(0).filter(Token::is_text).filter(|_| arrow.label.is_none()) else { return false };
        let found = shown(text.text);
        let message = text!("il manque `:` avant le libellé {found}", "`:` is missing before the label {found}");
        self.report.say(&reading::SYNTAX, text.span, message, text!("écrire `: {found}`", "write `: {found}`"));
        arrow.label = self.optional_text(c);
        true
    }

    /// Adds the arrows to the model, now that it is known what their ends are.
    pub fn place_arrows(&mut self) {
        for arrow in std::mem::take(&mut self.arrows) {
            if arrow.message {
                self.message_flow(arrow);
            } else {
                let from = self.artifact_end(&arrow, &arrow.from, &arrow.to);
                let to = self.artifact_end(&arrow, &arrow.to, &arrow.from);
                match from.or(to) {
                    Some(kind) => self.association(arrow, kind),
                    None => self.sequence_flow(arrow),
                }
            }
        }
    }

    /// How an arrow joins an end that is a document, store or note; none where it is a node or nothing known.
    ///
    /// A store that stands nowhere in the flow is placed beside the step at the arrow's other end.
    fn artifact_end(&mut self, arrow: &Arrow, end: &(String, Span), other: &(String, Span)) -> Option<AssociationKind> {
        let model = &self.model;
        let node = |name: &str| model.nodes.named(name).iter().copied().find(|id| model.nodes[*id].activity == arrow.activity);
        if node(&end.0).is_some() {
            return None;
        }
        let mut placed = model.artifacts.named(&end.0).iter().filter(|id| model.artifacts[**id].activity == arrow.activity);
        if let Some(id) = placed.next() {
            let annotation = matches!(model.artifacts[*id].kind, ArtifactKind::Annotation);
            return Some(if annotation { AssociationKind::Undirected } else { AssociationKind::Data });
        }
        let store = model.stores.named(&end.0).first()?;
        let step = &model.nodes[node(&other.0)?];
        let artifact = Artifact {
            head: Head { allowances: Vec::new(), scope: arrow.activity, ..model.stores[*store].head.clone() },
            activity: arrow.activity,
            participant: step.participant,
            lane: step.lane,
            parent: step.parent,
            kind: ArtifactKind::Store(Ref::new(end.0.clone(), false, end.1)),
        };
        self.model.artifacts.push(&end.0, artifact);
        Some(AssociationKind::Data)
    }

    fn arrow_head(&mut self, prefix: &str, arrow: &Arrow) -> Head {
        let name = self.names.unique(&format!("{prefix}_{}_{}", arrow.from.0, arrow.to.0));
        let label = arrow.label.as_ref().map(|label| label.value.clone()).unwrap_or_default();
        Head { name: name.into(), label, span: arrow.span, whole: arrow.span, scope: arrow.activity, ..Head::default() }
    }

    fn sequence_flow(&mut self, arrow: Arrow) {
        let head = self.arrow_head("flow", &arrow);
        let (from, to) = (reference(arrow.from), reference(arrow.to));
        let conditional = arrow.condition.is_some();
        let flow = SequenceFlow { head, from, to, condition: arrow.condition, conditional, default: arrow.default };
        self.model.flows.push(flow.head.name.clone(), flow);
    }

    fn message_flow(&mut self, arrow: Arrow) {
        let head = self.arrow_head("message", &arrow);
        let (from, to) = (reference(arrow.from), reference(arrow.to));
        let flow = MessageFlow { head, from, to, carries: arrow.carries, via: arrow.via, envelope: None, message: None, unnamed: false };
        self.model.messages.push(flow.head.name.clone(), flow);
    }

    fn association(&mut self, arrow: Arrow, kind: AssociationKind) {
        let head = self.arrow_head("data", &arrow);
        let (from, to) = (reference(arrow.from), reference(arrow.to));
        self.model.associations.push(head.name.clone(), Association { head, from, to, kind });
    }
}

fn reference<T>(end: (String, Span)) -> Ref<T> {
    Ref::new(end.0, false, end.1)
}
