/** What a phase trains and where its cut lies, as numbers for people. */
import { featureBytes, type PhaseProgram } from '@tlp/language/graph/cut.js';
import { blockOf, nodesByName, parameterCount } from '@tlp/language/graph/walk.js';
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
  const cut = [
    ...new Set(
      program.features.map(({ kind, source }) => (kind === 'input' ? source : blockOf(nodes, source))),
    ),
  ];
  return {
    trainable,
    frozen: parameterCount(network.parameters) - trainable,
    cut: cut.join(', '),
    featureBytesPerExample: featureBytes(program, inputSize),
  };
}
