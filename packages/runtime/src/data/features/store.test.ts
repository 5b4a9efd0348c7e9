import { appendFile, mkdir, open, readdir, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../modalities/images/testing.js';
import { type FeatureStoreOptions, openFeatureStore } from './store.js';

const KEY = { weights: 'abc', graph: 'def', size: 128 };
const LENGTH = 6;

/** Stands for the frozen layers: a row a record, and a count of the rows it was asked for. */
function frozenLayers() {
  const computed: string[] = [];
  const rowOf = (record: string) =>
    Float32Array.from(
      { length: LENGTH },
      (_, i) => record.length * 100 + i + Number.parseInt(record.slice(1), 10),
    );
  const compute = (records: readonly string[]) => {
    computed.push(...records);
    return Float32Array.from(records.flatMap((record) => [...rowOf(record)]));
  };
  return { computed, rowOf, compute };
}

const names = (n: number, from = 0) => Array.from({ length: n }, (_, i) => `p${from + i}`);

/** What a run does: computes what is missing, two at a time, then reads all. */
async function run(folder: string, records: readonly string[], options: FeatureStoreOptions = {}, key = KEY) {
  const { computed, compute, rowOf } = frozenLayers();
  const store = await openFeatureStore(key, { folder, ...options });
  const todo = await store.missing(records);
  for (let i = 0; i < todo.length; i += 2) {
    const batch = todo.slice(i, i + 2);
    await store.write(batch, compute(batch), LENGTH);
  }
  const reader = await store.reader(records);
  const target = new Float32Array(LENGTH + 3);
  for (const [i, record] of records.entries()) {
    reader.readInto(i, target, 2);
    expect(target.subarray(2, 2 + LENGTH)).toEqual(rowOf(record));
  }
  const stats = store.stats;
  await store.close();
  return { computed, stats, bytesInMemory: reader.bytesInMemory };
}

async function shardsIn(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  return files.filter((file) => file.endsWith('.shard')).map((file) => join(folder, file));
}

describe('the feature store', () => {
  it('computes every record once, over all runs', async () => {
    const folder = await temporaryFolder();
    expect((await run(folder, names(20))).computed).toEqual(names(20));
    expect((await run(folder, names(20))).computed).toEqual([]);
  });

  it('keeps rows of different lengths, in memory and on the disk', async () => {
    const folder = await temporaryFolder();
    const rows = [[1, 2, 3], [], [4], [5, 6, 7, 8], [9, 10]];
    const records = names(rows.length);
    const store = await openFeatureStore(KEY, { folder });
    for (const [i, row] of rows.entries())
      await store.write([records[i]!], Float32Array.from(row), row.length);
    await store.close();
    for (const memoryBytes of [1e6, 24, 0]) {
      const again = await openFeatureStore(KEY, { folder, memoryBytes });
      expect(await again.missing(records)).toEqual([]);
      const reader = await again.reader([...records].reverse());
      const read = rows.map((_, i) => {
        const target = new Float32Array(reader.lengthOf(i) + 1);
        reader.readInto(i, target, 1);
        return [...target.subarray(1)];
      });
      expect(read).toEqual([...rows].reverse());
      expect(reader.bytesInMemory).toBeLessThanOrEqual(memoryBytes);
      await again.close();
    }
    const [shard] = await shardsIn(folder);
    const file = await open(shard!, 'r+');
    await file.write(Uint8Array.of(1), 0, 1, (await file.stat()).size - 2);
    await file.close();
    const damaged = await openFeatureStore(KEY, { folder });
    expect(await damaged.missing(records)).toEqual(records);
    await damaged.close();
  });

  it('computes ten for ten images more, and none for images less', async () => {
    const folder = await temporaryFolder();
    await run(folder, names(20));
    const more = await run(folder, names(30));
    expect(more.computed).toEqual(names(10, 20));
    expect(more.stats).toMatchObject({ found: 20, written: 10 });
    expect((await run(folder, names(5, 3))).computed).toEqual([]);
  });

  it('keeps keys apart, whatever the order of their properties', async () => {
    const folder = await temporaryFolder();
    await run(folder, names(4));
    expect((await run(folder, names(4), {}, { ...KEY, size: 224 })).computed).toHaveLength(4);
    const turned = { size: 128, graph: 'def', weights: 'abc' };
    expect((await run(folder, names(4), {}, turned)).computed).toEqual([]);
  });

  it('takes repeated records and any order', async () => {
    const folder = await temporaryFolder();
    const records = ['p3', 'p1', 'p3', 'p2', 'p1'];
    expect((await run(folder, records)).computed).toEqual(['p3', 'p1', 'p2']);
    await run(folder, ['p2', 'p3', 'p3', 'p1']);
  });

  it.each([
    ['all', 1e9, 20],
    ['half', 10 * LENGTH * 4, 10],
    ['nothing', 0, 0],
  ])('reads the same with a budget for %s in memory', async (_, memoryBytes, rows) => {
    const folder = await temporaryFolder();
    const first = await run(folder, names(20), { memoryBytes, shardBytes: 7 * LENGTH * 4 });
    expect(first.bytesInMemory).toBe(rows * LENGTH * 4);
    expect((await run(folder, names(20).reverse(), { memoryBytes })).computed).toEqual([]);
  });

  it('gathers rows to shards', async () => {
    const folder = await temporaryFolder();
    await run(folder, names(20), { shardBytes: 10 * LENGTH * 4 });
    expect(await shardsIn(folder)).toHaveLength(2);
    const other = await temporaryFolder();
    await run(other, names(20));
    expect(await shardsIn(other)).toHaveLength(1);
  });

  it('bears several writers at once', async () => {
    const folder = await temporaryFolder();
    await Promise.all([0, 5, 10, 15].map((from) => run(folder, names(20, from), { shardBytes: 100 })));
    expect((await run(folder, names(35))).computed).toEqual([]);
  });

  it('bears calls that overlap', async () => {
    const folder = await temporaryFolder();
    const { compute } = frozenLayers();
    const store = await openFeatureStore(KEY, { folder, shardBytes: 1 });
    await Promise.all(names(12).map((name) => store.write([name], compute([name]), LENGTH)));
    expect(await store.missing(names(13))).toEqual(['p12']);
    await store.close();
    expect((await run(folder, names(12))).computed).toEqual([]);
  });
});

describe('a damaged shard is found and computed again', () => {
  async function flip(path: string, position: number) {
    const file = await open(path, 'r+');
    const byte = Buffer.alloc(1);
    await file.read(byte, 0, 1, position);
    byte[0]! ^= 0x10;
    await file.write(byte, 0, 1, position);
    await file.close();
  }
  const sizeOf = async (path: string) => (await stat(path)).size;

  it.each([
    ['cut short', async (path: string) => truncate(path, (await sizeOf(path)) - 5)],
    ['cut in its header', async (path: string) => truncate(path, 60)],
    ['empty', async (path: string) => truncate(path, 0)],
    ['too long', async (path: string) => appendFile(path, 'x')],
    ['with a bit turned in its last row', async (path: string) => flip(path, (await sizeOf(path)) - 1)],
    ['with a bit turned in its header', async (path: string) => flip(path, 50)],
    ['with a bit turned in the length of its header', async (path: string) => flip(path, 9)],
    ['of something else', async (path: string) => writeFile(path, 'x'.repeat(500))],
  ])('%s', async (_, damage) => {
    const folder = await temporaryFolder();
    await run(folder, names(8), { shardBytes: 4 * LENGTH * 4 });
    const shards = await shardsIn(folder);
    expect(shards).toHaveLength(2);
    await damage(shards[0]!);
    const again = await run(folder, names(8));
    expect(again.computed).toHaveLength(4);
    expect(again.stats.damaged).toBe(1);
    expect((await run(folder, names(8))).computed).toEqual([]);
  });
});

describe('the size of the store', () => {
  it('is kept by removing what was used longest ago', async () => {
    const folder = await temporaryFolder();
    const keys = ['a', 'b', 'c'].map((weights) => ({ ...KEY, weights }));
    for (const [i, key] of keys.entries()) {
      const before = await shardsIn(folder);
      await run(folder, names(8), {}, key);
      const [made] = (await shardsIn(folder)).filter((shard) => !before.includes(shard));
      await utimes(made!, 1000 + i, 1000 + i);
    }
    const [bytes] = await Promise.all((await shardsIn(folder)).map(async (path) => (await stat(path)).size));
    // Used now, so that b is the one used longest ago.
    await run(folder, names(8), {}, keys[0]);
    const fourth = await run(folder, names(8), { maxBytes: 3 * bytes! }, { ...KEY, weights: 'd' });
    expect(fourth.stats.evictedBytes).toBe(bytes);
    expect((await readdir(folder)).filter((name) => !name.includes('lock'))).toHaveLength(3);
    expect((await run(folder, names(8), {}, keys[0])).computed).toEqual([]);
    expect((await run(folder, names(8), {}, keys[2])).computed).toEqual([]);
    expect((await run(folder, names(8), {}, keys[1])).computed).toHaveLength(8);
  });

  it('never takes from a run what it is using', async () => {
    const folder = await temporaryFolder();
    const { computed } = await run(folder, names(20), { maxBytes: 1, shardBytes: 1, memoryBytes: 0 });
    expect(computed).toHaveLength(20);
  });

  it('leaves what is held where its store is closed, until it is let go', async () => {
    const folder = await temporaryFolder();
    const other = (weights: string) => run(folder, names(4), { maxBytes: 1 }, { ...KEY, weights });
    await run(folder, names(4));
    const store = await openFeatureStore(KEY, { folder });
    const letGo = store.hold();
    await store.close();
    await other('b');
    expect((await run(folder, names(4))).computed).toEqual([]);
    letGo();
    await other('c');
    expect((await run(folder, names(4))).computed).toHaveLength(4);
  });

  it('leaves readable what another run has open', async () => {
    const folder = await temporaryFolder();
    const { compute, rowOf } = frozenLayers();
    const store = await openFeatureStore(KEY, { folder, memoryBytes: 0 });
    await store.write(names(4), compute(names(4)), LENGTH);
    const reader = await store.reader(names(4));
    await run(folder, names(4), { maxBytes: 1 }, { ...KEY, weights: 'other' });
    const target = new Float32Array(LENGTH);
    reader.readInto(3, target, 0);
    expect(target).toEqual(rowOf('p3'));
    await store.close();
  });
});

describe('where nothing can be written', () => {
  /** The store's folder would have to be made inside a file. */
  async function unwritable() {
    const root = await temporaryFolder();
    await mkdir(root, { recursive: true });
    await writeFile(join(root, 'file'), '');
    return join(root, 'file', 'features');
  }

  it('a run goes on with its features in memory, and is warned once', async () => {
    const warnings: Diagnostic[] = [];
    const folder = await unwritable();
    const options = { shardBytes: 1, onWarning: (w: Diagnostic) => warnings.push(w) };
    const { computed, stats } = await run(folder, names(10), options);
    expect(computed).toHaveLength(10);
    expect(stats).toMatchObject({ written: 0, notStored: 10 });
    expect(warnings).toMatchObject([{ code: 'TLP367', severity: 'warning', file: folder }]);
  });

  it('a run stops where memory is too small as well', async () => {
    const work = run(await unwritable(), names(10), { shardBytes: 1, memoryBytes: 50 });
    await expect(work).rejects.toThrow(/TLP369/);
  });
});

it('the environment variable of the size must be a number', async () => {
  process.env.TLP_FEATURES_MAX_GB = 'lots';
  try {
    await expect(openFeatureStore(KEY, { folder: await temporaryFolder() })).rejects.toThrow(/TLP368/);
  } finally {
    delete process.env.TLP_FEATURES_MAX_GB;
  }
});
