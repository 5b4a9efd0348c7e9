/**
 * The smallest backbone of each family: whether its graph is right shows on the portable engine, and whether what ONNX
 * Runtime makes of it is, on ONNX Runtime. TensorFlow computes op by op: `ops.test.ts` has each op, and here is one network
 * of convolutions and one of attention. `parity.all.test.ts` has the rest.
 */
import { referencesOfFamilies } from '../testing/goldens-of-families.js';
import { allEngines, inferenceAgreesWithReference } from '../testing/inference-parity.js';

const everywhere = ['mobilenet_v1_025', 'deit_ti_16_distilled'];

for (const name of referencesOfFamilies().smallest) {
  inferenceAgreesWithReference(name, everywhere.includes(name) ? allEngines : ['onnx', 'portable']);
}
