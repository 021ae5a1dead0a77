// What bpmn-js draws, taken from the drawing itself: headless Chromium opens files in it and measures every element.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const BROWSERS = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser of this machine; nothing where there is none. */
export const browserPath = () => BROWSERS.find((path) => path && existsSync(path));

/** Opens bpmn-js of the packages installed in `peers` in a browser. */
export async function open(peers) {
  const require = createRequire(pathToFileURL(join(peers, 'package.json')));
  const { chromium } = await import(pathToFileURL(require.resolve('playwright-core')).href).then((found) => found.default ?? found);
  const bundle = join(dirname(require.resolve('bpmn-js/package.json')), 'dist', 'bpmn-modeler.production.min.js');
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];
  const browser = await chromium.launch({ executablePath: browserPath(), headless: true, args });
  const fresh = async () => {
    const page = await browser.newPage({ viewport: { width: 1300, height: 900 } });
    await page.setContent('<!doctype html><meta charset="utf-8"><div id="c" style="width:1200px;height:800px"></div><div id="o"></div>');
    await page.addScriptTag({ path: bundle });
    return page;
  };
  let page = await fresh();

  /** What is drawn of each text, in order; `{ error }` for one that cannot be opened. */
  async function drawn(texts, patience = 60_000) {
    try {
      return await within(page.evaluate(measure, texts), patience);
    } catch (error) {
      await page.close().catch(() => {});
      page = await fresh();
      if (texts.length === 1) {
        return [{ error: error.message.split('\n')[0] }];
      }
      const out = [];
      for (const text of texts) {
        out.push(...(await drawn([text], patience / 2)));
      }
      return out;
    }
  }

  /** A picture of one diagram of a text, as bpmn-js saves it. */
  async function picture(text, plane, path) {
    const svg = await page.evaluate(saved, [text, plane]);
    await page.evaluate((svg) => {
      document.getElementById('c').style.display = 'none';
      document.getElementById('o').innerHTML = svg;
    }, svg);
    await page.locator('#o svg').screenshot({ path });
    await page.evaluate(() => {
      document.getElementById('c').style.display = '';
      document.getElementById('o').innerHTML = '';
    });
  }

  return { drawn, picture, close: () => browser.close() };
}

function within(promise, patience) {
  let clock;
  const late = new Promise((_, reject) => (clock = setTimeout(() => reject(new Error(`no answer in ${patience / 1000} s`)), patience)));
  return Promise.race([promise, late]).finally(() => clearTimeout(clock));
}

/** Runs in the page: the elements of every diagram of each text. */
async function measure(texts) {
  const round = (value) => Math.round(value * 100) / 100;
  const words = (element) => {
    const semantic = element.businessObject;
    return semantic.categoryValueRef ? semantic.categoryValueRef.value : (semantic.name ?? semantic.text);
  };
  /** The room of a text on the drawing: x, y, width, height. */
  function room(text, viewport) {
    const { x, y, width, height } = text.getBBox();
    const to = viewport.getScreenCTM().inverse().multiply(text.getScreenCTM());
    const corners = [[x, y], [x + width, y], [x, y + height], [x + width, y + height]];
    const moved = corners.map(([x, y]) => new DOMPoint(x, y).matrixTransform(to));
    const [xs, ys] = [moved.map((corner) => corner.x), moved.map((corner) => corner.y)];
    const [left, top] = [Math.min(...xs), Math.min(...ys)];
    return [left, top, Math.max(...xs) - left, Math.max(...ys) - top].map(round);
  }
  function plane(modeler, element, planes) {
    const [canvas, registry, docking] = ['canvas', 'elementRegistry', 'connectionDocking'].map((name) => modeler.get(name));
    const root = canvas.getRootElement();
    const viewport = registry.getGraphics(root).ownerSVGElement.querySelector('.viewport');
    const [shapes, edges, labels, messages] = [[], [], {}, {}];
    // Drawn closed because the file does not say whether it is open, though it draws the content inside it: bpmn-js makes a
    // plane for that, where the file has none.
    const inside = (found) => registry.get(`${found.id}_plane`)?.children.length > 0 && !planes.includes(found.businessObject.id);
    const unsaid = (found) => found.collapsed && found.di?.isExpanded === undefined && inside(found);
    registry.forEach((found) => {
      if (found === root || canvas.findRoot(found) !== root || found.hidden) {
        return;
      }
      const id = found.businessObject.id;
      const text = [...registry.getGraphics(found).querySelectorAll(':scope > .djs-visual > text')].find((text) => text.textContent.trim());
      if (text && (found.labelTarget || !found.waypoints)) {
        labels[id] = { text: words(found) ?? '', at: room(text, viewport), type: found.type, unsaid: unsaid(found) };
      }
      if (found.labelTarget) {
        return;
      }
      if (found.waypoints) {
        // The name of a message under its envelope.
        if (text && found.type === 'bpmn:MessageFlow') {
          messages[id] = { text: found.businessObject.messageRef?.name ?? '', at: room(text, viewport), type: found.type };
        }
        const points = (list) => list.map(({ x, y }) => [round(x), round(y)]);
        edges.push({ id, type: found.type, points: points(found.waypoints), cropped: points(docking.getCroppedWaypoints(found)) });
      } else {
        shapes.push({ id, type: found.type, box: [found.x, found.y, found.width, found.height] });
      }
    });
    return { element, shapes, edges, labels, messages };
  }
  async function one(text) {
    const modeler = new window.BpmnJS({ container: '#c' });
    try {
      const { warnings } = await modeler.importXML(text);
      const out = { warnings: warnings.map((warning) => warning.message), planes: [] };
      // bpmn-js makes planes of its own for collapsed sub-processes; only those of the file count.
      const own = [...new DOMParser().parseFromString(text, 'text/xml').getElementsByTagNameNS('*', 'BPMNPlane')];
      const elements = own.map((plane) => plane.getAttribute('bpmnElement'));
      for (const [at, diagram] of modeler.getDefinitions().diagrams.entries()) {
        const element = diagram.plane?.bpmnElement?.id;
        if (!elements.includes(element) || out.planes.some((plane) => plane.element === element)) {
          continue;
        }
        if (at > 0) {
          try {
            await modeler.open(diagram);
          } catch {
            continue;
          }
        }
        out.planes.push(plane(modeler, element, elements));
      }
      return out;
    } catch (error) {
      return { error: error.message };
    } finally {
      modeler.destroy();
    }
  }
  const out = [];
  for (const text of texts) {
    out.push(await one(text));
  }
  return out;
}

/** Runs in the page: the SVG of one diagram of a text, the first where none is named. */
async function saved([text, plane]) {
  const modeler = new window.BpmnJS({ container: '#c' });
  try {
    await modeler.importXML(text);
    const wanted = modeler.getDefinitions().diagrams.find((diagram) => diagram.plane?.bpmnElement?.id === plane);
    if (wanted) {
      await modeler.open(wanted);
    }
    return (await modeler.saveSVG()).svg;
  } finally {
    modeler.destroy();
  }
}
