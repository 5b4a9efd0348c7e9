/** Activations by their names in Keras, as nodes. */
import { ImportProblem } from '../model.js';
import type { Attrs, OnnxScript } from './script.js';

interface Known {
  readonly op: string;
  readonly attrs?: Attrs;
}

const known: Readonly<Record<string, Known>> = {
  relu: { op: 'Relu' },
  relu6: { op: 'Clip', attrs: { min: 0, max: 6 } },
  sigmoid: { op: 'Sigmoid' },
  tanh: { op: 'Tanh' },
  softmax: { op: 'Softmax', attrs: { axis: -1 } },
  swish: { op: 'Swish' },
  silu: { op: 'Swish' },
  elu: { op: 'Elu' },
  selu: { op: 'Selu' },
  softplus: { op: 'Softplus' },
  gelu: { op: 'Gelu' },
  mish: { op: 'Mish' },
  exponential: { op: 'Exp' },
  hard_swish: { op: 'HardSwish' },
  hard_silu: { op: 'HardSwish' },
};

/** @param version of Keras: its `hard_sigmoid` has another slope from 3 on */
export function activate(
  script: OnnxScript,
  name: string,
  x: string,
  activation: string,
  version: string,
): string {
  if (activation === 'linear') return x;
  if (activation === 'hard_sigmoid')
    return script.add('HardSigmoid', name, [x], { alpha: version.startsWith('3') ? 1 / 6 : 0.2, beta: 0.5 });
  const found = Object.hasOwn(known, activation) ? known[activation] : undefined;
  if (!found)
    throw new ImportProblem(`its layer ${name} has the activation ${activation}, which is not supported`);
  return script.add(found.op, name, [x], found.attrs ?? {});
}
