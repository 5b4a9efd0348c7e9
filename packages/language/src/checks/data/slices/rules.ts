/** The rules about what metrics are told apart by, which a run goes by too. */
import type { DataRule } from '../data-rule.js';
import { manySlices } from './many-slices.js';
import { noSlices } from './no-slices.js';

export const sliceRules: readonly DataRule<never>[] = [noSlices, manySlices];
