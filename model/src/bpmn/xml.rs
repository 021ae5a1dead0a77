//! A read-only tree of the elements of an XML text, each with its place in that text.
//!
//! Built by [`parse`]; comments, processing instructions and the document type are left out, entities are never expanded.

mod chars;
mod namespaces;
mod parse;
mod tag;
#[cfg(test)]
pub(super) mod tests;
mod text;

pub(super) use parse::parse;
pub(super) use text::{Kind, Mapped};

use super::space::Space;
use super::vocabulary::Class;
use crate::source::{FileId, Span};
use std::borrow::Cow;
use std::ops::Range;

/// No element.
const NONE: u32 = u32::MAX;

/// The elements of an XML text in document order.
#[derive(Debug)]
pub(super) struct Tree<'t> {
    text: &'t str,
    file: FileId,
    elements: Vec<Element>,
    attributes: Vec<AttributeData>,
    pieces: Vec<Piece>,
    /// What each namespace of the text is for.
    spaces: Vec<Space>,
}

#[derive(Debug)]
struct Element {
    parent: u32,
    child: u32,
    next: u32,
    namespace: u32,
    /// The `<`.
    start: u32,
    /// One past the end tag's `>`.
    end: u32,
    /// The local name.
    local: (u32, u32),
    /// One past the last attribute's quote, or the name's end.
    inside: u32,
    /// Its attributes.
    attributes: (u32, u32),
    /// What its local name says, if it is BPMN's.
    class: Class,
}

#[derive(Debug)]
struct AttributeData {
    namespace: u32,
    local: (u32, u32),
    value: (u32, u32),
    /// Its value is what is written, without white space around it.
    plain: bool,
}

/// A piece of text between two tags.
#[derive(Debug)]
struct Piece {
    at: (u32, u32),
    kind: Kind,
}

impl<'t> Tree<'t> {
    /// The root element, where there is one.
    pub fn root(&self) -> Option<Node<'_>> {
        (!self.elements.is_empty()).then(|| self.node(0))
    }

    /// An element by its place in document order.
    pub fn node(&self, at: u32) -> Node<'_> {
        Node { tree: self, at }
    }

    /// All elements in document order.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = Node<'_>> {
        (0..self.elements.len()).map(|at| self.node(index(at)))
    }

    fn slice(&self, at: (u32, u32)) -> &str {
        &self.text[range(at)]
    }

    fn bytes(&self, at: (u32, u32)) -> &[u8] {
        &self.text.as_bytes()[range(at)]
    }

    fn span(&self, at: Range<usize>) -> Span {
        Span::new(self.file, at.start, at.end)
    }
}

fn range(at: (u32, u32)) -> Range<usize> {
    at.0 as usize..at.1 as usize
}

/// A place of the text, which is far shorter than four gigabytes.
fn index(at: usize) -> u32 {
    debug_assert!(at <= u32::MAX as usize);
    at as u32
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// An element of a [`Tree`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'a> {
    tree: &'a Tree<'a>,
    at: u32,
}

