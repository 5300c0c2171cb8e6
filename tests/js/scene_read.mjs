/**
 * Read packed bodies and ways, and answer what Python asks of them: a request in JSON on standard
 * input, `files` by name in base64 (gzipped) and `asked`, an answer for each on standard output.
 */

import { readFileSync } from 'node:fs';
import { unpack, unzipped } from '../../psoaslib/widgets/js/scene/packed.js';
import { createFrames, createPose, mirror, place, setAngles } from '../../psoaslib/widgets/js/scene/frames.js';
import { readMesh } from '../../psoaslib/widgets/js/scene/mesh.js';
import { createPsoas } from '../../psoaslib/widgets/js/scene/psoas.js';
import { createBody } from '../../psoaslib/widgets/js/scene/skin.js';
import { createShown, readWays, showKey, showMove } from '../../psoaslib/widgets/js/scene/ways.js';

const { files, asked } = JSON.parse(readFileSync(0, 'utf8'));

async function bytesOf(name) {
  return unzipped(Uint8Array.from(Buffer.from(files[name], 'base64')));
}

const framed = ({ turns, origins }) => ({ turns: [...turns], origins: [...origins] });

const ANSWERS = {
  async arrays({ file, kind }) {
    const { arrays } = unpack(await bytesOf(file), kind);
    return Object.fromEntries(Object.entries(arrays).map(([name, { values }]) => [name, [...values]]));
  },

  /** What is read of a mesh, before any pose. */
  async mesh({ file, kind }) {
    const { rest, normals, bones, shares, label, triangles, ranges, count } = readMesh(await bytesOf(file), kind);
    return { rest: [...rest], normals: [...normals], bones: [...bones], shares: [...shares], label: [...label], triangles: [...triangles], ranges, count };
  },

  /** Frames, and what they carry, in poses given by angles. */
  async poses({ file, kind, stature, poses, skin, mirrored }) {
    const mesh = readMesh(await bytesOf(file), kind);
    const [pose, frames, body] = [createPose(mesh), createFrames(mesh, stature), createBody(mesh, stature)];
    if (stature) pose.stature = stature;
    return poses.map(({ angles, root, curl, breath, light }) => {
      setAngles(pose, angles, root);
      if (mirrored) mirror(pose);
      place(frames, pose);
      if (!skin) return framed(frames);
      body.update(frames, { curl, breath, light });
      return { ...framed(frames), out: [...body.out] };
    });
  },

  async psoas({ file, stature, poses }) {
    const bones = readMesh(await bytesOf(file), 'bones');
    const [pose, frames, psoas] = [createPose(bones), createFrames(bones, stature), createPsoas(bones, stature)];
    pose.stature = stature;
    return poses.map(({ angles, root }) => {
      setAngles(pose, angles, root);
      place(frames, pose);
      psoas.update(frames);
      return { right: [...psoas.lines.right], left: [...psoas.lines.left], radii: [...psoas.radii] };
    });
  },

  /** What is shown of ways: positions by id, moments of moves by number and milliseconds. */
  async ways({ file, body, keys = [], moments = [], side = 'right' }) {
    const [ways, mesh] = [readWays(await bytesOf(file)), readMesh(await bytesOf(body))];
    const [shown, frames] = [createShown(ways), createFrames(mesh, ways.stature)];
    const told = () => {
      place(frames, shown.pose);
      const { pose: { root, curl }, props, psoas } = shown;
      return structuredClone({ ...framed(frames), root: [...root], curl, props, psoas });
    };
    return {
      moves: ways.moves.map(({ from, to, ms, rests }) => ({ from, to, ms, rests })),
      keys: keys.map((id) => { showKey(shown, ways, id, side); return told(); }),
      moments: moments.map(([move, ms]) => { showMove(shown, ways, move, ms, side); return told(); }),
    };
  },

  /** What reading a file says that is none. */
  async refused({ file, kind }) {
    try {
      const bytes = await bytesOf(file);
      if (kind === 'ways') readWays(bytes);
      else readMesh(bytes, kind);
      return '';
    } catch (error) {
      return error.message;
    }
  },
};

const answers = [];
for (const { what, ...more } of asked) answers.push(await ANSWERS[what](more));
console.log(JSON.stringify(answers));
