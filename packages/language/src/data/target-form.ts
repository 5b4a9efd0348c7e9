import type { Labels } from '../resolve/pipeline.js';

/**
 * What is right for an example: one class, any of the labels, a tag for each word, numbers, which belong to no class, or `own`, what
 * it is itself.
 */
export function targetForm(labels: Labels): 'class' | 'labels' | 'tags' | 'numbers' | 'own' {
  if (labels.kind !== 'folder' && labels.answer.kind === 'next') return 'own';
  if (labels.kind === 'folder' || labels.answer.kind === 'label') return 'class';
  if (labels.answer.kind === 'tags') return 'tags';
  return labels.answer.kind === 'target' ? 'numbers' : 'labels';
}
