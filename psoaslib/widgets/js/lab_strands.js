/**
 * The shape of a drawn muscle: strands from their origins over the places that hold them off the
 * bone, each as thick along its way as the muscle is there. Tenths of a millimetre, y downwards.
 */

const STEPS = 22;

/**
 * Return a strand's middle line.
 * @param {number[]} origin
 * @param {number[][]} holds  in order; one that the straight way passes in front of does not hold
 * @param {number[]} end
 * @param {number} front  1 where the holds keep the strand to the right of its way down, else -1
 */
export function strandLine(origin, holds, end, front) {
  let points = [origin];
  holds.forEach((hold, i) => {
    points.push(heldPoint(points.at(-1), hold, holds[i + 1] ?? end, front));
  });
  points.push(end);
  points = points.filter((p, i) => !i || Math.hypot(p[0] - points[i - 1][0], p[1] - points[i - 1][1]) > 20);
  return smoothLine(points);
}

/** Return the outline of a strand round its line, as path data. */
export function strandOutline(line, radii) {
  const near = [];
  const far = [];
  line.forEach((point, i) => {
    const before = line[Math.max(i - 1, 0)];
    const after = line[Math.min(i + 1, line.length - 1)];
    const length = Math.hypot(after[0] - before[0], after[1] - before[1]) || 1;
    const across = [(before[1] - after[1]) / length, (after[0] - before[0]) / length];
    const radius = radiusAt(radii, i / (line.length - 1));
    near.push([point[0] + radius * across[0], point[1] + radius * across[1]]);
    far.push([point[0] - radius * across[0], point[1] - radius * across[1]]);
  });
  const cap = radiusAt(radii, 1).toFixed(0);
  const top = radiusAt(radii, 0).toFixed(0);
  return `M${joinedPoints(near)}A${cap} ${cap} 0 0 0 ${joinedPoints([far.at(-1)])}`
    + `L${joinedPoints(far.reverse())}A${top} ${top} 0 0 0 ${joinedPoints([near[0]])}z`;
}

/** Return path data of a line between two shares of its way. */
export function lineData(line, from = 0, to = 1) {
  const last = line.length - 1;
  return `M${joinedPoints(line.slice(Math.round(from * last), Math.round(to * last) + 1))}`;
}

function joinedPoints(points) {
  return points.map(([x, y]) => `${Math.round(x)} ${Math.round(y)}`).join('L');
}

function heldPoint(from, hold, to, front) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const squared = dx * dx + dy * dy || 1;
  const along = ((hold[0] - from[0]) * dx + (hold[1] - from[1]) * dy) / squared;
  const share = Math.min(Math.max(along, 0.08), 0.92);
  const off = (hold[0] - from[0]) * -dy + (hold[1] - from[1]) * dx;
  if (off * front < 0 && along > 0 && along < 1) return hold;
  return [from[0] + share * dx, from[1] + share * dy];
}

/** Return points along a smooth line through others (centripetal Catmull-Rom). */
function smoothLine(points) {
  const run = [mirrored(points[1], points[0]), ...points, mirrored(points.at(-2), points.at(-1))];
  const count = Math.max(6, Math.round(STEPS / (points.length - 1)));
  const line = [];
  for (let i = 1; i < run.length - 2; i += 1) {
    const part = run.slice(i - 1, i + 3);
    for (let k = 0; k < count; k += 1) line.push(between(part, k / count));
  }
  return [...line, points.at(-1)];
}

const mirrored = (of, about) => [2 * about[0] - of[0], 2 * about[1] - of[1]];

function between([p0, p1, p2, p3], u) {
  const t = [0];
  for (const [a, b] of [[p0, p1], [p1, p2], [p2, p3]]) {
    t.push(t.at(-1) + Math.sqrt(Math.max(Math.hypot(b[0] - a[0], b[1] - a[1]), 1e-3)));
  }
  const at = t[1] + u * (t[2] - t[1]);
  const mix = (a, b, from, to) => a.map((v, k) => ((to - at) * v + (at - from) * b[k]) / (to - from));
  const [a, b, c] = [mix(p0, p1, t[0], t[1]), mix(p1, p2, t[1], t[2]), mix(p2, p3, t[2], t[3])];
  return mix(mix(a, b, t[0], t[2]), mix(b, c, t[1], t[3]), t[1], t[2]);
}

function radiusAt({ way, radius }, share) {
  let i = 1;
  while (i < way.length - 1 && way[i] < share) i += 1;
  const part = (share - way[i - 1]) / (way[i] - way[i - 1]);
  return radius[i - 1] + part * (radius[i] - radius[i - 1]);
}
