/** WebGL2 in small: programs, vertices, textures, and the targets that passes draw into. */

/**
 * @typedef {{program: WebGLProgram, at: Object<string, WebGLUniformLocation>}} Program
 */

/** First lines of every shader. */
export const HEAD = `#version 300 es
precision highp float;
precision highp int;
precision highp usampler2D;
`;

/**
 * Begin to compile and link programs, which takes a driver up to seconds.
 *
 * @param {WebGL2RenderingContext} gl
 * @param {Object<string, string[]>} sources vertex and fragment shader by name
 * @returns {function(): Object<string, Program>|null}
 *   asked now and then, it takes up one once all are there, and returns them at the end; it never waits
 */
export function startPrograms(gl, sources) {
  const parallel = gl.getExtension('KHR_parallel_shader_compile');
  const started = Object.entries(sources).map(([name, texts]) => {
    const program = gl.createProgram();
    const shaders = texts.map((text, k) => {
      const shader = gl.createShader(k ? gl.FRAGMENT_SHADER : gl.VERTEX_SHADER);
      gl.shaderSource(shader, HEAD + text);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
      return shader;
    });
    gl.linkProgram(program);
    return { name, program, shaders };
  });
  const fence = parallel ? null : gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  gl.flush();
  /** @type {Object<string, Program>} */
  const made = {};
  const there = ({ program }) => (parallel
    ? gl.getProgramParameter(program, parallel.COMPLETION_STATUS_KHR)
    : gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.SIGNALED);
  let all = false;
  return () => {
    // A question about one would wait for the others behind it.
    all ||= started.every(there);
    const next = all && started.find(({ name }) => !made[name]);
    if (next) made[next.name] = linked(gl, next);
    return started.every(({ name }) => made[name]) ? made : null;
  };
}

function linked(gl, { name, program, shaders }) {
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    const logs = [...shaders.map((shader) => gl.getShaderInfoLog(shader)), gl.getProgramInfoLog(program)];
    throw new Error(`The program ${name} does not link: ${logs.join(' ')}`);
  }
  /** @type {Program['at']} */
  const at = {};
  const count = gl.getProgramParameter(program, gl.ACTIVE_UNIFORMS) ?? 0;
  for (let k = 0; k < count; k += 1) {
    const uniform = gl.getActiveUniform(program, k).name;
    at[uniform.replace('[0]', '')] = gl.getUniformLocation(program, uniform);
  }
  return { program, at };
}

/**
 * Make a vertex array.
 *
 * @param {{data: Float32Array|Uint32Array, size: number, moves?: boolean}[]} attributes by location
 * @param {Uint16Array} [triangles]
 */
export function createVertices(gl, attributes, triangles) {
  const array = gl.createVertexArray();
  gl.bindVertexArray(array);
  const buffers = attributes.map(({ data, size, moves }, location) => {
    const buffer = filled(gl, gl.ARRAY_BUFFER, data, moves ? gl.DYNAMIC_DRAW : gl.STATIC_DRAW);
    gl.enableVertexAttribArray(location);
    if (data instanceof Uint32Array) gl.vertexAttribIPointer(location, size, gl.UNSIGNED_INT, 0, 0);
    else gl.vertexAttribPointer(location, size, gl.FLOAT, false, 0, 0);
    return buffer;
  });
  if (triangles) filled(gl, gl.ELEMENT_ARRAY_BUFFER, triangles, gl.STATIC_DRAW);
  gl.bindVertexArray(null);
  return { array, buffers, count: triangles?.length ?? 0 };
}

function filled(gl, kind, data, usage) {
  const buffer = gl.createBuffer();
  gl.bindBuffer(kind, buffer);
  gl.bufferData(kind, data, usage);
  return buffer;
}

/** Write new data into a vertex buffer, which grows where it must. */
export function refill(gl, buffer, data) {
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.bufferData(gl.ARRAY_BUFFER, data, gl.DYNAMIC_DRAW);
}

/** Make a texture without mipmaps, clamped; `linear` filters it. */
export function createTexture(gl, format, width, height, linear = false) {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, format, width, height);
  const filter = linear ? gl.LINEAR : gl.NEAREST;
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, filter);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, filter);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  return texture;
}

/**
 * A target that a pass draws into, which only grows: smaller pictures use its lower left corner.
 *
 * @param {number[]} formats of its colour textures; whole numbers are read as they are, others filtered
 */
export function createTarget(gl, formats, withDepth = false) {
  const target = { frame: null, textures: [], depth: null, width: 0, height: 0, fit, drop };
  function drop() {
    if (!target.frame) return;
    gl.deleteFramebuffer(target.frame);
    target.textures.forEach((texture) => gl.deleteTexture(texture));
    if (target.depth) gl.deleteRenderbuffer(target.depth);
    target.frame = null;
  }
  function fit(width, height) {
    if (target.frame && target.width >= width && target.height >= height) return target;
    const [w, h] = [Math.max(target.width, width), Math.max(target.height, height)];
    drop();
    target.frame = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, target.frame);
    target.textures = formats.map((format, k) => {
      const texture = createTexture(gl, format, w, h, format !== gl.R32UI);
      gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0 + k, gl.TEXTURE_2D, texture, 0);
      return texture;
    });
    if (withDepth) {
      target.depth = gl.createRenderbuffer();
      gl.bindRenderbuffer(gl.RENDERBUFFER, target.depth);
      gl.renderbufferStorage(gl.RENDERBUFFER, gl.DEPTH_COMPONENT24, w, h);
      gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.DEPTH_ATTACHMENT, gl.RENDERBUFFER, target.depth);
    }
    gl.drawBuffers(formats.map((_, k) => gl.COLOR_ATTACHMENT0 + k));
    target.width = w;
    target.height = h;
    return target;
  }
  return target;
}

/** Use a program; returns how its uniforms and textures are set. */
export function use(gl, { program, at }) {
  gl.useProgram(program);
  let unit = 0;
  return {
    at,
    texture(name, texture) {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.uniform1i(at[name], unit);
      unit += 1;
    },
  };
}
