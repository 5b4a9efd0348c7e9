/** The network as it is trained on pairs: from its inputs to the cosines of every two examples of a batch. */
import { GraphBuilder } from './builder.js';
import { headBlock } from './network.js';
import { l2Normalize } from './ops/normalization.js';
import { matMul } from './ops/tensor.js';
import { parseRef, showShape } from './shape.js';
import { type Graph, type Ref, ShapeError } from './types.js';
import { nodesByName, prune } from './walk.js';

/** Below it a length counts as it: `torch.cosine_similarity`. */
const epsilon = 1e-8;

/**
 * `inputs -> [batch,batch]`: the cosines of the vectors that the head's first layer with weights reads.
 * @throws ShapeError where that is no vector
 */
export function cosinesNetwork(network: Graph): Graph {
  const embedding = embeddingOf(network);
  const b = GraphBuilder.from(network);
  const { shape } = b.type(embedding);
  if (shape.length !== 2)
    throw new ShapeError(`The head reads ${showShape(shape)}; only vectors have cosines.`);
  const unit = b.apply(l2Normalize, [embedding], { epsilon }, 'contrast/unit');
  const product = { transposeA: false, transposeB: true };
  return prune(b.finish([b.apply(matMul, [unit, unit], product, 'contrast/cosines')]));
}

/** What the head makes its scores of: dropout before them is left aside. */
function embeddingOf(network: Graph): Ref {
  const nodes = nodesByName(network);
  const op = (ref: Ref) => nodes.get(parseRef(ref).node)?.op;
  const first = network.nodes.find(
    ({ block, inputs }) => block === headBlock && inputs.some((ref) => op(ref) === 'parameter'),
  );
  let ref = first?.inputs[0];
  while (ref !== undefined && op(ref) === 'dropout') ref = nodes.get(parseRef(ref).node)?.inputs[0];
  if (ref === undefined) throw new ShapeError('The head has no weights.');
  return ref;
}
