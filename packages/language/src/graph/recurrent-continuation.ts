/** The graphs by which networks of recurrent layers continue a text. */
import { textInputs } from '../modalities/text/preprocessing.js';
import { GraphBuilder } from './builder.js';
import type { OfStates, OfWindow } from './continuation.js';
import { inferenceForm } from './cut.js';
import type { RecurrentStates } from './recurrent.js';
import { float32, int32 } from './shape.js';
import type { Graph } from './types.js';

/** Names of the states that {@link statesGraph} is fed with, `[batch,units]`: h and c of each layer. */
export const stateInputs = ({ units }: OfStates): readonly (readonly [string, string])[] =>
  units.map((_, layer) => [`h${layer}`, `c${layer}`]);

/**
 * `ids` and `mask` of some tokens, and the states before them, to the logits of the token behind the last, `[batch,vocabulary]`, then
 * the states behind it in the order of `stateInputs`. A text may so be read in pieces of any length.
 */
export function statesGraph(network: OfStates): Graph {
  const b = new GraphBuilder();
  const [ids, mask] = [textInputs.ids, textInputs.mask].map((name) =>
    b.input(name, int32('batch', 'tokens')),
  );
  const first = stateInputs(network).map(([h, c], layer): RecurrentStates => {
    const type = float32('batch', network.units[layer]!);
    return [b.input(h, type), b.input(c, type)];
  });
  const last = network.build(b, { ids: ids!, mask: mask!, first });
  const logits = network.decode(b, last.at(-1)![0]);
  return inferenceForm(b.finish([logits, ...last.flat()]));
}

/** `ids` of a window to the logits of the token behind it, `[batch,vocabulary]`. */
export function windowGraph(network: OfWindow): Graph {
  const b = new GraphBuilder();
  const ids = b.input(textInputs.ids, int32('batch', 'tokens'));
  return inferenceForm(b.finish([network.logits(b, ids)]));
}
