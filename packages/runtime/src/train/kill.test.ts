/** A run with all that recipes ask for; `crash.test.ts` has a plain one in every state that a kill can leave, `kill.all.test.ts` the others. */
import { comesToTheSameBytes } from '../testing/killed-runs.js';
import { trainProgram } from '../testing/train-program.js';

comesToTheSameBytes(trainProgram('kill'), 'a run of recipes', ['portable', 'recipes']);
