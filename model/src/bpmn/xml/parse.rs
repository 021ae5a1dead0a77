//! Builds the tree from quick-xml's events, with the checks of well-formedness quick-xml leaves to its users.
//!
//! What can be skipped is reported and reading goes on; where the text stops making sense, what stands before is kept.

mod check;

use check::Survey;

use super::chars::{QName, is_space, qname_in};
use super::namespaces::{Namespaces, XML, XMLNS};
use super::tag::{self, Fault, RawAttribute};
use super::{AttributeData, Element, Kind, NONE, Piece, Tree, index, range, text};
use crate::bpmn::space::{Space, of_prefix};
use crate::bpmn::vocabulary::{Class, class};
use crate::diagnostic::{Diagnostic, reading};
use crate::source::{FileId, Span};
use crate::text;
use foldhash::{HashMap, HashMapExt};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// Elements nested deeper are not read.
const MAX_DEPTH: usize = 512;
/// Elements beyond are not read.
const MAX_ELEMENTS: usize = 8_000_000;
/// More attributes of one tag are not compared one by one.
const MANY: usize = 16;
/// How many names of elements a file commonly has.
const NAMES: usize = 48;
/// Mistakes beyond are not told.
const MAX_FAULTS: usize = 20;

/// Reads the elements of `source`.
pub(in crate::bpmn) fn parse<'t>(file: FileId, source: &'t str, diagnostics: &mut Vec<Diagnostic>) -> Tree<'t> {
    let survey = check::survey(source.as_bytes());
    let (elements, attributes) = expected(&survey);
    let tree = Tree {
        text: source,
        file,
        elements: Vec::with_capacity(elements),
        attributes: Vec::with_capacity(attributes),
        pieces: Vec::with_capacity(elements / 3),
        spaces: Vec::new(),
    };
    let mut parser = Parser {
        tree,
        source,
        open: Vec::new(),
        namespaces: Namespaces::new(),
        raw: Vec::new(),
        names: HashMap::with_capacity(NAMES),
        diagnostics,
        faults: 0,
        stopped: false,
        doctype: false,
        glued: false,
    };
    parser.forbidden_characters(&survey);
    parser.run();
    parser.finish()
}

/// About how many elements and attributes there are, a little more rather than less: what grows by doubling holds up to twice
/// what it needs. Each element has one `/`, in its end tag or its own.
fn expected(found: &Survey) -> (usize, usize) {
    // More slashes than tags stand in texts, as paths.
    let elements = found.slashes.min(found.tags).min(MAX_ELEMENTS);
    (elements, found.signs.min(4 * elements))
}

/// An element that is not closed yet.
struct Open {
    at: u32,
    last_child: u32,
    /// Its qualified name.
    name: Range<usize>,
}

/// What the qualified name of an element stands for.
#[derive(Clone, Copy)]
struct Name {
    /// The length of its prefix.
    prefix: usize,
    namespace: u32,
    class: Class,
    /// The state of the bindings for which it stands for that.
    state: u32,
}

struct Parser<'t, 'd> {
    tree: Tree<'t>,
    source: &'t str,
    open: Vec<Open>,
    namespaces: Namespaces<'t>,
    raw: Vec<RawAttribute>,
    /// What the names of elements stand for, each looked up once.
    names: HashMap<&'t [u8], Name>,
    diagnostics: &'d mut Vec<Diagnostic>,
    faults: usize,
    /// Nothing further is read.
    stopped: bool,
    doctype: bool,
    /// The last event was text: white space after it counts.
    glued: bool,
}

