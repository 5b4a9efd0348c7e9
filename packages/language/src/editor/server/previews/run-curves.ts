/** The curves of a run, read from its directory. */
import { curvesOf, type RunCurves } from '../../../run/curves.js';
import type { WorkspaceFeature } from '../../feature.js';
import { runFiles } from '../../runs/read-run.js';
import { runCurvesRequest } from '../requests.js';

export const runCurves: WorkspaceFeature<{ readonly uri: string }, RunCurves | null> = {
  method: runCurvesRequest,
  capabilities: {},
  answerAll({ workspace }, { uri }) {
    const run = uri.replace(/\/$/, '');
    const found = runFiles(run, workspace.files);
    if (found.record === undefined && found.metrics === undefined && !found.held) return null;
    return curvesOf(found, decodeURIComponent(run.slice(run.lastIndexOf('/') + 1)));
  },
};
