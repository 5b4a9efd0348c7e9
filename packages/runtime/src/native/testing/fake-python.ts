import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes a program that answers as Python with pip does; `download` is shell code that runs for `pip download`, with
 * the destination folder in `$dest` and all arguments in `$all`. Gives an environment in which it is the user's Python.
 */
export function fakePython(folder: string, { pip = true, download = 'true' } = {}): NodeJS.ProcessEnv {
  const file = path.join(folder, 'python3');
  writeFileSync(
    file,
    `#!/bin/sh
case "$*" in
  --version) echo "Python 3.12.1" ;;
  "-m pip --version") ${pip ? 'echo "pip 24.0 from somewhere (python 3.12)"' : 'echo "No module named pip" >&2; exit 1'} ;;
  *"pip download"*)
    all="$*"
    while [ "$1" != --dest ]; do shift; done
    dest="$2"
    ${download} ;;
  *) exit 64 ;;
esac
`,
  );
  chmodSync(file, 0o755);
  return { PATH: process.env.PATH, TLP_PYTHON: file };
}
