/**
 * Reads the graph of an ONNX model without the values of its large tensors. Field numbers are those of onnx.proto
 * (github.com/onnx/onnx/blob/main/onnx/onnx.proto).
 */
import { type Message, readMessage } from '../../protobuf/message.js';
import type { ByteSource } from '../../protobuf/source.js';
import { ProtobufError } from '../../protobuf/wire.js';
import {
  type ForeignAttr,
  type ForeignModel,
  type ForeignNode,
  type ForeignTensor,
  type ForeignValue,
  ImportProblem,
  isBeside,
  type TensorBytes,
} from '../model.js';
import { largestTable } from '../tables.js';
import { decodeNumbers, onnxTypes, widthOf } from '../tensor-types.js';

/** Tensors of at most so many values are read with the graph: shapes, axes, factors. */
const fewValues = 1024;

/** Nodes beyond this are no network's that anyone trains; an editor would wait for them. */
const mostNodes = 20_000;

/** Opens a file beside the model, in which it keeps tensors; undefined where there is none. */
export type OpenBeside = (file: string) => ByteSource | undefined;

/** @throws ImportProblem */
export function parseOnnx(source: ByteSource, beside: OpenBeside): ForeignModel {
  try {
    return parse(source, beside);
  } catch (error) {
    if (error instanceof ProtobufError)
      throw new ImportProblem(`it is not an ONNX model, or damaged: ${error.message}`);
    throw error;
  }
}

function parse(source: ByteSource, beside: OpenBeside): ForeignModel {
  const model = readMessage(source);
  const graph = model.message(7);
  if (!graph) throw new ImportProblem('it holds no graph');
  const files = new Map<string, ByteSource | undefined>();
  const open = (file: string | undefined): ByteSource | undefined => {
    if (file === undefined) return source;
    if (!files.has(file)) files.set(file, beside(file));
    return files.get(file);
  };
  const tensors = new Map<string, ForeignTensor>();
  for (const message of graph.messages(5)) {
    const tensor = readTensor(message, open);
    tensors.set(tensor.name, tensor);
  }
  const nodes = graph.messages(1).map((message) => readNode(message, open));
  if (nodes.length > mostNodes)
    throw new ImportProblem(`it has ${nodes.length} nodes, more than ${mostNodes}`);
  const plainNodes = nodes.filter((node) => {
    const value = node.op === 'Constant' ? constantOf(node) : undefined;
    if (value) tensors.set(value.name, value);
    return !value;
  });
  const opset =
    model
      .messages(8)
      .find((one) => one.text(1) === '')
      ?.int(2) ?? 0;
  if (opset > 0 && opset < 7)
    throw new ImportProblem(`it is of opset ${opset}; export it with opset 13 or later`);
  return {
    format: 'onnx',
    producer: `${model.text(2)} ${model.text(3)}`.trim(),
    nodes: plainNodes,
    tensors,
    inputs: graph.messages(11).flatMap((message) => readInput(message, tensors)),
    outputs: graph.messages(12).map((message) => message.text(1)),
    layout: 'nchw',
  };
}

function readInput(message: Message, tensors: ReadonlyMap<string, ForeignTensor>): readonly ForeignValue[] {
  const name = message.text(1);
  // Old files list initializers among the inputs.
  if (tensors.has(name)) return [];
  const dims = message.message(2)?.message(1)?.message(2)?.messages(1) ?? [];
  return [{ name, shape: dims.map((dim) => (dim.has(1) && dim.int(1) > 0 ? dim.int(1) : null)) }];
}

function readNode(message: Message, open: (file: string | undefined) => ByteSource | undefined): ForeignNode {
  const domain = message.text(7);
  const op = message.text(4);
  const known = domain === '' || domain === 'ai.onnx';
  const scope = scopeOf(message);
  return {
    name: message.text(3),
    op: known ? op : `${domain}.${op}`,
    inputs: message.texts(1),
    outputs: message.texts(2),
    attrs: Object.fromEntries(
      message.messages(5).flatMap((attribute) => {
        const value = readAttribute(attribute, open);
        return value === undefined ? [] : [[attribute.text(1), value] as const];
      }),
    ),
    ...(scope === undefined ? {} : { scope }),
  };
}

/** PyTorch's newer exporter writes the modules around a node: `['', 'layer1', 'layer1.0', 'conv2d_1']`. */
function scopeOf(message: Message): string | undefined {
  const property = message.messages(9).find((entry) => entry.text(1) === 'pkg.torch.onnx.name_scopes');
  const names = property
    ?.text(2)
    .match(/'([^']*)'/g)
    ?.map((name) => name.slice(1, -1));
  return names?.slice(0, -1).at(-1) || undefined;
}

