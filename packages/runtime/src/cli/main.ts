#!/usr/bin/env node
/** The `tlp` executable. */
import { runCli } from './cli.js';
import { processIo } from './io.js';

// Libraries talk on stdout; there the command's own result stands alone.
console.log = console.info = console.debug = console.error;

// `tlp backbones | head` closes the pipe early, which is fine.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`error: The result cannot be written to standard output: ${error.message}.\n`);
  process.exit(2);
});

process.exitCode = await runCli(process.argv.slice(2), processIo());
