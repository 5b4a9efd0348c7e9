/** The commands that need no process, so that they work in a browser too. */
import type { Command } from '../host.js';
import { newPipeline } from './new-pipeline.js';
import { openReport } from './open-report.js';
import { previewBackbone } from './preview-backbone.js';
import { restartServer } from './restart-server.js';
import { showCurves } from './show-curves.js';
import { showReferences } from './show-references.js';
import { showResolved } from './show-resolved.js';

export const commands: readonly Command[] = [
  newPipeline,
  openReport,
  previewBackbone,
  restartServer,
  showCurves,
  showReferences,
  showResolved,
];
