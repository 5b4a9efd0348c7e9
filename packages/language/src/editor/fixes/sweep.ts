/** Fixes of what a sweep tries. */
import { nearest } from '../../checks/did-you-mean.js';
import { rangeWithoutScale } from '../../checks/sweep/range-without-scale.js';
import { soupOfOne } from '../../checks/sweep/soup-of-one.js';
import { unknownKnob } from '../../checks/sweep/unknown-knob.js';
import { fix } from './fix.js';
import { removeProperty, replaceWith } from './write.js';

export const sweepFixes = [
  fix(unknownKnob, ({ path, known, judging }, context) => {
    const near = judging === null ? nearest(path, known) : undefined;
    return [
      near === undefined ? undefined : replaceWith(near, context, { preferred: true, length: path.length }),
      removeProperty(context, path),
    ];
  }),

  fix(rangeWithoutScale, ({ text, scale }, context) => [
    replaceWith(`${scale}(${text})`, context, { preferred: true }),
  ]),

  fix(soupOfOne, (_, context) => [removeProperty(context, 'average')]),
];
