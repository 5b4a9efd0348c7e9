/** What the server answers beyond the protocol about a text. */
import type { AnyFeature } from '../../feature.js';
import { backboneGraph } from './backbone-graph.js';
import { explain } from './explain.js';
import { moveFreezeCut } from './move-freeze-cut.js';
import { pipelines } from './pipelines.js';
import { plan } from './plan.js';
import { runCurves } from './run-curves.js';

export const previews: readonly AnyFeature[] = [
  pipelines,
  backboneGraph,
  moveFreezeCut,
  plan,
  explain,
  runCurves,
];
