import type * as tfjs from '@tensorflow/tfjs';
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import { decays } from '@tlp/language/graph/parameters.js';
import { averageDecay } from '../../compile/average.js';
import { optimizerRule } from '../../compile/optimizers/table.js';
import type { TrainingEngineOptions } from '../../compile/training-engine.js';
import { weightInput } from '../../compile/training-engine.js';
import { withLoss } from '../../compile/training-graph.js';
import { averageName, initialValue, phaseVariables, slotName } from '../../compile/variables.js';
import type { Tfjs } from '../../ops/kernel.js';
import { clipByGlobalNorm, scaledWeights } from '../step.js';
import type { Feeds, StepResult, StepScalars, TrainingEngine } from '../types.js';
import { evaluate } from './evaluate.js';
import { feedTensors } from './tensors.js';

/**
 * Trains by tfjs's own differentiation of the unfolded graph and by the optimizers' formulas in JavaScript:
 * nothing of it is shared with the compiled engine but the forward ops' meaning, which makes it the oracle.
 */
export function createPortableTraining(
  tf: Tfjs,
  program: PhaseProgram,
  options: TrainingEngineOptions,
): TrainingEngine {
  const { optimizer, clipNorm, average, rateFactors } = options.phase;
  const rule = optimizerRule(optimizer);
  const training = withLoss(program.training, options.addLoss);
  const inference = withLoss(program.inference, options.addLoss);
  const variables = phaseVariables(program, options);
  const values = new Map(variables.map((v) => [v.name, initialValue(v, options.weights).slice()]));
  const parameters = program.training.parameters;
  const shapes = new Map(variables.map((v) => [v.name, [...v.shape]]));
  let gradients = new Map<string, Float32Array>();
  let accumulated = 0;

  const tensor = (name: string) => tf.tensor(values.get(name)!, shapes.get(name)!);

  /** Loss, logits, batch statistics and gradients of one batch. */
  function step(feeds: Feeds) {
    const result = tf.tidy(() => {
      const fed = feedTensors(tf, feeds);
      const fixed = Object.fromEntries(
        parameters.filter((p) => !program.trained.includes(p.name)).map((p) => [p.name, tensor(p.name)]),
      );
      const wanted = [
        training.loss,
        training.logits,
        ...program.statistics.flatMap(({ node }) => [`${node}:1`, `${node}:2`]),
      ];
      let outputs: tfjs.Tensor[] = [];
      const loss = (...trained: tfjs.Tensor[]): tfjs.Tensor => {
        const given = Object.fromEntries(program.trained.map((name, i) => [name, trained[i]!]));
        outputs = evaluate(tf, training.graph, { ...fed, ...fixed, ...given }, wanted).map((t) => tf.keep(t));
        return outputs[0]!.asScalar();
      };
      const { grads } = tf.valueAndGrads(loss)(program.trained.map(tensor));
      return { outputs, gradients: grads };
    });
    const read = {
      outputs: result.outputs.map((t) => t.dataSync<'float32'>()),
      gradients: result.gradients.map((t) => t.dataSync<'float32'>()),
    };
    tf.dispose(result);
    return read;
  }

  function updateStatistics(batch: readonly Float32Array[]) {
    program.statistics.forEach(({ node, mean, variance }, i) => {
      const momentum = Number(program.training.nodes.find((n) => n.name === node)!.attrs.momentum);
      [mean, variance].forEach((name, j) => {
        const moving = values.get(name)!;
        const fresh = batch[2 * i + j]!;
        for (let k = 0; k < moving.length; k++)
          moving[k] = momentum * moving[k]! + (1 - momentum) * fresh[k]!;
      });
    });
  }

  function accumulate(fresh: readonly Float32Array[]) {
    program.trained.forEach((name, i) => {
      const sum = gradients.get(name);
      if (sum) for (let k = 0; k < sum.length; k++) sum[k]! += fresh[i]![k]!;
      else gradients.set(name, fresh[i]!.slice());
    });
  }

  function update(shared: StepScalars): number | undefined {
    for (const gradient of gradients.values()) {
      for (let k = 0; k < gradient.length; k++) gradient[k]! /= accumulated;
    }
    const norm = clipNorm === null ? undefined : clipByGlobalNorm([...gradients.values()], clipNorm);
    for (const parameter of parameters) {
      const { name } = parameter;
      const gradient = gradients.get(name);
      if (!gradient) continue;
      const value = values.get(name)!;
      const scalars = { ...shared, learning_rate: shared.learning_rate! * (rateFactors?.[name] ?? 1) };
      const decay = decays(parameter) ? optimizer.weightDecay : 0;
      for (let k = 0; decay > 0 && rule.decay !== 'within' && k < value.length; k++) {
        if (rule.decay === 'coupled') gradient[k]! += decay * value[k]!;
        else value[k]! -= scalars.learning_rate * decay * value[k]!;
      }
      rule.portable(
        value,
        gradient,
        rule.slots.map((slot) => values.get(slotName(slot, name))!),
        scalars,
        rule.decay === 'within' ? decay : 0,
      );
      if (average) {
        const mean = values.get(averageName(name))!;
        const kept = shared[averageDecay]!;
        for (let k = 0; k < mean.length; k++) mean[k] = kept * mean[k]! + (1 - kept) * value[k]!;
      }
    }
    gradients = new Map();
    accumulated = 0;
    return norm;
  }

  return {
    name: 'portable',
    async train(feeds, scalars, takeStep, part): Promise<StepResult> {
      const result = step({ ...feeds, [weightInput]: scaledWeights(feeds[weightInput]!, part) });
      const [loss, logits, ...statistics] = result.outputs;
      updateStatistics(statistics);
      accumulate(result.gradients);
      if (part?.first ?? true) accumulated++;
      const gradientNorm = takeStep ? update(scalars) : undefined;
      return {
        loss: loss![0]!,
        logits: logits!,
        ...(gradientNorm === undefined ? {} : { gradientNorm }),
      };
    },
    async evaluate(feeds) {
      // Only tensors leave a tidy: tfjs looks through whatever else is returned, number by number.
      const outputs = tf.tidy(() => {
        const given = Object.fromEntries(inference.graph.parameters.map((p) => [p.name, tensor(p.name)]));
        const wanted = [inference.losses, inference.logits];
        return evaluate(tf, inference.graph, { ...feedTensors(tf, feeds), ...given }, wanted);
      });
      const [losses, logits] = outputs.map((t) => t.dataSync<'float32'>());
      tf.dispose(outputs);
      return { losses: losses!, logits: logits! };
    },
    async read() {
      return new Map([...values].map(([name, value]) => [name, value.slice()]));
    },
    async write(given) {
      for (const [name, value] of given) values.get(name)?.set(value);
      gradients = new Map();
      accumulated = 0;
    },
    async dispose() {
      values.clear();
    },
  };
}
