import type { Optimizer } from '@tlp/language/resolve/pipeline.js';
import { type } from '../../engines/tensorflow/proto-values.js';
import type { OptimizerRule } from './rule.js';

type Lion = Extract<Optimizer, { kind: 'lion' }>;

/**
 * Chen et al. 2023, arXiv:2302.06675, as timm 1.0 has it (`optim/lion.py`): the sign of the momentum blended with the gradient by
 * beta1, times the rate; then the momentum is blended with the gradient by beta2.
 */
export const lion = ({ beta1, beta2 }: Lion): OptimizerRule => ({
  decay: 'decoupled',
  slots: ['m'],
  scalars: (_update, momentum = beta1) => ({ beta1: momentum, beta1_rest: 1 - momentum }),
  tensorflow({ emitter: e, name, variable, slots: [m], gradient, scalar, after }) {
    const dtype = { dtype: type('float32') };
    const product = (part: string, a: string, b: string) => e.float('Mul', `${name}/${part}`, [a, b]);
    const before = e.node('ReadVariableOp', `${name}/before`, [m!, ...after], dtype);
    const blend = (part: string, share: string, rest: string) =>
      e.float('AddV2', `${name}/${part}`, [
        product(`${part}/kept`, before, share),
        product(`${part}/fresh`, gradient, rest),
      ]);
    const direction = e.float('Sign', `${name}/sign`, [
      blend('blend', scalar('beta1'), scalar('beta1_rest')),
    ]);
    const next = blend('next', e.scalar(beta2), e.scalar(1 - beta2));
    const amount = product('amount', direction, scalar('learning_rate'));
    const remembered = e.node('AssignVariableOp', `${name}/remember`, [m!, next, `^${direction}`], dtype);
    return e.node('AssignSubVariableOp', name, [variable, amount, `^${remembered}`, ...after], dtype);
  },
  portable(parameter, gradient, [m], { learning_rate, beta1: share, beta1_rest }) {
    for (let i = 0; i < parameter.length; i++) {
      const g = gradient[i]!;
      parameter[i]! -= learning_rate! * Math.sign(share! * m![i]! + beta1_rest! * g);
      m![i] = beta2 * m![i]! + (1 - beta2) * g;
    }
  },
});
