//! Elements of XML, written with an indent of two spaces and everything escaped.

use std::borrow::Cow;
use std::fmt::Write as _;

/// An element: attributes in the order given, then either elements or a text.
#[derive(Clone, Debug, Default)]
pub(in crate::bpmn) struct Element {
    name: Cow<'static, str>,
    attributes: Vec<(Cow<'static, str>, String)>,
    children: Vec<Element>,
    text: Option<String>,
}

impl Element {
    /// An element of this qualified name.
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// With an attribute.
    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }

    /// With an attribute, where there is a value and it is not blank.
    #[must_use]
    pub fn with_some(self, name: impl Into<Cow<'static, str>>, value: Option<impl Into<String>>) -> Self {
        match value.map(Into::into).filter(|value| !value.trim().is_empty()) {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// With an attribute that is `true`, where `there`.
    #[must_use]
    pub fn with_flag(self, name: &'static str, there: bool) -> Self {
        if there { self.with(name, "true") } else { self }
    }

    /// With an element inside.
    #[must_use]
    pub fn child(mut self, child: Element) -> Self {
        self.children.push(child);
        self
    }

    /// With elements inside.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children);
        self
    }

    /// With a text inside.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// Adds an element inside.
    pub fn push(&mut self, child: Element) {
        self.children.push(child);
    }

    /// The value of an attribute.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Adds an attribute behind another.
    pub fn add_after(&mut self, behind: &str, name: &'static str, value: String) {
        let at = self.attributes.iter().position(|(known, _)| known == behind).map_or(0, |at| at + 1);
        self.attributes.insert(at, (Cow::Borrowed(name), value));
    }

    /// Calls `change` on it and on every element inside.
    pub fn each(&mut self, change: &mut dyn FnMut(&mut Element)) {
        change(self);
        self.children.iter_mut().for_each(|child| child.each(change));
    }

    /// Whether it is an element of BPMN's semantic model.
    pub fn is_bpmn(&self) -> bool {
        self.name.starts_with("bpmn:")
    }

    /// Whether nothing stands inside and no attribute is set.
    pub fn is_bare(&self) -> bool {
        self.children.is_empty() && self.attributes.is_empty() && self.text.is_none()
    }

    /// Writes it at the end of `out`, `depth` indents deep, with a line break after it.
    pub fn write(&self, out: &mut String, depth: usize) {
        let indent = "  ".repeat(depth);
        let _ = write!(out, "{indent}<{}", self.name);
        for (name, value) in &self.attributes {
            let _ = write!(out, " {name}=\"{}\"", escaped(value, Place::Attribute));
        }
        if let Some(text) = &self.text {
            let _ = writeln!(out, ">{}</{}>", escaped(text, Place::Text), self.name);
        } else if self.children.is_empty() {
            out.push_str(" />\n");
        } else {
            out.push_str(">\n");
            for child in &self.children {
                child.write(out, depth + 1);
            }
            let _ = writeln!(out, "{indent}</{}>", self.name);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Attribute,
    Text,
}

/// `text` as it may stand in a document; a character XML forbids becomes U+FFFD.
fn escaped(text: &str, place: Place) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if place == Place::Attribute => out.push_str("&quot;"),
            '\n' | '\t' if place == Place::Attribute => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            '\n' | '\t' => out.push(c),
            '\r' => out.push_str("&#13;"),
            _ if c.is_control() && c < ' ' || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_texts_stay_texts() {
        let mut out = String::new();
        Element::new("a").with("b", "\"<&>\u{1}\n").child(Element::new("c").text("]]> <d/>\u{0}")).write(&mut out, 0);
        assert_eq!(out, "<a b=\"&quot;&lt;&amp;&gt;\u{FFFD}&#10;\">\n  <c>]]&gt; &lt;d/&gt;\u{FFFD}</c>\n</a>\n");
    }
}
