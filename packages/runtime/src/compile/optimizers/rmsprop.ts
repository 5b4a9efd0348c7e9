import type { Optimizer } from '@tlp/language/resolve/pipeline.js';
import { type } from '../../engines/tensorflow/proto-values.js';
import type { OptimizerRule } from './rule.js';

type RmsProp = Extract<Optimizer, { kind: 'rmsprop' }>;

/**
 * Hinton 2012, lecture 6e, in Keras's form: `v = rho·v + (1-rho)·g²; m = momentum·m + rate·g/√(v+ε); w -= m`.
 * (PyTorch adds epsilon outside the root.)
 */
export const rmsprop = ({ rho, momentum, epsilon }: RmsProp): OptimizerRule => ({
  decay: 'coupled',
  slots: ['v', 'momentum'],
  scalars: (_update, changed = momentum) => ({ momentum: changed }),
  tensorflow: ({ emitter: e, name, variable, slots: [v, m], gradient, scalar, after }) =>
    e.node(
      'ResourceApplyRMSProp',
      name,
      [
        variable,
        v!,
        m!,
        scalar('learning_rate'),
        e.scalar(rho),
        scalar('momentum'),
        e.scalar(epsilon),
        gradient,
        ...after,
      ],
      { T: type('float32') },
    ),
  portable(parameter, gradient, [v, m], { learning_rate, momentum: share }) {
    for (let i = 0; i < parameter.length; i++) {
      const g = gradient[i]!;
      v![i] = rho * v![i]! + (1 - rho) * g * g;
      m![i] = share! * m![i]! + (learning_rate! * g) / Math.sqrt(v![i]! + epsilon);
      parameter[i]! -= m![i]!;
    }
  },
});
