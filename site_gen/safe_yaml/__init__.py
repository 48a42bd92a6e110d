"""The one YAML door: text in, a small tree out, every node with its line and column; and how such a tree is read."""

from site_gen.safe_yaml.door import CONTROL, DATA_FILE, FRONT_MATTER, Limits, read_yaml
from site_gen.safe_yaml.fields import Fields
from site_gen.safe_yaml.nodes import Mapping, Node, Scalar, Sequence

__all__ = [
    "CONTROL",
    "DATA_FILE",
    "FRONT_MATTER",
    "Fields",
    "Limits",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "read_yaml",
]
