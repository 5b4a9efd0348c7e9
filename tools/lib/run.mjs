import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

/**
 * Runs a program in the repository's root, on this terminal; gives its exit status. With `capture`, what it writes to
 * stdout is given back instead of shown. Throws when it cannot be started.
 */
export function run(command, args, { capture = false, env = process.env, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    // npm is a script on Windows, which only a shell starts.
    const shell = process.platform === 'win32' && command === 'npm';
    const stdio = ['inherit', capture ? 'pipe' : 'inherit', 'inherit'];
    const child = spawn(command, args, { cwd, env, shell, stdio });
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: code ?? (signal === 'SIGINT' ? 130 : 1), output }));
  });
}

/** Like {@link run}, for steps that nothing can go on without: a failure ends this process with the same status. */
export async function must(command, args, options) {
  const result = await run(command, args, options);
  if (result.code !== 0) {
    console.error(`\n"${[command, ...args].join(' ')}" failed.`);
    process.exit(result.code);
  }
  return result;
}
