import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { isAlive } from '../files/alive.js';
import { startOf } from '../files/process-identity.js';
import { runProgram } from './spawn.js';
import { temporaryFolder } from './testing/temporary.js';

describe.each([false, true])('a program that is kept: %s', (kept) => {
  it('gives its code and what it says', async () => {
    const script = 'console.log("out"); console.error("err"); process.exit(3)';
    const { code, output } = await runProgram(process.execPath, ['-e', script], { kept });
    expect(code).toBe(3);
    expect(output.split('\n').sort()).toEqual(['err', 'out']);
  });

  it('that is not there says so', async () => {
    const { code, output } = await runProgram('/nowhere/program', [], { kept });
    expect(code).not.toBe(0);
    expect(output).toContain('ENOENT');
  });

  it('takes arguments that look like options as they are', async () => {
    const { output } = await runProgram(process.execPath, ['-p', '"it"', '--', '--version'], { kept });
    expect(output).toBe('it');
  });
});

it('a program that is kept ends when the process that started it is killed', async () => {
  const folder = temporaryFolder();
  const bundle = path.join(folder, 'spawn.mjs');
  const entry = fileURLToPath(new URL('./spawn.ts', import.meta.url));
  await build({ entryPoints: [entry], outfile: bundle, bundle: true, format: 'esm', platform: 'node' });
  const long =
    'require("node:fs").writeFileSync(process.argv[1], String(process.pid)); setInterval(() => 0, 1000)';
  const pidFile = path.join(folder, 'pid');
  const script = `
    import { existsSync } from 'node:fs';
    import { runProgram } from ${JSON.stringify(bundle)};
    setInterval(() => { if (existsSync(${JSON.stringify(pidFile)})) console.log('started'); }, 20);
    runProgram(process.execPath, ['-e', ${JSON.stringify(long)}, ${JSON.stringify(pidFile)}], { kept: true });
  `;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(parent.stdout, 'data');
  let pid = 0;
  while (pid === 0) pid = Number(await readFile(pidFile, 'utf8'));
  parent.kill('SIGKILL');
  // Where nobody reaps it, what has ended stays listed.
  while (isAlive(pid) && startOf(pid)?.state !== 'Z') await sleep(20);
});
