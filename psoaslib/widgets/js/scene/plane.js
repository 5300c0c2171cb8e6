/** Lines of points [x, y] in the plane: how far apart they lie, whether they cross, their length. */

export const apart = ([ax, ay], [bx, by]) => Math.hypot(bx - ax, by - ay);

/** Return the distance of a point from a line. */
export function distance([x, y], line) {
  let least = Infinity;
  for (let k = 1; k < line.length; k += 1) {
    const [[ax, ay], [bx, by]] = [line[k - 1], line[k]];
    const [u, v] = [bx - ax, by - ay];
    const share = Math.min(1, Math.max(0, ((x - ax) * u + (y - ay) * v) / Math.max(u * u + v * v, 1e-12)));
    least = Math.min(least, Math.hypot(x - ax - share * u, y - ay - share * v));
  }
  return least;
}

export const turnOf = ([ax, ay], [bx, by], [x, y]) => (bx - ax) * (y - ay) - (by - ay) * (x - ax);
const crossed = (a, b, c, d) => turnOf(a, b, c) * turnOf(a, b, d) < 0 && turnOf(c, d, a) * turnOf(c, d, b) < 0;

/** Return the least distance between two lines, 0 where they cross. */
export function gapBetween(one, two) {
  for (let j = 1; j < one.length; j += 1) {
    for (let k = 1; k < two.length; k += 1) if (crossed(one[j - 1], one[j], two[k - 1], two[k])) return 0;
  }
  const least = (points, line) => Math.min(...points.map((point) => distance(point, line)));
  return Math.min(least(one, two), least(two, one));
}

/** Return how far along a line each of its points lies. */
export function wayAlong(line) {
  const way = [0];
  for (let k = 1; k < line.length; k += 1) way.push(way[k - 1] + apart(line[k - 1], line[k]));
  return way;
}

/** Return the first part of a line, up to so far along it. */
export function upTo(line, far) {
  const way = wayAlong(line);
  const kept = line.filter((_, k) => way[k] < far - 1);
  const k = Math.max(1, way.findIndex((each) => each >= far));
  const share = Math.max(0, (far - way[k - 1]) / Math.max(way[k] - way[k - 1], 1e-9));
  const end = [0, 1].map((d) => line[k - 1][d] + share * (line[k][d] - line[k - 1][d]));
  return [...(kept.length ? kept : [line[0]]), end];
}
