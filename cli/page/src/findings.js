// The list of findings, tied to the drawing: a finding lights its step and its path, a step its findings.

import { make } from './dom.js';
import { named } from './drawing.js';
import { say } from './words.js';

/** A list of findings; `choose` is told which one was chosen. */
export function listOf(findings, choose) {
  if (findings.length === 0) return make('p', { class: 'nothing' }, say('noFindings'));
  const item = (finding) => {
    const place = `${finding.file ? `${finding.file}:` : ''}${finding.start.line}:${finding.start.column}`;
    const button = make(
      'button',
      { type: 'button', onclick: () => choose(finding) },
      make('span', { class: 'level' }, say(finding.severity)),
      make('span', { class: 'rule' }, `${finding.code} ${finding.rule}`),
      make('span', { class: 'place' }, place),
      make('span', { class: 'message' }, finding.message),
      finding.help ? make('span', { class: 'help' }, finding.help) : null,
      finding.source ? make('span', { class: 'source' }, finding.source) : null,
    );
    return make(
      'li',
      { class: `finding ${finding.severity}`, 'data-element': finding.element ?? '', 'data-path': JSON.stringify(finding.path ?? []) },
      button,
    );
  };
  return make('ol', { class: 'findings' }, ...findings.map(item));
}

/** Ties the findings in `list` and the elements of `drawing` together, by pointer and by focus. */
export function tie(list, drawing) {
  const of = (target) => (target instanceof Element ? target.closest('.finding') : null);
  const enter = (event) => {
    const finding = of(event.target);
    if (finding) drawing.light(finding.dataset.element || null, JSON.parse(finding.dataset.path || '[]'));
  };
  const leave = () => drawing.light(null);
  list.addEventListener('pointerover', enter);
  list.addEventListener('focusin', enter);
  list.addEventListener('pointerleave', leave);
  list.addEventListener('focusout', leave);
  drawing.view.addEventListener('pointerover', (event) => {
    const element = named(event.target);
    for (const finding of list.querySelectorAll('.finding')) {
      finding.classList.toggle('lit', element !== null && finding.dataset.element === element);
    }
  });
  drawing.view.addEventListener('pointerleave', () => {
    for (const finding of list.querySelectorAll('.finding.lit')) finding.classList.remove('lit');
  });
}
