import { tensorFlowOrNull } from '../engines/choose.js';
import { loadTfjs } from '../engines/portable/load-tfjs.js';
import { createPortableTraining } from '../engines/portable/training.js';
import { createTensorFlowTraining } from '../engines/tensorflow/training.js';
import type { CreateTrainingEngine } from './training-engine.js';

export const createTrainingEngine: CreateTrainingEngine = async (program, options) => {
  const tf = await tensorFlowOrNull(options.engine);
  return tf
    ? createTensorFlowTraining(tf, program, options)
    : createPortableTraining(await loadTfjs(), program, options);
};