impl<'t> Parser<'t, '_> {
    fn run(&mut self) {
        // quick-xml drops a mark without counting it.
        let mark = if self.source.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let mut reader = Reader::from_str(&self.source[mark..]);
        let config = reader.config_mut();
        config.check_end_names = false;
        // White space before the `>` belongs to what stands between the brackets.
        config.trim_markup_names_in_closing_tags = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        // White space before an event is found again in the source; one event instead of two.
        config.trim_text_start = true;
        let mut start = mark;
        while !self.stopped {
            let event = reader.read_event();
            let end = mark + usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            match event {
                Ok(Event::Eof) => break,
                Ok(event) => self.event(&event, start..end),
                Err(_) => self.unfinished(mark + usize::try_from(reader.error_position()).unwrap_or(0)),
            }
            start = end;
        }
        if self.stopped {
            self.close_down_to(0, start);
        }
    }

    /// Takes an event and the white space before it.
    fn event(&mut self, event: &Event<'_>, at: Range<usize>) {
        let glued = std::mem::replace(&mut self.glued, false);
        // What stands between the brackets of a tag is known: nothing need be looked at.
        let begin = match event {
            Event::Start(tag) => at.end - tag.len() - "<>".len(),
            Event::Empty(tag) => at.end - tag.len() - "</>".len(),
            Event::End(tag) => at.end - tag.len() - "</>".len(),
            _ => at.start + self.source.as_bytes()[at.clone()].iter().take_while(|byte| is_space(**byte)).count(),
        };
        let blank = begin - at.start;
        let own = begin..at.end;
        if matches!(event, Event::Text(_)) && self.source.as_bytes().get(own.start) != Some(&b'&') {
            return self.characters(at, own.start);
        }
        if blank > 0 && glued && !self.open.is_empty() {
            self.tree.pieces.push(Piece { at: (index(at.start), index(own.start)), kind: Kind::Text });
        }
        match event {
            Event::Start(tag) => self.start(own, tag.name().0.len(), false),
            Event::Empty(tag) => self.start(own, tag.name().0.len(), true),
            Event::End(_) => self.end(own),
            Event::Text(_) | Event::GeneralRef(_) => self.reference(own),
            Event::CData(_) => self.cdata(own),
            Event::Comment(_) => self.comment(own),
            Event::Decl(_) => self.declaration(own),
            Event::PI(_) => self.instruction(own),
            Event::DocType(_) => self.document_type(own),
            Event::Eof => {}
        }
    }

    /// Takes a start tag, whose name ends after so many bytes if it is one.
    fn start(&mut self, at: Range<usize>, length: usize, empty: bool) {
        let name_start = at.start + 1;
        let known = self.names.get(&self.source.as_bytes()[name_start..name_start + length]).copied();
        let written = known.map(|known| QName { length, prefix: known.prefix });
        let Some(written) = written.or_else(|| qname_in(self.source, name_start..at.end)) else {
            return self.stop(tag::not_a_name(self.source, name_start));
        };
        let length = written.length;
        if self.open.is_empty() && !self.tree.elements.is_empty() {
            return self.stop(Fault {
                at: name_start..name_start + length,
                message: text!("un second élément racine", "a second root element"),
                help: text!(
                    "garder un seul élément racine ; mettre l'autre dans un fichier à part",
                    "keep one root element; put the other in a file of its own"
                ),
            });
        }
        if self.open.len() >= MAX_DEPTH || self.tree.elements.len() >= MAX_ELEMENTS {
            return self.too_much(name_start..name_start + length);
        }
        let name = name_start..name_start + length;
        let inside = name.end..at.end - if empty { 2 } else { 1 };
        let depth = self.open.len();
        let first = index(self.tree.attributes.len());
        let (last, scanned) = match self.plain_attributes(&inside) {
            Some(last) => (last, Ok(())),
            None => self.attributes(inside, depth),
        };
        let still = known.filter(|known| known.state == self.namespaces.state);
        let Name { namespace, class, .. } = still.unwrap_or_else(|| self.name(name_start, written));
        let own = index(self.tree.elements.len());
        self.tree.elements.push(Element {
            parent: self.open.last().map_or(NONE, |parent| parent.at),
            child: NONE,
            next: NONE,
            namespace,
            start: index(at.start),
            end: index(at.end),
            local: (index(name.start + written.local()), index(name.end)),
            inside: index(last.unwrap_or(name.end)),
            attributes: (first, index(self.tree.attributes.len())),
            class,
        });
        if let Some(parent) = self.open.last_mut() {
            let before = std::mem::replace(&mut parent.last_child, own);
            match before {
                NONE => self.tree.elements[parent.at as usize].child = own,
                before => self.tree.elements[before as usize].next = own,
            }
        }
        if let Err(fault) = scanned {
            self.namespaces.close(depth);
            return self.stop(fault);
        }
        if empty {
            self.namespaces.close(depth);
        } else {
            self.open.push(Open { at: own, last_child: NONE, name });
        }
    }

    /// Keeps the attributes of a tag written as nearly all are: no prefix, nothing to decode, no name twice. One pass, where the
    /// others take three. Where one stops with the last; `None`, and nothing kept, where one is written otherwise.
    fn plain_attributes(&mut self, inside: &Range<usize>) -> Option<Option<usize>> {
        let first = self.tree.attributes.len();
        let bytes = &self.source.as_bytes()[..inside.end];
        let mut at = inside.start;
        while at < inside.end {
            let Some((data, end)) = tag::plain(bytes, at) else { break };
            let local = &bytes[range(data.local)];
            let before = &self.tree.attributes[first..];
            if before.len() > MANY || before.iter().any(|other| &bytes[range(other.local)] == local) {
                break;
            }
            self.tree.attributes.push(data);
            at = end;
        }
        if at == inside.end || tag::blank(bytes, at) == inside.end {
            return Some(self.tree.attributes[first..].last().map(|last| last.value.1 as usize + 1));
        }
        self.tree.attributes.truncate(first);
        None
    }

    /// Keeps the attributes of any tag, and binds the prefixes it declares. Where the last one stops, and what is wrong.
    fn attributes(&mut self, inside: Range<usize>, depth: usize) -> (Option<usize>, Result<(), Fault>) {
        let mut raw = std::mem::take(&mut self.raw);
        raw.clear();
        let scanned = tag::attributes(self.source, inside, &mut raw);
        self.bind(&raw, depth);
        self.keep_attributes(&raw);
        let last = raw.last().map(|last| last.value.end + 1);
        self.raw = raw;
        (last, scanned)
    }

    /// Binds the prefixes a tag declares.
    fn bind(&mut self, raw: &[RawAttribute], depth: usize) {
        for attribute in raw {
            if self.source.as_bytes()[attribute.name.start] != b'x' {
                continue;
            }
            let name = &self.source[attribute.name.clone()];
            let prefix = match name.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) if rest.starts_with(':') => &rest[1..],
                _ => continue,
            };
            let uri = text::decoded(&self.source[attribute.value.clone()], Kind::Attribute);
            if uri == XMLNS || (uri == XML) != (prefix == "xml") {
                self.fault(Fault {
                    at: attribute.value.clone(),
                    message: text!("« {name} » ne peut pas désigner cet espace de noms", "“{name}” cannot stand for this namespace"),
                    help: text!("les préfixes xml et xmlns sont réservés", "the prefixes xml and xmlns are reserved"),
                });
            }
            self.namespaces.bind(depth, prefix, uri);
        }
    }

    /// What an element's name stands for under the bindings of now.
    fn name(&mut self, at: usize, written: QName) -> Name {
        let namespace = self.resolve(at, &self.source[at..at + written.prefix], true);
        let class = class(&self.source[at + written.local()..at + written.length]);
        let name = Name { prefix: written.prefix, namespace, class, state: self.namespaces.state };
        self.names.insert(&self.source.as_bytes()[at..at + written.length], name);
        name
    }

    /// The number of a prefix's namespace; one that nobody declared is reported and guessed.
    fn resolve(&mut self, at: usize, prefix: &'t str, element: bool) -> u32 {
        if let Some(found) = self.namespaces.lookup(prefix)
            && !(element && prefix == "xmlns")
        {
            return found;
        }
        let guess = of_prefix(prefix);
        self.fault(Fault {
            at: at..at + prefix.len(),
            message: text!("le préfixe « {prefix} » n'est pas déclaré", "the prefix “{prefix}” is not declared"),
            help: match guess {
                "undeclared" => {
                    text!("déclarer xmlns:{prefix}=\"…\" sur l'élément racine", "declare xmlns:{prefix}=\"…\" on the root element")
                }
                uri => text!("ajouter xmlns:{prefix}=\"{uri}\" à l'élément racine", "add xmlns:{prefix}=\"{uri}\" to the root element"),
            },
        });
        let number = self.namespaces.number(Cow::Borrowed(guess));
        self.namespaces.assume(prefix, number);
        number
    }

    fn keep_attributes(&mut self, raw: &[RawAttribute]) {
        let first = self.tree.attributes.len();
        let source = self.source.as_bytes();
        let mut written: Option<HashSet<&[u8]>> = (raw.len() > MANY).then(HashSet::new);
        for (at, attribute) in raw.iter().enumerate() {
            let name = &source[attribute.name.clone()];
            // A handful is compared one by one, many through a set: never quadratic.
            let twice = match &mut written {
                None => raw[..at].iter().any(|other| &source[other.name.clone()] == name),
                Some(written) => !written.insert(name),
            };
            if attribute.references {
                self.references(attribute.value.clone());
            }
            if twice {
                self.duplicate(attribute.name.clone());
                continue;
            }
            if name == b"xmlns" || name.starts_with(b"xmlns:") {
                continue;
            }
            let (mut namespace, mut local) = (0, attribute.name.start);
            if attribute.prefix > 0 {
                let prefix = &self.source[local..local + attribute.prefix];
                namespace = self.resolve(local, prefix, false);
                local += attribute.prefix + 1;
            }
            self.tree.attributes.push(AttributeData {
                namespace,
                local: (index(local), index(attribute.name.end)),
                value: (index(attribute.value.start), index(attribute.value.end)),
                plain: attribute.plain,
            });
        }
        self.same_expanded_name(first);
    }

    fn end(&mut self, at: Range<usize>) {
        let bytes = self.source.as_bytes();
        if self.open.last().is_some_and(|last| bytes[last.name.clone()] == bytes[at.start + 2..at.end - 1]) {
            return self.close_down_to(self.open.len() - 1, at.end);
        }
        let name = at.start + 2..at.end - 1;
        let name = name.start..name.start + self.source[name].trim_end_matches([' ', '\t', '\r', '\n']).len();
        let written = &self.source[name.clone()];
        let Some(last) = self.open.last() else {
            return self.fault(Fault {
                at: name,
                message: text!("</{written}> ne ferme aucun élément", "</{written}> closes no element"),
                help: text!("retirer cette balise", "remove this tag"),
            });
        };
        let expected = &self.source[last.name.clone()];
        if expected == written {
            return self.close_down_to(self.open.len() - 1, at.end);
        }
        self.fault(Fault {
            at: name,
            message: text!("</{written}> se trouve là où </{expected}> est attendu", "</{written}> stands where </{expected}> is expected"),
            help: text!("écrire </{expected}>, ou fermer « {expected} » avant", "write </{expected}>, or close “{expected}” before"),
        });
        if let Some(depth) = self.open.iter().rposition(|open| &self.source[open.name.clone()] == written) {
            self.close_down_to(depth, at.end);
        }
    }

    fn close_down_to(&mut self, depth: usize, end: usize) {
        while self.open.len() > depth
            && let Some(open) = self.open.pop()
        {
            self.tree.elements[open.at as usize].end = index(end);
        }
        self.namespaces.close(depth);
    }

    /// Takes text, white space up to `begin`.
    fn characters(&mut self, at: Range<usize>, begin: usize) {
        let raw = &self.source[at.clone()];
        if self.open.is_empty() {
            return self.outside(begin..at.start + raw.trim_end().len());
        }
        if memchr::memchr(b']', raw.as_bytes()).is_some()
            && let Some(found) = raw.find("]]>")
        {
            self.fault(Fault {
                at: at.start + found..at.start + found + 3,
                message: text!("« ]]> » dans un texte", "“]]>” in a text"),
                help: text!("écrire ]]&gt;", "write ]]&gt;"),
            });
        }
        self.tree.pieces.push(Piece { at: (index(at.start), index(at.end)), kind: Kind::Text });
        self.glued = true;
    }

    fn reference(&mut self, at: Range<usize>) {
        if self.open.is_empty() {
            return self.outside(at);
        }
        self.references(at.clone());
        self.tree.pieces.push(Piece { at: (index(at.start), index(at.end)), kind: Kind::Text });
        self.glued = true;
    }

    fn cdata(&mut self, at: Range<usize>) {
        if self.open.is_empty() {
            return self.outside(at);
        }
        let inside = (index(at.start + "<![CDATA[".len()), index(at.end - "]]>".len()));
        self.tree.pieces.push(Piece { at: inside, kind: Kind::CData });
        self.glued = true;
    }

    fn too_much(&mut self, at: Range<usize>) {
        self.stopped = true;
        let message = text!(
            "plus de {MAX_DEPTH} éléments emboîtés ou de {MAX_ELEMENTS} éléments : la suite n'est pas lue",
            "more than {MAX_DEPTH} nested elements or {MAX_ELEMENTS} elements: the rest is not read"
        );
        let help = text!("découper le fichier", "split the file");
        self.diagnostics.push(Diagnostic::reading(&reading::LIMIT, Span::new(self.tree.file, at.start, at.end), message).with_help(help));
    }

    fn stop(&mut self, fault: Fault) {
        self.stopped = true;
        self.fault(fault);
    }

    fn fault(&mut self, fault: Fault) {
        self.faults += 1;
        if self.faults <= MAX_FAULTS {
            let span = Span::new(self.tree.file, fault.at.start, fault.at.end);
            self.diagnostics.push(Diagnostic::reading(&reading::XML_SYNTAX, span, fault.message).with_help(fault.help));
        }
    }

    fn finish(mut self) -> Tree<'t> {
        if let Some(open) = self.open.last() {
            let name = open.name.clone();
            let written = &self.source[name.clone()];
            self.fault(Fault {
                at: name,
                message: text!(
                    "l'élément « {written} » n'est pas fermé : le fichier semble tronqué",
                    "the element “{written}” is not closed: the file looks truncated"
                ),
                help: text!("ajouter </{written}> et fermer ce qui l'entoure", "add </{written}> and close what surrounds it"),
            });
        } else if self.tree.elements.is_empty() && self.faults == 0 {
            let end = self.source.len();
            self.fault(Fault {
                at: end..end,
                message: text!("il n'y a aucun élément", "there is no element"),
                help: text!("un fichier BPMN a pour racine <definitions …>", "a BPMN file has <definitions …> as root"),
            });
        }
        self.close_down_to(0, self.source.len());
        self.tree.spaces = self.namespaces.spaces;
        if self.tree.root().is_some_and(|root| root.space() == Space::None && root.local() == "definitions") {
            self.tree.spaces[0] = Space::Bare;
        }
        self.tree
    }
}
