/** What the figures were taken on. */
import os from 'node:os';
import { root } from '../../tools/lib/paths.mjs';
import { run } from '../../tools/lib/run.mjs';

export async function machine() {
  const { output } = await run('git', ['-C', root, 'rev-parse', '--short', 'HEAD'], { capture: true });
  return {
    processor: os.cpus()[0]?.model.trim(),
    cores: os.availableParallelism(),
    memoryGB: Math.round(os.totalmem() / 1e9),
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.versions.node,
    commit: output.trim(),
    // A load above 0 at the start means that something else was running.
    loadAtStart: os.loadavg()[0],
    date: new Date().toISOString(),
  };
}
