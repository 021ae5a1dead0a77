// Tabs, as the keyboard expects them: arrows move between them, Home and End to the ends.

import { make } from './dom.js';

/** Tabs over panels; `add` makes one, `choose` shows one. */
export function tabsIn(bar, label) {
  const tabs = [];
  bar.setAttribute('role', 'tablist');
  bar.setAttribute('aria-label', label);

  function choose(id, focus = false) {
    for (const { id: own, tab, panel } of tabs) {
      const chosen = own === id;
      tab.setAttribute('aria-selected', chosen);
      tab.tabIndex = chosen ? 0 : -1;
      panel.hidden = !chosen;
      if (chosen && focus) tab.focus();
    }
  }

  bar.addEventListener('keydown', (event) => {
    const at = tabs.findIndex(({ tab }) => tab.getAttribute('aria-selected') === 'true');
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(tabs[(to + tabs.length) % tabs.length].id, true);
  });

  return {
    choose,
    has: (id) => tabs.some((tab) => tab.id === id),
    chosen: () => tabs.find(({ tab }) => tab.getAttribute('aria-selected') === 'true')?.id,
    /** A tab named `text` over `panel`. */
    add(id, text, panel) {
      const tab = make('button', { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': `panel-${id}`, onclick: () => choose(id) }, text);
      panel.id = `panel-${id}`;
      panel.setAttribute('role', 'tabpanel');
      panel.setAttribute('aria-labelledby', tab.id);
      tabs.push({ id, tab, panel });
      bar.append(tab);
      if (tabs.length === 1) choose(id);
      else choose(tabs.find(({ tab }) => tab.getAttribute('aria-selected') === 'true').id);
      return tab;
    },
  };
}
