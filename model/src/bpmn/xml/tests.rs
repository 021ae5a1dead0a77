//! The tree against hand-made texts, and against roxmltree as the judge of what is well formed.

use super::*;
use crate::diagnostic::{Diagnostic, Lang};
use std::time::{Duration, Instant};

fn faults(text: &str) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    parse(FileId(0), text, &mut diagnostics);
    diagnostics
}

/// Whether roxmltree accepts a text; a plain document type is no reason not to.
pub(in crate::bpmn) fn well_formed(text: &str) -> bool {
    roxmltree::Document::parse_with_options(text, roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() }).is_ok()
}

const GOOD: &[&str] = &[
    "<a/>",
    "<a></a >",
    "<?xml version='1.0'?><a/>",
    "<?xml version=\"1.0\" encoding='UTF-8' standalone=\"yes\" ?>\n<!-- c --><a b = 'c' d=\"e\"/>\n<!-- d --><?pi x?>",
    "<!DOCTYPE a><a/>",
    "<!DOCTYPE a SYSTEM 'a.dtd'><a/>",
    "<a>&lt;&amp;&#233;&#xe9;</a>",
    "<a b='&quot;&apos;>'/>",
    "<a><![CDATA[<b>&x;]]></a>",
    "<p:a xmlns:p='u' p:b='1' b='2'/>",
    "<a xmlns='u' xml:lang='fr'><b xmlns=''/></a>",
    "<é à='1'/>",
    "<a b='\n\t'/>",
    "<a>]] ></a>",
    "\u{FEFF}<a/>",
    "\u{FEFF}<?xml version='1.0'?><a b='é'/>",
];

const BAD: &[&str] = &[
    "",
    "x",
    " <?xml version='1.0'?><a/>",
    "<?xml encoding='UTF-8'?><a/>",
    "<?xml version='1.0' standalone='yes' encoding='x'?><a/>",
    "<a/><b/>",
    "<a/>x",
    "x<a/>",
    "<a/>&amp;",
    "<a/><![CDATA[x]]>",
    "<a>",
    "<a><b></a>",
    "<a></b>",
    "</a>",
    "<a></a></a>",
    "<a",
    "<",
    "<a b>",
    "<a b/>",
    "<a b=c/>",
    "<a b='c/>",
    "<a b='c'd='e'/>",
    "<a b='<'/>",
    "<a b='1' b='2'/>",
    "<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>",
    "<p:a/>",
    "<a p:b='1'/>",
    "<xmlns:a/>",
    "<a xmlns:xml='u'/>",
    "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>",
    "<1a/>",
    "< a/>",
    "<a:b:c xmlns:a='u'/>",
    "<a:/>",
    "<a>&</a>",
    "<a>& b;</a>",
    "<a>&nbsp;</a>",
    "<a b='&'/>",
    "<a b='&nbsp;'/>",
    "<a>&#0;</a>",
    "<a>&#xFFFF;</a>",
    "<a>\u{1}</a>",
    "<a b='\u{1}'/>",
    "<a>\u{FFFE}</a>",
    "<a>]]></a>",
    "<a><!-- -- --></a>",
    "<a><!-- a---></a>",
    "<a><!-- </a>",
    "<a><![CDATA[ </a>",
    "<a><? ?></a>",
    "<a><?pi </a>",
    "<a><!foo></a>",
    "<a><!DOCTYPE a></a>",
    "<!doctype a><a/>",
    "<!DOCTYPE><a/>",
    "<!DOCTYPE a><!DOCTYPE a><a/>",
    "<a / >",
    "<a/b>",
    "</ a>",
    "<a></a b='c'>",
];

/// Ill formed by the letter, though roxmltree lets them pass.
const STRICTER: &[&str] = &["<?xml?><a/>", "<:a/>", "<a xmlns='u' xmlns='v'/>", "<!DOCTYPE a [<!ENTITY x 'y'>]><a/>"];

#[test]
fn what_is_reported_is_what_is_not_well_formed() {
    for text in GOOD.iter().chain(BAD) {
        let found = faults(text);
        assert_eq!(found.is_empty(), well_formed(text), "{text:?}: {found:?}");
    }
    assert!(GOOD.iter().all(|text| faults(text).is_empty()));
    for text in STRICTER {
        assert!(well_formed(text) && !faults(text).is_empty(), "{text:?}");
    }
}

