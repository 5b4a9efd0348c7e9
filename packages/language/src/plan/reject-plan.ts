/** How a pipeline tells which examples are of no class, and what the model keeps for it. */
import type { DataSize } from '../data/counts.js';
import { penultimateOf } from '../graph/penultimate.js';
import type { Graph } from '../graph/types.js';
import { modalityOf } from '../modalities/index.js';
import type { Pipeline } from '../resolve/pipeline.js';
import { scoreText } from '../schema/known/scores.js';
import { mostKnown, sampledOf } from './known-room.js';

export interface RejectPlan {
  /** As the language writes it: `nearest(k: 1)`. */
  readonly by: string;
  /** The training examples that are kept with the model; absent where none are. */
  readonly kept?: {
    readonly examples: number;
    readonly bytes: number;
    /** Whether their features are computed once more at the end; otherwise they are stored already. */
    readonly computed: boolean;
  };
}

/** Undefined where nothing is rejected. @param stored what of the last phase is stored */
export function rejectPlan(
  { schedule: { reject }, task, data }: Pipeline,
  network: Graph,
  { images: { train }, perClass }: Pick<DataSize, 'images' | 'perClass'>,
  stored: 'all' | 'fixed_splits' | 'none',
): RejectPlan | undefined {
  if (!reject || task !== 'classification') return undefined;
  const by = scoreText(reject.by);
  if (!reject.by) return { by };
  const { width } = penultimateOf(network);
  const most = mostKnown(width);
  const examples = train <= most ? train : perClass ? sampledOf(perClass, most) : most;
  const { changes, judgedViews } = modalityOf(data);
  const asTrained = changes(data) === null && (judgedViews?.(data) ?? 1) === 1;
  return { by, kept: { examples, bytes: 4 * width * examples, computed: stored !== 'all' || !asTrained } };
}
