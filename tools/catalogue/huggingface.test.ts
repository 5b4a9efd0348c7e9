/** What the cards say of files at Hugging Face is what is recorded of them. */
import { backbones } from '@tlp/language/backbones/catalogue.js';
import { expect, it } from 'vitest';
import huggingface from './huggingface.json' with { type: 'json' };

const fileOf = ({ repo, path }: { repo: string; path: string }) => `${repo}/${path}`;

it('records each file once, at a whole commit', () => {
  for (const { revision, sha256 } of huggingface.entries) {
    expect(revision).toMatch(/^[0-9a-f]{40}$/);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  }
  const files = huggingface.entries.map(fileOf);
  expect(new Set(files).size).toBe(files.length);
});

it('agrees with the cards', () => {
  for (const source of backbones.flatMap(({ sources }) => sources)) {
    for (const origin of source.origins) {
      if (origin.kind !== 'huggingface') continue;
      const { revision, sha256 } =
        huggingface.entries.find((entry) => fileOf(entry) === fileOf(origin)) ?? {};
      expect({ ...origin, sha256: source.sha256 }).toEqual({ ...origin, revision, sha256 });
    }
  }
});
