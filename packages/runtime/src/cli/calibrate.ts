/** Times the work of a plan on a few batches of the real examples, on this machine, now. */

import { buildNetwork } from '@tlp/language/graph/network.js';
import { isAdapter } from '@tlp/language/graph/parameters.js';
import { cutPhase } from '@tlp/language/graph/phase-network.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { backboneFor, modalityOf } from '@tlp/language/modalities/index.js';
import type { PhasePlan, Plan } from '@tlp/language/plan/plan.js';
import type { Phase, Pipeline, Solver } from '@tlp/language/resolve/pipeline.js';
import type { DataSet } from '../data/types.js';
import { trainingLibrary } from '../engines/libraries.js';
import { chosenBackbone } from '../import/chosen.js';
import { onceEach } from '../once-each.js';
import { frozenEngine, frozenPass } from '../train/frozen-engine.js';
import { initializeParameters } from '../weights/initialize.js';
import type { Weights } from '../weights/tensors.js';
import type { Context } from './command.js';
import { prepareNative } from './prepare-native.js';
import { createStatusLine } from './progress.js';
import { judgedExamples, solveSeconds } from './solve-time.js';
import { type Sample, sampleOf, timePass } from './time-pass.js';
import { timeSteps } from './time-steps.js';

export interface PhaseTimes {
  readonly featureSeconds: number;
  readonly trainingSeconds: number;
}

/** What is timed of an input of one size. */
interface Sized {
  readonly network: Graph;
  readonly drawn: Weights;
  readonly sample: Sample;
}

/** One entry a phase. Random weights serve: how long a step takes does not depend on them. */
export async function calibrate(
  pipeline: Pipeline,
  dataSet: DataSet,
  plan: Plan,
  context: Context,
  engine: 'auto' | 'tensorflow' | 'portable' = 'auto',
): Promise<readonly PhaseTimes[]> {
  const line = createStatusLine(context);
  const backbone = backboneFor(chosenBackbone(pipeline.backbone), pipeline.data);
  const times: PhaseTimes[] = [];
  await prepareNative(engine, context);
  line.update(`Timing: ${modalityOf(pipeline.data).noun.many}`);
  const sizedOf = onceEach(async (inputSize: number): Promise<Sized> => {
    const network = buildNetwork(backbone, inputSize, pipeline.head, plan.classes);
    const sized = { ...pipeline, backbone: { ...pipeline.backbone, inputSize } };
    return {
      network,
      drawn: initializeParameters(network.parameters, 0),
      sample: await sampleOf(sized, dataSet, backbone),
    };
  });
  const usual = await sizedOf(pipeline.backbone.inputSize);
  const pass = frozenPass(pipeline, {
    network: usual.network,
    weights: usual.drawn,
    dataSet,
    reader: () => usual.sample.reader,
  });
  const frozen = await frozenEngine(pass, { engine, onStage: line.update });
  for (const [i, phase] of pipeline.schedule.phases.entries()) {
    const phasePlan = plan.phases[i]!;
    line.update(`Timing: phase ${phase.name}`);
    const { network, drawn, sample } = await sizedOf(phase.inputSize ?? pipeline.backbone.inputSize);
    const { graph, program } = cutPhase(network, phase);
    const adapters = initializeParameters(graph.parameters.filter(isAdapter), 0);
    const weights: Weights = new Map([...drawn, ...adapters]);
    const known = i === plan.phases.length - 1 && plan.reject?.kept?.computed ? plan.reject.kept.examples : 0;
    const { seconds, batches } = await timePass(program, weights, sample, {
      passes: phasePlan.frozenPasses.planned > 0 || phasePlan.storedStart !== undefined || known > 0,
      engine: frozen,
    });
    const step = await timeSteps(program, weights, batches, {
      pipeline,
      index: i,
      outputs: dataSet.outputs,
      engine,
    });
    const { name } = await trainingLibrary(engine);
    times.push(
      estimate(phasePlan, plan, {
        phase,
        known,
        batch: pipeline.data.batch,
        engine: name,
        seconds: { example: seconds, step },
      }),
    );
  }
  line.clear();
  return times;
}

function estimate(
  phase: PhasePlan,
  plan: Plan,
  {
    phase: { solve },
    known,
    batch,
    engine,
    seconds,
  }: {
    readonly phase: Phase;
    /** Examples whose features are computed at the end, for the model to compare others with. */
    readonly known: number;
    readonly batch: number;
    readonly engine: 'tensorflow' | 'portable';
    readonly seconds: {
      readonly example: number;
      readonly step: { readonly train: number; readonly evaluate: number };
    };
  },
): PhaseTimes {
  const { step } = seconds;
  const { storedStart: begun, through } = phase;
  const rows = plan.rows ?? plan.images;
  const validation = phase.pairs ? 0 : Math.ceil(rows.validation / batch);
  // A step was timed with as many examples as a batch has; of pairs it reads others.
  const share = phase.pairs ? phase.pairs.examplesPerStep / Math.min(batch, rows.train) : 1;
  return {
    featureSeconds: (phase.frozenPasses.planned + (begun ? begun.views * begun.share : 0)) * seconds.example,
    trainingSeconds:
      (through ? phase.frozenPasses.everyEpoch * through.share * seconds.example : 0) +
      known * (seconds.example + step.evaluate / batch) +
      (solve ? solving(solve, { phase, plan, engine, evaluate: step.evaluate / batch }) : 0) +
      phase.epochs * (phase.stepsPerEpoch * share * step.train + validation * step.evaluate),
  };
}

/** Seconds of a phase that is solved. */
function solving(
  solve: Solver,
  {
    phase,
    plan,
    engine,
    evaluate,
  }: {
    readonly phase: PhasePlan;
    readonly plan: Plan;
    readonly engine: 'tensorflow' | 'portable';
    /** Seconds of an example. */
    readonly evaluate: number;
  },
): number {
  const { train, validation } = plan.rows ?? plan.images;
  const size = {
    train,
    validation,
    engine,
    width: phase.parameters.trained / plan.classes,
    outputs: plan.classes,
    chooses: solve.kind !== 'lda' && solve.l2 === null,
  };
  return solveSeconds(solve.kind, size) + judgedExamples(solve.kind, size) * evaluate;
}
