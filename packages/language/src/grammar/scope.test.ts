import { AstUtils, EmptyFileSystem, URI } from 'langium';
import { expect, test } from 'vitest';
import { exampleText } from '../checks/example.js';
import { createTlpServices } from './create-services.js';
import { type Document, isBlockRange, isCall } from './generated/ast.js';

const { shared } = createTlpServices(EmptyFileSystem);

/** Parsed and nothing else: in no workspace, built by nobody. */
function parse(text: string): Document {
  const { LangiumDocumentFactory } = shared.workspace;
  return LangiumDocumentFactory.fromString<Document>(text, URI.parse('memory:///fresh.tlp')).parseResult
    .value;
}

const child = `${exampleText({})}
pipeline small extends flowers {
  let size = 8
  data { batch: size split_seed: seed }
  schedule { phase train { freeze: ..block2 } }
}
let seed = 1
`;

test('a freshly parsed text is linked', () => {
  const root = parse(child);
  const [flowers, small] = root.pipelines;
  expect(small?.parent?.ref).toBe(flowers);
  const words = AstUtils.streamAst(small!).filter(isCall).toArray();
  const named = (name: string) => words.find((call) => call.word.$refText === name)?.word.ref;
  expect([named('size'), named('seed')]).toEqual([small?.lets[0], root.lets[0]]);
});

test('a range of an inherited backbone refers to its blocks', () => {
  const range = AstUtils.streamAst(parse(child).pipelines[1]!).find(isBlockRange);
  expect(range?.$type === 'BlockRange' && range.to?.ref?.$container.name).toBe('efficientnet_lite0');
});

test.each(['pipeline a extends a {}', 'pipeline a extends b {}\npipeline b extends a { data { batch: x } }'])(
  'a circle ends: %s',
  (text) => {
    const root = parse(text);
    expect(root.pipelines.map(({ parent }) => parent?.ref?.name)).toEqual(
      root.pipelines.map(({ parent }) => parent?.$refText),
    );
  },
);
