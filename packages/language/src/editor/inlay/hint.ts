import type { Pipeline } from '../../grammar/generated/ast.js';
import type { Scene } from '../feature.js';
import type { Knowledge } from '../knowledge.js';

/** A note between the words of a text. */
export interface Hint {
  /** It stands before the character at this offset. */
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
  /** What accepting the hint writes at the same offset. */
  readonly insert?: string;
}

/** One kind of hints for a pipeline, each left out where what it follows from is not sound. */
export type HintSource = (node: Pipeline, known: Knowledge, scene: Scene) => readonly Hint[];
