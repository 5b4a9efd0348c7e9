/** What layers and presets of a head are given. */
import { type Activation, activations } from '../graph/ops/elementwise.js';
import { whole } from './numbers.js';
import { optional } from './types.js';
import { choice, orNone } from './words.js';

export const hiddenUnits = whole(1, 65536);

const names = Object.keys(activations) as readonly Activation[];

export const activation = choice<Activation>(
  Object.fromEntries(names.map((name) => [name, { means: name, doc: activations[name].doc }])),
);

/** What a layer applies to its own outputs. */
export const ownActivation = optional(
  orNone(activation, 'No activation.'),
  null,
  'none',
  'The activation function of the outputs.',
  'relu',
);
