// Every text of the pages, French and English side by side. What the program says comes with its answers.

const words = {
  file: ['Fichier', 'File'],
  save: ['Enregistrer', 'Save'],
  saved: ['enregistré', 'saved'],
  unsaved: ['modifié', 'modified'],
  create: ['Nouveau…', 'New…'],
  createName: ['Nom du nouveau fichier, en .recens', 'Name of the new file, ending in .recens'],
  discard: ['Les changements de ce fichier ne sont pas enregistrés. Les abandonner ?', 'The changes of this file are not saved. Drop them?'],
  reloaded: ['relu : changé sur le disque', 'read again: changed on disk'],
  conflict: ['changé sur le disque pendant la modification', 'changed on disk while being edited'],
  reload: ['Relire le disque', 'Read the disk'],
  overwrite: ['Garder ma version', 'Keep mine'],
  gone: ['n’est plus sur le disque', 'is no longer on disk'],
  lost: ['Le programme ne répond plus ; il faut le relancer.', 'The program does not answer any more; start it again.'],
  editor: ['Texte du processus', 'Text of the process'],
  drawing: ['Dessin', 'Drawing'],
  nothingDrawn: ['Rien à dessiner pour l’instant.', 'Nothing to draw yet.'],
  findings: ['Constats', 'Findings'],
  noFindings: ['Rien à signaler.', 'Nothing to report.'],
  tables: ['Tableaux et constats', 'Tables and findings'],
  theme: ['Thème', 'Theme'],
  themeAuto: ['selon le système', 'as the system'],
  themeLight: ['clair', 'light'],
  themeDark: ['sombre', 'dark'],
  themePrint: ['impression', 'print'],
  themeContrast: ['contraste élevé', 'high contrast'],
  view: ['Vue', 'View'],
  zoomIn: ['Agrandir', 'Zoom in'],
  zoomOut: ['Réduire', 'Zoom out'],
  zoomFit: ['Tout voir', 'See all'],
  zoomReal: ['Taille réelle', 'Actual size'],
  zoomHelp: [
    'Flèches : déplacer ; + et − : agrandir, réduire ; 0 : tout voir',
    'Arrows: move; + and −: zoom; 0: see all',
  ],
  filter: ['Filtrer', 'Filter'],
  rows: ['lignes', 'rows'],
  of: ['sur', 'of'],
  sortBy: ['Trier par', 'Sort by'],
  missing: ['manque', 'missing'],
  print: ['Imprimer', 'Print'],
  error: ['Erreur', 'Error'],
  warning: ['Avertissement', 'Warning'],
  info: ['Information', 'Information'],
  resize: ['Partage entre le texte et le dessin', 'Split between text and drawing'],
  empty: [
    'Ce dossier n’a encore aucun processus. « Nouveau… » en crée un.',
    'This folder has no process yet. “New…” creates one.',
  ],
};

/** The text of a key, in the language of the page. */
export function say(key) {
  const both = words[key];
  if (!both) throw new Error(`no text: ${key}`);
  return both[document.documentElement.lang === 'en' ? 1 : 0];
}
