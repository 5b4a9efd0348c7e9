/** What `parity.test.ts` leaves out: every backbone, every optimizer. */
import { backbones } from '@tlp/language/backbones/catalogue.js';
import { trainingAgreesWithPyTorch } from '../testing/training-parity.js';

for (const { name } of backbones) trainingAgreesWithPyTorch(name, () => true);
