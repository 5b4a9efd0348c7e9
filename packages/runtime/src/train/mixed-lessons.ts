/** Lessons of mixed examples: targets by the shares by which `fresh-source.ts` has mixed what is read. */
import type { Mix } from '@tlp/language/resolve/pipeline.js';
import { targetInput, weightInput } from '../compile/training-engine.js';
import { mixTargets, rolled } from '../mix/mix-rows.js';
import { drawMixing, type Mixing } from '../mix/mixing.js';
import type { Lessons } from './lessons.js';

export interface MixedPhase {
  readonly seed: number;
  /** Of the network's input. */
  readonly size: number;
  readonly phase: { readonly name: string; readonly mix?: readonly Mix[] };
}

/** How the batches of a phase are mixed; undefined where they are not. */
export function mixingOf({ seed, size, phase: { name, mix } }: MixedPhase) {
  return mix && ((epoch: number, batch: number): Mixing => drawMixing(mix, size, seed, name, epoch, batch));
}

/** The same lessons of mixed examples, where the phase mixes any. */
export function mixedLessons(lessons: Lessons, about: MixedPhase): Lessons {
  const mixing = mixingOf(about);
  if (!mixing) return lessons;
  return {
    ...lessons,
    of(examples, at) {
      const drawn = mixing(at.epoch, at.batch);
      const plain = lessons.of(examples, at);
      const { [targetInput]: targets, [weightInput]: weights, ...rest } = plain.feeds;
      const mixed = mixTargets({ targets: targets!, weights: weights! }, drawn);
      // An answer is right that names the example which has the greater share.
      const most = drawn.share >= 0.5 ? plain : lessons.of(rolled(examples), at);
      return {
        ...plain,
        feeds: { ...rest, [targetInput]: mixed.targets, [weightInput]: mixed.weights },
        score: most.score,
      };
    },
  };
}
