import { expect, test } from 'vitest';
import { chosen } from '../server/previews/chosen.js';
import { sceneOf } from '../testing.js';
import { placesOf } from './places.js';

const base = `abstract pipeline base {
  backbone resnet18
  head {
    pool(average)
    dense(classes)
  }
  schedule {
    phase tune {
      freeze: ..layer2
    }
  }
}
`;
const text = `import "base.tlp"
pipeline p extends base {
  schedule {
    phase tune {
      freeze: stem..layer1
    }
  }
}
pipeline other extends base {
  schedule {
    phase tune {
      freeze: ..layer1
    }
  }
}
`;
const scene = sceneOf(text, { others: { 'file:///work/base.tlp': base } });
const { node, draft } = chosen(scene.snapshot, { uri: '', pipeline: 'p' })!;
const places = placesOf(scene, node, draft);

test.each([
  ['a block that the pipeline names', places.block('layer1'), ['test.tlp 5:21', 'resnet18.tlp']],
  ['a block that an inherited phase names', places.block('layer2'), ['base.tlp 9:17', 'resnet18.tlp']],
  ['a block that is not named', places.block('layer4'), ['resnet18.tlp']],
  ['the head', places.head(), ['base.tlp 3:3']],
  ['a layer of the head', places.headLayer(1), ['base.tlp 5:5']],
  ['a layer that is not there', places.headLayer(2), []],
  ['a phase', places.phase('tune'), ['test.tlp 4:5', 'base.tlp 8:5']],
])('%s is found where it is written, the nearest first', (_, found, expected) => {
  const shown = found.map(({ uri, range: { start } }) => {
    const file = uri.split('/').at(-1);
    return uri.startsWith('builtin:') ? file : `${file} ${start.line + 1}:${start.character + 1}`;
  });
  expect(shown).toEqual(expected);
});
