/** What `parity.test.ts` leaves out: the other backbones of each family that there are goldens of, and other engines. */
import { referencesOfFamilies } from '../testing/goldens-of-families.js';
import { inferenceAgreesWithReference, slowEngines } from '../testing/inference-parity.js';

const { smallest, others } = referencesOfFamilies();
for (const name of smallest) {
  if (slowEngines(name).length > 0) inferenceAgreesWithReference(name, slowEngines(name));
}
for (const name of others) inferenceAgreesWithReference(name);
