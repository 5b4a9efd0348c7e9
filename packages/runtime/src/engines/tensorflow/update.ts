/** The optimizer's part of a training graph: clipping, weight decay and the update of every trained parameter. */
import type { Average, Optimizer } from '@tlp/language/resolve/pipeline.js';
import { averageDecay } from '../../compile/average.js';
import { optimizerRule } from '../../compile/optimizers/table.js';
import { averageName, slotName } from '../../compile/variables.js';
import { clipEpsilon } from '../step.js';
import type { TensorFlowEmitter } from './emitter.js';
import { float } from './proto-values.js';
import type { TensorFlowVariables } from './variables.js';

export interface TrainedParameter {
  readonly name: string;
  readonly gradient: string;
  /** Whether weight decay touches it. */
  readonly decays: boolean;
}

export interface UpdateOptions {
  readonly optimizer: Optimizer;
  readonly clipNorm: number | null;
  readonly average?: Average;
  readonly rateFactors?: Readonly<Record<string, number>>;
  /** Placeholder of a scalar by name. */
  scalar(name: string): string;
}

/** @returns the nodes that have updated the parameters, and the gradients' norm where it is clipped. */
export function emitUpdates(
  e: TensorFlowEmitter,
  variables: TensorFlowVariables,
  parameters: readonly TrainedParameter[],
  { optimizer, clipNorm, average, rateFactors, scalar: shared }: UpdateOptions,
): { readonly updates: readonly string[]; readonly norm: string | null } {
  const rule = optimizerRule(optimizer);
  const norm = clipNorm === null ? null : globalNorm(e, parameters);
  const factor = norm && clipFactor(e, norm, clipNorm!);
  const rates = new Map<number, string>();
  const rateOf = (share: number): string => {
    const rate = shared('learning_rate');
    if (share === 1) return rate;
    const own = rates.get(share) ?? e.float('Mul', `rate/${share}`, [rate, e.scalar(share)]);
    rates.set(share, own);
    return own;
  };
  const updates = parameters.map(({ name, gradient, decays }) => {
    const scope = `update/${name}`;
    const scalar = (of: string) => (of === 'learning_rate' ? rateOf(rateFactors?.[name] ?? 1) : shared(of));
    const clipped = factor ? e.float('Mul', `${scope}/clipped`, [gradient, factor]) : gradient;
    const decay = decays ? optimizer.weightDecay : 0;
    const coupled = decay > 0 && rule.decay === 'coupled';
    const shrunk =
      decay > 0 && rule.decay === 'decoupled'
        ? shrink(e, variables.handle(name), decay, gradient, scope, scalar('learning_rate'))
        : null;
    const withDecay = () =>
      e.float('AddV2', `${scope}/with_decay`, [
        clipped,
        e.float('Mul', `${scope}/decay`, [variables.read(name, scope), e.scalar(decay)]),
      ]);
    const updated = rule.tensorflow({
      emitter: e,
      name: `${scope}/apply`,
      variable: variables.handle(name),
      slots: rule.slots.map((slot) => variables.handle(slotName(slot, name))),
      gradient: coupled ? withDecay() : clipped,
      scalar,
      after: shrunk ? [`^${shrunk}`] : [],
      weightDecay: rule.decay === 'within' ? decay : 0,
    });
    return average ? emitAverage(e, variables, name, updated, shared(averageDecay)) : updated;
  });
  return { updates, norm };
}

/** `average = decay·average + (1-decay)·weight`, once the weight has been updated. */
function emitAverage(
  e: TensorFlowEmitter,
  variables: TensorFlowVariables,
  name: string,
  updated: string,
  decay: string,
): string {
  const scope = `average/${name}`;
  const own = averageName(name);
  const rest = e.float('Sub', `${scope}/rest`, [e.scalar(1), decay]);
  const kept = e.float('Mul', `${scope}/kept`, [variables.read(own, scope), decay]);
  const fresh = e.float('Mul', `${scope}/fresh`, [variables.read(name, scope, [`^${updated}`]), rest]);
  return variables.assign(own, e.float('AddV2', `${scope}/next`, [kept, fresh]), scope);
}

/** AdamW's decay, `w *= 1 - rate·decay`: once the gradient is there, so that the forward pass saw the old weight. */
function shrink(
  e: TensorFlowEmitter,
  handle: string,
  decay: number,
  gradient: string,
  scope: string,
  rate: string,
): string {
  const inputs = [handle, rate, `^${gradient.replace(/:\d+$/, '')}`];
  return e.node('TlpShrink', `${scope}/shrink`, inputs, { decay: float(decay) });
}

function globalNorm(e: TensorFlowEmitter, parameters: readonly TrainedParameter[]): string {
  const halves = parameters.map(({ name, gradient }) => e.float('L2Loss', `norm/${name}`, [gradient]));
  const sum = e.float('AddN', 'norm/sum', halves, { N: { i: halves.length } });
  return e.float('Sqrt', 'norm/root', [e.float('Mul', 'norm/twice', [sum, e.scalar(2)])]);
}

/** `min(1, limit / (norm + 1e-6))`, as PyTorch's `clip_grad_norm_`. */
function clipFactor(e: TensorFlowEmitter, norm: string, limit: number): string {
  const shifted = e.float('AddV2', 'norm/shifted', [norm, e.scalar(clipEpsilon)]);
  return e.float('Minimum', 'norm/factor', [
    e.float('RealDiv', 'norm/ratio', [e.scalar(limit), shifted]),
    e.scalar(1),
  ]);
}
