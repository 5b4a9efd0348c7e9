import type { LabelMetrics } from '@tlp/language/tasks/multi-label.js';
import type { Cut } from '../ranking/best-cut.js';
import { averagePrecision, rocAuc } from '../ranking/curve-areas.js';
import type { RankedScores } from '../ranking/ranked-scores.js';

/** @param ranked null where a score was NaN @param support number of examples with the label */
export const labelMetrics = (cut: Cut, support: number, ranked: RankedScores | null): LabelMetrics => ({
  threshold: cut.threshold,
  precision: ratio(cut.hits, cut.predicted),
  recall: ratio(cut.hits, support),
  f1: ratio(2 * cut.hits, cut.predicted + support),
  averagePrecision: ranked && averagePrecision(ranked),
  rocAuc: ranked && rocAuc(ranked),
  support,
});

/** 0 of nothing. */
export const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
