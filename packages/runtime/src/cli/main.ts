#!/usr/bin/env node
/** The `tlp` executable. */

// Libraries talk on stdout; there the command's own result stands alone.
console.log = console.info = console.debug = console.error;

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    process.cwd();
  } catch {
    // Libraries ask for it while they load, so this is found out before anything else is.
    process.stderr.write(
      'error: The working folder was deleted.\nGo to one that exists with cd, then try again.\n',
    );
    return 2;
  }
  const { runCli } = await import('./cli.js');
  const { processIo } = await import('./io.js');
  return runCli(process.argv.slice(2), processIo());
}
