//! Every text of the command line, French and English side by side.

pub mod config;
pub mod convert;
pub mod diff;
pub mod explain;
pub mod fix;
pub mod help;
pub mod highlight;
pub mod page;
pub mod register;
pub mod run;
#[cfg(feature = "serve")]
pub mod serve;
pub mod tables;
pub mod usage;
pub mod workbook;

use model::diagnostic::Lang;

/// A fixed text in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// French.
    pub fr: &'static str,
    /// English.
    pub en: &'static str,
}

impl Word {
    /// A text from its two versions.
    pub const fn new(fr: &'static str, en: &'static str) -> Self {
        Self { fr, en }
    }

    /// The version in `lang`.
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => self.fr,
            Lang::En => self.en,
        }
    }
}

/// `one` or `many` after its number; in French zero is singular, in English it is plural.
pub fn count(number: usize, one: Word, many: Word, lang: Lang) -> String {
    let singular = number == 1 || (number == 0 && lang == Lang::Fr);
    format!("{number} {}", if singular { one } else { many }.get(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_is_singular_in_french_only() {
        let (one, many) = (Word::new("erreur", "error"), Word::new("erreurs", "errors"));
        assert_eq!(count(0, one, many, Lang::Fr), "0 erreur");
        assert_eq!(count(0, one, many, Lang::En), "0 errors");
        assert_eq!(count(1, one, many, Lang::Fr), "1 erreur");
        assert_eq!(count(2, one, many, Lang::En), "2 errors");
    }
}
