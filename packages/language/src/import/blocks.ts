/**
 * Blocks of an imported graph. A graph may be cut where one value crosses; between two such places lies a segment.
 * Segments whose layers have the same name up to some part are one block: `layer1.0.conv1` is of `layer1`,
 * `conv3_block1_1_conv` of `conv3`. Where names tell nothing, a block begins where the image becomes smaller.
 */
import { parseRef } from '../graph/shape.js';
import type { Block, Graph, GraphNode, Layer } from '../graph/types.js';
import { nodesByName } from '../graph/walk.js';

/** Nodes that belong together because no single value crosses between them. */
interface Segment {
  readonly nodes: readonly GraphNode[];
  /** The value that leaves it. */
  readonly output: string;
  readonly layers: readonly string[];
}

const isStored = ({ op }: GraphNode): boolean => op === 'parameter' || op === 'constant';

/**
 * @param graph pruned, in one block
 * @param paths the module of each layer, from the outermost in
 */
export function withBlocks(graph: Graph, paths: ReadonlyMap<string, readonly string[]>): Graph {
  const segments = segmentsOf(graph);
  const labels = labelsOf(segments, graph, trimmed(paths));
  const names = new Set<string>();
  const groups: { label: string; segments: Segment[] }[] = [];
  segments.forEach((segment, i) => {
    const label = labels[i]!;
    const last = groups.at(-1);
    if (last && last.label === label) last.segments.push(segment);
    else groups.push({ label, segments: [segment] });
  });
  // A block has layers; what stands before the first one or after the last belongs to its neighbor.
  for (let i = groups.length - 1; i >= 0 && groups.length > 1; i--) {
    if (groups[i]!.segments.some(({ layers }) => layers.length > 0)) continue;
    const neighbor = groups[i + 1] ?? groups[i - 1]!;
    neighbor.segments = groups[i + 1]
      ? [...groups[i]!.segments, ...neighbor.segments]
      : [...neighbor.segments, ...groups[i]!.segments];
    groups.splice(i, 1);
  }
  const blockOf = new Map<string, string>();
  const outputs: { readonly name: string; readonly output: string }[] = [];
  for (const { label, segments: parts } of groups) {
    const name = freeName(label, names);
    outputs.push({ name, output: parts.at(-1)!.output });
    for (const node of parts.flatMap(({ nodes }) => nodes)) blockOf.set(node.name, name);
  }
  return inBlocks(graph, blockOf, outputs);
}

/** The graph with each node, layer and parameter in its block. */
function inBlocks(
  graph: Graph,
  blockOf: ReadonlyMap<string, string>,
  outputs: readonly { readonly name: string; readonly output: string }[],
): Graph {
  // What is stored belongs where it is first read.
  const readers = new Map<string, string>();
  for (const node of graph.nodes) {
    const block = blockOf.get(node.name);
    if (block !== undefined) for (const ref of node.inputs) if (!readers.has(ref)) readers.set(ref, block);
  }
  const of = (name: string): string | undefined => blockOf.get(name) ?? readers.get(name);
  const nodes = graph.nodes.map((node) => {
    const { block: _, ...rest } = node;
    const block = of(node.name);
    return node.op === 'input' || block === undefined ? rest : { ...rest, block };
  });
  const parameters = graph.parameters.map((parameter) => ({
    ...parameter,
    block: of(parameter.name) ?? outputs[0]!.name,
  }));
  const layers = new Map<string, Layer>();
  for (const { layer, name, block } of parameters) {
    const known = layers.get(layer);
    const kind = known?.kind ?? graph.layers.find((one) => one.name === layer)!.kind;
    layers.set(layer, {
      name: layer,
      kind,
      block: known?.block ?? block,
      parameters: [...(known?.parameters ?? []), name],
    });
  }
  const blocks = outputs.map(
    ({ name, output }): Block => ({
      name,
      layers: [...layers.values()].filter(({ block }) => block === name).map((layer) => layer.name),
      output,
    }),
  );
  return {
    ...graph,
    nodes,
    parameters: parameters.map((parameter) => ({ ...parameter, block: layers.get(parameter.layer)!.block })),
    layers: [...layers.values()],
    blocks,
  };
}

