//! Any text as the language: its tree holds every byte, laying out twice is laying out once and changes nothing that is said,
//! and what was understood survives printing and BPMN.
#![no_main]

use libfuzzer_sys::fuzz_target;
use model::diagnostic::Lang;
use model::dsl::{self, FormatOptions};
use model::read::Format;
use model::source::FileId;

fuzz_target!(|bytes: &[u8]| {
    let reading = fuzz::reading(bytes, Format::Recens);
    let Some((_, source)) = reading.sources.iter().next() else { return };
    let text = &source.text;
    assert_eq!(dsl::parse::parse(FileId(0), text).tree().text(), text.as_str(), "the tree is not the text");
    for keywords in [None, Some(Lang::Fr), Some(Lang::En)] {
        laid_out(text, &FormatOptions { keywords });
    }
    let sound = fuzz::errors(&reading) == 0;
    fuzz::judge(&reading);
    fuzz::as_language(&reading.model, sound);
    fuzz::as_bpmn(&reading.model, sound);
});

fn laid_out(text: &str, options: &FormatOptions) {
    let once = dsl::format(text, options);
    if !once.mistakes.is_empty() {
        assert_eq!(once.text, text, "a text without shape was changed");
        return;
    }
    let twice = dsl::format(&once.text, options);
    assert!(twice.mistakes.is_empty(), "laying out made mistakes: {:?}", twice.mistakes);
    assert_eq!(twice.text, once.text, "laying out twice is not laying out once");
    let said = |text: &str| dsl::print::print(&fuzz::reading(text.as_bytes(), Format::Recens).model);
    if options.keywords.is_none() {
        assert_eq!(said(text), said(&once.text), "laying out changed what is said");
    }
}
