import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { tlp } from './testing.fixture.js';

const fixtures = fileURLToPath(new URL('../weights/fixtures/', import.meta.url));
const run = (...argv: string[]) => tlp(['weights', ...argv], { cwd: fixtures });

describe('tlp weights', () => {
  test('shows what a file holds, what wrote it and that it fits nothing', async () => {
    const { status, out } = await run('keras3-whole.h5');
    expect(status).toBe(0);
    expect(out).toContain('Keras HDF5 (whole model)');
    expect(out).toContain('Keras 3.15.0 (tensorflow)');
    expect(out).toMatch(/tiny\/conv1\/kernel +float32 +\[3,3,3,2\] +216 B/);
    expect(out).toContain('no backbone of the catalogue');
  });

  test('gives all of it as JSON', async () => {
    const { out } = await run('zip.pth', '--format', 'json');
    const described = JSON.parse(out);
    expect(described).toMatchObject({ format: 'PyTorch (zip)', writer: null, fits: null, nearest: null });
    expect(described.tensors).toContainEqual({ name: 'float16', dtype: 'float16', shape: [2, 3], bytes: 12 });
  });

  test('says what is wrong with any other file', async () => {
    const { status, err } = await run('hostile.pth');
    expect(status).toBe(1);
    expect(err).toContain('TLP252');
  });
});
