import { trainingLibrary } from '../engines/libraries.js';
import { createPortableTraining } from '../engines/portable/training.js';
import { createTensorFlowTraining } from '../engines/tensorflow/training.js';
import type { CreateTrainingEngine } from './training-engine.js';

export const createTrainingEngine: CreateTrainingEngine = async (program, options) => {
  const library = await trainingLibrary(options.engine);
  return library.name === 'tensorflow'
    ? createTensorFlowTraining(library.tf, program, options)
    : createPortableTraining(library.tf, program, options);
};
