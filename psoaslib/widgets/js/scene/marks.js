/**
 * Marks over a picture: arrows of what changed, the mark of an error, labels with leaders. They are
 * plain data in millimetres of the picture's plane, and painted as SVG in the picture's own frame.
 *
 * @typedef {{kind: 'arrow', of: string, bent: boolean, shaft: number[][], head: number[][]}} Arrow
 * @typedef {{kind: 'error', at: number[], fault: number[]|null}} ErrorMark
 * @typedef {{kind: 'label', id: string, text: string, spot: number[], port: number[], side: string}} Label
 */
import { BADGE } from './faults.js';
import { leadersFor, widthOf } from './leaders.js';

const SVG = 'http://www.w3.org/2000/svg';
const FONT = "system-ui,'Segoe UI',Arial,'Liberation Sans','DejaVu Sans',sans-serif";
/** mm: widths of an arrow's halo, shaft and the rim of its head; of an error's cross, halo and line. */
const ARROW = { halo: 25, shaft: 14, rim: 8 };
const ERROR = { cross: 15, arm: 0.42 * BADGE, halo: 22, line: 11, dot: 11, rim: 5 };
/** Of the type's size: a leader, its halo, its end and rim; from its end to the text; to the drawing. */
const LEADER = { line: 0.085, halo: 0.25, end: 0.17, rim: 0.13, away: 0.32, foot: 0.34, air: 0.32 };

/**
 * Return labels with leaders, or as many as have room.
 *
 * @param {Object<string, number[]>} spots see spots.js
 * @param {Object<string, string>} texts by id
 * @param {object} cover see cover.js
 * @param {{frame: number[], size: number, marks?: object[], ghost?: object}} on frame of the picture, the
 *   type's size in mm, marks that stay clear, and the cover of a ghost that does
 */
export function labelMarks(spots, texts, cover, { frame, size, marks = [], ghost }) {
  const ids = Object.keys(spots).filter((id) => texts[id]);
  const [x, y, w, h] = frame;
  const air = LEADER.air * size;
  const boxes = marks.map(boundsOf);
  const within = ([l, t, r, b]) => l >= x + air && r <= x + w - air && t >= y && b <= y + h;
  const apart = ([l, t, r, b]) => boxes.every(([p, q, u, v]) => l > u + air || r < p - air || t > v + air || b < q - air);
  const clear = ([l, t, r, b]) => [cover, ghost].every((of) => !of || of.clear([l - air, t - air, r + air, b + air], ({ kind }) => kind > 0));
  const free = (box) => within(box) && apart(box) && clear(box);
  for (let many = ids.length; many > 0; many -= 1) {
    const some = ids.slice(0, many);
    const widths = some.map((id) => widthOf(texts[id], size) + LEADER.away * size);
    const placed = leadersFor(some.map((id) => spots[id]), widths, size, free, [x, y, x + w, y + h]);
    if (placed) return some.map((id, k) => ({ kind: 'label', id, text: texts[id], size, spot: spots[id], ...placed[k] }));
  }
  return [];
}

function boundsOf({ kind, shaft, head, at }) {
  if (kind === 'error') return [at[0] - BADGE, at[1] - BADGE, at[0] + BADGE, at[1] + BADGE];
  const [xs, ys] = [0, 1].map((k) => [...shaft, ...head].map((point) => point[k]));
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/**
 * Paint marks into an SVG that lies over the picture, in place of what it holds.
 *
 * @param {SVGSVGElement} svg  @param {object[]} marks  @param {number[]} frame of the picture
 * @param {object} palette see rules.js
 */
export function paintMarks(svg, marks, frame, palette) {
  const colour = (name) => (name ? `rgb(${palette[name].map((part) => Math.round(255 * part)).join()})` : 'none');
  const put = (name, attributes, text = '') => {
    const element = svg.ownerDocument.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.textContent = text;
    return element;
  };
  /** @param {number[][]} points  @param {{fill?: string, stroke?: string, wide: number, closed?: boolean}} look */
  const drawn = (points, { fill, stroke, wide, closed = false }) => put('path', {
    d: `M${points.map(([u, v]) => `${u.toFixed(1)} ${v.toFixed(1)}`).join('L')}${closed ? 'Z' : ''}`,
    fill: colour(fill),
    stroke: colour(stroke),
    'stroke-width': wide,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  });
  /** @param {number[]} at  @param {number} r  @param {{fill: string, stroke?: string, wide?: number}} look */
  const disc = ([cx, cy], r, { fill, stroke, wide = 0 }) => put('circle', { cx, cy, r, fill: colour(fill), stroke: colour(stroke), 'stroke-width': wide });
  const of = (kind) => marks.filter((mark) => mark.kind === kind);
  const arrows = of('arrow');
  const labels = of('label');
  svg.setAttribute('viewBox', frame.join(' '));
  svg.replaceChildren(
    ...arrows.flatMap(({ shaft, head }) => [
      drawn(shaft, { stroke: 'arrow-halo', wide: ARROW.halo }),
      drawn(head, { fill: 'arrow-halo', stroke: 'arrow-halo', wide: ARROW.halo, closed: true }),
    ]),
    ...arrows.flatMap(({ shaft, head }) => [
      drawn(shaft, { stroke: 'arrow', wide: ARROW.shaft }),
      drawn(head, { fill: 'arrow', stroke: 'arrow', wide: ARROW.rim, closed: true }),
    ]),
    ...of('error').flatMap(({ at, fault }) => [
      ...(fault
        ? [
          drawn([at, fault], { stroke: 'error-mark', wide: ERROR.halo }),
          drawn([at, fault], { stroke: 'error', wide: ERROR.line }),
          disc(fault, ERROR.dot, { fill: 'error', stroke: 'error-mark', wide: ERROR.rim }),
        ]
        : []),
      disc(at, BADGE, { fill: 'error' }),
      ...[1, -1].map((sign) => drawn([[at[0] - ERROR.arm, at[1] - sign * ERROR.arm], [at[0] + ERROR.arm, at[1] + sign * ERROR.arm]], { stroke: 'error-mark', wide: ERROR.cross })),
    ]),
    ...labels.map(({ spot, port, size }) => drawn([spot, port], { stroke: 'note-halo', wide: LEADER.halo * size })),
    ...labels.flatMap(({ spot, port, size }) => [
      drawn([spot, port], { stroke: 'note', wide: LEADER.line * size }),
      disc(spot, LEADER.end * size, { fill: 'note', stroke: 'note-halo', wide: LEADER.rim * size }),
    ]),
    ...labels.map(({ text, port, side, size }) => put('text', {
      x: port[0] + (side === 'left' ? -1 : 1) * LEADER.away * size,
      y: port[1] + LEADER.foot * size,
      'text-anchor': side === 'left' ? 'end' : 'start',
      'font-size': size,
      'font-family': FONT,
      fill: colour('note'),
    }, text)),
  );
}
