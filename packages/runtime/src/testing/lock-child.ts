/** A process that takes a lock again and again, for a test that kills it: `node … FILE`. Says `held`, or `double`. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../files/alive.js';
import { withLock } from '../files/lock.js';

const [file] = process.argv.slice(2) as [string];
const inside = `${file}.inside`;
const mine = path.join(inside, String(process.pid));
for (;;) {
  await withLock(
    file,
    async () => {
      mkdirSync(inside, { recursive: true });
      writeFileSync(mine, '');
      const others = readdirSync(inside).filter((name) => name !== String(process.pid));
      // Those that were killed in here are still listed.
      const alive = others.filter((pid) => isAlive(Number(pid)) && stateOf(pid) !== 'Z');
      process.stdout.write(alive.length > 0 ? `double: ${process.pid} with ${alive}\n` : 'held\n');
      await sleep(3);
      rmSync(mine);
    },
    { poll: 5 },
  );
}

function stateOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]![0]!;
  } catch {
    return process.platform === 'linux' ? 'Z' : '?';
  }
}
