/** The rules about what comes from elsewhere: `import` and `extends`. */
import type { ListedRule } from '../checked.js';
import { extendsCycle } from './extends-cycle.js';
import { extendsNothing } from './extends-nothing.js';
import { extendsTooLong } from './extends-too-long.js';
import { extendsUnknown } from './extends-unknown.js';
import { extendsWeights } from './extends-weights.js';
import { importAmbiguous } from './import-ambiguous.js';
import { importCycle } from './import-cycle.js';
import { importMissing } from './import-missing.js';
import { importNothing } from './import-nothing.js';
import { importUnread } from './import-unread.js';
import { importUnused } from './import-unused.js';
import { unknownPhase } from './unknown-phase.js';

export const importRules: readonly ListedRule<never>[] = [
  importNothing,
  importMissing,
  importCycle,
  importUnread,
  importUnused,
  importAmbiguous,
  extendsUnknown,
  extendsCycle,
  extendsWeights,
  extendsNothing,
  extendsTooLong,
  unknownPhase,
];