impl<'a> Node<'a> {
    fn element(self) -> &'a Element {
        &self.tree.elements[self.at as usize]
    }

    /// Its place in document order.
    pub fn place(self) -> u32 {
        self.at
    }

    /// What its namespace is for.
    pub fn space(self) -> Space {
        self.tree.spaces[self.element().namespace as usize]
    }

    /// Its local name.
    pub fn local(self) -> &'a str {
        self.tree.slice(self.element().local)
    }

    /// What its name says, where it is of BPMN's space.
    pub fn class(self) -> Class {
        self.element().class
    }

    /// Whether its name is written with this prefix.
    pub fn is_prefixed(self, prefix: &str) -> bool {
        let element = self.element();
        let before = element.start + 1..element.local.0;
        before.len() == prefix.len() + 1 && self.tree.bytes((before.start, before.end - 1)) == prefix.as_bytes()
    }

    /// Whether it is `local` of `space`; a file without namespaces stands for all the OMG's.
    #[inline(always)]
    pub fn is(self, space: Space, local: &str) -> bool {
        self.is_named(local) && self.of(space)
    }

    /// Whether its local name is `local`, in whatever space.
    ///
    /// It and what asks it are always inlined: then `local` is known where they are called, and is compared as a few bytes.
    #[inline(always)]
    pub fn is_named(self, local: &str) -> bool {
        self.tree.bytes(self.element().local) == local.as_bytes()
    }

    /// Whether it is of `space`, as [`Node::is`] takes it.
    #[inline]
    pub fn of(self, space: Space) -> bool {
        let own = self.space();
        own == space || (own == Space::Bare && matches!(space, Space::Bpmn | Space::BpmnDi | Space::Dc | Space::Di))
    }

    /// The element it stands in.
    pub fn parent(self) -> Option<Node<'a>> {
        self.at_or_none(self.element().parent)
    }

    /// The elements that stand in it, in order.
    pub fn children(self) -> impl Iterator<Item = Node<'a>> {
        let mut next = self.at_or_none(self.element().child);
        std::iter::from_fn(move || {
            let current = next?;
            next = current.at_or_none(current.element().next);
            Some(current)
        })
    }

    /// Its children named `local` of `space`.
    #[inline(always)]
    pub fn children_named(self, space: Space, local: &'static str) -> impl Iterator<Item = Node<'a>> {
        self.children().filter(move |child| child.is(space, local))
    }

    /// Its first child named `local` of `space`.
    #[inline(always)]
    pub fn child(self, space: Space, local: &'static str) -> Option<Node<'a>> {
        let mut next = self.at_or_none(self.element().child);
        while let Some(child) = next {
            if child.is(space, local) {
                return Some(child);
            }
            next = child.at_or_none(child.element().next);
        }
        None
    }

    fn at_or_none(self, at: u32) -> Option<Node<'a>> {
        (at != NONE).then_some(Node { at, ..self })
    }

    /// Its attributes in order, declarations of namespaces left out.
    pub fn attributes(self) -> impl Iterator<Item = Attribute<'a>> {
        let tree = self.tree;
        tree.attributes[range(self.element().attributes)].iter().map(move |data| Attribute { tree, data })
    }

    /// Its attribute `local` without namespace, or of the element's own.
    #[inline(always)]
    pub fn attribute(self, local: &str) -> Option<Attribute<'a>> {
        let own = self.element().namespace;
        let here = |found: &Attribute<'_>| found.data.namespace == 0 || found.data.namespace == own;
        self.attributes().find(|found| self.tree.bytes(found.data.local) == local.as_bytes() && here(found))
    }

    /// Its attributes of these names, each as [`Node::attribute`] finds it.
    #[inline(always)]
    pub fn attributes_named<const N: usize>(self, names: [&str; N]) -> [Option<Attribute<'a>>; N] {
        let own = self.element().namespace;
        let mut out = [None; N];
        for found in self.attributes().filter(|found| found.data.namespace == 0 || found.data.namespace == own) {
            let local = self.tree.bytes(found.data.local);
            if let Some(at) = names.iter().position(|name| name.as_bytes() == local) {
                out[at].get_or_insert(found);
            }
        }
        out
    }

    /// The trimmed value of an attribute; `None` where it is absent or empty.
    #[inline(always)]
    pub fn value(self, local: &str) -> Option<Cow<'a, str>> {
        self.attribute(local).map(Attribute::trimmed).filter(|value| !value.is_empty())
    }

    /// Whether an attribute says `true` (or `1`).
    #[inline(always)]
    pub fn flag(self, local: &str) -> Option<bool> {
        self.attribute(local).and_then(Attribute::flag)
    }

    /// Its attribute `local` of `space`.
    pub fn attribute_in(self, space: Space, local: &str) -> Option<Attribute<'a>> {
        self.attributes().find(|found| found.space() == space && found.local() == local)
    }

    /// All text in it, that of its descendants included.
    pub fn text(self) -> Mapped {
        let mut mapped = Mapped::default();
        for piece in self.pieces() {
            mapped.push(self.tree.slice(piece.at), piece.at.0 as usize, piece.kind);
        }
        mapped
    }

    /// Whether its text may hold `word`: text in pieces or with references is not looked into.
    pub fn may_hold(self, word: &str) -> bool {
        let mut pieces = self.pieces();
        let Some(first) = pieces.next() else { return false };
        let raw = self.tree.slice(first.at);
        pieces.next().is_some() || raw.contains('&') || raw.contains(word)
    }

    /// All text in it, trimmed; `None` where there is none.
    pub fn trimmed(self) -> Option<Cow<'a, str>> {
        let mut pieces = self.pieces();
        let text = match (pieces.next(), pieces.next()) {
            (Some(only), None) => text::decoded(self.tree.slice(only.at), only.kind),
            _ => Cow::Owned(self.pieces().map(|piece| text::decoded(self.tree.slice(piece.at), piece.kind)).collect()),
        };
        Some(trimmed(text)).filter(|text| !text.is_empty())
    }

    /// Where its text stands, without the white space around it; the element's name where there is none.
    pub fn text_span(self) -> Span {
        let mut pieces = self.pieces();
        let Some(first) = pieces.next() else { return self.name_span() };
        let at = first.at.0 as usize..pieces.last().unwrap_or(first).at.1 as usize;
        let text = &self.tree.text[at.clone()];
        let start = at.start + text.len() - text.trim_start().len();
        let end = at.start + text.trim_end().len();
        if start < end { self.tree.span(start..end) } else { self.name_span() }
    }

    fn pieces(self) -> impl Iterator<Item = &'a Piece> {
        let element = self.element();
        let pieces = &self.tree.pieces;
        let first = pieces.partition_point(|piece| piece.at.0 < element.start);
        pieces[first..].iter().take_while(move |piece| piece.at.1 <= element.end)
    }

    /// Where its name stands in the start tag, without the prefix.
    pub fn name_span(self) -> Span {
        self.tree.span(range(self.element().local))
    }

    /// From its `<` to the end of its end tag.
    pub fn whole(self) -> Span {
        let element = self.element();
        self.tree.span(range((element.start, element.end)))
    }

    /// The empty span inside its start tag after the last attribute, where one can be added.
    pub fn last_attribute(self) -> Span {
        let inside = self.element().inside as usize;
        self.tree.span(inside..inside)
    }

    /// A span of its text's file.
    pub fn span(self, at: Range<usize>) -> Span {
        self.tree.span(at)
    }
}

