import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import { type TrainingEngineOptions, weightInput } from '../../compile/training-engine.js';
import { initialValue, phaseVariables } from '../../compile/variables.js';
import type { TensorFlow } from '../../native/load.js';
import type { Weights } from '../../weights/tensors.js';
import { scaledWeights } from '../step.js';
import type { Batch, Feeds, StepScalars, TrainingEngine } from '../types.js';
import type { Signature } from './saved-model.js';
import { openSession } from './session.js';
import { buildTrainingGraphDef, shareInput, type TrainingSignature } from './training-graph-def.js';

/** Trains a phase by one compiled TensorFlow graph; a step is one call. */
export async function createTensorFlowTraining(
  tf: TensorFlow,
  program: PhaseProgram,
  options: TrainingEngineOptions,
): Promise<TrainingEngine> {
  const { nodes, signatures } = buildTrainingGraphDef(program, options);
  const session = await openSession(tf, nodes, signatures as Record<TrainingSignature, Signature>);
  const variables = phaseVariables(program, options);
  const shapes = new Map(variables.map((v) => [v.name, v.shape]));
  const accumulates = options.phase.accumulate > 1;
  let accumulated = 0;

  const assign = (values: Weights) => {
    const feeds: Record<string, Batch> = {};
    for (const [name, data] of values) feeds[name] = { data, shape: shapes.get(name)! };
    session.call('init', feeds);
  };
  assign(new Map(variables.map((v) => [v.name, initialValue(v, options.weights)])));

  return {
    name: 'tensorflow',
    async train(feeds, scalars, update, part) {
      const batch = { ...feeds, [weightInput]: scaledWeights(feeds[weightInput]!, part) };
      if (part?.first ?? true) accumulated++;
      let result = session.call('train', accumulates ? batch : { ...batch, ...scalarFeeds(scalars) });
      const { loss, logits } = result;
      if (accumulates && update) {
        const share = { [shareInput]: 1 / accumulated };
        result = session.call('apply', scalarFeeds({ ...scalars, ...share }));
      }
      if (update) accumulated = 0;
      const norm = result.norm?.[0];
      return {
        loss: loss![0]!,
        logits: logits!,
        ...(norm === undefined ? {} : { gradientNorm: norm }),
      };
    },
    async evaluate(feeds) {
      const { losses, logits } = session.call('evaluate', feeds);
      return { losses: losses!, logits: logits! };
    },
    async read() {
      return new Map(Object.entries(session.call('read', {})));
    },
    async write(values) {
      const missing = variables.filter((v) => !values.has(v.name));
      const current = missing.length > 0 ? session.call('read', {}) : {};
      assign(new Map(variables.map((v) => [v.name, values.get(v.name) ?? current[v.name]!])));
      accumulated = 0;
    },
    async dispose() {
      session.dispose();
    },
  };
}

const scalarFeeds = (scalars: StepScalars): Feeds =>
  Object.fromEntries(
    Object.entries(scalars).map(([name, value]) => [name, { data: Float32Array.of(value), shape: [] }]),
  );
