/** A folder on the disk, with a `tlp` of its own: the bundled one, whose runs are played by a script. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { tlp } from '../../lib/paths.mjs';

const pipeline = (dropout) => `pipeline flowers "Which flower?" {
  backbone efficientnet_lite0 {
    input: 224px
  }
  data images("photos")
  head {
    pool(average)
    ${dropout}
    dense(classes)
  }
  schedule {
    phase head {
      freeze: all
      epochs: 3
    }
  }
}
`;

/** Writes what a run writes, slowly, and stops as a run does. */
const played = (folder) => `#!/usr/bin/env node
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
const args = process.argv.slice(2);
if (args[0] !== 'run') process.exit(spawnSync(process.execPath, [${JSON.stringify(tlp)}, ...args], { stdio: 'inherit' }).status);
const run = ${JSON.stringify(path.join(folder, 'runs', 'flowers-20260101-000000'))};
const tell = (event) => console.log(JSON.stringify(event));
process.on('SIGINT', () => { console.error('Stopped. Resume with: --resume'); process.exit(130); });
console.error('arguments: ' + args.join(' '));
mkdirSync(run, { recursive: true });
const phases = [{ name: 'head', epochs: 3 }];
const record = { format: 3, status: 'running', started: new Date().toISOString(), finished: null, phases: [], metrics: null, pipeline: { name: 'flowers', file: args[1], schedule: { phases } } };
const write = (changes) => writeFileSync(run + '/run.json', JSON.stringify({ ...record, ...changes }));
write({});
writeFileSync(run + '/metrics.jsonl', '');
tell({ type: 'run-start', run, pipeline: 'flowers' });
tell({ type: 'phase-start', phase: 'head', index: 1, phases: 1, epochs: 3 });
for (let epoch = 1; epoch <= 3; epoch++) {
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const scores = { loss: 0.3, scores: { accuracy: 0.9 + epoch / 100 } };
  tell({ type: 'epoch-end', phase: 'head', epoch, train: scores, validation: scores, best: true });
  appendFileSync(run + '/metrics.jsonl', JSON.stringify({ phase: 'head', epoch, train: scores, validation: scores }) + '\\n');
}
write({ status: 'finished', finished: new Date().toISOString(), metrics: { validation: null, test: { loss: 0.3, scores: { accuracy: 0.95 } } } });
writeFileSync(run + '/report.html', '<h1>flowers</h1>');
tell({ type: 'result', run, metrics: { validation: null, test: { loss: 0.3, scores: { accuracy: 0.95 } } }, seconds: 5 });
`;

export async function writeWorkspace(folder) {
  const bin = path.join(folder, 'node_modules', '.bin');
  await mkdir(bin, { recursive: true });
  await mkdir(path.join(folder, 'photos'), { recursive: true });
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  await writeFile(path.join(folder, 'flowers.tlp'), pipeline('dropout(20%)'));
  await writeFile(path.join(folder, 'mistake.tlp'), pipeline('dropout(20)'));
  await writeFile(path.join(bin, 'tlp'), played(folder));
  await chmod(path.join(bin, 'tlp'), 0o755);
}
