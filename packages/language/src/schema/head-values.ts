/** What layers and presets of a head are given. */
import { type Activation, activations } from '../graph/ops/elementwise.js';
import { whole } from './numbers.js';
import { choice } from './words.js';

export const hiddenUnits = whole(1, 65536);

const names = Object.keys(activations) as readonly Activation[];

export const activation = choice<Activation>(
  Object.fromEntries(names.map((name) => [name, { means: name, doc: activations[name].doc }])),
);
