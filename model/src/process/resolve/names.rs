//! One kind of declared things, to be found by identifier, or by label for what was quoted.

use crate::diagnostic::{Diagnostic, Edit, reading};
use crate::process::vocabulary::{fold, nearest, nearest_alone};
use crate::process::{Activity, Arena, Declared, Head, Id, Ref, slug};
use crate::text;
use foldhash::HashMap;
use std::cell::OnceCell;

/// The things of one kind with an index of their labels.
pub struct Kind<T> {
    pub arena: Arena<T>,
    /// Made when a quoted text is first looked up: most files have none.
    labels: OnceCell<HashMap<String, Vec<Id<T>>>>,
}

/// What a message about an unknown name needs of a kind.
pub trait Scoped {
    /// The identifiers visible from an activity.
    fn visible(&self, scope: Option<Id<Activity>>) -> Vec<&str>;
}

impl<T: Declared> Kind<T> {
    pub fn new(arena: Arena<T>) -> Self {
        Self { arena, labels: OnceCell::new() }
    }

    fn labelled(&self, label: &str) -> &[Id<T>] {
        let labels = self.labels.get_or_init(|| {
            let mut labels: HashMap<String, Vec<Id<T>>> = HashMap::default();
            for (id, item) in self.arena.iter() {
                labels.entry(fold(item.head().title())).or_default().push(id);
            }
            labels
        });
        labels.get(&fold(label)).map_or(&[], Vec::as_slice)
    }

    /// What a reference names: by identifier, or by label where it is quoted. The activity's own comes first, then
    /// what is shared, then what another activity declares.
    pub fn find<R>(&self, name: &Ref<R>, scope: Option<Id<Activity>>) -> Option<Id<T>> {
        let found = if name.quoted { self.labelled(&name.text) } else { self.arena.named(&name.text) };
        let by = |wanted: &dyn Fn(&Head) -> bool| found.iter().copied().find(|id| wanted(self.arena[*id].head()));
        by(&|head| head.scope == scope).or_else(|| by(&|head| head.scope.is_none())).or_else(|| found.first().copied())
    }

    /// Resolves a reference to one that must be declared.
    pub fn one_of_declared(&self, name: &mut Ref<Id<T>>, scope: Option<Id<Activity>>, out: &mut Vec<Diagnostic>) {
        name.to = self.find(name, scope);
        if name.to.is_none() {
            out.push(unknown(name, &[self], scope));
        }
    }
}

impl<T: Declared + Default> Kind<T> {
    /// Declares what was quoted: its label is the text, its identifier is made from it.
    pub fn declare<R>(&mut self, name: &Ref<R>) -> Id<T> {
        let mut item = T::default();
        let base = slug(&name.text, "x");
        let mut identifier = base.clone();
        let mut count = 2;
        while !self.arena.named(&identifier).is_empty() {
            identifier = format!("{base}_{count}");
            count += 1;
        }
        *item.head_mut() = Head {
            name: identifier.as_str().into(),
            label: name.text.to_string(),
            span: name.span,
            whole: name.span,
            on_the_spot: true,
            ..Head::default()
        };
        let id = self.arena.push(&identifier, item);
        if let Some(labels) = self.labels.get_mut() {
            labels.entry(fold(&name.text)).or_default().push(id);
        }
        id
    }

    /// Resolves references; what is quoted is declared, what is unknown is left to the checks.
    pub fn all_silently(&mut self, names: &mut [Ref<Id<T>>], scope: Option<Id<Activity>>) {
        for name in names {
            name.to = self.find(name, scope);
            if name.to.is_none() && name.quoted {
                name.to = Some(self.declare(name));
            }
        }
    }

    /// Resolves a reference; what is quoted is declared, what is unknown is reported.
    pub fn one(&mut self, name: &mut Ref<Id<T>>, scope: Option<Id<Activity>>, out: &mut Vec<Diagnostic>) {
        self.all_silently(std::slice::from_mut(name), scope);
        if name.to.is_none() {
            out.push(unknown(name, &[self], scope));
        }
    }

    /// Resolves references; what is quoted is declared, what is unknown is reported.
    pub fn all(&mut self, names: &mut [Ref<Id<T>>], scope: Option<Id<Activity>>, out: &mut Vec<Diagnostic>) {
        for name in names {
            self.one(name, scope, out);
        }
    }
}

impl<T: Declared> Scoped for Kind<T> {
    fn visible(&self, scope: Option<Id<Activity>>) -> Vec<&str> {
        let seen = |head: &Head| head.scope.is_none() || head.scope == scope;
        self.arena.values().map(Declared::head).filter(|head| seen(head) && !head.on_the_spot).map(|head| head.name.as_str()).collect()
    }
}

/// The finding of a name that leads nowhere, with the nearest one of the kinds it could have meant.
pub fn unknown<R>(name: &Ref<R>, kinds: &[&dyn Scoped], scope: Option<Id<Activity>>) -> Diagnostic {
    let written = &name.text;
    let candidates: Vec<&str> = kinds.iter().flat_map(|kind| kind.visible(scope)).collect();
    let message = match nearest(written, candidates.iter().copied()) {
        Some(near) => text!(
            "`{written}` n'est déclaré nulle part ; vouliez-vous dire `{near}` ?",
            "`{written}` is declared nowhere; did you mean `{near}`?"
        ),
        None => text!("`{written}` n'est déclaré nulle part", "`{written}` is declared nowhere"),
    };
    let help = if candidates.is_empty() || candidates.len() > 12 {
        text!("le déclarer, ou corriger le nom", "declare it, or correct the name")
    } else {
        let list = candidates.join(", ");
        text!("le déclarer, ou choisir parmi : {list}", "declare it, or choose among: {list}")
    };
    let found = Diagnostic::reading(&reading::UNKNOWN_REFERENCE, name.span, message).with_help(help).about(written.clone());
    match nearest_alone(written, candidates.iter().copied()) {
        Some(near) => found.with_fix(Edit { span: name.span, text: near.to_owned() }),
        None => found,
    }
}
