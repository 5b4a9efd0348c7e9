/** A pipeline from its data to the learning rate of a phase: the work of `tlp find-rate`. */
import { nearest } from '@tlp/language/checks/did-you-mean.js';
import { fail } from '@tlp/language/diagnostic.js';
import type { Phase, Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { TrainEvent } from '@tlp/language/run/events.js';
import { onStandIn } from '../../engines/stand-in.js';
import { runtimeModality } from '../../modalities/index.js';
import { type Checkpoint, freshCheckpoint } from '../checkpoint.js';
import { frozenEngine, frozenPass } from '../frozen-engine.js';
import { type FindBackbone, loadModel } from '../model.js';
import { openInput, type RunInput } from '../run-input.js';
import { createJob } from '../run-job.js';
import { warningTo } from '../run-warnings.js';
import { freshRun, startOfPhase } from '../state.js';
import { type FindRateOptions, findRate } from './find-rate.js';
import type { RangeTest } from './range-test.js';

export interface PipelineRateOptions extends FindRateOptions {
  /** One of the pipeline's, which descends. */
  readonly phase: Phase;
  /** A finished run, absolute, whose weights the phase starts from, in the place of those that the phases before it give. */
  readonly run?: string | undefined;
  readonly seed?: number | undefined;
  readonly engine: 'auto' | 'tensorflow' | 'portable';
  readonly onEvent: (event: TrainEvent) => void;
  readonly signal?: AbortSignal | undefined;
  readonly featureFolder?: string | undefined;
  readonly findBackbone?: FindBackbone | undefined;
}

/** The phase of a name, else the first that descends. @throws TLP900 */
export function testablePhase({ schedule: { phases }, file }: Pipeline, name?: string): Phase {
  const descending = phases.filter(({ solve }) => !solve);
  const names = descending.map((phase) => phase.name);
  const found = name === undefined ? descending[0] : phases.find((phase) => phase.name === name);
  if (found && !found.solve) return found;
  const others =
    names.length === 0
      ? 'Give a phase epochs instead of `solve`.'
      : `Name one that descends: ${names.join(', ')}.`;
  if (!found && name !== undefined) {
    const near = nearest(name, names);
    throw wrongPhase(
      `The schedule has no phase "${name}".`,
      near === undefined ? others : `Did you mean ${near}?`,
      file,
    );
  }
  const which = found ? `Phase ${found.name} is` : 'All phases are';
  throw wrongPhase(
    `${which} solved and not descended to, so there is no learning rate to find.`,
    others,
    file,
  );
}

const wrongPhase = (message: string, remedy: string, file: string) =>
  fail('TLP900', message, remedy, { file, exitCode: 2 });

/**
 * Nothing is written but features into their store.
 * @throws TLP850 interrupted, TLP901 the first loss, TLP902 a run of another network; what a run throws
 */
export async function findPipelineRate(pipeline: Pipeline, options: PipelineRateOptions): Promise<RangeTest> {
  const { phase, seed = pipeline.schedule.seed, engine, onEvent, signal, run, featureFolder } = options;
  const onWarning = warningTo(onEvent);
  const opened = await openInput(pipeline, {
    seed,
    leftOut: [],
    onWarning,
    onStage: (message) => onEvent({ type: 'stage', message }),
    findBackbone: options.findBackbone,
    featureFolder,
    signal,
  });
  const input = run === undefined ? opened : await withWeightsOf(run, opened, options.findBackbone);
  const index = pipeline.schedule.phases.indexOf(phase);
  const start: Checkpoint =
    run === undefined
      ? freshCheckpoint
      : { ...freshCheckpoint, state: { ...freshRun, ...startOfPhase(index, null) } };
  const checkpoints = { save: async () => undefined };
  const onStage = (message: string) => onEvent({ type: 'stage', message });
  const reader = () => runtimeModality(pipeline.data).reader(pipeline.backbone.inputSize, input.preparation);
  const frozen = await frozenEngine(frozenPass(pipeline, { ...input, reader }), { engine, onStage });
  const job = createJob(pipeline, input, {
    seed,
    engine,
    frozenEngine: frozen,
    checkpoints,
    onEvent,
    onWarning,
    featureFolder,
    signal,
  });
  const deaf = onStandIn(onWarning);
  return findRate(job, start, index, options).finally(deaf);
}

async function withWeightsOf(run: string, input: RunInput, find?: FindBackbone): Promise<RunInput> {
  const model = await loadModel(run, find);
  const shapes = (graph: RunInput['network']) =>
    JSON.stringify(graph.parameters.map(({ name, shape }) => [name, shape]));
  const { outputs } = input.dataSet;
  if (
    shapes(model.network) === shapes(input.network) &&
    JSON.stringify(model.outputs) === JSON.stringify(outputs)
  ) {
    return { ...input, weights: model.weights };
  }
  throw fail(
    'TLP902',
    `The run in ${run} has trained another network than this pipeline describes, or other classes.`,
    'Name a run of this pipeline, or leave out --run: the phases before are then trained first.',
    { file: run, exitCode: 2 },
  );
}
