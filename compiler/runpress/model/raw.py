"""A block of W&B that has no Markdown form, from its `wandb-block` fence."""

from runpress.model.node import Node, option


class RawOptions(Node):
    """The JSON of a block, byte for byte."""

    json_text: str = option(..., doc="The JSON of the block, an object with a `type`.")
