import { access, constants, mkdir, statfs } from 'node:fs/promises';
import os from 'node:os';
import { checkBinding } from './check.js';
import { type Compiler, findCompiler } from './compiler.js';
import { findInstallation, nativeRoot } from './install.js';
import { bindingOf, type Installation } from './installed.js';
import { onnxRuntimeEntry, prebuiltBinding } from './package-files.js';
import { findPython, type Python } from './python.js';
import { sourcesOf } from './sources.js';
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

/** Looks at everything the native engines need. Changes nothing but to create the cache folder. */
export async function nativeStatus(
  env: NodeJS.ProcessEnv = process.env,
  target: Target | undefined = targetOf(),
): Promise<NativeStatus> {
  const [tensorflow, python, compiler, cache] = await Promise.all([
    findInstallation(target, env),
    findPython(env),
    findCompiler(env),
    cacheStatus(nativeRoot(env)),
  ]);
  const loadProblem = tensorflow === undefined ? undefined : await checkBinding(bindingOf(tensorflow), env);
  const onnx = await onnxStatus();
  const facts = { target, tensorflow, loadProblem, python, compiler, cache, onnx, env };
  return {
    platform: `${process.platform}-${process.arch}`,
    node: process.versions.node,
    processors: os.availableParallelism(),
    cache,
    tensorflow,
    tensorflowLoads: tensorflow !== undefined && loadProblem === undefined,
    onnxruntime: { entry: onnx.entry, version: onnx.version },
    prebuiltBinding: prebuiltBinding() !== undefined,
    python,
    compiler,
    problems: problemsIn(facts),
  };
}

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

interface Facts {
  readonly target: Target | undefined;
  readonly tensorflow: Installation | undefined;
  readonly loadProblem: string | undefined;
  readonly python: Python | undefined;
  readonly compiler: Compiler | undefined;
  readonly cache: NativeStatus['cache'];
  readonly onnx: OnnxStatus;
  readonly env: NodeJS.ProcessEnv;
}

/** What is wrong, most urgent first; what would only matter for a new set-up is asked only where one is needed. */
function problemsIn({
  target,
  tensorflow,
  loadProblem,
  python,
  compiler,
  cache,
  onnx,
  env,
}: Facts): Problem[] {
  const problems: Problem[] = [];
  const error = (message: string, remedy: string) => problems.push({ severity: 'error', message, remedy });
  const warning = (message: string, remedy: string) =>
    problems.push({ severity: 'warning', message, remedy });
  if (target === undefined) {
    warning(
      `No native TensorFlow library is known for ${process.platform}-${process.arch}.`,
      'TLP runs on its portable engine here, which is slow; use Linux x64 for serious training.',
    );
  }
  if (!cache.writable) {
    error(
      `The cache folder ${cache.folder} cannot be written.`,
      'Make it writable, or set TLP_CACHE to another folder.',
    );
  }
  if (loadProblem !== undefined) {
    error(`TensorFlow's library does not load: ${loadProblem}`, 'Run "tlp setup --force" to build it anew.');
  }
  if (onnx.problem !== undefined) warning('ONNX Runtime does not load.', onnx.problem);
  if (target === undefined || tensorflow !== undefined) return problems;
  error("TensorFlow's native library is not set up.", 'Run "tlp setup"; "tlp run" does it on first need.');
  if (target.wheel !== undefined && python === undefined) {
    warning(
      'Python 3 was not found.',
      'Install Python 3.8 or newer with pip; the library comes out of its package index.',
    );
  } else if (target.wheel !== undefined && python?.pip === undefined) {
    warning(
      `Python ${python?.version} has no pip.`,
      'Install it: "python3 -m ensurepip", or the package python3-pip.',
    );
  }
  if (prebuiltBinding() === undefined && compiler === undefined) {
    warning(
      'No C++ compiler was found, and this package carries no binding compiled for this platform.',
      'Install g++ or clang++ (Debian, Ubuntu: "apt install g++"; macOS: "xcode-select --install").',
    );
  }
  const needed = Math.max(...sourcesOf(target, '', () => undefined, env).map((source) => source.neededBytes));
  if (cache.freeBytes !== undefined && cache.freeBytes < needed) {
    error(
      `The library needs ${Math.round(needed / 1e6)} MB in ${cache.folder}; ${Math.round(cache.freeBytes / 1e6)} MB are free.`,
      'Free some space, or set TLP_CACHE to a folder on another disk.',
    );
  }
  return problems;
}
