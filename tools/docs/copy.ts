/** A copy of the packages' sources, for examples that must not touch the real ones. */
import { execFile } from 'node:child_process';
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  symlink,
  writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { applyEdit, type FileBlock } from './examples.js';

const packages = ['language', 'runtime'];

/** Copies the sources into a temporary folder with the repository's installed packages; returns its path. */
export async function copySources(root: string): Promise<string> {
  const copy = await realpath(await mkdtemp(path.join(os.tmpdir(), 'tlp-extending-')));
  const modules = path.join(copy, 'node_modules');
  await mkdir(path.join(modules, '@tlp'), { recursive: true });
  for (const name of packages) {
    const folder = path.join('packages', name);
    for (const part of ['src', 'package.json']) {
      await cp(path.join(root, folder, part), path.join(copy, folder, part), { recursive: true });
    }
    await symlink(path.join(copy, folder), path.join(modules, '@tlp', name), 'junction');
  }
  for (const name of await readdir(path.join(root, 'node_modules'))) {
    if (name.startsWith('.') || name === '@tlp') continue;
    await symlink(path.join(root, 'node_modules', name), path.join(modules, name), 'junction');
  }
  for (const file of ['vitest.config.ts', 'tools/lib/property-seed.ts', 'tools/lib/own-environment.ts']) {
    await cp(path.join(root, file), path.join(copy, file));
  }
  await cp(path.join(root, 'tsconfig.json'), path.join(copy, 'tsconfig.base.json'));
  return copy;
}

/** Puts a block into the copy. */
export async function apply(copy: string, { kind, path: file, text }: FileBlock): Promise<void> {
  const target = path.join(copy, file);
  if (kind === 'new') {
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text, { flag: 'wx' });
    return;
  }
  const before = await readFile(target, 'utf8');
  try {
    await writeFile(target, applyEdit(before, text));
  } catch (cause) {
    throw new Error(`${file}: ${(cause as Error).message}`, { cause });
  }
}

/**
 * Type-checks the copy's sources, tests and their fixtures apart, with these tests; returns the complaints.
 * @param remembered where the compiler keeps what it found: files are known by their content, wherever the copy lies
 */
export async function typeErrors(
  copy: string,
  tests: readonly string[],
  remembered: string,
): Promise<string> {
  const others = (await readdir(path.join(copy, 'packages'), { recursive: true }))
    .filter((file) => /\.test\.ts$|\.fixture\.ts$|[/\\]testing[/\\]/.test(file))
    .map((file) => path.posix.join('packages', file.split(path.sep).join('/')));
  const config = {
    extends: './tsconfig.base.json',
    include: ['packages/*/src'],
    exclude: others.filter((file) => !tests.includes(file)),
  };
  await writeFile(path.join(copy, 'tsconfig.json'), JSON.stringify(config));
  const info = path.join(copy, 'types.tsbuildinfo');
  await cp(remembered, info).catch(() => undefined);
  const options = ['--noEmit', '-p', 'tsconfig.json', '--incremental', '--tsBuildInfoFile', info];
  const complaints = await output(copy, ['node_modules/typescript/bin/tsc', ...options]);
  await mkdir(path.dirname(remembered), { recursive: true });
  await cp(info, `${remembered}.${process.pid}`);
  await rename(`${remembered}.${process.pid}`, remembered);
  return complaints;
}

export interface TestResult {
  readonly file: string;
  readonly name: string;
  readonly passed: boolean;
  readonly failure: string;
}

/** Runs vitest on files of the copy; with a pattern only the tests whose names it fits. */
export async function runTests(
  copy: string,
  files: readonly string[],
  pattern?: string,
): Promise<readonly TestResult[]> {
  const report = path.join(copy, 'report.json');
  const filter = pattern === undefined ? [] : ['-t', pattern];
  const reporters = ['--reporter=json', `--outputFile=${report}`];
  const log = await output(copy, [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...files,
    ...reporters,
    ...filter,
    // Each worker loads the modules anew, and other tests keep the processors busy.
    '--maxWorkers=1',
  ]);
  const text = await readFile(report, 'utf8').catch(() => {
    throw new Error(`vitest left no report:\n${log}`);
  });
  const { testResults } = JSON.parse(text) as {
    testResults: readonly {
      name: string;
      message: string;
      assertionResults: readonly { fullName: string; status: string; failureMessages: readonly string[] }[];
    }[];
  };
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const file = path.relative(copy, name).split(path.sep).join('/');
    // A file that fails before its first test has a message and no results.
    if (message) return [{ file, name: file, passed: false, failure: message }];
    return assertionResults
      .filter(({ status }) => status !== 'skipped' && status !== 'pending')
      .map(({ fullName, status, failureMessages }) => ({
        file,
        name: fullName,
        passed: status === 'passed',
        failure: failureMessages.join('\n'),
      }));
  });
}

/** What Node prints when it runs this; a failing status is no error here, the caller reads the output. */
function output(cwd: string, args: readonly string[]): Promise<string> {
  // Variables of the outer vitest would make the inner one a worker of it.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, env, maxBuffer: 1 << 26 }, (_, stdout, stderr) => {
      resolve(`${stdout}${stderr}`.trim());
    });
  });
}
