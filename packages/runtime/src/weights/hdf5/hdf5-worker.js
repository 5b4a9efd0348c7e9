/**
 * The HDF5 library (h5wasm: the C library as WebAssembly) in a thread of its own. It reads untrusted files, so it gets
 * little: a read-only file system with one file in it, bounded memory, and a thread that its client ends where it hangs.
 * JavaScript, since a thread loads this file as it stands. What is said is typed in `messages.ts`.
 */
import { readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';

/** Of the library, which reads tensors in pieces; 64 KiB each. */
const mostPages = 4096;
const piece = 8 << 20;
const mostObjects = 50_000;
const deepest = 24;
/** Bytes of an attribute's strings. */
const longestAttribute = 16 << 20;
const attributeNames = /^(?:keras_version|backend|name|dtype|(?:layer|weight)_names\d*)$/;
const types = { 0: 'integer', 1: 'float', 5: 'opaque', 8: 'enum' };

capMemory();
const { ready } = await import('h5wasm');
const hdf5 = await ready;
/** @type {{ descriptor: number, position: number, length: number }} */
let source = { descriptor: -1, position: 0, length: 0 };
mountSource();
let file = -1n;

parentPort.on('message', (request) => {
  try {
    if (request.ask === 'open') parentPort.postMessage({ objects: open(request) });
    else {
      const bytes = read(request);
      parentPort.postMessage({ bytes }, [bytes.buffer]);
    }
  } catch (error) {
    parentPort.postMessage({ problem: problemOf(String(error?.message ?? error)) });
  }
});

/** The library's memory may grow up to 2 GB; where it may not, its `malloc` fails, which it bears. */
function capMemory() {
  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (this.buffer.byteLength / 65_536 + pages > mostPages) throw new RangeError('No more memory.');
    return grow.call(this, pages);
  };
}

/** One file, `/source/file`, for reading only. Nothing else of the disk can be named. */
function mountSource() {
  const { FS } = hdf5;
  const at = new Date(0);
  const getattr = (node) => ({
    ...{ dev: 1, ino: node.id, mode: node.mode, nlink: 1, uid: 0, gid: 0, rdev: 0 },
    ...{ size: source.length, atime: at, mtime: at, ctime: at, blksize: 4096, blocks: 1 },
  });
  const stream_ops = {
    read(_, buffer, offset, length, position) {
      const bytes = Math.min(length, source.length - position);
      if (bytes <= 0) return 0;
      return readSync(source.descriptor, buffer, offset, bytes, source.position + position);
    },
    llseek(stream, offset, whence) {
      return offset + (whence === 1 ? stream.position : whence === 2 ? source.length : 0);
    },
  };
  const type = {
    mount() {
      const folder = FS.createNode(null, '/', 0o40555, 0);
      folder.node_ops = {
        getattr,
        lookup() {
          throw new FS.ErrnoError(44);
        },
      };
      folder.stream_ops = {};
      const node = FS.createNode(folder, 'file', 0o100444, 0);
      node.node_ops = { getattr };
      node.stream_ops = stream_ops;
      return folder;
    },
  };
  FS.mkdir('/source');
  FS.mount(type, {}, '/source');
}

/** Has the library throw what it would else only write down: most of its functions then go on with what they have. */
function strictly(work) {
  hdf5.activate_throwing_error_handler();
  try {
    return work();
  } finally {
    hdf5.deactivate_throwing_error_handler();
  }
}

/** The library tells of a whole stack of its functions; the last one knows best. */
function problemOf(message) {
  if (message === 'error - name not defined!') return 'an object in it cannot be opened';
  const told = [...message.matchAll(/\(\): (.+)/g)].at(-1);
  return (told ? told[1] : message).replace(/\s+/g, ' ').replace(/\.$/, '').slice(0, 200);
}

function open({ descriptor, position, length }) {
  if (file >= 0n) hdf5.close_file(file);
  source = { descriptor, position, length };
  file = strictly(() => hdf5.open('/source/file', hdf5.H5F_ACC_RDONLY, false, -1, -1));
  const objects = [];
  walk('', 0, objects);
  return objects;
}

