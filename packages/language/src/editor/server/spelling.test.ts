import { describe, expect, it } from 'vitest';
import { canonicalUri } from '../uris.js';
import { createSpelling } from './spelling.js';

const spellings = [
  'file:///tmp/a%2Bb/x.tlp',
  'file:///tmp/a+b/x.tlp',
  'file:///tmp/a%20b/x.tlp',
  'file:///C:/a/x.tlp',
  'file:///c%3A/a/x.tlp',
  'file:///tmp/bl%C3%BCten/x.tlp',
  'file:///tmp/blüten/x.tlp',
  'untitled:Untitled-1',
];

describe("a client's spelling of a URI", () => {
  it.each(spellings)('comes back as it was sent: %s', (uri) => {
    const spelling = createSpelling();
    spelling.heard(uri);
    const ours = canonicalUri(uri);
    expect(
      spelling.outward({
        uri: ours,
        changes: { [ours]: [{ newText: 'x' }] },
        list: [{ uri: ours }, 1, null],
      }),
    ).toEqual({ uri, changes: { [uri]: [{ newText: 'x' }] }, list: [{ uri }, 1, null] });
  });

  it('is the last one that was heard', () => {
    const spelling = createSpelling();
    spelling.heard('file:///tmp/a+b/x.tlp');
    spelling.heard('file:///tmp/a%2Bb/x.tlp');
    const ours = canonicalUri('file:///tmp/a+b/x.tlp');
    expect(spelling.outward(ours)).toBe('file:///tmp/a%2Bb/x.tlp');
  });

  it('leaves other texts alone', () => {
    const spelling = createSpelling();
    spelling.heard('file:///tmp/a+b/x.tlp');
    expect(spelling.outward('file:///tmp/c/x.tlp')).toBe('file:///tmp/c/x.tlp');
  });
});
