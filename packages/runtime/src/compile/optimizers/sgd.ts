import type { Optimizer } from '@tlp/language/resolve/pipeline.js';
import { bool, type } from '../../engines/tensorflow/proto-values.js';
import type { OptimizerRule } from './rule.js';

type Sgd = Extract<Optimizer, { kind: 'sgd' }>;

/** Gradient descent without momentum: `w -= rate·g`. */
const plain: OptimizerRule = {
  decay: 'coupled',
  slots: [],
  scalars: () => ({}),
  tensorflow: ({ emitter, name, variable, gradient, scalar, after }) =>
    emitter.node(
      'ResourceApplyGradientDescent',
      name,
      [variable, scalar('learning_rate'), gradient, ...after],
      { T: type('float32') },
    ),
  portable(parameter, gradient, _slots, { learning_rate }) {
    for (let i = 0; i < parameter.length; i++) parameter[i]! -= learning_rate! * gradient[i]!;
  },
};

/**
 * With momentum as PyTorch has it: `a = momentum·a + g; w -= rate·a`; Nesterov (Sutskever et al. 2013) steps by
 * `g + momentum·a` instead.
 */
export const sgd = ({ momentum, nesterov }: Sgd): OptimizerRule =>
  momentum === 0
    ? plain
    : {
        decay: 'coupled',
        slots: ['momentum'],
        scalars: (_update, changed = momentum) => ({ momentum: changed }),
        tensorflow: ({ emitter: e, name, variable, slots, gradient, scalar, after }) =>
          e.node(
            'ResourceApplyMomentum',
            name,
            [variable, slots[0]!, scalar('learning_rate'), gradient, scalar('momentum'), ...after],
            { T: type('float32'), use_nesterov: bool(nesterov) },
          ),
        portable(parameter, gradient, [accumulated], { learning_rate, momentum: share }) {
          for (let i = 0; i < parameter.length; i++) {
            const a = share! * accumulated![i]! + gradient[i]!;
            accumulated![i] = a;
            parameter[i]! -= learning_rate! * (nesterov ? gradient[i]! + share! * a : a);
          }
        },
      };
