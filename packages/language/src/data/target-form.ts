import type { Labels } from '../resolve/pipeline.js';

/** What is right for an example: one class, any of the labels, or numbers, which belong to no class. */
export function targetForm(labels: Labels): 'class' | 'labels' | 'numbers' {
  if (labels.kind === 'folder' || labels.answer.kind === 'label') return 'class';
  return labels.answer.kind === 'target' ? 'numbers' : 'labels';
}
