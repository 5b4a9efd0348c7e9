/** What a phase trains and where its cut lies, as numbers for people. */
import { computedFeatures, type PhaseProgram } from '@tlp/language/graph/cut.js';
import { elementCount, parseRef } from '@tlp/language/graph/shape.js';
import { nodesByName, parameterCount } from '@tlp/language/graph/walk.js';
import type { PhaseOutline } from '@tlp/language/run/events.js';
import type { TrainingJob } from './training-job.js';

/** The outline of a phase; `cut` names the block whose output is stored, `pool` glue by its node's name. */
export function phaseOutline(
  { network, inputSize }: Pick<TrainingJob, 'network' | 'inputSize'>,
  program: PhaseProgram,
): PhaseOutline {
  const trained = new Set(program.trained);
  const trainable = parameterCount(network.parameters.filter((p) => trained.has(p.name)));
  const nodes = nodesByName(network);
  const blockOf = (ref: string) => nodes.get(parseRef(ref).node)?.block ?? parseRef(ref).node;
  const cut = [
    ...new Set(program.features.map(({ kind, source }) => (kind === 'input' ? source : blockOf(source)))),
  ];
  const stored = computedFeatures(program);
  return {
    trainable,
    frozen: parameterCount(network.parameters) - trainable,
    cut: cut.join(', '),
    featureBytesPerExample: stored.reduce((sum, f) => sum + 4 * elementCount(f.type.shape, inputSize), 0),
  };
}
