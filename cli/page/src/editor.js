// The editor: the language or XML, findings in place, completion by what the program says can stand there.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentLess, insertTab } from '@codemirror/commands';
import { xml } from '@codemirror/lang-xml';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState } from '@codemirror/state';
import {
  EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers,
} from '@codemirror/view';
import { colours, recens } from './language.js';
import { say } from './words.js';

const nonce = document.querySelector('meta[name="recens-nonce"]').content;

/** An editor in `parent`; `words` colour the language, `changed` is told of each change, `complete` gives what can stand at a place. */
export function editorIn(parent, { words, changed, complete, save }) {
  const language = recens(words);
  const mode = new Compartment();
  const locked = new Compartment();
  const shared = [
    EditorView.cspNonce.of(nonce),
    EditorView.contentAttributes.of({ 'aria-label': say('editor'), spellcheck: 'false', tabindex: '0' }),
    lineNumbers(),
    lintGutter(),
    foldGutter(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    indentUnit.of('    '),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    EditorView.lineWrapping,
    colours,
    autocompletion({ override: [options] }),
    keymap.of([
      { key: 'Mod-s', preventDefault: true, run: () => (save(), true) },
      // Escape, then Tab, leaves the editor: the keyboard is never caught.
      { key: 'Tab', run: insertTab, shift: indentLess },
      ...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...completionKeymap, ...lintKeymap,
    ]),
    EditorView.updateListener.of((update) => update.docChanged && changed()),
  ];
  const view = new EditorView({ parent, state: EditorState.create({ extensions: [shared, mode.of([]), locked.of([])] }) });

  async function options(context) {
    const word = context.matchBefore(/[\p{L}\p{N}_-]*/u);
    const before = context.state.doc.lineAt(context.pos);
    if (!context.explicit && word.from === word.to && !/[,>]\s$|\s(?:pour|vers|dans|depuis|sur|via|de|for|to|in|from|of)\s$/.test(before.text.slice(0, context.pos - before.from))) {
      return null;
    }
    const found = await complete({ text: context.state.doc.toString(), line: before.number, column: context.pos - before.from + 1 }).catch(() => []);
    if (context.aborted || found.length === 0) return null;
    const types = { keyword: 'keyword', operation: 'function', name: 'variable', value: 'constant' };
    return {
      from: word.from,
      options: found.map(({ word, says, kind }) => ({ label: word, detail: says, type: types[kind] })),
      validFor: /^[\p{L}\p{N}_-]*$/u,
    };
  }

  /** A place (line and column from 1) as an offset, inside the text whatever has been typed since. */
  function offset({ line, column }) {
    const doc = view.state.doc;
    const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
    return Math.min(found.from + column - 1, found.to);
  }

  return {
    text: () => view.state.doc.toString(),
    /** Shows another file's text. */
    open({ text, format, readOnly }) {
      view.setState(EditorState.create({
        doc: text,
        extensions: [shared, mode.of(format === 'bpmn' ? xml() : language), locked.of(EditorState.readOnly.of(readOnly))],
      }));
    },
    /** Puts a text in place of the one shown, the cursor staying where it was; can be undone. */
    replace(text) {
      const head = Math.min(view.state.selection.main.head, text.length);
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: head } });
    },
    underline(findings) {
      const found = findings.filter((finding) => !finding.file).map((finding) => {
        const [from, to] = [offset(finding.start), offset(finding.end)];
        const length = view.state.doc.length;
        const message = finding.help ? `${finding.message}\n${finding.help}` : finding.message;
        return { from, to: to > from ? to : Math.min(from + 1, length), severity: finding.severity, source: finding.rule, message };
      });
      view.dispatch(setDiagnostics(view.state, found.sort((one, other) => one.from - other.from)));
    },
    go(place) {
      const at = offset(place);
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      view.focus();
    },
    focus: () => view.focus(),
  };
}
