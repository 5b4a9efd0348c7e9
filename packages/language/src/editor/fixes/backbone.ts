/** Fixes of the backbone's input and weights. */
import { inputFarFromNative } from '../../checks/backbone/input-far-from-native.js';
import { inputNotMultiple } from '../../checks/backbone/input-not-multiple.js';
import { inputTooSmall } from '../../checks/backbone/input-too-small.js';
import { randomFrozen } from '../../checks/backbone/random-frozen.js';
import { unknownWeightFormat } from '../../checks/backbone/unknown-weight-format.js';
import { type Fix, type FixContext, fix } from './fix.js';
import { pipelineOf, propertyOf } from './tree.js';
import { fixOf, removeNode, setValue } from './write.js';

const pixels = (size: number, context: FixContext, preferred = false): Fix | undefined =>
  fixOf(`Write \`input: ${size}px\``, [setValue(context, `${size}px`)], { preferred });

export const backboneFixes = [
  fix(inputTooSmall, ({ minimum }, context) => [pixels(minimum, context, true)]),

  fix(inputNotMultiple, ({ size, step }, context) => {
    const nearest = Math.max(1, Math.round(size / step)) * step;
    const other = nearest > size ? nearest - step : nearest + step;
    return [pixels(nearest, context, true), other > 0 ? pixels(other, context) : undefined];
  }),

  fix(inputFarFromNative, ({ native }, context) => [pixels(native, context)]),

  fix(unknownWeightFormat, ({ published }, context) => [
    published === null
      ? undefined
      : fixOf(`Write \`${published}\``, [setValue(context, published)], { preferred: true }),
  ]),

  fix(randomFrozen, (_, context) => {
    const block = pipelineOf(context)?.backbones[0];
    const weights = block && propertyOf(block, 'weights');
    return [
      fixOf('Write `freeze: none`', [setValue(context, 'none')]),
      weights && fixOf("Use the backbone's published weights", [removeNode(context, weights)]),
    ];
  }),
];
