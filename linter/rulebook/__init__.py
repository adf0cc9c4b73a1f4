"""From rule packs to a compiled, immutable rulebook.

Everything that can be wrong with a pack is found when it loads, all of it at once, with file, line
and column (RuleError); nothing is left to fail while checking.
"""

from linter.decode.place import Fault, RuleError
from linter.rulebook.loading import load
from linter.rulebook.values import CompiledRule, Rulebook, RuleDoc

__all__ = ["CompiledRule", "Fault", "RuleDoc", "RuleError", "Rulebook", "load"]
