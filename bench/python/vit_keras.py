"""A vision transformer of Keras's layers, which Keras Applications lacks.

After https://keras.io/examples/vision/image_classification_with_vision_transformer/, with the class token, biases and order of
normalization of Dosovitskiy et al. 2020, arXiv:2010.11929, as in torchvision; `python vit_keras.py` compares the parameters.
"""

import keras
from keras import layers


@keras.saving.register_keras_serializable()
class Tokens(layers.Layer):
    """Puts the class token before those of the patches and adds an embedding to each."""

    def build(self, shape):
        _, patches, width = shape
        self.token = self.add_weight(shape=(1, 1, width), initializer="zeros", name="token")
        self.positions = self.add_weight(
            shape=(1, patches + 1, width), initializer=keras.initializers.RandomNormal(stddev=0.02), name="positions")

    def call(self, patches):
        token = keras.ops.broadcast_to(self.token, (keras.ops.shape(patches)[0], 1, patches.shape[-1]))
        return keras.ops.concatenate([token, patches], axis=1) + self.positions


def vit(size: int, patch: int, depth: int, heads: int, width: int) -> keras.Model:
    """`[N,size,size,3] -> [N,tokens,width]`."""
    image = keras.Input((size, size, 3))
    x = layers.Conv2D(width, patch, patch)(image)
    x = Tokens()(layers.Reshape(((size // patch) ** 2, width))(x))
    for _ in range(depth):
        y = layers.LayerNormalization(epsilon=1e-6)(x)
        x = layers.add([x, layers.MultiHeadAttention(heads, width // heads)(y, y)])
        y = layers.LayerNormalization(epsilon=1e-6)(x)
        y = layers.Dense(4 * width, activation="gelu")(y)
        x = layers.add([x, layers.Dense(width)(y)])
    return keras.Model(image, layers.LayerNormalization(epsilon=1e-6)(x))


if __name__ == "__main__":
    from torch_models import classifier

    peer = classifier("vit_s_16", 224, 10)
    expected = sum(p.numel() for p in peer.parameters()) - sum(p.numel() for p in peer.heads.parameters())
    ours = vit(224, patch=16, depth=12, heads=6, width=384).count_params()
    print(f"{ours:,} parameters in Keras, {expected:,} in torchvision")
    assert ours == expected
