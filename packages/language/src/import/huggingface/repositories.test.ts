import { expect, test } from 'vitest';
import { isCommit, pinnedRepositories, repositoryNamed, revisionOf } from './repositories.js';

test.each([
  ['sentence-transformers/all-MiniLM-L6-v2', 'sentence-transformers/all-MiniLM-L6-v2'],
  ['bert-base-uncased', 'google-bert/bert-base-uncased'],
  ['gpt2', 'openai-community/gpt2'],
  ['ada/a_b.c-1', 'ada/a_b.c-1'],
  ['minilm', undefined],
  ['../minilm', undefined],
  ['./minilm', undefined],
  ['models/deep/minilm', undefined],
  ['/models/minilm', undefined],
  ['ada/a--b', undefined],
  ['ada/a..b', undefined],
  ['ada/-a', undefined],
  ['ada/', undefined],
  ['ada/spaß', undefined],
  [`ada/${'a'.repeat(93)}`, undefined],
])('%s means the repository %s', (text, repository) => {
  expect(repositoryNamed(text)).toBe(repository);
});

test('the usual repositories are meant at a commit, others at what `main` is', () => {
  expect(revisionOf({ name: 'openai-community/gpt2' })).toBe('607a30d783dfa663caf39e06633721c8d4cfcd7e');
  expect(revisionOf({ name: 'openai-community/gpt2', revision: 'v2' })).toBe('v2');
  expect(revisionOf({ name: 'ada/reviews' })).toBe('main');
});

test.each(Object.entries(pinnedRepositories))(
  '%s is pinned to whole hashes',
  (name, { revision, weights }) => {
    expect(repositoryNamed(name)).toBe(name);
    expect(isCommit(revision)).toBe(true);
    if (weights) expect(weights.sha256).toMatch(/^[0-9a-f]{64}$/);
  },
);
