import { numberText } from '../number-text.js';
import type { Knob } from '../resolve/pipeline.js';

/** What a sweep tries at a path, as the language has it. */
export const knobText = (knob: Knob): string =>
  knob.kind === 'choices'
    ? knob.choices.join(', ')
    : `${knob.kind}(${numberText(knob.from)}${knob.unit}..${numberText(knob.to)}${knob.unit})`;
