import { describe, expect, it } from 'vitest';
import type { Sink } from './io.js';
import { clearLine, colorsFor, createOutput, escaped, oneLine } from './output.js';

function output(terminal: boolean, lost?: string) {
  let written = '';
  const sink: Sink = {
    write: (text) => {
      written += text;
    },
    terminal,
    columns: 80,
    lost: lost === undefined ? undefined : Object.assign(new Error(lost), { code: lost }),
    flush: () => Promise.resolve(),
  };
  return { out: createOutput(sink), written: () => written };
}

describe('text from outside', () => {
  it.each([
    ['a colour', '\x1b[31mred', '\\u001b[31mred'],
    ['a title of the window', '\x1b]0;mine\x07', '\\u001b]0;mine\\u0007'],
    ['C1', '\x9b2J', '\\u009b2J'],
    ['a return to the start of the line', 'bad\rgood', 'bad\\u000dgood'],
    ['a turn of direction', 'a\u202egnp.exe', 'a\\u202egnp.exe'],
    ['line ends, tabs, emoji and other scripts', 'a\tb\r\n😀 שלום\n', 'a\tb\n😀 שלום\n'],
  ])('is shown, not obeyed: %s', (_name, text, shown) => {
    for (const terminal of [true, false]) {
      const { out, written } = output(terminal);
      out.write(text);
      out.news(text);
      expect(written()).toBe(shown + shown);
    }
  });

  it('stays valid JSON with the same meaning', () => {
    const value = { name: '\x1b\x7f\x9b\u202e"\\' };
    expect(JSON.parse(escaped(JSON.stringify(value)))).toEqual(value);
  });

  it('goes into data as it is, but not to a terminal', () => {
    const [file, terminal] = [output(false), output(true)];
    for (const { out } of [file, terminal]) out.data('\x1b[2J,1\r\n');
    expect([file.written(), terminal.written()]).toEqual(['\x1b[2J,1\r\n', '\\u001b[2J,1\n']);
  });

  it('cannot pass for one of our own colours', () => {
    const { out, written } = output(true);
    const c = colorsFor(out, {});
    out.write(`${clearLine}${c.bold(`class ${c.red('\x1b[32mgreen')}`)}`);
    expect(written()).toBe('\r\x1b[2K\x1b[1mclass \x1b[31m\\u001b[32mgreen\x1b[39m\x1b[22m');
  });

  it('is one line where it must be', () => {
    expect(oneLine('a\r\nb\nc\u2028')).toBe('a\\r\\nb\\nc\\u2028');
  });
});

it('ends a command whose result nobody reads, but not one that only tells news', () => {
  const { out, written } = output(false, 'EPIPE');
  out.news('epoch 1');
  expect(out.loss()).toBeUndefined();
  expect(() => out.write('result')).toThrow('EPIPE');
  expect(out.loss()?.code).toBe('EPIPE');
  expect(written()).toBe('epoch 1');
});

it('counts news that a full disk took as lost', () => {
  const { out } = output(false, 'ENOSPC');
  out.news('epoch 1');
  expect(out.loss()?.code).toBe('ENOSPC');
});