function walk(path, depth, objects) {
  objects.push({ path, attributes: attributesOf(path || '/') });
  if (depth > deepest) throw new Error(`its groups are nested more than ${deepest} deep`);
  for (const name of strictly(() => hdf5.get_names(file, path || '/', false))) {
    if (objects.length > mostObjects) throw new Error(`it has more than ${mostObjects} groups and datasets`);
    const child = `${path}/${name}`;
    // Links lead to objects that are found without them, or to other files.
    if (hdf5.get_symbolic_link(file, child) !== null) continue;
    const type = hdf5.get_type(file, child);
    if (type === 0) walk(child, depth + 1, objects);
    else if (type === 1)
      objects.push({ path: child, attributes: attributesOf(child), dataset: datasetOf(child) });
  }
}

function datasetOf(path) {
  const { type, size, signed, shape, chunks, virtual_sources } = hdf5.get_dataset_metadata(file, path);
  if (virtual_sources) throw new Error(`${path.slice(0, 80)} lies in other files`);
  return {
    type: shape ? (types[type] ?? 'other') : 'other',
    elementBytes: size,
    signed,
    shape: shape ?? [],
    chunked: Boolean(chunks),
  };
}

function attributesOf(path) {
  const attributes = {};
  for (const name of hdf5.get_attribute_names(file, path)) {
    if (attributeNames.test(name)) {
      const value = textOf(path, name);
      if (value !== undefined) attributes[name] = value;
    }
  }
  return attributes;
}

/** The strings of an attribute, one or a list of them. */
function textOf(path, name) {
  const { type, vlen, size, shape, total_size: count } = hdf5.get_attribute_metadata(file, path, name);
  if (type !== 3 || !shape) return undefined;
  const bytes = size * count;
  if (!(bytes <= longestAttribute)) throw new Error(`its attribute ${name} has ${bytes} bytes`);
  const texts = withMemory(bytes, (pointer) => {
    strictly(() => hdf5.get_attribute_data(file, path, name, BigInt(pointer)));
    const values = hdf5.HEAPU8.slice(pointer, pointer + bytes);
    if (!vlen)
      return Array.from({ length: count }, (_, i) => decode(values.subarray(i * size, (i + 1) * size)));
    return [...new Uint32Array(values.buffer)].map((at) => (at === 0 ? '' : stringAt(at)));
  });
  return shape.length === 0 ? texts[0] : texts;
}

const decoder = new TextDecoder();

function decode(bytes) {
  const end = bytes.indexOf(0);
  return decoder.decode(end < 0 ? bytes : bytes.subarray(0, end));
}

function stringAt(pointer) {
  return decode(hdf5.HEAPU8.subarray(pointer, pointer + longestAttribute));
}

function withMemory(bytes, use) {
  const pointer = hdf5._malloc(Math.max(bytes, 1));
  if (pointer === 0) throw new Error(`${bytes} bytes at once are more than are read`);
  try {
    return use(pointer);
  } finally {
    hdf5._free(pointer);
  }
}

function read({ path, shape, elementBytes }) {
  const bytes = new Uint8Array(shape.reduce((n, d) => n * d, elementBytes));
  let done = 0;
  for (const [offset, count] of pieces(shape, elementBytes)) {
    const size = count.reduce((n, d) => n * d, elementBytes);
    withMemory(size, (pointer) => {
      const steps = count.map(() => 1);
      const place =
        shape.length === 0 ? [null, null, null] : [count, offset, steps].map((n) => n.map(BigInt));
      strictly(() => hdf5.get_dataset_data(file, path, ...place, BigInt(pointer)));
      bytes.set(hdf5.HEAPU8.subarray(pointer, pointer + size), done);
    });
    done += size;
  }
  return bytes;
}

/** Parts of a tensor, one after another in row-major order: where each starts, and its shape. */
function* pieces(shape, elementBytes, start = []) {
  const axis = start.length;
  const rest = shape.slice(axis + 1);
  const row = rest.reduce((n, d) => n * d, elementBytes);
  const before = start.map(() => 1);
  const zeros = rest.map(() => 0);
  if (axis === shape.length) {
    yield [start, before];
  } else if (row > piece) {
    for (let i = 0; i < shape[axis]; i++) yield* pieces(shape, elementBytes, [...start, i]);
  } else {
    const step = Math.max(1, Math.floor(piece / Math.max(row, 1)));
    for (let i = 0; i < shape[axis]; i += step) {
      yield [
        [...start, i, ...zeros],
        [...before, Math.min(step, shape[axis] - i), ...rest],
      ];
    }
  }
}
