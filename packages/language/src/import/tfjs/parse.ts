/**
 * Reads a model of TensorFlow.js: `model.json` with the network and the list of the weights that lie beside it. A layers model
 * holds Keras's description, a graph model a graph of TensorFlow (github.com/tensorflow/tfjs, tfjs-converter/docs).
 */
import type { ByteSource } from '../../protobuf/source.js';
import { isRecord } from '../../record.js';
import { type ForeignModel, type ForeignTensor, ImportProblem } from '../model.js';
import { readGraphDef, shapeAttr } from './graph-def.js';
import { graphOp } from './graph-ops.js';
import { writeKerasModel } from './keras-model.js';
import { readManifest } from './manifest.js';
import { OnnxScript } from './script.js';

/** A longer text is no description of a network. */
const longestText = 64_000_000;

/** @throws ImportProblem */
export function parseTfjs(
  source: ByteSource,
  beside: (file: string) => ByteSource | undefined,
): ForeignModel {
  if (source.size > longestText) throw new ImportProblem('it is no model.json: it is too long');
  const model = parseJson(new TextDecoder().decode(source.read(0, source.size)));
  const topology = model.modelTopology;
  if (!isRecord(topology))
    throw new ImportProblem('it is no model.json of TensorFlow.js: it has no modelTopology');
  const tensors = new Map<string, ForeignTensor>(
    readManifest(model.weightsManifest, beside).map((tensor) => [tensor.name, tensor]),
  );
  const script = new OnnxScript(tensors);
  const producer = String(model.generatedBy ?? '');
  const written = Array.isArray(topology.node) ? writeGraph(script, topology) : writeLayers(script, topology);
  return {
    format: 'tfjs',
    producer,
    nodes: script.nodes,
    tensors,
    inputs: written.inputs,
    outputs: [written.output],
    layout: 'nhwc',
  };
}

function parseJson(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {
    // Told below.
  }
  throw new ImportProblem('it is no JSON text');
}

interface Graph {
  readonly inputs: ForeignModel['inputs'];
  readonly output: string;
}

function writeLayers(script: OnnxScript, topology: Readonly<Record<string, unknown>>): Graph {
  const config = isRecord(topology.model_config) ? topology.model_config : topology;
  const { input, shape, output } = writeKerasModel(script, config, String(topology.keras_version ?? '2'));
  return { inputs: [{ name: input, shape }], output };
}

function writeGraph(script: OnnxScript, topology: Readonly<Record<string, unknown>>): Graph {
  const nodes = readGraphDef(topology);
  const values = new Map<string, string>();
  const inputs: { name: string; shape: readonly (number | null)[] }[] = [];
  const read = new Set(nodes.flatMap((node) => node.inputs));
  for (const node of inOrder(nodes)) {
    if (node.op === 'Placeholder') inputs.push({ name: node.name, shape: shapeAttr(node.attr, 'shape') });
    if (node.op === 'Placeholder' || node.op === 'Const') {
      values.set(node.name, node.name);
      continue;
    }
    const given = node.inputs.map((name) => values.get(name) ?? name);
    const write = graphOp(node.op);
    const result = write ? write(script, node, given) : script.add(node.op, node.name, given);
    const outputs = typeof result === 'string' ? [result] : result;
    for (const [i, output] of outputs.entries())
      values.set(i === 0 ? node.name : `${node.name}:${i}`, output);
  }
  const last = nodes.findLast(
    ({ name, op }) => !read.has(name) && op !== 'Const' && op !== 'Placeholder' && op !== 'NoOp',
  );
  if (!last) throw new ImportProblem('it has no output');
  return { inputs, output: values.get(last.name)! };
}

type Node = ReturnType<typeof readGraphDef>[number];

/** Each node after those that it reads. @throws ImportProblem for a circle */
function inOrder(nodes: readonly Node[]): readonly Node[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const state = new Map<Node, 'open' | 'done'>();
  const ordered: Node[] = [];
  for (const start of nodes) {
    const stack = [start];
    for (let node = stack.at(-1); node; node = stack.at(-1)) {
      const before = state.get(node) === undefined ? node.inputs : [];
      if (state.get(node) === undefined) state.set(node, 'open');
      const next = before
        .flatMap((name) => byName.get(name.replace(/:\d+$/, '')) ?? [])
        .filter((one) => state.get(one) !== 'done');
      const circle = next.find((one) => state.get(one) === 'open');
      if (circle)
        throw new ImportProblem(`its nodes ${node.name} and ${circle.name} read each other in a circle`);
      if (next.length > 0) stack.push(...next);
      else {
        stack.pop();
        if (state.get(node) !== 'done') ordered.push(node);
        state.set(node, 'done');
      }
    }
  }
  return ordered;
}
