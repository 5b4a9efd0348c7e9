/** Numbers of parameters that may depend on the number of classes, which only the data says. */
import { isTrainable } from '../graph/parameters.js';
import type { Parameter } from '../graph/types.js';
import { parameterCount } from '../graph/walk.js';

export interface Amount {
  readonly fixed: number;
  /** To be added for each class; 0 once the classes are known. */
  readonly perClass: number;
}

export const nothing: Amount = { fixed: 0, perClass: 0 };

/** From what there is with one class and with two; both the same where the classes are known. */
export const amount = (one: number, two: number): Amount => ({ fixed: 2 * one - two, perClass: two - one });

export const add = (...amounts: readonly Amount[]): Amount => ({
  fixed: amounts.reduce((sum, { fixed }) => sum + fixed, 0),
  perClass: amounts.reduce((sum, { perClass }) => sum + perClass, 0),
});

export const parametersOf = (parameters: readonly Parameter[], which: 'all' | 'trained' = 'all'): number =>
  parameterCount(which === 'all' ? parameters : parameters.filter(isTrainable));
