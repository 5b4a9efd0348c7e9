import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { noFiles } from '@tlp/language/files.js';
import { openModel } from '@tlp/language/import/open.js';
import { bytesSource } from '@tlp/language/protobuf/source.js';
import { expect, it } from 'vitest';
import { mutations } from '../testing/mutations.js';

const folder = fileURLToPath(new URL('../../goldens/imports', import.meta.url));
const each = 1_250;

/** 10,000 in all. */
it.each(readdirSync(folder))(
  `%s with ${each} mutations is a network or a message, in bounded time`,
  (name) => {
    const bytes = new Uint8Array(readFileSync(path.join(folder, name)));
    let slowest = 0;
    for (const copy of mutations(bytes, each, 1)) {
      const damaged = bytesSource(copy);
      const start = performance.now();
      const { kind } = openModel(
        { format: 'onnx', path: '/m.onnx' },
        { ...noFiles, complete: true, open: () => damaged },
      );
      slowest = Math.max(slowest, performance.now() - start);
      expect(['backbone', 'invalid', 'missing']).toContain(kind);
    }
    expect(slowest).toBeLessThan(20_000);
  },
  1_800_000,
);