/** By the attribute's type; graphs and other things inside a node are left out. */
function readAttribute(
  message: Message,
  open: (file: string | undefined) => ByteSource | undefined,
): ForeignAttr | undefined {
  switch (message.int(20)) {
    case 1:
      return message.float(2);
    case 2:
      return message.int(3);
    case 3:
      return message.text(4);
    case 4: {
      const tensor = message.message(5);
      return tensor && readTensor(tensor, open);
    }
    case 6:
      return message.floats(7);
    case 7:
      return message.ints(8);
    case 8:
      return message.texts(9);
    default:
      return undefined;
  }
}

function readTensor(
  message: Message,
  open: (file: string | undefined) => ByteSource | undefined,
): ForeignTensor {
  const name = message.text(8);
  const shape = message.ints(1);
  const dtype = onnxTypes[message.int(2)];
  if (dtype === undefined)
    throw new ImportProblem(`its tensor ${name} has a type that no network is trained with`);
  if (shape.some((size) => !Number.isSafeInteger(size) || size < 0))
    throw new ImportProblem(`its tensor ${name} has the shape [${shape}]`);
  const count = shape.reduce((n, size) => n * size, 1);
  const bytes = bytesOf(message, dtype, count, name);
  const lies = bytes ? { bytes: [bytes] } : {};
  if (count > (dtype.includes('float') ? fewValues : largestTable)) return { name, dtype, shape, ...lies };
  const values = bytes ? storedValues(bytes, dtype, open, name) : writtenValues(message);
  if (values.length !== count)
    throw new ImportProblem(`its tensor ${name} holds ${values.length} values for the shape [${shape}]`);
  return { name, dtype, shape, values, ...lies };
}

/** Where the values lie as plain bytes: raw, in another file, or as the packed list of a type that is stored as it is. */
function bytesOf(message: Message, dtype: string, count: number, name: string): TensorBytes | undefined {
  const wanted = count * widthOf(dtype);
  if (message.int(14) === 1) {
    const entries = new Map(message.messages(13).map((entry) => [entry.text(1), entry.text(2)]));
    const file = entries.get('location') ?? '';
    if (file === '' || !isBeside(file))
      throw new ImportProblem(`its tensor ${name} lies in ${file || 'no file'}, which is not beside it`);
    const [position, length] = ['offset', 'length'].map((key) =>
      Number(entries.get(key) ?? (key === 'offset' ? 0 : wanted)),
    );
    if (!Number.isSafeInteger(position) || position! < 0 || length !== wanted)
      throw new ImportProblem(`its tensor ${name} has ${length} bytes at ${position}, not ${wanted}`);
    return { file, position: position!, length: wanted };
  }
  const packed = message.has(9) ? message.stretch(9) : packedAlone(message, dtype);
  if (!packed) return undefined;
  if (packed.length !== wanted)
    throw new ImportProblem(`its tensor ${name} has ${packed.length} bytes, not ${wanted}`);
  return packed;
}

function packedAlone(message: Message, dtype: string) {
  const field = dtype === 'float32' ? 4 : dtype === 'float64' ? 10 : undefined;
  if (field === undefined || !message.has(field)) return undefined;
  try {
    return message.stretch(field);
  } catch {
    // Not packed: the values stand one by one.
    return undefined;
  }
}

function storedValues(
  { file, position, length }: TensorBytes,
  dtype: string,
  open: (file: string | undefined) => ByteSource | undefined,
  name: string,
): readonly number[] {
  const source = open(file);
  if (!source) throw new ImportProblem(`${file}, which holds its tensor ${name}, is not beside it`);
  if (position + length > source.size)
    throw new ImportProblem(`its tensor ${name} reaches beyond the end of the file`);
  return decodeNumbers(source.read(position, length), dtype);
}

function writtenValues(message: Message): readonly number[] {
  for (const values of [
    message.floats(4),
    message.ints(5),
    message.ints(7),
    message.doubles(10),
    message.ints(11),
  ])
    if (values.length > 0) return values;
  return [];
}

/** What a `Constant` node holds, under the name of its output. */
function constantOf({ attrs, outputs, name }: ForeignNode): ForeignTensor | undefined {
  const output = outputs[0];
  if (output === undefined) return undefined;
  const { value, value_float, value_floats, value_int, value_ints } = attrs;
  const told = (dtype: string, given: ForeignAttr): ForeignTensor => {
    const values = (typeof given === 'number' ? [given] : given) as readonly number[];
    return {
      name: output,
      dtype,
      shape: typeof given === 'number' ? [] : [values.length],
      values,
      literal: true,
    };
  };
  if (typeof value === 'object' && 'dtype' in value) return { ...value, name: output, literal: true };
  if (value_float !== undefined) return told('float32', value_float);
  if (value_floats !== undefined) return told('float32', value_floats);
  if (value_int !== undefined) return told('int64', value_int);
  if (value_ints !== undefined) return told('int64', value_ints);
  throw new ImportProblem(`its constant ${name || output} is no tensor of numbers`);
}
