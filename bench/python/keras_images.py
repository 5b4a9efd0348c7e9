"""The emoji images for Keras, as our loader reads them: RGBA lies on white, bicubic; 0 to 255."""

from pathlib import Path

import keras


def on_white(images, labels):
    alpha = images[..., 3:] / 255
    return images[..., :3] * alpha + 255 * (1 - alpha), labels


def split(data: Path, name: str, size: int, seed: int = 1):
    """The names of the classes, and batches of 32; those to train on are shuffled."""
    images = keras.utils.image_dataset_from_directory(
        data / name, label_mode="int", color_mode="rgba", batch_size=32, image_size=(size, size),
        interpolation="bicubic", shuffle=name == "train", seed=seed, verbose=False)
    return images.class_names, images.map(on_white, num_parallel_calls=-1).prefetch(-1)
