//! The kinds of tokens and nodes of a recens file, and its lossless tree.

use logos::Logos;

/// What a token or a node of the tree is.
///
/// Words are never told from keywords here: a word is a keyword by its place only, so that a datum may be called `base`.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u16)]
pub enum SyntaxKind {
    /// Blanks inside a line, the no-break ones French keyboards insert included.
    #[regex(r"[ \t\x0B\x0C\u{85}\u{A0}\u{1680}\u{2000}-\u{200A}\u{2028}\u{2029}\u{202F}\u{205F}\u{3000}\u{FEFF}]+")]
    Blank = 0,
    /// One end of line.
    #[regex(r"\r\n|\n|\r")]
    Newline,
    /// `#` to the end of the line.
    #[regex(r"#[^\r\n]*", allow_greedy = true)]
    Comment,
    /// A keyword, identifier, number, date or reference. `-`, `.` and apostrophes stand between two letters or digits only.
    #[regex(r"[\p{L}\p{M}\p{N}_]+([-.'’][\p{L}\p{M}\p{N}_]+)*")]
    Word,
    /// A text between quotes.
    #[regex(r#""([^"\\\r\n]|\\[^\r\n])*""#)]
    #[regex(r"«([^»\\\r\n]|\\[^\r\n])*»")]
    #[regex(r"“([^”\\\r\n]|\\[^\r\n])*”")]
    Text,
    /// A text whose closing quote is missing: to the end of the line.
    #[regex(r#""([^"\\\r\n]|\\[^\r\n])*\\?"#)]
    #[regex(r"«([^»\\\r\n]|\\[^\r\n])*\\?")]
    #[regex(r"“([^”\\\r\n]|\\[^\r\n])*\\?")]
    OpenText,
    /// `,`
    #[token(",")]
    Comma,
    /// `;`
    #[token(";")]
    Semicolon,
    /// `:`
    #[token(":")]
    Colon,
    /// `->`
    #[token("->")]
    Arrow,
    /// `~>`
    #[token("~>")]
    MessageArrow,
    /// `{`
    #[token("{")]
    OpenBrace,
    /// `}`
    #[token("}")]
    CloseBrace,
    /// Characters that have no place in the language.
    Unknown,
    /// Node: a whole file.
    File,
    /// Node: a statement, its block included, its ending `;` or line not.
    Statement,
    /// Node: `{ … }`.
    Block,
    /// Node: what is kept but not read, a stray `}` or blocks nested too deep.
    Skipped,
}

impl SyntaxKind {
    const NODES: [SyntaxKind; 4] = [SyntaxKind::File, SyntaxKind::Statement, SyntaxKind::Block, SyntaxKind::Skipped];
    const TOKENS: [SyntaxKind; 14] = [
        SyntaxKind::Blank,
        SyntaxKind::Newline,
        SyntaxKind::Comment,
        SyntaxKind::Word,
        SyntaxKind::Text,
        SyntaxKind::OpenText,
        SyntaxKind::Comma,
        SyntaxKind::Semicolon,
        SyntaxKind::Colon,
        SyntaxKind::Arrow,
        SyntaxKind::MessageArrow,
        SyntaxKind::OpenBrace,
        SyntaxKind::CloseBrace,
        SyntaxKind::Unknown,
    ];

    /// Blanks, ends of lines and comments.
    pub fn is_trivia(self) -> bool {
        matches!(self, SyntaxKind::Blank | SyntaxKind::Newline | SyntaxKind::Comment)
    }
}

/// The language of the tree, for rowan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Recens {}

impl rowan::Language for Recens {
    type Kind = SyntaxKind;

    fn kind_from_raw(raw: rowan::SyntaxKind) -> SyntaxKind {
        let at = raw.0 as usize;
        let tokens = SyntaxKind::TOKENS.len();
        if at < tokens { SyntaxKind::TOKENS[at] } else { SyntaxKind::NODES[at - tokens] }
    }

    fn kind_to_raw(kind: SyntaxKind) -> rowan::SyntaxKind {
        rowan::SyntaxKind(kind as u16)
    }
}

/// A node of the tree.
pub type SyntaxNode = rowan::SyntaxNode<Recens>;
/// A token of the tree.
pub type SyntaxToken = rowan::SyntaxToken<Recens>;

#[cfg(test)]
mod tests {
    use super::*;
    use rowan::Language;

    #[test]
    fn kinds_survive_the_tree() {
        for kind in SyntaxKind::TOKENS.into_iter().chain(SyntaxKind::NODES) {
            assert_eq!(Recens::kind_from_raw(Recens::kind_to_raw(kind)), kind);
        }
    }
}
