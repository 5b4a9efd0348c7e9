/** Every feature of the editor. Diagnostics are the server's own (`server/diagnostics.ts`). */
import { codeActions } from './code-actions.js';
import type { AnyFeature } from './feature.js';
import { folding } from './folding.js';

export const features: readonly AnyFeature[] = [codeActions, folding];
