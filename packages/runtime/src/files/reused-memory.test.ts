import { expect, it } from 'vitest';
import { createReusedMemory } from './reused-memory.js';

it('gives memory again once it is free, never to two at once', async () => {
  const memory = createReusedMemory();
  const both = await memory(10, async (mine) => memory(10, async (other) => [mine.buffer, other.buffer]));
  expect(both[0]).not.toBe(both[1]);
  await memory(10, async (again) => expect(both).toContain(again.buffer));
});

it('takes larger memory where there is too little', async () => {
  const memory = createReusedMemory();
  const small = await memory(0, async (mine) => mine);
  const size = 3 * small.length;
  const large = await memory(size, async (mine) => mine);
  expect(large.length).toBeGreaterThanOrEqual(size);
  await memory(1, async (again) => expect(again.buffer).toBe(large.buffer));
});

it('has it back from one who failed', async () => {
  const memory = createReusedMemory();
  const fail = async (mine: Buffer) => {
    throw Object.assign(new Error('damaged'), { mine });
  };
  const failure = await memory(1, fail).catch((error: { mine: Buffer }) => error);
  await memory(1, async (again) => expect(again.buffer).toBe((failure as { mine: Buffer }).mine.buffer));
});
