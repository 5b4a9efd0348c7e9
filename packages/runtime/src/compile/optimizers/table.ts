/** Every optimizer by its name in the language. One is added in its own file and named here once. */
import type { Optimizer } from '@tlp/language/resolve/pipeline.js';
import { adam } from './adam.js';
import { lamb } from './lamb.js';
import { lion } from './lion.js';
import { rmsprop } from './rmsprop.js';
import type { OptimizerRule } from './rule.js';
import { sgd } from './sgd.js';

export function optimizerRule(optimizer: Optimizer): OptimizerRule {
  switch (optimizer.kind) {
    case 'sgd':
      return sgd(optimizer);
    case 'adam':
    case 'adamw':
      return adam(optimizer);
    case 'lamb':
      return lamb(optimizer);
    case 'lion':
      return lion(optimizer);
    case 'rmsprop':
      return rmsprop(optimizer);
  }
}
