/** What each layer of a head gives and holds, before the number of classes need be known. */
import { GraphBuilder } from '../graph/builder.js';
import { buildHead, headBlock } from '../graph/network.js';
import { ofExample } from '../graph/shape.js';
import { type Dim, type Graph, type Shape, ShapeError } from '../graph/types.js';
import { nodesByName, typeOf } from '../graph/walk.js';
import type { HeadLayer } from '../resolve/pipeline.js';
import { type Amount, amount, parametersOf } from './amount.js';

/** Of one example, the batch left out. */
export type ImageShape = readonly (Exclude<Dim, 'batch'> | 'classes')[];

export interface HeadStep {
  readonly shape: ImageShape;
  /** Parameters of the layer, and those of them that train: all but batch-norm statistics. */
  readonly parameters: Amount;
  readonly trained: Amount;
}

/**
 * One step a layer, as far as the layers fit what comes before them.
 * @param classes null where they are not known: shapes then say `classes`.
 */
export function headSteps(
  features: Shape,
  head: readonly HeadLayer[],
  classes: number | null,
): readonly HeadStep[] {
  // All that a head holds grows linearly with the classes, so two sizes tell it for every number of them.
  const [one, two] = classes === null ? [1, 2] : [classes, classes];
  const small = layerGraphs(features, head, one);
  const large = layerGraphs(features, head, two);
  return small.flatMap((graph, i): HeadStep[] => {
    const other = large[i];
    if (!other) return [];
    const shape = outputShape(graph).map((dim, axis) => {
      return dim === outputShape(other)[axis] ? dim : ('classes' as const);
    });
    const between = (count: (graph: Graph) => number) => amount(count(graph), count(other));
    return [
      {
        shape,
        parameters: between((g) => parametersOf(g.parameters)),
        trained: between((g) => parametersOf(g.parameters, 'trained')),
      },
    ];
  });
}

/** A small graph for each layer, fed with what the layer before it gives. */
function layerGraphs(features: Shape, head: readonly HeadLayer[], classes: number): readonly Graph[] {
  const graphs: Graph[] = [];
  let shape = features;
  for (const layer of head) {
    try {
      const b = new GraphBuilder();
      const input = b.input('input', { dtype: 'float32', shape });
      const graph = b.finish([b.block(headBlock, () => buildHead(b, { features: input }, [layer], classes))]);
      graphs.push(graph);
      shape = typeOf(nodesByName(graph), graph.outputs[0]!).shape;
    } catch (error) {
      if (error instanceof ShapeError) break;
      throw error;
    }
  }
  return graphs;
}

const outputShape = (graph: Graph) => ofExample(typeOf(nodesByName(graph), graph.outputs[0]!).shape);
