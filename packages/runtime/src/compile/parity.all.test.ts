/** What `parity.test.ts` leaves out: every backbone, every optimizer. */
import { backbones } from '@tlp/language/backbones/catalogue.js';
import { referencesOf } from '../testing/goldens.js';
import { everything, trainingAgreesWithPyTorch } from '../testing/training-parity.js';

for (const name of referencesOf(backbones)) trainingAgreesWithPyTorch(name, everything);