/// An attribute of a [`Node`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute<'a> {
    tree: &'a Tree<'a>,
    data: &'a AttributeData,
}

impl<'a> Attribute<'a> {
    /// Its local name.
    pub fn local(self) -> &'a str {
        self.tree.slice(self.data.local)
    }

    /// What its namespace is for; `Space::None` without prefix.
    pub fn space(self) -> Space {
        if self.data.namespace == 0 { Space::None } else { self.tree.spaces[self.data.namespace as usize] }
    }

    /// Its value, decoded.
    pub fn value(self) -> Cow<'a, str> {
        if self.data.plain {
            return Cow::Borrowed(self.tree.slice(self.data.value));
        }
        text::decoded(self.tree.slice(self.data.value), Kind::Attribute)
    }

    /// Its value without the white space around it.
    pub fn trimmed(self) -> Cow<'a, str> {
        if self.data.plain { self.value() } else { trimmed(self.value()) }
    }

    /// Whether it says `true` (or `1`).
    pub fn flag(self) -> Option<bool> {
        match self.trimmed().as_ref() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        }
    }

    /// Its value with the way back to the source.
    pub fn mapped(self) -> Mapped {
        let mut mapped = Mapped::default();
        mapped.push(self.tree.slice(self.data.value), self.data.value.0 as usize, Kind::Attribute);
        mapped
    }

    /// Where its value stands, without the quotes.
    pub fn span(self) -> Span {
        self.tree.span(range(self.data.value))
    }

    /// Where its name stands, without the prefix.
    pub fn name_span(self) -> Span {
        self.tree.span(range(self.data.local))
    }
}
