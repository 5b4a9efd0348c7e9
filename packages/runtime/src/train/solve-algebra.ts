/** Which linear algebra a phase is solved by. */

import { trainingLibrary } from '../engines/libraries.js';
import { openAlgebra } from '../engines/tensorflow/algebra.js';
import { type Algebra, plainAlgebra } from '../solve/algebra.js';
import type { PhaseRun } from './phase-run.js';

/** Narrower heads are solved before a graph is loaded. */
const leastWidth = 128;

/** TensorFlow's where the phase computes with TensorFlow. To be disposed of. @throws TlpError TLP756 */
export async function algebraOf({ engine }: Pick<PhaseRun, 'engine'>, width: number): Promise<Algebra> {
  if (engine.name !== 'tensorflow' || width < leastWidth) return plainAlgebra;
  const library = await trainingLibrary('tensorflow');
  return library.name === 'tensorflow' ? openAlgebra(library.tf) : plainAlgebra;
}
