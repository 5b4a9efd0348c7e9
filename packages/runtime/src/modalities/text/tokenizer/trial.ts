/**
 * Tries a tokenizer in a process of its own. The library ends the whole process where a `tokenizer.json` has a damaged table
 * of replacements or a template that names no token, so nothing in this one could tell of it.
 */
import { spawnSync } from 'node:child_process';
import { sha256 } from '../../../files/hash.js';

/** What is tried: nothing, spaces, and characters that hardly any vocabulary has. */
const texts = ['', ' ', 'a', 'The 2 tokens: é e\u0301 我 👩‍🚀 \u{10fffd}'];

const script = `
const { Tokenizer } = require(process.argv[1]);
async function attempt() {
  const tokenizer = Tokenizer.fromString(require('node:fs').readFileSync(0, 'utf8'));
  for (const text of ${JSON.stringify(texts)}) {
    await tokenizer.encode(text);
    await tokenizer.encode(text, text);
  }
}
attempt().catch((error) => process.stdout.write(error.message));
`;

const TIMEOUT_MS = 120_000;

/** Hashes of what was tried here and can be used: a process takes half a second to start. */
const sound = new Set<string>();

/**
 * Why a tokenizer cannot be used; null where it can.
 * @param entry what the process requires: the library @param json a `tokenizer.json`
 * @throws Error where the process cannot be started
 */
export function whyUnusable(entry: string, json: string): string | null {
  const tried = sha256(`${entry}\n${json}`);
  if (sound.has(tried)) return null;
  const reason = tryApart(entry, json);
  if (reason === null) sound.add(tried);
  return reason;
}

function tryApart(entry: string, json: string): string | null {
  const { error, status, stdout, stderr } = spawnSync(process.execPath, ['-e', script, entry], {
    input: json,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', RUST_BACKTRACE: '0' },
    timeout: TIMEOUT_MS,
    maxBuffer: Number.POSITIVE_INFINITY,
    windowsHide: true,
  });
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ETIMEDOUT') return `reading a line took longer than ${TIMEOUT_MS / 1000} seconds`;
  // What is not read to its end, since the process ended before, is no mistake of its own.
  if (error && code !== 'EPIPE') throw error;
  if (status === 0) return stdout === '' ? null : stdout;
  const [, reason = 'the library ended'] = /panicked at .*\n(.*)/.exec(stderr) ?? [];
  return reason;
}
