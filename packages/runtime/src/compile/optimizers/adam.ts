import type { Optimizer } from '@tlp/language/resolve/pipeline.js';
import { type } from '../../engines/tensorflow/proto-values.js';
import type { OptimizerRule } from './rule.js';

type Adam = Extract<Optimizer, { kind: 'adam' | 'adamw' }>;

/**
 * Kingma and Ba 2015, arXiv:1412.6980, in PyTorch's form: epsilon is added to the bias-corrected root.
 * TensorFlow's fused op adds it before the correction, so it is fed `epsilon·√(1-β2^t)`, which is the same.
 */
export const adam = ({ kind, beta1, beta2, epsilon }: Adam): OptimizerRule => ({
  decay: kind === 'adamw' ? 'decoupled' : 'coupled',
  slots: ['m', 'v'],
  // With a momentum that changes, the correction is that of fastai's and PyTorch's: by its present value.
  scalars: (update, momentum = beta1) => ({
    beta1: momentum,
    beta1_power: momentum ** update,
    beta2_power: beta2 ** update,
    epsilon: epsilon * Math.sqrt(1 - beta2 ** update),
  }),
  tensorflow({ emitter: e, name, variable, slots: [m, v], gradient, scalar, after }) {
    const inputs = [
      variable,
      m!,
      v!,
      scalar('beta1_power'),
      scalar('beta2_power'),
      scalar('learning_rate'),
      scalar('beta1'),
      e.scalar(beta2),
      scalar('epsilon'),
      gradient,
      ...after,
    ];
    return e.node('ResourceApplyAdam', name, inputs, { T: type('float32') });
  },
  portable(parameter, gradient, [m, v], scalars) {
    const { learning_rate, beta1: share, beta1_power, beta2_power, epsilon: scaled } = scalars;
    const rate = (learning_rate! * Math.sqrt(1 - beta2_power!)) / (1 - beta1_power!);
    for (let i = 0; i < parameter.length; i++) {
      const g = gradient[i]!;
      m![i] = share! * m![i]! + (1 - share!) * g;
      v![i] = beta2 * v![i]! + (1 - beta2) * g * g;
      parameter[i]! -= (rate * m![i]!) / (Math.sqrt(v![i]!) + scaled!);
    }
  },
});
