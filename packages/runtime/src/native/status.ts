import { access, constants, mkdir, statfs } from 'node:fs/promises';
import os from 'node:os';
import type { TlpError } from '@tlp/language/diagnostic.js';
import { checkBinding } from './check.js';
import { type Compiler, findCompiler } from './compiler.js';
import { lookForInstallation, nativeRoot } from './install.js';
import { bindingOf, type Installation } from './installed.js';
import { onnxRuntimeEntry, prebuiltBinding } from './package-files.js';
import { requireProc } from './proc.js';
import { findPython, type Python } from './python.js';
import { type Target, targetOf } from './target.js';

export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly remedy: string;
}

/** What `tlp doctor` shows; plain data. */
export interface NativeStatus {
  readonly platform: string;
  readonly node: string;
  readonly processors: number;
  readonly cache: {
    readonly folder: string;
    readonly writable: boolean;
    readonly freeBytes: number | undefined;
  };
  readonly tensorflow: Installation | undefined;
  /** The library was loaded in a process of its own just now. */
  readonly tensorflowLoads: boolean;
  readonly onnxruntime: { readonly entry: string; readonly version: string | undefined };
  /** Whether this package carries a binding for this platform, so that no compiler is needed. */
  readonly prebuiltBinding: boolean;
  readonly python: Python | undefined;
  readonly compiler: Compiler | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Looks at everything the native engines need. Changes nothing but to create the cache folder.
 * @param program see `requireProc`
 */
export async function nativeStatus(
  env: NodeJS.ProcessEnv = process.env,
  target: Target | undefined = targetOf(),
  program?: string,
): Promise<NativeStatus> {
  const [lack, found, python, compiler, cache] = await Promise.all([
    lackOfProc(program),
    lookForInstallation(target, env),
    findPython(env),
    findCompiler(env),
    cacheStatus(nativeRoot(env)),
  ]);
  const damaged = found && 'damage' in found ? found : undefined;
  const tensorflow = found && !('damage' in found) ? found : undefined;
  const loadProblem = tensorflow && !lack ? await checkBinding(bindingOf(tensorflow), env) : undefined;
  const onnx = await onnxStatus();
  const prebuilt = prebuiltBinding() !== undefined;
  return {
    platform: `${process.platform}-${process.arch}`,
    node: process.versions.node,
    processors: os.availableParallelism(),
    cache,
    tensorflow,
    tensorflowLoads: tensorflow !== undefined && !lack && loadProblem === undefined,
    onnxruntime: { entry: onnx.entry, version: onnx.version },
    prebuiltBinding: prebuilt,
    python,
    compiler,
    problems: problemsIn({
      lack,
      target,
      tensorflow,
      damage: damaged?.damage,
      loadProblem,
      python,
      compiler,
      prebuilt,
      cache,
      onnxProblem: onnx.problem,
    }),
  };
}

/** Where TensorFlow cannot work whatever is set up. */
const lackOfProc = (program?: string): Promise<Problem | undefined> =>
  requireProc(program).then(
    () => undefined,
    (error: TlpError) => {
      const { message, remedy } = error.diagnostics[0]!;
      return { severity: 'error', message, remedy };
    },
  );

async function cacheStatus(folder: string): Promise<NativeStatus['cache']> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    return { folder, writable: true, freeBytes: bavail * bsize };
  } catch {
    return { folder, writable: false, freeBytes: undefined };
  }
}

interface OnnxStatus {
  readonly entry: string;
  readonly version: string | undefined;
  readonly problem: string | undefined;
}

async function onnxStatus(): Promise<OnnxStatus> {
  const entry = onnxRuntimeEntry();
  try {
    const { loadOnnxRuntime } = await import('./onnx.js');
    const { env } = await loadOnnxRuntime();
    return { entry, version: env.versions.node, problem: undefined };
  } catch (error) {
    return { entry, version: undefined, problem: (error as Error).message };
  }
}

/** What the problems follow from. */
export interface Facts {
  /** What the computer lacks for TensorFlow to work, which no set-up mends. */
  readonly lack: Problem | undefined;
  readonly target: Target | undefined;
  readonly tensorflow: Installation | undefined;
  /** What is wrong with the files of the library, where it was set up. */
  readonly damage: string | undefined;
  readonly loadProblem: string | undefined;
  readonly python: Python | undefined;
  readonly compiler: Compiler | undefined;
  readonly prebuilt: boolean;
  readonly cache: NativeStatus['cache'];
  readonly onnxProblem: string | undefined;
}

/** What is wrong and what to do; what matters only for a set-up is said only where one is needed. */
export function problemsIn(facts: Facts): Problem[] {
  const { lack, target, tensorflow, loadProblem, cache, onnxProblem } = facts;
  const problems: Problem[] = lack ? [lack] : [];
  if (target === undefined) {
    problems.push({
      severity: 'warning',
      message: `There is no native TensorFlow library for ${process.platform}-${process.arch}.`,
      remedy: 'TLP runs on its portable engine here, which is slow; use Linux x64 for serious training.',
    });
  }
  if (!cache.writable) {
    problems.push({
      severity: 'error',
      message: `The cache folder ${cache.folder} cannot be written.`,
      remedy: 'Make it writable, or set TLP_CACHE to another folder.',
    });
  }
  if (loadProblem !== undefined) {
    problems.push({
      severity: 'error',
      message: `TensorFlow's library does not load: ${loadProblem}`,
      remedy: 'Run "tlp setup --force" to rebuild it.',
    });
  }
  if (onnxProblem !== undefined) {
    problems.push({ severity: 'warning', message: 'ONNX Runtime does not load.', remedy: onnxProblem });
  }
  if (target === undefined || tensorflow !== undefined) return problems;
  return [...problems, ...setupProblems(facts, target)];
}

function setupProblems({ damage, python, compiler, prebuilt, cache }: Facts, target: Target): Problem[] {
  const problems: Problem[] = [
    {
      severity: 'error',
      message:
        damage === undefined
          ? "TensorFlow's native library is not set up."
          : `TensorFlow's native library is damaged: ${damage}.`,
      remedy: 'Run "tlp setup"; "tlp run" does it on first need.',
    },
  ];
  const warn = (message: string, remedy: string) => problems.push({ severity: 'warning', message, remedy });
  if (target.wheel !== undefined && python === undefined) {
    warn('Python 3 was not found.', 'Install Python 3.8 or newer with pip; TensorFlow comes through it.');
  } else if (target.wheel !== undefined && python?.pip === undefined) {
    warn(
      `Python ${python?.version} has no pip.`,
      'Run "python3 -m ensurepip", or install the package python3-pip.',
    );
  }
  if (!prebuilt && compiler === undefined) {
    warn(
      'No C++ compiler was found, and this package carries no binding compiled for this platform.',
      'Install g++ or clang++ (Debian, Ubuntu: "apt install g++"; macOS: "xcode-select --install").',
    );
  }
  const { official, wheel } = target;
  const needed = Math.max(official?.neededBytes ?? 0, wheel ? wheel.bytes + wheel.unpackedBytes : 0);
  if (cache.freeBytes !== undefined && cache.freeBytes < needed) {
    const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
    warn(
      `The library needs ${megabytes(needed)} in ${cache.folder}; ${megabytes(cache.freeBytes)} are free.`,
      'Free some disk space, or set TLP_CACHE to a folder on another disk.',
    );
  }
  return problems;
}
