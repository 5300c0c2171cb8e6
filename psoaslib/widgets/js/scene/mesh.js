/**
 * Read the mesh of a body or of bones. What stands in the files, `psoaslib/mesh/` says.
 *
 * @typedef {object} Mesh
 * @property {string} kind  'body' or 'bones'
 * @property {object} header
 * @property {string|null} build
 * @property {string[]} frames  by name
 * @property {number} count  of vertices
 * @property {number} stature  metres
 * @property {Float32Array} rest  places at rest, metres from midway between the hip joints
 * @property {Float32Array} normals  at rest, evened over the surface
 * @property {Uint8Array} bones  two frames a vertex
 * @property {Float32Array} shares  of the second
 * @property {Uint8Array} label
 * @property {{part: string, side: string, piece: number, material: number}[]} labels
 * @property {Uint16Array} triangles  corners, counter-clockwise from outside; those of a label together
 * @property {{first: number, count: number}[]} ranges  where the triangles of a label are
 * @property {{first: number, form: object, ends: number[][]|null, finger: object|null, joint: boolean}[]} capsules
 * @property {Uint8Array} partOf  the part of each label
 * @property {Uint8Array} gaps  row after row, for each pair of parts
 * @property {number} parts  how many
 * @property {object|null} garment
 * @property {object[]} face  marks on it
 */

import { capsulesOf, fingersOf, isJoint, shape } from './capsules.js';
import { unpack } from './packed.js';

/** Units of a normal's length in a file. */
const NORMAL = 127;

/**
 * @param {Uint8Array} bytes  the file, unzipped
 * @param {string} kind  'body' or 'bones'
 * @returns {Mesh}
 * @throws {Error} where the bytes are none of that kind
 */
export function readMesh(bytes, kind = 'body') {
  const { header, arrays } = unpack(bytes, kind);
  const capsules = capsulesOf(header);
  const own = arrays.places.rows;
  const count = own + capsules.reduce((sum, { form }) => sum + form.count, 0);
  const mesh = {
    kind,
    header,
    count,
    build: header.build ?? null,
    stature: header.stature,
    frames: header.frames.map(([name]) => name),
    rest: new Float32Array(3 * count),
    normals: new Float32Array(3 * count),
    bones: new Uint8Array(2 * count),
    shares: new Float32Array(count),
    label: new Uint8Array(count),
    labels: header.labels.map(([part, side, piece, material]) => ({ part, side, piece, material })),
    triangles: null,
    ranges: [],
    capsules: [],
    ...rulesOf(header),
  };
  const places = arrays.places.values;
  for (let k = 0; k < places.length; k += 1) mesh.rest[k] = header.unit * places[k];
  mesh.bones.set(arrays.bones.values);
  for (let k = 0; k < own; k += 1) mesh.shares[k] = arrays.shares.values[k] / 255;
  mesh.label.set(arrays.label.values);
  const found = arrays.triangles ? [[0, arrays.triangles.values]] : tubesOf(header.tubes);
  addCapsules(mesh, capsules, own, found);
  sortTriangles(mesh, found);
  if (arrays.normals) unfold(mesh.normals, arrays.normals.values);
  else findNormals(mesh);
  return mesh;
}

/** What says how surfaces are drawn. */
function rulesOf({ part_of = [], gaps = [], garment = null, face = [] }) {
  return {
    partOf: Uint8Array.from(part_of),
    gaps: Uint8Array.from(gaps.flat()),
    parts: gaps.length,
    garment,
    face: face.map(({ points, normals, ...mark }) => ({
      ...mark,
      points: Float32Array.from(points, (value) => value * 1e-4),
      normals: Float32Array.from(normals, (value) => value / 100),
    })),
  };
}

/** The triangles of tubes: for each its first vertex, and corners counted from that. */
function tubesOf(tubes) {
  let first = 0;
  return tubes.map(([rows, many, caps]) => {
    const end = rows * many;
    const found = new Uint16Array(6 * many * (rows - 1 + caps));
    let at = 0;
    for (let a = 0; a < end - many; a += 1) {
      const b = (a + 1) % many ? a + 1 : a + 1 - many;
      found[at] = found[at + 3] = a;
      found[at + 1] = b;
      found[at + 2] = found[at + 4] = b + many;
      found[at + 5] = a + many;
      at += 6;
    }
    for (let a = 0; caps && a < many; a += 1) {
      found.set([end, (a + 1) % many, a, end + 1, end - many + a, end - many + ((a + 1) % many)], at);
      at += 6;
    }
    first += end + 2 * caps;
    return [first - end - 2 * caps, found];
  });
}

