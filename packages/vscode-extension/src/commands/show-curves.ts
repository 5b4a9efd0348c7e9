/** The curves of a run: of the one that a lens names, of the one that is going on, else of one that is chosen. */
import * as vscode from 'vscode';
import { liveRun } from '../curves/live.js';
import { showCurves as show } from '../curves/panel.js';
import type { Command } from '../host.js';
import { chosenRun } from './runs.js';
import { uriOf } from './target.js';

export const showCurves: Command = {
  id: 'tlp.showCurves',
  async run(host, ...args) {
    const live = liveRun.directory();
    const run =
      uriOf(args[0]) ??
      (live === undefined ? undefined : vscode.Uri.file(live)) ??
      (await chosenRun('run.json', {
        question: 'Which run’s curves?',
        none: 'There is no run in runs/ yet. Run a pipeline first.',
      }));
    if (run) await show(host, run);
  },
};
