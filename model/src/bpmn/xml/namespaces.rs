//! Which namespace each prefix stands for, as elements open and close.

use crate::bpmn::space::{Space, of_uri};
use foldhash::{HashMap, HashMapExt};
use std::borrow::Cow;

/// The namespace of the prefix `xml`.
pub(super) const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// The namespace of the prefix `xmlns`.
pub(super) const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// The prefixes in scope. Looking one up takes the same time however many there are.
pub(super) struct Namespaces<'t> {
    numbers: HashMap<Cow<'t, str>, u32>,
    /// What each number is for.
    pub spaces: Vec<Space>,
    bound: HashMap<&'t str, Vec<u32>>,
    /// Prefixes bound by open elements, with those elements' depth.
    undo: Vec<(usize, &'t str)>,
    /// Counts the changes of what is bound: what was looked up holds as long as it stays.
    pub state: u32,
}

impl<'t> Namespaces<'t> {
    /// Only `xml` is bound; number 0 is no namespace.
    pub fn new() -> Self {
        let mut all = Self { numbers: HashMap::new(), spaces: Vec::new(), bound: HashMap::new(), undo: Vec::new(), state: 0 };
        all.number(Cow::Borrowed(""));
        let xml = all.number(Cow::Borrowed(XML));
        all.bound.insert("xml", vec![xml]);
        all
    }

    /// The number of a namespace name.
    pub fn number(&mut self, uri: Cow<'t, str>) -> u32 {
        if let Some(found) = self.numbers.get(&uri) {
            return *found;
        }
        let number = super::index(self.spaces.len());
        self.spaces.push(of_uri(&uri));
        self.numbers.insert(uri, number);
        number
    }

    /// Binds a prefix (empty for the default) in the element at `depth`.
    pub fn bind(&mut self, depth: usize, prefix: &'t str, uri: Cow<'t, str>) {
        let number = self.number(uri);
        self.bound.entry(prefix).or_default().push(number);
        self.state += 1;
        self.undo.push((depth, prefix));
    }

    /// Binds a prefix nobody declared for the rest of the text, so that it is reported once.
    pub fn assume(&mut self, prefix: &'t str, number: u32) {
        self.bound.entry(prefix).or_default().insert(0, number);
        self.state += 1;
    }

    /// What a prefix stands for; no prefix stands for no namespace where there is no default.
    pub fn lookup(&self, prefix: &str) -> Option<u32> {
        let found = self.bound.get(prefix).and_then(|stack| stack.last().copied());
        if prefix.is_empty() { Some(found.unwrap_or(0)) } else { found }
    }

    /// Forgets what the element at `depth` bound.
    pub fn close(&mut self, depth: usize) {
        while let Some((at, prefix)) = self.undo.last()
            && *at >= depth
        {
            if let Some(stack) = self.bound.get_mut(prefix) {
                stack.pop();
            }
            self.undo.pop();
            self.state += 1;
        }
    }
}