function addCapsules(mesh, capsules, own, found) {
  const { header, label, bones, shares } = mesh;
  const still = header.frames.length;
  let first = own;
  for (const capsule of capsules) {
    const { form, ends, finger } = capsule;
    const joint = isJoint(capsule);
    const frame = joint ? still : finger?.frame ?? ends[0][3];
    for (let k = first; k < first + form.count; k += 1) {
      label[k] = capsule.label;
      bones[2 * k] = bones[2 * k + 1] = frame;
      shares[k] = 0;
    }
    if (ends) {
      const [a, b] = ends;
      shape(mesh.rest, mesh.normals, first, form, a, a[6], b, b[6], [0, 0, 1]);
    }
    mesh.capsules.push({ ...capsule, first, joint });
    found.push([first, form.triangles]);
    first += form.count;
  }
  for (const side of header.fingers ? ['right', 'left'] : []) curlFingers(mesh, mesh.rest, mesh.normals, side, header.curl);
}

/**
 * Shape the fingers of a hand at rest.
 * @param {Mesh} mesh
 * @param {Float32Array} places
 * @param {Float32Array} normals
 * @param {string} side
 * @param {number} curl  degrees
 */
export function curlFingers({ header, capsules }, places, normals, side, curl) {
  const hand = fingersOf(header, side, curl);
  for (const { finger, first, form } of capsules) {
    if (finger?.side !== side) continue;
    const { at, radii } = hand[finger.number];
    const [a, b] = [finger.joint, finger.joint + 1].map((k) => at[k].map((value, d) => value + header.at[finger.frame][d]));
    shape(places, normals, first, form, a, radii[finger.joint], b, radii[finger.joint + 1], [1, 0, 0]);
  }
}

/** Put the triangles of a label together. */
function sortTriangles(mesh, found) {
  const { label } = mesh;
  const many = new Uint32Array(mesh.labels.length);
  for (const [first, corners] of found) {
    for (let k = 0; k < corners.length; k += 3) many[label[first + corners[k]]] += 3;
  }
  let first = 0;
  mesh.ranges = Array.from(many, (count) => {
    first += count;
    return { first: first - count, count };
  });
  mesh.triangles = new Uint16Array(first);
  const next = Uint32Array.from(mesh.ranges, (range) => range.first);
  for (const [start, corners] of found) {
    for (let k = 0; k < corners.length; k += 3) {
      const at = next[label[start + corners[k]]];
      next[label[start + corners[k]]] += 3;
      for (let corner = 0; corner < 3; corner += 1) mesh.triangles[at + corner] = start + corners[k + corner];
    }
  }
}

/** Unfold unit vectors from the octahedron on which they lie in a file. */
function unfold(normals, flat) {
  for (let k = 0; 2 * k < flat.length; k += 1) {
    const u = flat[2 * k] / NORMAL;
    const v = flat[2 * k + 1] / NORMAL;
    const z = 1 - Math.abs(u) - Math.abs(v);
    const x = z < 0 ? (1 - Math.abs(v)) * (u < 0 ? -1 : 1) : u;
    const y = z < 0 ? (1 - Math.abs(u)) * (v < 0 ? -1 : 1) : v;
    const n = Math.sqrt(x * x + y * y + z * z);
    normals[3 * k] = x / n;
    normals[3 * k + 1] = y / n;
    normals[3 * k + 2] = z / n;
  }
}

/** Find normals from the triangles, larger ones counting for more. */
function findNormals({ rest, triangles, normals }) {
  for (let t = 0; t < triangles.length; t += 3) {
    const a = 3 * triangles[t];
    const b = 3 * triangles[t + 1];
    const c = 3 * triangles[t + 2];
    for (let d = 0; d < 3; d += 1) {
      const e = (d + 1) % 3;
      const f = (d + 2) % 3;
      const way = (rest[b + e] - rest[a + e]) * (rest[c + f] - rest[a + f]) - (rest[b + f] - rest[a + f]) * (rest[c + e] - rest[a + e]);
      normals[a + d] += way;
      normals[b + d] += way;
      normals[c + d] += way;
    }
  }
  for (let k = 0; k < normals.length; k += 3) {
    const n = Math.hypot(normals[k], normals[k + 1], normals[k + 2]) || 1;
    for (let d = 0; d < 3; d += 1) normals[k + d] /= n;
  }
}
