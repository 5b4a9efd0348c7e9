import { expect, it } from 'vitest';
import { hangupIgnored } from './hangup.js';

/** A process with these files of `/proc`. */
const traces = (files: Record<string, string>, env: Record<string, string> = {}) => ({
  env,
  parent: 42,
  read: (file: string) => files[file],
});
const fdinfo = (flags: string) => ({ '/proc/self/fdinfo/0': `pos:\t0\nflags:\t${flags}\nmnt_id:\t24\n` });
const parent = (ignored: string) => ({ '/proc/42/status': `Name:\tsh\nSigBlk:\t0\nSigIgn:\t${ignored}\n` });

it.each([
  ['nothing special', traces({ ...fdinfo('0100000'), ...parent('0000000000001000') }), false],
  ['a system without /proc', traces({}), false],
  ['nohup, as shells tell it', traces({}, { _: '/usr/bin/nohup' }), true],
  ['nohup in a terminal', traces(fdinfo('0100001')), true],
  ['a terminal, read and written', traces(fdinfo('0100002')), false],
  ['a script that ignores it', traces(parent('0000000000000001')), true],
  ['a shell that ignores Ctrl-C only', traces(parent('0000000000000002')), false],
])('%s', (_name, given, ignored) => expect(hangupIgnored(given)).toBe(ignored));
