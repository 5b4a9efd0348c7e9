import { spawn } from 'node:child_process';

export interface Finished {
  readonly code: number | null;
  /** The end of stdout and stderr together. */
  readonly output: string;
}

export interface RunProgramOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeout?: number;
  /** Whether the program must not outlive this process, however that ends: for downloads and compilers. */
  readonly kept?: boolean;
}

/**
 * Starts the program in its arguments and ends with it; and ends it when its own input does, which is when the process
 * that writes to it is gone. A process that is killed can end no other one itself.
 */
const keeper = `
const [command, ...args] = process.argv.slice(1);
const child = require('node:child_process').spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
const end = () => {
  child.kill('SIGKILL');
  process.exit(1);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
process.stdin.on('end', end).on('error', end).resume();
child.on('error', (error) => {
  console.error(error.message);
  process.exit(127);
});
child.on('exit', (code) => process.exit(code ?? 1));
`;

/** Runs a program to its end; the code is null when it could not be started or was killed. */
export function runProgram(
  command: string,
  args: readonly string[],
  { kept = false, ...options }: RunProgramOptions = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const child = kept
      ? spawn(process.execPath, ['-e', keeper, '--', command, ...args], { ...options, stdio: 'pipe' })
      : spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-8000);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output: output.trim() }));
  });
}
