/**
 * What running a pipeline would compute, from the pipeline and the sizes of its splits alone: where each phase's
 * freeze cut lies, what is stored, what is saved. Pure, so that the command line, the report and the editor show
 * the same plan.
 */
import type { Backbone } from '../backbones/card.js';
import type { DataSize } from '../data/counts.js';
import type { SplitSizes } from '../data/split-bounds.js';
import { featureBytes, type PhaseProgram } from '../graph/cut.js';
import { isTrainable } from '../graph/parameters.js';
import { elementCount } from '../graph/shape.js';
import type { Graph, Shape } from '../graph/types.js';
import { nodesByName, parameterCount } from '../graph/walk.js';
import { backboneFor, modalityOf } from '../modalities/index.js';
import type { Noun } from '../modalities/noun.js';
import type { Phase, Pipeline } from '../resolve/pipeline.js';
import { adaptations } from '../schema/adapt.js';
import { averages } from '../schema/averages.js';
import { mixes } from '../schema/mixes.js';
import { solverText } from '../schema/solvers.js';
import { list } from '../schema/words.js';
import { writeValue } from '../schema/write.js';
import { tasks } from '../tasks/index.js';
import { multiplyAdds, shareLeft } from './cost.js';
import { stepMemory } from './memory.js';
import { distinctIn, type Pairs, pairCount } from './pairs.js';
import { type PlannedPass, planPasses } from './passes.js';
import { phaseCuts } from './phase-cuts.js';
import { type RejectPlan, rejectPlan } from './reject-plan.js';
import { startWithin } from './start-within.js';
import { epochSteps } from './steps.js';
import type { StoredStart } from './stored-start.js';

/**
 * `computed_once`: below the cut; its results are features. `frozen`: unchanged, but run at every step because
 * something below it trains. `trained`, and `partly` where some of its layers train and others do not.
 */
export type BlockState = 'computed_once' | 'frozen' | 'partly' | 'trained';

export interface BlockPlan {
  readonly name: string;
  readonly state: BlockState;
  readonly parameters: number;
  readonly trained: number;
  /** The highest learning rate of what trains in it; absent where all blocks have that of the phase. */
  readonly rate?: number;
}

export interface FeaturePlan {
  /** Block the feature comes out of; null for what the network is fed with. */
  readonly block: string | null;
  /** The input of the network that is fed again; null for what is computed. */
  readonly input: string | null;
  readonly shape: Shape;
  /** Of one example, as float32. */
  readonly bytes: number;
}

export interface PhasePlan {
  readonly name: string;
  /** As written: `..block5`. */
  readonly freeze: string;
  /** As the language writes it: `lora(rank: 8)`; null where layers are trained themselves. */
  readonly adapt: string | null;
  /** Of its input, where it is not that of the plan. */
  readonly inputSize?: number;
  /** As the language writes it: `mixup(alpha: 0.2)`; absent where images are not mixed. */
  readonly mix?: string;
  /** As the language writes it: `ema(decay: 0.999)`; absent where the weights themselves are judged. */
  readonly average?: string;
  readonly epochs: number;
  readonly parameters: { readonly trained: number; readonly frozen: number };
  readonly blocks: readonly BlockPlan[];
  /** What the trained part reads: one entry where the cut crosses one value. */
  readonly features: readonly FeaturePlan[];
  /**
   * `all`: every example's features are stored. `fixed_splits`: training examples are augmented or mixed anew in every epoch, so
   * only the validation and test features are. `none`: nothing is frozen below the trained part.
   */
  readonly stored: 'all' | 'fixed_splits' | 'none';
  /** The earlier phase whose pass over the examples gives this one's features too; its cut may be another. */
  readonly featuresFrom: string | null;
  /** Stored features of a shallower cut from which this phase's are computed, in place of the examples; absent where all are read. */
  readonly storedStart?: StoredStart;
  /** Where the store has no room: the stored features from which this phase's are computed in every epoch. */
  readonly through?: Pick<StoredStart, 'at' | 'share'>;
  /** Bytes the feature store holds for this phase. */
  readonly featureBytes: number;
  /** Forward passes of single examples through the frozen part. */
  readonly frozenPasses: { readonly everyEpoch: number; readonly planned: number; readonly saved: number };
  /** 0 where the phase is solved, or where nobody knows how many pairs there are. */
  readonly stepsPerEpoch: number;
  /** Of an epoch, where the phase learns pairs; a step then reads about so many distinct examples. */
  readonly pairs?: Pairs & { readonly examplesPerStep: number };
  /** As written, where the head is computed at once: `ridge(l2: 1)`. There are no steps then. */
  readonly solve?: string;
  /** Multiply-adds of a forward pass over one example. */
  readonly multiplyAdds: { readonly frozen: number; readonly trained: number };
  /** Estimated peak of resident memory, bytes. */
  readonly memoryBytes: number;
  /** Examples whose gradients are computed together; null where those of a batch are, 0 where the limit is too low. */
  readonly examplesAtOnce: number | null;
  /** Whether a batch may go through the network in parts. */
  readonly divisible: boolean;
}

