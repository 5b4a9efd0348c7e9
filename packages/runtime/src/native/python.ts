import { stat } from 'node:fs/promises';
import path from 'node:path';
import { hashFile } from './hash.js';
import type { OnProgress } from './progress.js';
import { runProgram } from './spawn.js';
import type { WheelSource } from './target.js';

export interface Python {
  readonly command: readonly string[];
  readonly version: string;
  /** pip's version, or undefined where this Python has none. */
  readonly pip: string | undefined;
}

/** The user's Python, with pip when one has it: `TLP_PYTHON` if set, else the usual names in turn. */
export async function findPython(env: NodeJS.ProcessEnv = process.env): Promise<Python | undefined> {
  const candidates = env.TLP_PYTHON
    ? [[env.TLP_PYTHON]]
    : process.platform === 'win32'
      ? [['py', '-3'], ['python']]
      : [['python3'], ['python']];
  let withoutPip: Python | undefined;
  for (const command of candidates) {
    const python = await probe(command, env);
    if (python?.pip !== undefined) return python;
    withoutPip ??= python;
  }
  return withoutPip;
}

async function probe(command: readonly string[], env: NodeJS.ProcessEnv): Promise<Python | undefined> {
  const [program, ...rest] = command;
  const { code, output } = await runProgram(program!, [...rest, '--version'], { env, timeout: 20_000 });
  const version = /Python (3\.\d+\S*)/.exec(output)?.[1];
  if (code !== 0 || version === undefined) return undefined;
  const pip = await runProgram(program!, [...rest, '-m', 'pip', '--version'], { env, timeout: 60_000 });
  return { command, version, pip: pip.code === 0 ? /^pip (\S+)/m.exec(pip.output)?.[1] : undefined };
}

/**
 * Has the user's own pip fetch a wheel into `folder`, so that its mirrors, proxies, certificates and cache count.
 * Returns the wheel's path. Throws a plain Error that says why when there is no pip, pip fails, or the file differs
 * from the published hash.
 */
export async function pipDownload(
  wheel: WheelSource,
  folder: string,
  onProgress: OnProgress,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const python = await findPython(env);
  if (python === undefined) throw new Error('no Python 3 was found');
  if (python.pip === undefined) throw new Error(`Python ${python.version} has no pip`);
  const [program, ...rest] = python.command;
  const args = [
    ...rest,
    '-m',
    'pip',
    'download',
    '--disable-pip-version-check',
    '--no-input',
    '--no-deps',
    '--only-binary=:all:',
    ...wheel.pipPlatforms.flatMap((platform) => ['--platform', platform]),
    '--python-version',
    wheel.pythonVersion,
    '--implementation',
    'cp',
    '--abi',
    wheel.abi,
    '--dest',
    folder,
    wheel.requirement,
  ];
  const message = `pip downloads ${wheel.requirement}`;
  onProgress({ step: 'download', message, total: wheel.bytes });
  const { code, output } = await runProgram(program!, args, { env });
  if (code !== 0) throw new Error(`pip download failed: ${lastLines(output)}`);
  const file = path.join(folder, wheel.file);
  const { size } = await stat(file).catch(() => {
    throw new Error(`pip did not deliver ${wheel.file}`);
  });
  onProgress({ step: 'verify', message: `checking ${wheel.file}`, done: size, total: wheel.bytes });
  const sha256 = await hashFile(file);
  if (sha256 !== wheel.sha256) {
    throw new Error(`${wheel.file} has sha256 ${sha256}, ${wheel.sha256} was expected`);
  }
  return file;
}

function lastLines(output: string): string {
  return output.split('\n').slice(-3).join(' ').slice(-500);
}
