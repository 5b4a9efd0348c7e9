/** What `parity.test.ts` leaves out: the other backbones of each family that there are goldens of. */
import { referencesOfFamilies } from '../testing/goldens-of-families.js';
import { inferenceAgreesWithReference } from '../testing/inference-parity.js';

for (const name of referencesOfFamilies().others) inferenceAgreesWithReference(name);
