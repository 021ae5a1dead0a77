// What two drawings of one file do not have in common.

/** The kinds of differences, worst first. */
export const KINDS = ['error', 'warning', 'anew', 'shape', 'box', 'line', 'waypoint', 'end', 'text', 'place'];

const PIXEL = 1.01;
const NEAR = 12;

/** Counts as pairs of good and all, and the differences. `ours` is what recens says of the file, `theirs` what bpmn-js does. */
export function compared(ours, theirs) {
  const counts = { files: [0, 1], boxes: [0, 0], lines: [0, 0], waypoints: [0, 0], ends: [0, 0], complete: [0, 0], near: [0, 0], unsaid: [0, 0], silent: [0, 0] };
  const differences = [];
  const count = (name, good) => {
    counts[name][0] += good ? 1 : 0;
    counts[name][1] += 1;
    return good;
  };
  const differ = (kind, id, say) => differences.push({ kind, id, say });
  if (theirs.error) {
    differ('error', null, theirs.error);
    return { counts, differences };
  }
  counts.files[0] = 1;
  if (!count('silent', theirs.warnings.length === 0)) {
    differ('warning', null, theirs.warnings[0]);
  }
  for (const plane of theirs.planes) {
    const mine = ours.planes.find((one) => one.element === plane.element);
    if (!mine?.given) {
      differ('anew', plane.element, mine ? 'laid out anew' : 'not drawn');
    }
    const shapes = new Map(mine?.shapes.map((shape) => [shape.id, shape]));
    const edges = new Map(mine?.edges.map((edge) => [edge.id, edge]));
    // What the file gives no size is nothing to be seen in bpmn-js; recens gives it the usual one.
    for (const { id, type, box } of plane.shapes.filter(({ box }) => box[2] > 0 && box[3] > 0)) {
      const shape = shapes.get(id);
      const same = shape?.box.every((side, at) => Math.abs(side - box[at]) <= PIXEL);
      if (!count('boxes', same)) {
        differ(shape ? 'box' : 'shape', id, shape ? `${type} ${shape.box} for ${box}` : `${type} is not drawn`);
      }
    }
    for (const edge of plane.edges) {
      lines(edge, edges.get(edge.id), count, differ);
    }
    for (const [id, name] of Object.entries(plane.messages)) {
      words(id, name, mine?.messages.find((one) => one.id === id), count, differ);
    }
    for (const [id, label] of Object.entries(plane.labels)) {
      words(id, label, shapes.get(id) ?? edges.get(id), count, differ);
    }
  }
  return { counts, differences };
}

/** The points of a line: all those between its ends, and the ends. */
function lines({ id, type, points, cropped }, edge, count, differ) {
  count('lines', true);
  if (!edge) {
    differ('line', id, `${type} is not drawn`);
    points.forEach(() => count('waypoints', false));
    [0, 1].forEach(() => count('ends', false));
    return;
  }
  const apart = ([x, y], [u, v]) => Math.hypot(x - u, y - v);
  // Several points may be one: none of them bends the line.
  const left = [...edge.points];
  const missing = points.slice(1, -1).filter((point) => {
    const at = left.findIndex((other) => apart(point, other) <= PIXEL);
    return !count('waypoints', at >= 0);
  });
  if (missing.length > 0) {
    differ('waypoint', id, `${type} ${missing.join(' ')} of ${points.join(' ')} not in ${edge.points.join(' ')}`);
  }
  for (const at of [0, -1]) {
    const mine = edge.points.at(at);
    const docked = apart(mine, points.at(at)) <= PIXEL || apart(mine, cropped.at(at)) <= PIXEL;
    if (!count('ends', docked)) {
      differ('end', id, `${type} ${mine} for ${points.at(at)}, docked ${cropped.at(at)}`);
    }
  }
}

/** A label: its letters, white space apart, and its place. */
function words(id, { text, at, type, unsaid }, mine, count, differ) {
  const letters = (text) => text.normalize('NFKC').replace(/[\s\u00AD\u200B\uFEFF]/g, '');
  const complete = mine && letters(mine.text).startsWith(letters(text));
  if (!count('complete', complete)) {
    differ('text', id, `${type} ${JSON.stringify(mine?.text)} for ${JSON.stringify(text)}`);
  }
  if (unsaid) {
    count('unsaid', true);
    return;
  }
  if (!mine?.at) {
    count('near', false);
    differ('place', id, `${type} has no label`);
    return;
  }
  // Notes begin at the left, all else is centred.
  const share = type === 'bpmn:TextAnnotation' ? 0 : 0.5;
  const anchor = ([x, y, width, height]) => [x + width * share, y + height * share];
  const [[x, y], [u, v]] = [anchor(mine.at), anchor(at)];
  const distance = Math.hypot(x - u, y - v);
  if (!count('near', distance <= NEAR)) {
    differ('place', id, `${type} ${distance.toFixed(0)} px: ${mine.at} for ${at} ${JSON.stringify(text.slice(0, 60))}`);
  }
}
