import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { compilerFlags } from './compiler.js';
import { kernelsVersion } from './target.js';

it('names installations by the sources of our own ops and the flags of the compiler, so that others are compiled anew', () => {
  const folder = path.join(import.meta.dirname, '..', '..', 'kernels');
  const hash = createHash('sha256').update(compilerFlags.join(' '));
  for (const name of readdirSync(folder).sort())
    hash.update(name).update(readFileSync(path.join(folder, name)));
  expect(kernelsVersion).toBe(hash.digest('hex').slice(0, 8));
});
