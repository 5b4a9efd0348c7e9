/**
 * Which emoji show the same thing, and which split each thing is in.
 *
 * A man, a woman and a person running, in six skin colors, are one *concept*; so are the 24 clocks, the hearts of
 * all colors, and two flags with the same image. If a concept's images were spread over the splits, the test would
 * ask about images that are almost in the training set. One emoji of each concept is kept, so that all concepts
 * count the same.
 */
import { createHash } from 'node:crypto';

/** Words in a name that change the person, the color, the side or the hour, but not the thing. */
const variations =
  /\b(man|men|woman|women|person|people|boy|girl|male|female|mr|mrs|mx|merman|mermaid|merperson|prince|princess|adult|child|leftwards?|rightwards?|upwards?|downwards?|left|right|up|down|red|orange|yellow|green|blue|purple|brown|black|white|grey|pink|light|dark|large|small|medium|heavy|keycap|facing|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirty|o.?clock|\d+)\b/g;

/** Zero-width joiner, variation selector, gender signs, arrows that turn a person, skin colors, hair. */
const modifiers = /^(200D|FE0F|2640|2642|27A1|1F3F[B-F]|1F9B[0-3])$/;

/**
 * @typedef {{ name: string, unified: string, category: string, sort_order: number }} Emoji
 * Two emoji that share any of these keys are one concept.
 * @param {Emoji} emoji
 * @returns {string[]}
 */
export function conceptKeys({ name, unified, category }) {
  if (category === 'Flags') return [unified];
  const parts = unified.split('-').filter((code) => !modifiers.test(code));
  // 1F468 man, 1F469 woman, 1F9D1 adult; 1F466, 1F467, 1F9D2 children. A family is a set of these.
  const neutral = parts.map((code) =>
    /^1F46[89]$/.test(code) ? '1F9D1' : /^1F46[67]$/.test(code) ? '1F9D2' : code,
  );
  const words = name
    .toLowerCase()
    .replace(variations, ' ')
    .replace(/[^a-z]+/g, ' ')
    .trim();
  return [[...new Set(neutral)].join('-'), `${category}: ${words || 'nothing else'}`];
}

/**
 * One emoji of each concept, in Unicode's order.
 * @template {Emoji} E
 * @param {readonly E[]} emoji
 * @param {(emoji: E) => string[]} keys
 * @returns {E[]}
 */
export function onePerConcept(emoji, keys = conceptKeys) {
  /** @type {Map<string, string>} Union-find: from a key to another of its concept. */
  const parent = new Map();
  const find = (key) => {
    let root = key;
    while (parent.has(root)) root = parent.get(root);
    return root;
  };
  for (const e of emoji) {
    const [first, ...others] = keys(e).map(find);
    for (const other of others) if (find(other) !== find(first)) parent.set(find(other), find(first));
  }
  const kept = new Map();
  for (const e of [...emoji].sort((a, b) => a.sort_order - b.sort_order)) {
    const concept = find(keys(e)[0]);
    if (!kept.has(concept)) kept.set(concept, e);
  }
  return [...kept.values()];
}

/**
 * Splits by a hash of the code points. The result is the same on every machine, and no emoji moves when a new version
 * of Unicode adds others.
 * @param {string} unified
 * @returns {'train' | 'validation' | 'test'}
 */
export function splitOf(unified) {
  const share = createHash('sha256').update(`tlp ${unified}`).digest().readUInt32BE(0) / 2 ** 32;
  return share < 0.65 ? 'train' : share < 0.8 ? 'validation' : 'test';
}
