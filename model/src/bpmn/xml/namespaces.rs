//! Which namespace each prefix stands for, as elements open and close.

use crate::bpmn::space::{Space, of_uri};
use foldhash::{HashMap, HashMapExt};
use std::borrow::Cow;

/// The namespace of the prefix `xml`.
pub(super) const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// The namespace of the prefix `xmlns`.
pub(super) const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// How many namespaces a file commonly has, at most.
const USUAL: usize = 14;

/// The prefixes in scope. Looking one up takes the same time however many there are.
pub(super) struct Namespaces<'t> {
    numbers: HashMap<Cow<'t, str>, u32>,
    /// What each number is for.
    pub spaces: Vec<Space>,
    bound: HashMap<&'t str, u32>,
    /// Prefixes bound by open elements, with those elements' depth and what each stood for before.
    undo: Vec<(usize, &'t str, Option<u32>)>,
    /// Counts the changes of what is bound: what was looked up holds as long as it stays.
    pub state: u32,
}

impl<'t> Namespaces<'t> {
    /// Only `xml` is bound; number 0 is no namespace.
    pub fn new() -> Self {
        let mut all = Self {
            numbers: HashMap::with_capacity(USUAL),
            spaces: Vec::with_capacity(USUAL),
            bound: HashMap::with_capacity(USUAL),
            undo: Vec::with_capacity(USUAL),
            state: 0,
        };
        all.number(Cow::Borrowed(""));
        let xml = all.number(Cow::Borrowed(XML));
        all.bound.insert("xml", xml);
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
        let before = self.bound.insert(prefix, number);
        self.state += 1;
        self.undo.push((depth, prefix, before));
    }

    /// Binds a prefix nobody declared for the rest of the text, so that it is reported once.
    pub fn assume(&mut self, prefix: &'t str, number: u32) {
        self.bound.entry(prefix).or_insert(number);
        self.state += 1;
    }

    /// What a prefix stands for; no prefix stands for no namespace where there is no default.
    pub fn lookup(&self, prefix: &str) -> Option<u32> {
        let found = self.bound.get(prefix).copied();
        if prefix.is_empty() { Some(found.unwrap_or(0)) } else { found }
    }

    /// Forgets what the element at `depth` bound.
    pub fn close(&mut self, depth: usize) {
        while let Some((_, prefix, before)) = self.undo.pop_if(|(at, ..)| *at >= depth) {
            match before {
                Some(before) => self.bound.insert(prefix, before),
                None => self.bound.remove(prefix),
            };
            self.state += 1;
        }
    }
}
