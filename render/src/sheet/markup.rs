//! Elements and texts of XML and HTML: nothing a label holds can become markup, and nothing XML forbids is written.

use std::borrow::Cow;

/// A text of markup that grows.
#[derive(Debug, Default)]
pub struct Markup {
    out: String,
}

impl Markup {
    /// A text that begins as `start`, which is markup already.
    pub fn new(start: &str) -> Self {
        Markup { out: start.to_owned() }
    }

    /// Opens an element.
    pub fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.start(tag, attributes);
        self.out.push('>');
    }

    /// Closes an element.
    pub fn close(&mut self, tag: &str) {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// An element without content.
    pub fn leaf(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.start(tag, attributes);
        self.out.push_str("/>");
    }

    /// An element that holds a text.
    pub fn element(&mut self, tag: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(tag, attributes);
        self.text(text);
        self.close(tag);
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        escape(&mut self.out, &legal(text));
    }

    /// What is markup already: a constant of this crate.
    pub fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// The whole.
    pub fn finish(self) -> String {
        self.out
    }

    fn start(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(&mut self.out, &legal(value));
            self.out.push('"');
        }
    }
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

/// A text with one kind of line break and no character that XML forbids: control characters become their pictures
/// (U+2400 and on), other illegal ones the replacement character.
pub fn legal(text: &str) -> Cow<'_, str> {
    let fine = |c: char| !(c.is_control() && c != '\n' && c != '\t' || c == '\u{FFFE}' || c == '\u{FFFF}');
    if text.chars().all(fine) {
        return Cow::Borrowed(text);
    }
    let picture = |c: char| match c {
        '\r' => '\n',
        c if c < ' ' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7F}' => '\u{2421}',
        _ => char::REPLACEMENT_CHARACTER,
    };
    Cow::Owned(text.replace("\r\n", "\n").chars().map(|c| if fine(c) { c } else { picture(c) }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stay_texts() {
        let mut markup = Markup::default();
        markup.element("p", &[("title", "\"><script>")], "a & b </p>");
        assert_eq!(markup.finish(), "<p title=\"&quot;&gt;&lt;script&gt;\">a &amp; b &lt;/p&gt;</p>");
    }

    #[test]
    fn what_xml_forbids_is_shown_as_a_picture() {
        assert_eq!(legal("a\u{0}\u{1}\u{7F}b"), "a␀␁␡b");
        assert_eq!(legal("a\r\nb\rc\u{FFFE}\u{85}"), "a\nb\nc\u{FFFD}\u{FFFD}");
        assert!(matches!(legal("é\n\t"), Cow::Borrowed(_)));
    }
}