/** The graph in pieces, in order, each left by one value. */
function segmentsOf(graph: Graph): readonly Segment[] {
  const stored = new Set(graph.nodes.filter(isStored).map(({ name }) => name));
  const computed = graph.nodes.filter((node) => !isStored(node));
  const lastRead = new Map<string, number>();
  const note = (ref: string, at: number) => {
    const { node } = parseRef(ref);
    if (!stored.has(node)) lastRead.set(node, Math.max(at, lastRead.get(node) ?? -1));
  };
  for (const [i, node] of computed.entries()) for (const ref of node.inputs) note(ref, i);
  for (const ref of graph.outputs) note(ref, computed.length);
  // The furthest place at which a value from before is read tells how many cross.
  const segments: Segment[] = [];
  let begin = 0;
  let open = 0;
  const ends = new Map<number, number>();
  computed.forEach((node, i) => {
    open -= ends.get(i) ?? 0;
    const end = lastRead.get(node.name) ?? i;
    if (end > i) {
      open++;
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
    // Its inputs that are last read here are closed; one value is open, and it is this node's: a place to cut.
    if (open === 1 && end > i && node.op !== 'input') {
      segments.push(segmentOf(graph, computed.slice(begin, i + 1), node.name));
      begin = i + 1;
    }
  });
  return segments;
}

function segmentOf(graph: Graph, nodes: readonly GraphNode[], output: string): Segment {
  const parameters = new Map(graph.parameters.map((parameter) => [parameter.name, parameter.layer]));
  const layers = nodes.flatMap((node) => node.inputs.flatMap((ref) => parameters.get(ref) ?? []));
  return { nodes, output, layers: [...new Set(layers)] };
}

/** Paths without what all of them begin with. */
function trimmed(paths: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const all = [...paths.values()];
  const [first = []] = all;
  let same = 0;
  while (same < first.length - 1 && all.every((path) => path.length > same + 1 && path[same] === first[same]))
    same++;
  return new Map([...paths].map(([layer, path]) => [layer, path.slice(same)]));
}

/** Keras's names of layers say their block first. */
const kerasBlocks = [
  /^(conv\d+)_block\d/,
  /^(block_?\d+)[a-z]?_/,
  /^(stage_?\d+)_/,
  /^(conv\d+)_(?:conv|bn|pad)/,
  /^(mixed_?\d+)/,
];

const labelOf = (path: readonly string[], depth: number): string => {
  const [first = ''] = path;
  const keras = kerasBlocks.map((pattern) => pattern.exec(first)?.[1]).find((name) => name !== undefined);
  return (
    keras ??
    path
      .slice(0, depth)
      .join('_')
      .replace(/(?<=\w)_(bn|batchnorm|norm|relu|act|pad)$/i, '')
  );
};

/** Fewer blocks than this are too coarse to freeze by; more of one name are split by their next part. */
const fewBlocks = 4;
const manyBlocks = 40;

function labelsOf(
  segments: readonly Segment[],
  graph: Graph,
  paths: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const layers = segments.flatMap((segment) => segment.layers);
  const nameless = layers.filter((layer) => (paths.get(layer) ?? []).length === 0);
  if (nameless.length * 2 > layers.length) return labelsByShape(segments, graph);
  const all = layers.map((layer) => paths.get(layer) ?? []);
  const named = [1, 2, 3].map((depth) => spreadLabels(segments, paths, labelAt(depth, all)));
  const fitting = named.find((labels) => {
    const count = runs(labels);
    return count >= fewBlocks && count <= manyBlocks;
  });
  if (fitting) return withStem(fitting, segments);
  const best = named.find((labels) => runs(labels) > 1 && runs(labels) <= manyBlocks);
  const byShape = labelsByShape(segments, graph);
  return best && runs(best) >= runs(byShape) ? withStem(best, segments) : byShape;
}

/** The label of a path; one whose layers are more than half of all is told by one part more. */
function labelAt(depth: number, all: readonly (readonly string[])[]): (path: readonly string[]) => string {
  const counts = new Map<string, { count: number; readonly deeper: Set<string> }>();
  for (const path of all) {
    const label = labelOf(path, depth);
    const known = counts.get(label) ?? { count: 0, deeper: new Set() };
    counts.set(label, known);
    known.count++;
    known.deeper.add(labelOf(path, depth + 1));
  }
  return (path) => {
    const label = labelOf(path, depth);
    const { count = 0, deeper } = counts.get(label) ?? {};
    return count * 2 > all.length && (deeper?.size ?? 0) > 1 ? labelOf(path, depth + 1) : label;
  };
}

const runs = (labels: readonly string[]): number =>
  labels.filter((label, i) => label !== labels[i - 1]).length;

/** Each segment has the label of its first layer; one without layers that of the segment before. */
function spreadLabels(
  segments: readonly Segment[],
  paths: ReadonlyMap<string, readonly string[]>,
  label: (path: readonly string[]) => string,
): readonly string[] {
  const cache = new Map<string, string>();
  const ofLayer = (layer: string): string => {
    const path = paths.get(layer) ?? [];
    const key = path.join('.');
    const known = cache.get(key) ?? label(path);
    cache.set(key, known);
    return known;
  };
  const found: (string | undefined)[] = segments.map(({ layers }) =>
    layers.map(ofLayer).find((one) => one !== ''),
  );
  const first = found.find((one) => one !== undefined) ?? 'network';
  let last = first;
  return found.map((one) => {
    last = one ?? last;
    return last;
  });
}

/** At most so many of one name, before others. */
const stemLayers = 3;

/** Layers that stand alone before the first block of several are its stem. */
function withStem(labels: readonly string[], segments: readonly Segment[]): readonly string[] {
  const own = new Map<string, Set<string>>();
  for (const [i, label] of labels.entries()) {
    const known = own.get(label) ?? new Set();
    own.set(label, known);
    for (const layer of segments[i]!.layers) known.add(layer);
  }
  const first = labels.findIndex((label) => own.get(label)!.size > stemLayers);
  return first <= 0 ? labels : labels.map((label, i) => (i < first ? 'stem' : label));
}

function labelsByShape(segments: readonly Segment[], graph: Graph): readonly string[] {
  const nodes = nodesByName(graph);
  let count = 0;
  let before = Number.POSITIVE_INFINITY;
  // What stands before the first layer makes no block.
  const first = segments.findIndex(({ layers }) => layers.length > 0);
  return segments.map(({ output }, i) => {
    if (i < first) return 'block1';
    const shape = nodes.get(output)!.outputs[0]!.shape;
    const pixels = shape.length === 4 ? Number(shape[1]) * Number(shape[2]) : before;
    if (pixels < before) count++;
    before = Math.min(before, pixels);
    return `block${Math.max(count, 1)}`;
  });
}

/** Words of the grammar that no block may be named. */
const taken = new Set(['all', 'none', 'except', 'first', 'freeze']);

function freeName(label: string, names: Set<string>): string {
  const word = label.replaceAll(/\W+/g, '_');
  const start = /^[A-Za-z_]/.test(word) && !taken.has(word) ? word : `block_${word}`;
  let name = start;
  for (let n = 2; names.has(name); n++) name = `${start}_${n}`;
  names.add(name);
  return name;
}
