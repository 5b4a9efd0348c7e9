import { describe, expect, it } from 'vitest';
import { vectorsHead } from './open.js';
import { bytesOf, readVectors } from './testing.js';

const floats = (...values: number[]): Float32Array => Float32Array.from(values);
const rows = [
  [1, -0.5],
  [0.25, 2],
];

const wink = (vectors: string, facts = '"dimensions":2') =>
  bytesOf(
    `{"precision":8,"wordIndex":3,"size":2,${facts},"words":["the","say \\"hi\\""],"vectors":${vectors}}`,
  );

describe('a file of two words', () => {
  it.each<[what: string, form: string, words: readonly string[], bytes: Uint8Array]>([
    ['GloVe', 'glove', ['the', 'café'], bytesOf('the 1 -0.5\ncafé 0.25 2\n')],
    ['GloVe without a last line end', 'glove', ['the', 'cat'], bytesOf('the 1 -0.5\ncat 0.25 2')],
    ['GloVe with CRLF and tabs', 'glove', ['the', 'cat'], bytesOf('the\t1\t-0.5\r\ncat\t0.25\t2\r\n')],
    // As in GloVe's 840B.
    [
      'GloVe with spaces in a word',
      'glove',
      ['the', 'at name@domain.com'],
      bytesOf('the 1 -0.5\nat name@domain.com 0.25 2\n'),
    ],
    ['GloVe with a space as a word', 'glove', ['the', '\u0085'], bytesOf('the 1 -0.5\n\u0085 0.25 2\n')],
    ['GloVe with a number as a word', 'glove', ['1', '2.5'], bytesOf('1 1 -0.5\n2.5 25e-2 2\n')],
    ['a word that is not in composed form', 'glove', ['the', 'é'], bytesOf('the 1 -0.5\ne\u0301 0.25 2\n')],
    ['word2vec text', 'word2vec_text', ['the', '3'], bytesOf('2 2\nthe 1 -0.5\n3 0.25 2\n')],
    // fastText writes a space before the line end.
    ['fastText', 'word2vec_text', ['</s>', 'the'], bytesOf('2 2\n</s> 1 -0.5 \nthe 0.25 2 \n')],
    [
      'word2vec binary as the C program writes it',
      'word2vec_binary',
      ['the', 'cat'],
      bytesOf('2 2\n', 'the ', floats(...rows[0]!), '\ncat ', floats(...rows[1]!), '\n'),
    ],
    [
      'word2vec binary as gensim writes it',
      'word2vec_binary',
      ['the', 'cat'],
      bytesOf('2 2\n', 'the ', floats(...rows[0]!), 'cat ', floats(...rows[1]!)),
    ],
    ['wink', 'wink', ['the', 'say "hi"'], wink('{"the":[1,-0.5,1.1,0],"say \\"hi\\"":[0.25,2,2.02,1]}')],
    [
      'wink with space',
      'wink',
      ['the', ']'],
      wink('{ "the" : [ 1, -0.5, 1.1, 0 ] , "]" : [0.25,2,2.02,1] }'),
    ],
  ])('%s', (_what, form, words, bytes) => {
    for (const piece of [1, 2, 3, 7, bytes.length]) {
      expect(readVectors(bytes, piece)).toMatchObject({ form, words, ranks: [0, 1], rows });
    }
  });
});

it('ranks words of wink as the file says, whatever their order', () => {
  const bytes = wink('{"2":[0.25,2,2.02,1],"the":[1,-0.5,1.1,0]}');
  expect(readVectors(bytes)).toMatchObject({ words: ['2', 'the'], ranks: [1, 0] });
});

