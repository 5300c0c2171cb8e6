/**
 * Places for labels left and right of a drawing, so that no leader crosses another or a text.
 *
 * Texts stand in two columns. Every leader runs from its spot to the inner edge of a column, so it
 * meets no text. Which text has which place is the choice with the least total length of leaders: were
 * two to cross, then to exchange their ends would make both together shorter, so none do.
 *
 * Lengths in any unit, y down; `size` is that of the type, and all else goes by it.
 */

/** Of the type's size: between a column and the spots; a column's steps outwards; a line's height. */
const GAP = 1;
const STEP = 1.5;
const LINE = 1.45;
/** A leader nearer than this to another's spot is taken for its own; what such a touch counts. */
const TOUCH = 0.5;
const UNCLEAR = 6.3;

/** The most room that words need, of the type's size a letter. */
const EM = 0.6;
export const widthOf = (text, size) => EM * size * text.length;

/**
 * Return for each spot its label's port and side, or null where there is no room for all.
 *
 * @param {number[][]} spots no two alike
 * @param {number[]} widths of the texts
 * @param {number} size of the type
 * @param {function(number[]): boolean} free tells whether a box [left, top, right, bottom] may hold text
 * @param {number[]} bounds of the drawing, such a box
 */
export function leadersFor(spots, widths, size, free, [left, top, right, bottom]) {
  if (!spots.length) return [];
  const widest = Math.max(...widths);
  const line = LINE * size;
  const heights = heightsOf(spots.map(([, y]) => y), line, top, bottom);
  const slots = (x, side) => {
    const [from, to] = side === 'left' ? [x - widest, x] : [x, x + widest];
    return heights.filter((y) => free([from, y - line / 2, to, y + line / 2])).map((y) => ({ port: [x, y], side }));
  };
  const across = spots.map(([x]) => x);
  const gap = GAP * size;
  const lefts = tries(Math.min(...across) - gap, left - gap, STEP * size).map((x) => slots(x, 'left'));
  const rights = tries(Math.max(...across) + gap, right + gap, STEP * size).map((x) => slots(x, 'right'));
  let [found, best] = [null, Infinity];
  for (const one of lefts) {
    for (const two of rights) {
      const ports = [...one, ...two];
      if (ports.length < spots.length) continue;
      const cost = spots.map(([x, y]) => ports.map(({ port }) => Math.hypot(port[0] - x, port[1] - y)));
      if (cost.reduce((sum, row) => sum + Math.min(...row), 0) >= best) continue;
      const chosen = assign(cost);
      const total = chosen.reduce((sum, k, i) => sum + cost[i][k], 0);
      const all = total + UNCLEAR * size * touches(spots, chosen.map((k) => ports[k].port), TOUCH * size);
      if (all < best) [found, best] = [chosen.map((k) => ports[k]), all];
    }
  }
  return found;
}

/**
 * Return the column of each row with the least total cost, rows no more than columns.
 *
 * The Hungarian method with potentials: Kuhn 1955, in the form that adds one row at a time.
 */
export function assign(cost) {
  const [n, m] = [cost.length, cost[0].length];
  const rows = new Float64Array(n + 1);
  const columns = new Float64Array(m + 1);
  const owner = new Int32Array(m + 1);
  for (let row = 1; row <= n; row += 1) {
    const least = new Float64Array(m + 1).fill(Infinity);
    const came = new Int32Array(m + 1);
    const done = new Uint8Array(m + 1);
    owner[0] = row;
    let here = 0;
    while (owner[here]) {
      done[here] = 1;
      let [ahead, step] = [0, Infinity];
      for (let k = 1; k <= m; k += 1) {
        if (done[k]) continue;
        const over = cost[owner[here] - 1][k - 1] - rows[owner[here]] - columns[k];
        if (over < least[k]) [least[k], came[k]] = [over, here];
        if (least[k] < step) [ahead, step] = [k, least[k]];
      }
      for (let k = 0; k <= m; k += 1) {
        if (done[k]) {
          rows[owner[k]] += step;
          columns[k] -= step;
        } else least[k] -= step;
      }
      here = ahead;
    }
    while (here) {
      owner[here] = owner[came[here]];
      here = came[here];
    }
  }
  const out = new Array(n);
  for (let k = 1; k <= m; k += 1) if (owner[k]) out[owner[k] - 1] = k - 1;
  return out;
}

/** Return heights a line apart, over the drawing and as far beyond as all labels need. */
function heightsOf(ys, line, top, bottom) {
  const low = Math.min(top, ...ys) - (line * ys.length) / 2;
  const high = Math.max(bottom, ...ys, low + line * (ys.length + 1));
  return Array.from({ length: Math.ceil((high - low) / line) }, (_, k) => low + k * line);
}

function tries(near, far, step) {
  const count = Math.floor(Math.abs(far - near) / step) + 2;
  return Array.from({ length: count }, (_, k) => near + Math.sign(far - near) * k * step);
}

/** Count the spots that another's leader touches. */
function touches(spots, ports, near) {
  let count = 0;
  spots.forEach(([x, y], i) => {
    const [u, v] = [ports[i][0] - x, ports[i][1] - y];
    spots.forEach(([p, q], j) => {
      if (i === j) return;
      const share = Math.min(1, Math.max(0, ((p - x) * u + (q - y) * v) / (u * u + v * v)));
      if (Math.hypot(p - x - share * u, q - y - share * v) < near) count += 1;
    });
  });
  return count;
}
