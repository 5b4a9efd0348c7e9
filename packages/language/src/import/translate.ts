/** A model's nodes, one after another, as nodes of the graph. What cannot be translated matters only where it is needed. */
import { imageInput } from '../backbones/of-images.js';
import { ShapeError } from '../graph/types.js';
import { Importer } from './importer.js';
import { type ForeignModel, type ForeignNode, ImportProblem, shownNode } from './model.js';
import type { OpTable } from './op.js';
import type { Value } from './value.js';

/** Why a node has no value. */
export type Trouble =
  | { readonly kind: 'unsupported'; readonly node: ForeignNode }
  | { readonly kind: 'problem'; readonly node: ForeignNode; readonly problem: string };

export interface Translated {
  readonly importer: Importer;
  /** Of the values that could not be had: the first causes. */
  readonly troubles: ReadonlyMap<string, readonly Trouble[]>;
  readonly makers: ReadonlyMap<string, ForeignNode>;
}

/**
 * @param size of the square image
 * @throws ImportProblem where the model reads no image, or its values depend on each other in a circle
 */
export function translate(model: ForeignModel, ops: OpTable, size: number): Translated {
  const importer = new Importer(model);
  importer.input(imageInput, size, imageLayout(model));
  const troubles = new Map<string, readonly Trouble[]>();
  const makers = new Map<string, ForeignNode>();
  for (const node of model.nodes) {
    for (const output of node.outputs) if (output !== '') makers.set(output, node);
    const causes = node.inputs.flatMap((name) => troubles.get(name) ?? []);
    const found = causes.length > 0 ? [...new Set(causes)] : translateNode(importer, node, ops);
    for (const output of node.outputs) {
      if (found && importer.find(output) === undefined) troubles.set(output, found);
    }
  }
  return { importer, troubles, makers };
}

function translateNode(importer: Importer, node: ForeignNode, ops: OpTable): readonly Trouble[] | undefined {
  const op = Object.hasOwn(ops, node.op) ? ops[node.op] : undefined;
  if (!op) return [{ kind: 'unsupported', node }];
  try {
    const inputs = node.inputs.map((name) => (name === '' ? undefined : importer.value(name)));
    op(importer, node, inputs).forEach((value: Value, i) => {
      if (value.kind === 'numbers') importer.spend(value.values.length);
      const name = node.outputs[i];
      if (name) importer.set(name, value);
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof ImportProblem) && !(error instanceof ShapeError)) throw error;
    return [{ kind: 'problem', node, problem: error.message.replace(/\.$/, '') }];
  }
}

/** Where the channels of the fed images stand. @throws ImportProblem where the model reads something else */
export function imageLayout({ inputs, layout }: ForeignModel): 'nchw' | 'nhwc' {
  const [image, second] = inputs;
  if (!image) throw new ImportProblem('it has no input');
  if (second)
    throw new ImportProblem(`it has ${inputs.length} inputs: ${inputs.map(({ name }) => name).join(', ')}`);
  const { shape } = image;
  if (shape.length !== 4 && shape.length !== 0)
    throw new ImportProblem(`its input has the shape [${shape}], which is no batch of images`);
  if (shape[1] === 3) return 'nchw';
  if (shape[3] === 3) return 'nhwc';
  if (shape.length === 4 && shape[1] !== null && shape[3] !== null)
    throw new ImportProblem(
      `it reads images of the shape [${shape.map((size) => size ?? '?')}], not of three channels`,
    );
  return layout;
}

/** The side of the images that the model was written for; null where it takes any. */
export function imageSide(model: ForeignModel): number | null {
  const nchw = imageLayout(model) === 'nchw';
  const { shape } = model.inputs[0]!;
  const [height, width] = nchw ? [shape[2], shape[3]] : [shape[1], shape[2]];
  if (height && width && height !== width)
    throw new ImportProblem(`it reads images of ${width} × ${height} pixels; only square ones are supported`);
  return height ?? width ?? null;
}

/** At most so many nodes are named in a message. */
const mostNamed = 8;

/** Everything that stands in the way, in one clause: ops that nobody knows by name and node. */
export function troubleText(troubles: readonly Trouble[]): string {
  const unsupported = troubles.flatMap((trouble) => (trouble.kind === 'unsupported' ? [trouble.node] : []));
  const [problem] = troubles.flatMap((trouble) => (trouble.kind === 'problem' ? [trouble] : []));
  if (unsupported.length === 0 && problem) return `${shownNode(problem.node)}: ${problem.problem}`;
  const byOp = new Map<string, ForeignNode[]>();
  for (const node of unsupported) byOp.set(node.op, [...(byOp.get(node.op) ?? []), node]);
  const named = [...byOp.values()].slice(0, mostNamed).map((nodes) => {
    const more = nodes.length > 1 ? ` and ${nodes.length - 1} more` : '';
    return `${shownNode(nodes[0]!)}${more}`;
  });
  const rest = byOp.size > mostNamed ? ` and ${byOp.size - mostNamed} other ops` : '';
  return `it has ops that are not supported: ${named.join(', ')}${rest}`;
}