#[test]
fn a_text_cut_anywhere_is_an_error_and_never_a_panic() {
    let text = "<?xml version='1.0'?>\n<!-- é --><p:a xmlns:p='u' b=\"&amp;é\"><![CDATA[x]]>y&#233;<?pi?><c/></p:a>";
    for cut in (0..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
        assert!(!faults(&text[..cut]).is_empty(), "{:?}", &text[..cut]);
    }
}

#[test]
fn entities_are_reported_and_never_expanded() {
    let text = "<!DOCTYPE a [<!ENTITY x 'y'><!ENTITY z SYSTEM 'file:///etc/passwd'>]><a b='&x;'>&x;&z;</a>";
    assert_eq!(faults(text).len(), 4);
    let mut diagnostics = Vec::new();
    let tree = parse(FileId(0), text, &mut diagnostics);
    let root = tree.root().expect("a root");
    assert_eq!(root.text().value, "&x;&z;");
    assert_eq!(root.value("b").as_deref(), Some("&x;"));
}

#[test]
fn a_mistake_points_at_its_place() {
    for (text, place) in [
        ("<a b='1' c='2' b='3'/>", "b"),
        ("<a><b></c></a>", "c"),
        ("<a id=\"x><b name=\"y\"/></a>", "<"),
        ("<a>été & hiver</a>", "&"),
        ("<a><q:b/></a>", "q"),
        ("<a><b>", "b"),
    ] {
        let found = faults(text);
        assert_eq!(&text[found[0].span.range()], place, "{text}: {found:?}");
        assert!(found[0].help.is_some());
    }
}

#[test]
fn what_stands_before_a_cut_is_kept() {
    let mut diagnostics = Vec::new();
    let tree = parse(FileId(0), "<a><b x='1'/><c>text</c><d><e y='2", &mut diagnostics);
    assert_eq!(tree.nodes().map(Node::local).collect::<Vec<_>>(), ["a", "b", "c", "d"]);
    assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
    assert!(diagnostics[0].message.get(Lang::Fr).contains("« y »"));
}

#[test]
fn names_values_and_texts_have_their_places() {
    let text = "<p:a xmlns:p='urn:recens:1' b='é&amp;' p:c='d'>\n un <x/> deux <![CDATA[&]]>\n</p:a>";
    let tree = parse(FileId(0), text, &mut Vec::new());
    let root = tree.root().expect("a root");
    assert!(root.is(Space::Recens, "a"));
    assert_eq!(&text[root.name_span().range()], "a");
    assert_eq!(&text[root.whole().range()], text);
    let b = root.attribute("b").expect("b");
    assert_eq!((b.value().as_ref(), &text[b.span().range()]), ("é&", "é&amp;"));
    assert_eq!(root.attribute("c").expect("c").space(), Space::Recens);
    assert_eq!(root.trimmed().as_deref(), Some("un  deux &"));
    assert!(text[..root.last_attribute().start as usize].ends_with("p:c='d'"));
}

#[test]
fn hostile_sizes_take_no_time() {
    // A wide margin for busy machines: what is quadratic takes minutes.
    let quickly = |text: &str| {
        let start = Instant::now();
        let found = faults(text);
        assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
        found
    };
    let nested = quickly(&"<a>".repeat(1_000_000));
    assert_eq!(nested.len(), 1);
    assert_eq!(nested[0].rule, "limit");
    let many: String = (0..100_000).map(|at| format!(" a{at}=''")).collect();
    assert!(quickly(&format!("<a{many}/>")).is_empty());
    let declared: String = (0..20_000).map(|at| format!(" xmlns:a{at}='u{at}' a{at}:b=''")).collect();
    assert!(quickly(&format!("<a{declared}/>")).is_empty());
    quickly(&"<a b='".repeat(100_000));
    quickly(&format!("<a>{}</a>", "</b>".repeat(50_000)));
    quickly(&format!("<a>{}</a>", "&".repeat(200_000)));
}
