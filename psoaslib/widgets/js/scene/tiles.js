/**
 * The tiles of a picture in which something is drawn: body, props, their shadows, and a tile round
 * them. Passes over the picture draw these alone, in runs along a row.
 */
import { project } from './camera.js';
import { SHADOW_BELOW, cornersOf, standing } from './geometry.js';
import { createVertices, refill } from './gl.js';

/** mm: side of a tile. */
const TILE = 30;

/** A run of tiles, an instance: from and to, in columns, and its row. */
export const TILES_VS = `
layout(location=0) in vec3 aRun; uniform vec4 uFrame; uniform vec2 uCorner;
void main(){
  vec2 q = uCorner + ${TILE}.*vec2(gl_VertexID%2==0 ? aRun.x : aRun.y, aRun.z + float(gl_VertexID/2));
  gl_Position = vec4((q.x-uFrame.x)/uFrame.z*2.-1., 1.-(q.y-uFrame.y)/uFrame.w*2., 0., 1.);
}`;

/**
 * Return the runs of tiles, three numbers each.
 *
 * @param {Float32Array} places of the body, four numbers each, metres
 * @param {object[]} props without walls
 * @param {object} axes of the camera  @param {number[]} frame of the picture
 */
export function tileRuns(places, props, { right, down, ...more }, [left, top, width, height]) {
  const [columns, rows] = [width, height].map((side) => Math.ceil(side / TILE));
  const wide = columns + 2;
  const marked = new Uint8Array(wide * (rows + 2)); // with a row and a column more on every side
  const [ax, ay, az] = right.map((part) => (1000 * part) / TILE);
  const [bx, by, bz] = down.map((part) => (1000 * part) / TILE);
  const [u, v] = [1 - left / TILE, 1 - top / TILE];
  for (let k = 0; k < places.length; k += 4) {
    const x = places[k];
    const y = places[k + 1];
    const z = places[k + 2];
    const column = Math.floor(ax * x + ay * y + az * z + u);
    const row = bx * x + by * y + bz * z + v;
    if (column < 0 || column >= wide) continue;
    if (row >= 0 && row < rows + 2) marked[Math.floor(row) * wide + column] = 1;
    const shadow = row - by * y;
    if (y < SHADOW_BELOW.body && shadow >= 0 && shadow < rows + 2) marked[Math.floor(shadow) * wide + column] = 1;
  }
  const tilesOf = (corner) => {
    const [x, y] = project({ right, down, ...more }, corner);
    return [x / TILE + u, y / TILE + v];
  };
  for (const prop of props) {
    const corners = cornersOf(prop);
    fill(marked, wide, rows + 2, corners.map(tilesOf));
    const { middle, half } = standing(prop);
    if (middle[1] - half[1] < SHADOW_BELOW.prop) fill(marked, wide, rows + 2, corners.map(([x, , z]) => tilesOf([x, 0, z])));
  }
  return runsOf(marked, wide, rows);
}

/** Mark the tiles that points span: in each row from the first to the last of the edges between them. */
function fill(marked, wide, rows, points) {
  const first = Math.max(0, Math.floor(Math.min(...points.map(([, y]) => y))));
  const last = Math.min(rows - 1, Math.floor(Math.max(...points.map(([, y]) => y))));
  for (let row = first; row <= last; row += 1) {
    let [from, to] = [Infinity, -Infinity];
    const put = (x) => { [from, to] = [Math.min(from, x), Math.max(to, x)]; };
    points.forEach(([ax, ay], i) => {
      if (ay >= row && ay <= row + 1) put(ax);
      for (const [bx, by] of points.slice(i + 1)) {
        for (const level of [row, row + 1]) if ((ay - level) * (by - level) < 0) put(ax + ((bx - ax) * (level - ay)) / (by - ay));
      }
    });
    for (let column = Math.max(0, Math.floor(from)); column <= Math.min(wide - 1, Math.floor(to)); column += 1) marked[row * wide + column] = 1;
  }
}

/** Return marked tiles with those round them as runs; a gap of one tile in a row is closed. */
function runsOf(marked, wide, rows) {
  const runs = [];
  for (let row = 0; row < rows; row += 1) {
    const near = (column) => [0, 1, 2].some((down) => [0, 1, 2].some((across) => marked[(row + down) * wide + column + across]));
    let run = null;
    for (let column = 0; column < wide - 2; column += 1) {
      if (!near(column)) continue;
      if (run && column - run[1] < 2) run[1] = column + 1;
      else runs.push(run = [column, column + 1, row]);
    }
  }
  return new Float32Array(runs.flat());
}

/** Make the vertices of tiles: set to a picture's, and drawn as its program is in use. */
export function createTiles(gl) {
  const vertices = createVertices(gl, [{ data: new Float32Array(3), size: 3, moves: true }]);
  gl.bindVertexArray(vertices.array);
  gl.vertexAttribDivisor(0, 1);
  let count = 0;
  let corner = [0, 0];
  return {
    /** @param {Float32Array} runs  @param {number[]} frame */
    set(runs, [x, y]) {
      refill(gl, vertices.buffers[0], runs);
      count = runs.length / 3;
      corner = [x, y];
    },
    draw({ at }, frame) {
      gl.uniform4fv(at.uFrame, frame);
      gl.uniform2fv(at.uCorner, corner);
      gl.bindVertexArray(vertices.array);
      gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, count);
    },
  };
}