describe('what is damaged is told with its place', () => {
  it.each<[what: string, problem: string | RegExp, bytes: Uint8Array]>([
    ['an empty file', 'it is empty', bytesOf('')],
    ['prose', /^it has no vectors of words/, bytesOf('It was the best of times,\nit was the worst.\n')],
    ['a table of counts', /^it has no vectors of words/, bytesOf('the 12\nof 7\nand 5\n')],
    ['a web page', 'it is a web page', bytesOf('<!DOCTYPE html><html>')],
    ['a zip archive', 'it is a zip archive: unpack it first', bytesOf('PK\u0003\u0004........')],
    ["fastText's model", /^it is a model of fastText/, Uint8Array.of(0xba, 0x16, 0x4f, 0x2f, 12, 0, 0, 0)],
    ['a short row', 'line 2 has 1 number, not 2', bytesOf('a 1 2\nb 1\nc 1 2\n')],
    ['a row without numbers', 'line 2 has 0 numbers, not 2', bytesOf('a 1 2\nb\nc 1 2\n')],
    ['a row with a word', 'line 2 has "x" where a number must be', bytesOf('a 1 2\nb 1 x\nc 1 2\n')],
    ['not a number', 'line 2 has "nan" where a number must be', bytesOf('2 2\na 1 2\nb nan 2\n').slice(4)],
    ['beyond float32', 'line 1 has "1e39" where a number must be', bytesOf('a 1 1e39\nb 1 2\n')],
    ['no UTF-8', 'line 2 has a word that is not UTF-8', bytesOf('a 1 2\n', Uint8Array.of(0xff), ' 1 2\n')],
    ['a long line', 'line 2 is longer than 4224 bytes', bytesOf('a 1 2\n', 'b'.repeat(9000), ' 1 2\n')],
    [
      'too few words',
      'it ends after 2 words, and its first line says 3',
      bytesOf('3 2\naa 1 2\nbbb 1.5 2.5\n'),
    ],
    ['too many words', /^line 3 is one more word than the 1/, bytesOf('1 2\na 1 2\nb 1 2\n')],
    ['too many numbers', 'line 3 has more than 2 numbers', bytesOf('2 2\na 1 2\nb 1 2 3\n')],
    [
      'words that no file holds',
      /100000 words of 300 numbers, for which 12 bytes/,
      bytesOf('100000 300\n\n'),
    ],
    ['a width that none has', /says that a word has 99999999 numbers/, bytesOf('2 99999999\na 1 2\n')],
    ['a width of zero', /says that a word has 0 numbers/, bytesOf('2 0\na\nb\n')],
    [
      'a huge count of binary rows',
      /first line says 4000000 words of 300 numbers, at least 4808000000 bytes, and it has/,
      bytesOf('4000000 300\na ', floats(1, 2)),
    ],
    [
      'a truncated binary file',
      'it ends at byte 22 after 1 word, and its first line says 2',
      bytesOf('2 2\naaaa ', floats(1, 2), 'bbbb ').subarray(0, 22),
    ],
    [
      'bytes behind a binary file',
      'it goes on behind byte 14, after the 1 word that its first line says',
      bytesOf('1 2\na ', floats(1, 2), 'more'),
    ],
    [
      'a binary NaN',
      'the word at byte 14 has NaN as its number 2',
      bytesOf('2 2\na ', floats(1, 2), 'b ', floats(1, Number.NaN)),
    ],
    [
      'binary, no UTF-8',
      'the word at byte 14 is not UTF-8',
      bytesOf('2 2\na ', floats(1, 2), Uint8Array.of(0xff), ' ', floats(1, 2)),
    ],
    [
      'wink cut short',
      /^it ends at byte \d+, within its `vectors`/,
      wink('{"the":[1,-0.5,1.1,0]').slice(0, -10),
    ],
    ['wink without vectors', 'it has no `vectors`', bytesOf('{"dimensions":2,"words":["the"]}')],
    ['a short row of wink', /has 3 numbers, not 2 with a norm and a rank/, wink('{"the":[1,-0.5,1.1]}')],
    ['wink with a text', /has "\\?"x\\?"" where a number must be/, wink('{"the":[1,"x",1.1,0]}')],
    ['wink with a nested list', /has no numbers|is no word|has 1 number,/, wink('{"the":[[1],-0.5,1.1,0]}')],
  ])('%s', (_what, problem, bytes) => {
    const read = () => readVectors(bytes);
    expect(read).toThrow(problem);
  });
});

describe('how words are written', () => {
  const styleOf = (...words: string[]) =>
    vectorsHead(bytesOf(words.map((word) => `${word} 1 2\n`).join('')), undefined).style;

  it.each([
    [['the', '.', "n't"], { case: 'lower', split: 'treebank' }],
    [['The', '.', "don't"], { case: 'keep', split: 'punctuation' }],
    [['in', 'for', '</s>'], { case: 'lower', split: 'words' }],
    // What stands for something else is no word with capitals.
    [['the', 'UNK', '<UNK>', '[PAD]', ','], { case: 'lower', split: 'punctuation' }],
    [['Ärzte', 'und'], { case: 'keep', split: 'words' }],
    [['日本', '語'], { case: 'lower', split: 'words' }],
  ])('%j', (words, style) => {
    expect(styleOf(...words)).toEqual(style);
  });

  it('wink tells it by its list of words', () => {
    const { style } = vectorsHead(wink('{}', '"dimensions":2,"words":["the",".","n\'t"],"x":0'), undefined);
    expect(style).toEqual({ case: 'lower', split: 'treebank' });
  });
});
