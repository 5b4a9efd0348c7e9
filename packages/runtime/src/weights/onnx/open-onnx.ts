/**
 * The initializers of an ONNX model (github.com/onnx/onnx, onnx/onnx.proto), by their names in the model. Their values are
 * passed over until they are asked for; the graph is not read.
 */
import path from 'node:path';
import { type Message, readMessage } from '@tlp/language/protobuf/message.js';
import { type ByteSource, wholeOf } from '@tlp/language/protobuf/source.js';
import { ProtobufError } from '@tlp/language/protobuf/wire.js';
import { mostTensors, tooMany } from '@tlp/language/weights/safetensors-header.js';
import { shown } from '@tlp/language/weights/shown.js';
import { openRegular } from '../../files/regular.js';
import { fileSource } from '../file-source.js';
import { besides, joinFiles } from '../joined-files.js';
import { DamagedTensor, type StoredTensor } from '../stored-tensor.js';
import { damagedFile, tensorFile } from '../tensor-file.js';
import { type FileFacts, leftOut, type TensorFile } from '../tensors.js';
import { type External, type Initializer, readInitializer, storedAt, valuesOf } from './initializer.js';

/** Fields of `ModelProto` and `GraphProto`. */
const model = { producer: 2, producerVersion: 3, graph: 7, opsets: 8 } as const;
const graph = { initializers: 5, sparse: 15 } as const;

/** @throws TlpError TLP251 (damaged, or data outside of the model's folder) */
export async function openOnnx(file: string): Promise<TensorFile> {
  const handle = await openRegular(file);
  try {
    const { size } = await handle.stat();
    const { initializers, facts } = read(fileSource(handle.fd, size));
    return await open(file, initializers, facts);
  } catch (error) {
    throw asDamaged(file, error);
  } finally {
    await handle.close();
  }
}

function asDamaged(file: string, error: unknown): unknown {
  const known = error instanceof ProtobufError || error instanceof DamagedTensor;
  return known ? damagedFile(file, error.message, error) : error;
}

function read(source: ByteSource): { initializers: readonly Initializer[]; facts: FileFacts } {
  const whole = readMessage(source, wholeOf(source));
  const network = whole.message(model.graph);
  if (!network) throw new DamagedTensor('it has no graph');
  const tensors = network.messages(graph.initializers);
  if (tensors.length > mostTensors) throw new DamagedTensor(tooMany(tensors.length));
  const initializers = tensors.flatMap((tensor) => readInitializer(tensor) ?? []);
  const others = tensors.length - initializers.length + network.messages(graph.sparse).length;
  return { initializers, facts: factsOf(whole, others) };
}

function factsOf(whole: Message, others: number): FileFacts {
  const producer = `${whole.text(model.producer)} ${whole.text(model.producerVersion)}`.trim();
  // The operators' own set is the one without a domain.
  const opset = whole.messages(model.opsets).find((one) => one.text(1) === '');
  return {
    format: opset ? `ONNX (opset ${opset.int(2)})` : 'ONNX',
    ...(producer === '' ? {} : { writer: shown(producer) }),
    notes: others > 0 ? [leftOut(others, 'of types that are not read')] : [],
  };
}

async function open(
  file: string,
  initializers: readonly Initializer[],
  facts: FileFacts,
): Promise<TensorFile> {
  const externals = initializers.flatMap(({ data }) => (data.kind === 'external' ? data : []));
  const names = [...new Set(externals.map(({ location }) => location))];
  const files = [file, ...names.map((name) => besides(path.dirname(file), name))];
  const joined = await joinFiles(files);
  try {
    const whereIs = ({ location, offset, length }: External) => {
      const part = joined.parts[1 + names.indexOf(location)]!;
      const bytes = length ?? part.length - offset;
      if (!(bytes >= 0 && offset + bytes <= part.length))
        throw new DamagedTensor(`its part ${shown(location)} is cut short`);
      return { position: part.position + offset, length: bytes };
    };
    const tensors = new Map<string, StoredTensor>();
    const inFields = new Map<string, Initializer>();
    for (const initializer of initializers) {
      const { name, data } = initializer;
      tensors.set(name, storedAt(initializer, data.kind === 'external' ? whereIs(data) : undefined));
      if (data.kind === 'numbers') inFields.set(name, initializer);
    }
    const opened = tensorFile(file, joined, tensors, facts, files);
    return {
      ...opened,
      async read(name) {
        const initializer = inFields.get(name);
        if (!initializer) return opened.read(name);
        return valuesOf(initializer, joined).catch((error: unknown) => {
          throw asDamaged(file, error);
        });
      },
    };
  } catch (error) {
    await joined.close();
    throw error;
  }
}
