/** A head that is solved from features in memory, each class a cloud of its own. */
import { trainingLibrary } from '@tlp/runtime/engines/libraries.js';
import { openAlgebra } from '@tlp/runtime/engines/tensorflow/algebra.js';
import { createRandom } from '@tlp/runtime/random.js';
import { type Algebra, plainAlgebra } from '@tlp/runtime/solve/algebra.js';
import { prepareLogistic } from '@tlp/runtime/solve/logistic.js';
import type { Rows } from '@tlp/runtime/solve/normal-equations.js';
import { sumRidge } from '@tlp/runtime/solve/ridge.js';
import { readOptions, report } from './ours.js';

const options = readOptions('rows', 'width', 'classes', 'solver', 'algebra');
const [count, width, outputs] = [options.rows, options.width, options.classes].map(Number) as [
  number,
  number,
  number,
];

const rows = clouds();
const algebra = await algebraOf(options.algebra);
const start = performance.now();
const note = options.solver === 'ridge' ? await ridge(algebra) : await logistic(algebra);
const seconds = (performance.now() - start) / 1000;
algebra.dispose();
report(60 / seconds, { note: `${seconds.toFixed(2)} s${note}` });

async function ridge(by: Algebra): Promise<string> {
  const sums = await sumRidge(pass(), { width, outputs, algebra: by });
  for (let i = 2; i > -6; i--) sums.solve(sums.scale * 10 ** i);
  return '';
}

async function logistic(by: Algebra): Promise<string> {
  const onIteration = async () => undefined;
  const prepared = await prepareLogistic(pass, { width, outputs, link: 'softmax', algebra: by, onIteration });
  let start: Float64Array | undefined;
  let iterations = 0;
  for (const power of [1, 0, -1, -2]) {
    const solved = await prepared.solve(prepared.scale * 10 ** power, {
      ...(start && { start }),
      only: 'rough',
    });
    start = solved?.point;
    iterations += solved?.iterations ?? 0;
  }
  const last = await prepared.solve(prepared.scale / 10, { ...(start && { start }), only: 'near' });
  return `, ${iterations + (last?.iterations ?? 0)} iterations`;
}

async function* pass(): AsyncGenerator<Rows> {
  yield rows;
}

function clouds(): Rows {
  const random = createRandom('solve', count);
  const centres = Float32Array.from({ length: outputs * width }, () => Math.max(0, random.normal()));
  const features = new Float32Array(count * width);
  const targets = new Float32Array(count * outputs);
  for (let row = 0; row < count; row++) {
    const label = row % outputs;
    targets[row * outputs + label] = 1;
    for (let i = 0; i < width; i++)
      features[row * width + i] = Math.max(0, centres[label * width + i]! / 4 + random.normal());
  }
  return { features, targets, weights: new Float32Array(count).fill(1), held: true };
}

async function algebraOf(name: string): Promise<Algebra> {
  const library = await trainingLibrary('tensorflow');
  return name === 'tensorflow' && library.name === 'tensorflow' ? openAlgebra(library.tf) : plainAlgebra;
}
