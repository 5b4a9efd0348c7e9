/**
 * Where a published model ends and its classifier begins. From the answer back, everything that computes on one vector an
 * image is the classifier; the value that the vector was made of is the features: the last feature map, or the tokens.
 */
import type { ForeignNode } from './model.js';
import { isOne } from './quantity.js';
import type { Translated } from './translate.js';
import type { DataValue, Value } from './value.js';

export interface Cut {
  /** The file's name of the features. */
  readonly features: string;
  /** Nodes from the features to the answer, in the file's order. */
  readonly classifier: readonly ForeignNode[];
  /** The axis of the features that is their channels. */
  readonly channels: number;
  /** Tokens before those of the image, where one of them was picked. */
  readonly prefix: number;
}

/** Several values an image along more than its channels: a feature map or tokens. */
const isWide = (value: Value | undefined): value is DataValue =>
  value?.kind === 'data' && value.sizes.filter((size) => !isOne(size) && !size.batch).length > 1;

/** @param output whose value comes last */
export function findCut(translated: Translated, output: string): Cut {
  const { importer } = translated;
  const features = featuresOf(translated, output);
  const below = new Set<string>([features]);
  const classifier = importer.model.nodes.filter(({ inputs, outputs }) => {
    const reads = inputs.some((name) => below.has(name));
    if (reads) for (const name of outputs) below.add(name);
    return reads;
  });
  const value = importer.find(features);
  const readers = classifier.filter(({ inputs }) => inputs.includes(features));
  return {
    features,
    classifier,
    channels: value?.kind === 'data' ? channelsOf(value, readers, importer) : 1,
    prefix: readers.filter((node) => picksOne(node, importer)).length,
  };
}

/**
 * Goes back from the answer, the latest value first, until a single value is left that is a feature map or tokens. Where several
 * of those are left, the classifier is none that can be cut off: then the last single vector is the features.
 */
function featuresOf({ importer }: Translated, output: string): string {
  const sources = new Set(importer.model.inputs.map(({ name }) => name));
  const isData = (name: string) =>
    name !== '' && !importer.model.tensors.has(name) && (importer.find(name)?.kind ?? 'data') === 'data';
  const open = new Set([output]);
  let single = output;
  for (const node of importer.model.nodes.toReversed()) {
    const given = node.outputs.filter((name) => open.has(name));
    if (given.length === 0) continue;
    if (open.size === 1) single = given[0]!;
    if (given.some((name) => isWide(importer.find(name)))) return single;
    for (const name of given) open.delete(name);
    for (const name of node.inputs) if (isData(name)) open.add(name);
    if ([...sources].some((name) => open.has(name))) return single;
  }
  return single;
}

/** The axis that is left when the classifier's first op takes the others together. */
function channelsOf(
  { sizes, order }: DataValue,
  readers: readonly ForeignNode[],
  importer: Translated['importer'],
): number {
  const rank = sizes.length;
  const [reader] = readers;
  const result = reader === undefined ? undefined : importer.find(reader.outputs[0] ?? '');
  if (
    reader &&
    result?.kind === 'data' &&
    result.sizes.length === rank &&
    /Reduce|Mean|Pool/.test(reader.op)
  ) {
    const kept = sizes.flatMap((size, axis) =>
      !size.batch && !isOne(size) && !isOne(result.sizes[axis]!) ? [axis] : [],
    );
    if (kept.length === 1) return kept[0]!;
  }
  if (rank === 3) {
    const picked = reader?.op === 'Gather' || reader?.op === 'Slice';
    if (picked || !/Reduce|Mean/.test(reader?.op ?? '')) return order.at(-1) === 1 ? 1 : 2;
    if (result?.kind === 'data' && result.sizes.length === 2) {
      const [, left] = result.sizes;
      return sizes[2]?.count === left?.count ? 2 : 1;
    }
  }
  if (result?.kind === 'data' && result.sizes.length === 2 && /Reduce|Mean/.test(reader?.op ?? '')) {
    const left = result.sizes[1]?.count;
    const found = sizes.flatMap((size, axis) => (axis > 0 && size.count === left ? [axis] : []));
    if (found.length > 0) return found.includes(order.at(-1)!) ? order.at(-1)! : found[0]!;
  }
  // Windows slide over NHWC in the graph, so the last axis there is the channels.
  return order.at(-1)!;
}

/** Whether it picks one token of several. */
function picksOne(node: ForeignNode, importer: Translated['importer']): boolean {
  if (node.op !== 'Gather') return false;
  const index = importer.find(node.inputs[1] ?? '');
  return index?.kind === 'numbers' && index.shape.length === 0;
}
