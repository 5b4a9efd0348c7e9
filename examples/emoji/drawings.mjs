/** The emoji as Twitter, Google, Apple and Meta draw them: npm packages with images of 64 pixels. */
import { createHash } from 'node:crypto';
import { conceptKeys, onePerConcept } from './concepts.mjs';
import { fetchPackage } from './npm.mjs';

const version = '16.0.0';

/** sha512 of each package, as published by npm. */
const packages = {
  twitter: '7F+uCuHH+7Qnrc15P5tnbvKkg9E6tlzi4MnT2uW1RlN4pLYTza6cP/dstIfSDMtpjFLWuZewWg8jBbuL2eyELQ==',
  google: 'ZRexfzs7MVoLnmzZmNsO4TKhnAJp5D++Vm6PpUpH/jEQQlemp3l88CjZ+DoZ2faM9R4QxZkOPJCoT8DlPhfQ3A==',
  apple: 'dVYjsK0FnCry9F+PBtnivhG2K0xdwlmqYaSgiUtztUdAGPYiHYhZcVKvNBqC791g2qyEcFNTBO6utg4eQ3uLTw==',
  facebook: 'b9ZxJdB7nMWGckH1vyCjPSosaa6MJYuojPPFiQ0LmDIZS8vlG454XKcmTFKrXIMAA72O4MRJMYFhvWI8pjyciQ==',
};

/**
 * @typedef {import('./concepts.mjs').Emoji & { short_name: string, image: string }} Emoji
 * @typedef {{ style: string, images: Map<string, Buffer> }} Style the PNG files by name
 * @param {string} work an existing folder, where nothing stays behind
 * @returns {{ styles: Style[], concepts: Emoji[] }} and one emoji of each concept, of those that all styles have
 */
export function readDrawings(work) {
  let list = [];
  const styles = Object.entries(packages).map(([style, sha512]) => {
    const images = new Map();
    for (const { name, data } of fetchPackage({ name: `emoji-datasource-${style}`, version, sha512 }, work)) {
      if (name === 'package/emoji.json') list = JSON.parse(data.toString('utf8'));
      const image = /^package\/img\/\w+\/64\/(.+\.png)$/.exec(name);
      if (image) images.set(image[1], Buffer.from(data));
    }
    return { style, images };
  });
  // The five skin colors of "Component" show nothing.
  const complete = list.filter(
    ({ category, image }) => category !== 'Component' && styles.every(({ images }) => images.has(image)),
  );
  // Two emoji for which some style has the same image are also one concept.
  const drawings = ({ image }) => styles.map(({ style, images }) => `${style} ${digest(images.get(image))}`);
  const concepts = onePerConcept(complete, (emoji) => [...conceptKeys(emoji), ...drawings(emoji)]);
  return { styles, concepts };
}

const digest = (data) => createHash('sha256').update(data).digest('hex');