export interface Plan {
  readonly pipeline: string;
  /** What examples are called, and what the input's size is measured in. */
  readonly noun: Noun;
  readonly unit: string;
  readonly backbone: string;
  readonly inputSize: number;
  /** Whether the backbone has at most as many parameters as are counted: how many, the data decide. */
  readonly parametersAtMost: boolean;
  /** 0 where the texts themselves are learned. */
  readonly classes: number;
  readonly images: SplitSizes;
  /** Where examples are read in parts, or judged by several views: how many of these. */
  readonly rows?: SplitSizes;
  readonly phases: readonly PhasePlan[];
  /** How it is told which examples are of no class; absent where none are rejected. */
  readonly reject?: RejectPlan;
}

/** @param room bytes that the feature store may have; unbounded where nothing is said */
export function planPipeline(
  pipeline: Pipeline,
  card: Backbone,
  data: DataSize,
  room = Number.POSITIVE_INFINITY,
): Plan {
  const backbone = backboneFor(card, pipeline.data);
  const { schedule } = pipeline;
  const cuts = phaseCuts(pipeline, backbone, data.classes);
  const rows = judgedRows(pipeline, data);
  const { inputSize } = pipeline.backbone;
  const { changes } = modalityOf(pipeline.data);
  const passes = planPasses(cuts, {
    ...{ rows, tokens: data.tokens },
    ...{ changes: changes(pipeline.data), inputSize, room },
  });
  const phases = schedule.phases.map((phase, i) => {
    const { graph, program } = cuts[i]!;
    const last = phase === schedule.phases.at(-1);
    const from = passes.findIndex(({ later }) => later.includes(i));
    // A phase that mixes its training images stores nothing of them.
    const trained = passes.some(({ later }, at) => later.includes(i) && !schedule.phases[at]?.mix);
    // The test examples are judged once, by the last phase's weights.
    const images = {
      train: rows.train,
      validation: phase.contrast ? 0 : rows.validation,
      test: last ? rows.test : 0,
    };
    const earlier = {
      from: schedule.phases[from] ?? null,
      trained,
      start: from < 0 ? startWithin(cuts, passes, i, inputSize) : null,
    };
    const planned = planPhase(pipeline, phase, graph, program, { ...data, images }, earlier);
    const { through } = passes[i]!;
    return through
      ? { ...planned, featureBytes: 0, through: throughOf(program, through, inputSize) }
      : planned;
  });
  const { noun, unit } = modalityOf(pipeline.data);
  const reject = rejectPlan(pipeline, cuts.at(-1)!.network, data, phases.at(-1)!.stored);
  return {
    pipeline: pipeline.name,
    noun,
    unit,
    backbone: backbone.name,
    inputSize,
    parametersAtMost: backbone.parametersAtMost === true,
    classes: tasks[pipeline.task].units === null ? 0 : data.classes,
    images: data.images,
    ...(rows !== data.images && { rows }),
    phases,
    ...(reject && { reject }),
  };
}

/** @param tokens of a text at most */
const throughOf = (
  { frozen }: PhaseProgram,
  { rest, at }: NonNullable<PlannedPass['through']>,
  tokens: number,
): Pick<StoredStart, 'at' | 'share'> => ({
  at,
  share: shareLeft(rest.graph, frozen!, tokens),
});

/** What the network reads of each split: the examples, or where they are read in parts or judged by several views, these. */
function judgedRows({ data }: Pipeline, { rows, images }: DataSize): SplitSizes {
  const views = modalityOf(data).judgedViews?.(data) ?? 1;
  if (rows || views === 1) return rows ?? images;
  return { ...images, validation: views * images.validation, test: views * images.test };
}

/**
 * @param size of what the network reads: of parts, where examples are read in parts
 * @param from the phase whose pass gives the features too, `trained` whether one gives those of training examples, and `start` the one
 *   from whose stored features they are computed
 */
