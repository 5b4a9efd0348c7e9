/** The smallest backbone of each family; `parity.all.test.ts` has the rest. */
import { referencesOfFamilies } from '../testing/goldens-of-families.js';
import { inferenceAgreesWithReference, quickEngines } from '../testing/inference-parity.js';

for (const name of referencesOfFamilies().smallest) inferenceAgreesWithReference(name, quickEngines(name));
