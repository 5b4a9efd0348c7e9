import type { Proposal } from '../modality.js';
import { isOfTexts } from '../of-texts.js';
import { firstPipeline } from './first-pipeline.js';
import { inspectFolder } from './inspect.js';

/** A first pipeline for a folder of images; null where that is a table or holds texts. @throws as {@link inspectFolder} */
export async function proposeImages(folder: string): Promise<Proposal | null> {
  if (await isOfTexts(folder)) return null;
  const found = await inspectFolder(folder);
  const { labels, images, classes, warnings } = found;
  return {
    kind: 'images',
    usualBackbone: 'efficientnet_lite0',
    text(name, backbone, seen) {
      const table = labels.kind === 'table' ? seen(labels.path) : undefined;
      return firstPipeline(name, seen(folder), backbone, found, table);
    },
    summary: (near) =>
      `${images} images ${labels.kind === 'table' ? `labeled by ${near(labels.path)}` : `in ${classes.length} classes`}`,
    warnings,
  };
}
