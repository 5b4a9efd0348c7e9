import { expect, it } from 'vitest';
import type { SetupProgress } from '../native/progress.js';
import { clearLine } from './output.js';
import { setupProgress } from './setup-progress.js';

const steps: SetupProgress[] = [
  ...[0, 10, 30, 55, 100].map(
    (done): SetupProgress => ({ step: 'download', message: 'downloading', done: done * 1e6, total: 100e6 }),
  ),
  { step: 'compile', message: 'compiling' },
];

function shown(terminal: boolean): string {
  let text = '';
  const write = (more: string) => {
    text += more;
  };
  const { show, end } = setupProgress({ write, terminal, columns: 80 });
  for (const step of steps) show(step);
  end();
  return text;
}

it('writes a line every quarter where nobody can redraw one', () => {
  expect(shown(false).trimEnd().split('\n')).toEqual([
    'downloading 0% of 100 MB',
    'downloading 25% of 100 MB',
    'downloading 50% of 100 MB',
    'downloading 100% of 100 MB',
    'compiling',
  ]);
});

it('redraws one line on a terminal', () => {
  const text = shown(true);
  expect(text).toContain(`${clearLine}downloading 10% of 100 MB`);
  expect(text.split('\n')).toHaveLength(2);
});
