/** Fixes of the backbone's input and weights. */
import { inputFarFromNative } from '../../checks/backbone/input-far-from-native.js';
import { inputNotMultiple } from '../../checks/backbone/input-not-multiple.js';
import { inputTooSmall } from '../../checks/backbone/input-too-small.js';
import { modelSize } from '../../checks/backbone/model-size.js';
import { preprocessingMissing } from '../../checks/backbone/preprocessing-missing.js';
import { randomFrozen } from '../../checks/backbone/random-frozen.js';
import { unknownWeightFormat } from '../../checks/backbone/unknown-weight-format.js';
import { unpinnedRepository } from '../../checks/backbone/unpinned-repository.js';
import { preprocessingPresets } from '../../modalities/images/presets.js';
import { scoresTooMany } from '../../modalities/text/checks/scores-too-many.js';
import { type Fix, type FixContext, fix } from './fix.js';
import { around, isBlock, pipelineOf, propertyOf } from './tree.js';
import { fixOf, removeNode, setProperty, setValue } from './write.js';

const pixels = (size: number, context: FixContext, preferred = false): Fix | undefined =>
  fixOf(`Write \`input: ${size}px\``, [setValue(context, `${size}px`)], { preferred });

export const backboneFixes = [
  fix(preprocessingMissing, (_, context) => {
    const block = around(context, isBlock);
    return Object.keys(preprocessingPresets).map((name) =>
      fixOf(`Write \`preprocessing: ${name}\``, [
        block && setProperty(context, block, 'preprocessing', name),
      ]),
    );
  }),

  fix(modelSize, ({ native }, context) => {
    const block = around(context, isBlock);
    return [
      fixOf(`Write \`input: ${native}px\``, [block && setProperty(context, block, 'input', `${native}px`)]),
    ];
  }),

  fix(scoresTooMany, ({ fits }, context) => {
    const block = around(context, isBlock);
    return [fixOf(`Write \`input: ${fits}\``, [block && setProperty(context, block, 'input', `${fits}`)])];
  }),

  fix(unpinnedRepository, ({ revision }, { content, end }) => [
    content[end - 1] === ')'
      ? fixOf(`Write \`revision: "${revision}"\``, [
          { start: end - 1, end: end - 1, text: `, revision: "${revision}"` },
        ])
      : undefined,
  ]),

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
