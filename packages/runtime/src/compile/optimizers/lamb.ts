import type { Optimizer } from '@tlp/language/resolve/pipeline.js';
import { type } from '../../engines/tensorflow/proto-values.js';
import type { OptimizerRule } from './rule.js';

type Lamb = Extract<Optimizer, { kind: 'lamb' }>;

/**
 * You et al. 2019, arXiv:1904.00962, as timm 1.0 has it by default (`optim/lamb.py`, the variant of NVIDIA's NVLamb): moments
 * with bias correction, weight decay in the step, and the step scaled by `‖w‖ / ‖step‖`, unbounded, where neither is 0. What
 * weight decay spares is not scaled either. timm also clips the gradients' norm to 1; here a phase does so with `clip: 1.0`.
 */
export const lamb = ({ beta1, beta2, epsilon }: Lamb): OptimizerRule => ({
  decay: 'within',
  slots: ['m', 'v'],
  scalars: (update, momentum = beta1) => ({
    beta1: momentum,
    beta1_rest: 1 - momentum,
    mean_correction: 1 / (1 - momentum ** update),
    root_correction: 1 / Math.sqrt(1 - beta2 ** update),
  }),
  tensorflow({ emitter: e, name, variable, slots, gradient, scalar, after, weightDecay }) {
    const dtype = { dtype: type('float32') };
    const read = (handle: string, part: string) =>
      e.node('ReadVariableOp', `${name}/${part}`, [handle, ...after], dtype);
    const product = (part: string, a: string, b: string) => e.float('Mul', `${name}/${part}`, [a, b]);
    const blend = (part: string, slot: string, [share, rest]: readonly [string, string], fresh: string) =>
      e.float('AddV2', `${name}/${part}/next`, [
        product(`${part}/kept`, read(slot, `${part}/before`), share),
        product(`${part}/fresh`, fresh, rest),
      ]);
    const mean = blend('m', slots[0]!, [scalar('beta1'), scalar('beta1_rest')], gradient);
    const squares = [e.scalar(beta2), e.scalar(1 - beta2)] as const;
    const square = blend('v', slots[1]!, squares, product('squared', gradient, gradient));
    const root = product('root', e.float('Sqrt', `${name}/sqrt`, [square]), scalar('root_correction'));
    const direction = e.float('RealDiv', `${name}/direction`, [
      product('corrected', mean, scalar('mean_correction')),
      e.float('AddV2', `${name}/divisor`, [root, e.scalar(epsilon)]),
    ]);
    const step = weightDecay > 0 ? trusted(direction) : direction;
    const kept = [mean, square].map((value, i) =>
      e.node('AssignVariableOp', `${name}/remember${i}`, [slots[i]!, value], dtype),
    );
    const amount = product('amount', step, scalar('learning_rate'));
    return e.node('AssignSubVariableOp', name, [variable, amount, ...kept.map((one) => `^${one}`)], dtype);

    function trusted(moments: string): string {
      const weight = read(variable, 'weight');
      const decayed = product('decay', weight, e.scalar(weightDecay));
      const whole = e.float('AddV2', `${name}/decayed`, [moments, decayed]);
      const [ofWeight, ofStep] = [
        [weight, 'weight_norm'],
        [whole, 'step_norm'],
      ].map(([value, part]) => e.float('L2Loss', `${name}/${part}`, [value!]));
      // Where either norm is 0, the step is taken as it is.
      const both = e.node(
        'Greater',
        `${name}/both`,
        [e.float('Minimum', `${name}/smaller`, [ofWeight!, ofStep!]), e.scalar(0)],
        { T: type('float32') },
      );
      const quotient = e.float('DivNoNan', `${name}/quotient`, [ofWeight!, ofStep!]);
      const ratio = e.float('SelectV2', `${name}/trust`, [
        both,
        e.float('Sqrt', `${name}/ratio`, [quotient]),
        e.scalar(1),
      ]);
      return product('trusted', whole, ratio);
    }
  },
  portable(parameter, gradient, [m, v], scalars, weightDecay) {
    const { learning_rate, beta1: share, mean_correction, root_correction } = scalars;
    const step = new Float64Array(parameter.length);
    for (let i = 0; i < parameter.length; i++) {
      const g = gradient[i]!;
      m![i] = share! * m![i]! + (1 - share!) * g;
      v![i] = beta2 * v![i]! + (1 - beta2) * g * g;
      const direction = (mean_correction! * m![i]!) / (root_correction! * Math.sqrt(v![i]!) + epsilon);
      step[i] = direction + weightDecay * parameter[i]!;
    }
    const ratio = weightDecay > 0 ? trust(norm(parameter), norm(step)) : 1;
    for (let i = 0; i < parameter.length; i++) parameter[i]! -= learning_rate! * ratio * step[i]!;
  },
});

const trust = (weight: number, step: number): number => (weight > 0 && step > 0 ? weight / step : 1);

const norm = (values: Float32Array | Float64Array): number => {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum);
};
