"""What the user chose: settings of a run, and the files `.nianbao.yaml` that hold them.

Only the settings are imported here: a run without a config file needs no more.
"""

from linter.config.settings import Settings

__all__ = ["Settings"]
