import { access } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from './spawn.js';

/** What the binding is compiled from and against. */
export interface BindingSources {
  /** tfjs-node's two files, and those of our own ops. */
  readonly files: readonly string[];
  /** Folder with `node_api.h`. */
  readonly nodeHeaders: string;
}

export interface Compiler {
  readonly command: string;
  /** The first line of what it says about itself. */
  readonly version: string;
}

/** The first C++ compiler that answers: `CXX` if set, else the usual names. */
export async function findCompiler(env: NodeJS.ProcessEnv = process.env): Promise<Compiler | undefined> {
  for (const command of env.CXX ? [env.CXX] : ['c++', 'g++', 'clang++']) {
    const { code, output } = await runProgram(command, ['--version'], { env, timeout: 20_000 });
    if (code === 0) return { command, version: output.split('\n')[0] ?? '' };
  }
  return undefined;
}

/** Throws a plain Error where there is none. */
export async function requireCompiler(env: NodeJS.ProcessEnv): Promise<Compiler> {
  const compiler = await findCompiler(env);
  if (compiler === undefined) throw new Error(noCompiler);
  return compiler;
}

export const noCompiler = 'no C++ compiler was found (c++, g++ or clang++)';

/** Part of the name of an installation, since other flags give other numbers. */
export const compilerFlags: readonly string[] = [
  ...['-std=c++17', '-O3', '-fPIC', '-shared', '-w', '-DNAPI_VERSION=8'],
  // Loops become vectors: their arithmetic sets no errno, traps nothing, and a product and a sum are one step.
  ...['-fopenmp-simd', '-fno-math-errno', '-fno-trapping-math', '-ffp-contract=fast'],
];

/**
 * Compiles tfjs-node's binding against the libraries in `libFolder`, without node-gyp: the binding uses Node-API,
 * whose headers come from npm, and TensorFlow's C API. Every function must be there when it is loaded, not when it is first called. It finds the libraries relative to itself, so the folder they share can be moved.
 * Throws a plain Error that says why not.
 */
export async function compileBinding(
  { files, nodeHeaders }: BindingSources,
  include: string,
  libFolder: string,
  output: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const compiler = await requireCompiler(env);
  const fromOutput = path.relative(path.dirname(output), libFolder);
  const platform =
    process.platform === 'darwin'
      ? [
          '-undefined',
          'dynamic_lookup',
          '-Wl,-bind_at_load',
          `-Wl,-rpath,${path.join('@loader_path', fromOutput)}`,
        ]
      : // Its ops stay registered, so it may not be unloaded.
        ['-Wl,-z,now', '-Wl,-z,nodelete', `-Wl,-rpath,${path.join('$ORIGIN', fromOutput)}`];
  const args = [
    ...compilerFlags,
    ...[`-I${include}`, `-I${nodeHeaders}`],
    ...files,
    ...[`-L${libFolder}`, '-ltensorflow', '-ltensorflow_framework'],
    ...platform,
    ...['-o', output],
  ];
  const { code, output: log } = await runProgram(compiler.command, args, { env, kept: true });
  if (code !== 0)
    throw new Error(`${compiler.command} failed: ${log.split('\n').slice(0, 4).join(' ').slice(0, 500)}`);
  await access(output);
}
