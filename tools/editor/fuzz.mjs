/** `npm run fuzz:editor -- [--minutes 2] [--seed 1]`: random sessions with the bundled language server. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../lib/paths.mjs';
import { fuzzSession } from './fuzz-session.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '2' }, seed: { type: 'string', default: '1' } },
});
const end = Date.now() + 60_000 * Number(values.minutes);
const text = await readFile(path.join(root, 'examples', 'emoji', 'emoji.tlp'), 'utf8');
const total = { sessions: 0, edits: 0, requests: 0, cancelled: 0 };

for (let seed = Number(values.seed); Date.now() < end; seed++) {
  const enough = (edits) => edits >= 400 || Date.now() > end;
  const { problems, ...counts } = await fuzzSession({ seed, text, enough });
  total.sessions++;
  for (const [name, count] of Object.entries(counts)) total[name] += count;
  if (problems.length > 0) {
    console.error(`Seed ${seed}:\n${problems.join('\n')}`);
    process.exit(1);
  }
}
const { sessions, edits, requests, cancelled } = total;
console.log(
  `${sessions} sessions, ${edits} edits, ${requests} requests, ${cancelled} of them cancelled: no problem.`,
);
