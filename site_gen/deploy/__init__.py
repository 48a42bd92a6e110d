"""The published tree → a host.

What is to be done is found out by a pure function of two lists: what is published here (the tree's manifest) and what
was put there (a record that lies at the target). Each kind of target has a module that carries it out. Only here are
other programs called to reach a host; none is given a secret, each finds its own in the environment.
"""

from site_gen.deploy.deploying import DeployReport, deploy
from site_gen.deploy.values import Tools

__all__ = ["DeployReport", "Tools", "deploy"]
