/** What `benchmarks/body.py` runs in a page: the scene, and a bare one of the same triangles. */
import { axesOf, fitted, frameOf, project, turned, viewOf } from './scene/camera.js';
import { createFigure } from './scene/figure.js';
import { cornersOf } from './scene/geometry.js';
import { createVertices, refill, startPrograms, use } from './scene/gl.js';
import { readMesh } from './scene/mesh.js';
import { unzipped } from './scene/packed.js';
import { SOFTWARE, samplingOf } from './scene/pace.js';
import { lightOf } from './scene/placing.js';
import { createRenderer, startRenderer } from './scene/renderer.js';
import { paletteOf } from './scene/rules.js';
import { createShown, readWays, showKey } from './scene/ways.js';

const VS = `
layout(location=0) in vec4 aPlace; layout(location=1) in vec3 aColour; uniform mat3 uAxes; uniform vec4 uFrame; uniform float uDeep; out vec3 vColour;
void main(){ vec3 q = aPlace.xyz*uAxes*1000.; vColour = aColour*(.7+.3*aPlace.w); gl_Position = vec4((q.x-uFrame.x)/uFrame.z*2.-1., 1.-(q.y-uFrame.y)/uFrame.w*2., (uDeep-q.z)/2048., 1.); }`;
const FS = 'in vec3 vColour; out vec4 oColour; void main(){ oColour = vec4(vColour, 1.); }';

/** The same body and bones, each vertex with one light, the browser's own antialiasing, no lines. */
function createBare(gl, { bare }, bodies) {
  const solids = bodies.map((body) => createVertices(gl, [
    { data: body.out, size: 4, moves: true },
    { data: new Float32Array((3 * body.out.length) / 4).fill(0.8), size: 3 },
  ], body.mesh.triangles));
  return ({ axes, frame, deep, width, height }) => {
    gl.viewport(0, 0, width, height);
    gl.clearColor(0, 0, 0, 0);
    gl.enable(gl.DEPTH_TEST);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    const { at } = use(gl, bare);
    gl.uniformMatrix3fv(at.uAxes, false, [...axes.right, ...axes.down, ...axes.toward]);
    gl.uniform4fv(at.uFrame, frame);
    gl.uniform1f(at.uDeep, deep);
    bodies.forEach((body, k) => {
      refill(gl, solids[k].buffers[0], body.out);
      gl.bindVertexArray(solids[k].array);
      gl.drawElements(gl.TRIANGLES, solids[k].count, gl.UNSIGNED_SHORT, 0);
    });
  };
}

/** Return programs once they are there. */
async function there(programs) {
  for (;;) {
    const made = programs();
    if (made) return made;
    await new Promise((done) => { requestAnimationFrame(done); });
  }
}

/** @param {{step: string, looks: object, mesh: Uint8Array, bones: Uint8Array, ways: Uint8Array, width: number, height: number}} of */
async function bench({ step, looks, mesh, bones, ways: packed, width, height }) {
  const [flesh, skeleton] = [readMesh(await unzipped(mesh)), readMesh(await unzipped(bones), 'bones')];
  const ways = readWays(await unzipped(packed));
  const shown = createShown(ways);
  showKey(shown, ways, step, 'right');
  const { pose, props, psoas: muscles } = shown;
  const figure = createFigure(flesh, skeleton);
  figure.take(pose);
  const contexts = [false, true].map((plain) => Object.assign(document.createElement('canvas'), { width, height })
    .getContext('webgl2', { antialias: plain, preserveDrawingBuffer: true }));
  const renderer = createRenderer(contexts[0], await there(startRenderer(contexts[0])));
  const bare = createBare(contexts[1], await there(startPrograms(contexts[1], { bare: [VS, FS] })), [figure.body, figure.bones]);
  const points = [...figure.origins(), ...props.filter(({ size }) => size.length).flatMap(cornersOf)];
  const first = fitted(viewOf('three_quarter'), points, width / height, 150);
  const palette = paletteOf(looks, { build: flesh.build });
  const pixel = new Uint8Array(4);

  /** Draw one frame of a kind, a little further round each time; return the ms of JavaScript. */
  function frame(kind, level, number) {
    const camera = turned(first, 3 * number, 0);
    const gl = contexts[kind === 'bare' ? 1 : 0];
    const began = performance.now();
    figure.take(pose, (number % 2) / 10);
    if (kind === 'bare') {
      const axes = axesOf(camera);
      figure.light(lightOf(axes));
      bare({ axes, frame: frameOf(camera, width / height), deep: project(axes, figure.originOf('pelvis'))[2], width, height });
    } else {
      const moving = kind === 'moving';
      const { scale, cells } = samplingOf(level, { moving, dense: 1 });
      renderer.draw({ figure, pose, props, muscles, side: 'right', xray: 1, moving, palette, camera, cells, width: Math.round(scale * width), height: Math.round(scale * height) });
    }
    const took = performance.now() - began;
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    return took;
  }
  const triangles = (flesh.triangles.length + skeleton.triangles.length) / 3;
  return { frames: (kind, many, level = SOFTWARE) => Array.from({ length: many }, (_, k) => frame(kind, level, k)), programs: renderer.programs, triangles };
}

export default bench;
