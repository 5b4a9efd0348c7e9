/** Runs one measured process: what it says on stdout is JSON lines, of which the last is its result. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const peakMemory = pathToFileURL(path.join(here, 'peak-memory.mjs')).href;

/**
 * The last line of a Node program's stdout, with `peakBytes` and `wallSeconds` of the whole process; with `mark`, also `markSeconds`, when a
 * line with that text first came.
 */
export async function measureNode(args, { mark, ...options } = {}) {
  const whole = ['--import', peakMemory, ...args];
  const { peak, ...result } = await measure(process.execPath, whole, options, (lines) => ({
    ...lastOf(lines),
    markSeconds: mark && lines.find(({ text }) => text.includes(mark))?.seconds,
  }));
  return { ...result, peakBytes: Number(peak) };
}

/** The same of a Python program; it reports `peakBytes` itself (`peers/report.py`). */
export async function measurePython(python, args, options = {}) {
  const { peak, ...result } = await measure(python, args, options, lastOf);
  return result;
}

/** Wall-clock time of a program that says nothing of interest. */
export async function measureWall(command, args, options = {}) {
  return (await measure(command, args, options, () => ({}))).wallSeconds;
}

/** Every JSON line of a program's stdout, with the seconds after its start at which it came. */
export const measureLines = (command, args, options = {}) =>
  measure(command, args, options, (lines) => ({
    lines: lines
      .filter(({ text }) => text.startsWith('{'))
      .map(({ text, seconds }) => ({ line: JSON.parse(text), seconds })),
  }));

const lastOf = (lines) => JSON.parse(lines.at(-1)?.text ?? '');

/** @param read what is wanted of its stdout, of whose lines each has a time */
function measure(command, args, { env = {}, verbose = false }, read) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const since = () => (performance.now() - start) / 1000;
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', verbose ? 'inherit' : 'pipe', 'pipe'],
    });
    const [errors, peak] = [child.stderr, child.stdio[3]].map(collect);
    const lines = [];
    createInterface({ input: child.stdout }).on('line', (text) => {
      if (text.trim() !== '') lines.push({ text, seconds: since() });
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const wallSeconds = since();
      try {
        if (code !== 0) throw new Error(`exit status ${code}`);
        resolve({ ...read(lines), wallSeconds, peak: peak() });
      } catch (cause) {
        const said = [errors(), ...lines.slice(-5).map(({ text }) => text)].join('\n').slice(-4000);
        reject(new Error(`"${[command, ...args].join(' ')}" failed: ${cause.message}\n${said}`, { cause }));
      }
    });
  });
}

function collect(stream) {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  return () => text;
}
