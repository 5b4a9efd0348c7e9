import { runProgram } from './spawn.js';

/** Loads a binding in a process of its own; undefined when it works, else the reason. */
export async function checkBinding(
  file: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  const script = 'process.stdout.write(String(require(process.argv[1]).TF_Version))';
  const { code, output } = await runProgram(process.execPath, ['-e', script, file], {
    env: { ...env, TF_CPP_MIN_LOG_LEVEL: '2', NODE_OPTIONS: '' },
    timeout: 120_000,
  });
  if (code === 0 && /\d+\.\d+/.test(output)) return undefined;
  const reason =
    output.split('\n').find((line) => /Error|cannot|GLIBC|symbol/.test(line)) ?? output.slice(-300);
  return reason.trim() || `the process ended with ${code ?? 'a signal'}`;
}
