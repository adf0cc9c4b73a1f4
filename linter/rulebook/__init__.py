"""From rule packs to a compiled, immutable rulebook.

Everything that can be wrong with a pack is found when it loads, all of it at once, with file, line
and column (RuleError); nothing is left to fail while checking.
"""

from linter.rulebook.loader import load
from linter.rulebook.model import CompiledRule, Rulebook, RuleDoc
from linter.strict_yaml.location import Fault, RuleError

__all__ = ["CompiledRule", "Fault", "RuleDoc", "RuleError", "Rulebook", "load"]