function planPhase(
  pipeline: Pipeline,
  phase: Phase,
  network: Graph,
  program: PhaseProgram,
  size: DataSize,
  {
    from,
    trained: given,
    start,
  }: {
    readonly from: Phase | null;
    readonly trained: boolean;
    readonly start: ReturnType<typeof startWithin>;
  },
): PhasePlan {
  const { batch } = pipeline.data;
  const { images: rows } = size;
  const steps = epochSteps(phase, batch, size);
  // Without reading each distinct example once, a pair would be two.
  const taught = steps?.pairs ? 2 * pairCount(steps.pairs) : rows.train;
  const changes = modalityOf(pipeline.data).changes(pipeline.data);
  // Texts have at most so many tokens; most have fewer.
  const tokens = pipeline.backbone.inputSize;
  const features = featurePlans(network, program, tokens);
  const bytes = featureBytes(program, tokens);
  const fresh = changes?.stored === null || phase.mix !== undefined;
  const stored = program.frozen === null ? 'none' : fresh ? 'fixed_splits' : 'all';
  const views = Math.min(changes?.stored ?? 1, phase.epochs);
  const kept = {
    none: 0,
    fixed_splits: rows.validation + rows.test,
    all: rows.train * views + rows.validation + rows.test,
  }[stored];
  const seen = phase.epochs * (taught + rows.validation) + rows.test;
  const everyEpoch = program.frozen === null ? 0 : seen;
  const again = stored === 'fixed_splits' ? phase.epochs * taught : 0;
  // A phase that learns pairs reads no validation examples, and only the last one reads the test examples.
  const own = stored === 'all' && !given ? rows.train * views : 0;
  const begun = start && pipeline.schedule.phases[start.phase]!;
  // Of an earlier phase that was shorter, fewer views are stored; one that mixed its images has none.
  const startViews =
    begun && stored === 'all' && !begun.mix ? Math.min(changes?.stored ?? 1, begun.epochs, views) : 0;
  const started = begun ? rows.train * startViews + (begun.contrast ? 0 : rows.validation) : 0;
  const left = from ? own + (from.contrast ? rows.validation : 0) + rows.test : kept - started;
  const planned = again + left;
  const trained = parameterCount(network.parameters.filter((p) => program.trained.includes(p.name)));
  const memory = stepMemory(program, phase, {
    batch: phase.contrast ? Math.ceil(distinctIn(batch, rows.train)) : batch,
    tokens,
    limit: pipeline.schedule.memory,
  });
  return {
    name: phase.name,
    freeze: phase.freeze,
    adapt: phase.adapt && writeValue(adaptations, phase.adapt),
    ...(phase.inputSize && { inputSize: phase.inputSize }),
    ...(phase.mix && { mix: writeValue(list(mixes), phase.mix) }),
    ...(phase.average && { average: writeValue(averages, phase.average) }),
    epochs: phase.epochs,
    parameters: { trained, frozen: parameterCount(network.parameters) - trained },
    blocks: blockPlans(network, program, phase),
    features,
    stored,
    featuresFrom: from === null ? null : from.name,
    ...(start && started > 0 && { storedStart: { at: start.at, share: start.share, views: started } }),
    featureBytes: kept * bytes,
    frozenPasses: { everyEpoch, planned, saved: Math.max(0, everyEpoch - planned) },
    stepsPerEpoch: steps?.count ?? 0,
    ...(steps?.pairs && { pairs: { ...steps.pairs, examplesPerStep: distinctIn(batch, rows.train) } }),
    ...(phase.solve && { solve: solverText(phase.solve) }),
    multiplyAdds: {
      frozen: program.frozen === null ? 0 : multiplyAdds(program.frozen, tokens),
      trained: multiplyAdds(program.training, tokens),
    },
    memoryBytes: memory.bytes,
    examplesAtOnce: memory.atOnce,
    divisible: memory.divisible,
  };
}

function featurePlans(network: Graph, program: PhaseProgram, tokens: number): readonly FeaturePlan[] {
  const nodes = nodesByName(network);
  return program.features.map((feature) => ({
    block: nodes.get(feature.source)?.block ?? null,
    input: feature.kind === 'input' ? feature.source : null,
    shape: feature.type.shape,
    bytes: 4 * elementCount(feature.type.shape, tokens),
  }));
}

export function blockPlans(
  network: Graph,
  program: PhaseProgram,
  { learningRate, blockRates }: Pick<Phase, 'learningRate' | 'blockRates'>,
): readonly BlockPlan[] {
  const running = new Set(program.training.nodes.map((node) => node.name));
  const trained = new Set(program.trained);
  return network.blocks.map((block) => {
    const parameters = network.parameters.filter((p) => p.block === block.name);
    const trainable = parameters.filter(isTrainable);
    const training = trainable.filter((p) => trained.has(p.name));
    const runs = network.nodes.some((node) => node.block === block.name && running.has(node.name));
    const state: BlockState =
      training.length > 0 && training.length === trainable.length
        ? 'trained'
        : training.length > 0
          ? 'partly'
          : runs
            ? 'frozen'
            : 'computed_once';
    return {
      name: block.name,
      state,
      parameters: parameterCount(parameters),
      trained: parameterCount(training),
      ...(blockRates && training.length > 0 && { rate: learningRate.rate * (blockRates[block.name] ?? 1) }),
    };
  });
}
