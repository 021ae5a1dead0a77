// The recens language for the editor's colours. The words come from the program: it reads them from the same table.

import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { tags } from '@lezer/highlight';

const fold = (word) => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The language of lists of `keywords`, `operations` and `values`. */
export function recens({ keywords, operations, values }) {
  const sets = [
    ['keyword', keywords],
    ['operatorKeyword', operations],
    ['atom', values],
  ].map(([style, list]) => [style, new Set(list.flatMap((words) => words.split(' ')).map(fold))]);
  const word = /^[\p{L}_][\p{L}\p{N}_]*(?:[-'’][\p{L}\p{N}_]+)*/u;
  return StreamLanguage.define({
    name: 'recens',
    startState: () => ({ begins: true }),
    token(stream, state) {
      if (stream.sol()) state.begins = true;
      if (stream.eatSpace()) return null;
      if (stream.match(/^#.*/)) return 'lineComment';
      if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return 'string';
      if (stream.match(/^[-~]>/)) return 'operator';
      if (stream.match(/^\d{4}-\d{2}-\d{2}/) || stream.match(/^\d+(?:\.\d+)*/)) return 'number';
      if (stream.match(/^[{};]/)) {
        state.begins = true;
        return 'punctuation';
      }
      const found = stream.match(word);
      if (!found) {
        stream.next();
        return null;
      }
      const folded = fold(found[0]);
      const begins = state.begins;
      state.begins = false;
      // An operation's word is one only where a line begins: `organisation`, `conservation` are words elsewhere.
      const style = sets.find(([style, set]) => set.has(folded) && (begins || style !== 'operatorKeyword'))?.[0];
      return style ?? (begins ? null : 'variableName');
    },
    languageData: { commentTokens: { line: '#' }, closeBrackets: { brackets: ['{', '"'] }, indentOnInput: /^\s*\}$/ },
    indent: null,
  });
}

/** The colours, all of them from the style sheet's variables. */
export const colours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.lineComment, color: 'var(--code-comment)', fontStyle: 'italic' },
    { tag: tags.comment, color: 'var(--code-comment)', fontStyle: 'italic' },
    { tag: tags.string, color: 'var(--code-string)' },
    { tag: tags.attributeValue, color: 'var(--code-string)' },
    { tag: tags.keyword, color: 'var(--code-keyword)', fontWeight: '600' },
    { tag: tags.tagName, color: 'var(--code-keyword)' },
    { tag: tags.operatorKeyword, color: 'var(--code-operation)', fontWeight: '600' },
    { tag: tags.atom, color: 'var(--code-value)' },
    { tag: tags.attributeName, color: 'var(--code-value)' },
    { tag: tags.number, color: 'var(--code-value)' },
    { tag: tags.operator, color: 'var(--code-operation)' },
  ]),
);
