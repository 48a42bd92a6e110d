"""What git says in the environment of the repository that somebody else is at."""

import re
from collections.abc import Mapping
from typing import Final

_ELSEWHERE: Final = re.compile(
    r"GIT_(DIR|WORK_TREE|IMPLICIT_WORK_TREE|INDEX_FILE|COMMON_DIR|NAMESPACE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES"
    r"|PREFIX|INTERNAL_SUPER_PREFIX|QUARANTINE_PATH|GRAFT_FILE|REPLACE_REF_BASE|NO_REPLACE_OBJECTS|SHALLOW_FILE)"
)
"""What git calls local to a repository (`git rev-parse --local-env-vars`), but for settings: those are of whoever runs
us, a `safe.directory` for instance."""


def without_repository(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment as it would be outside of a hook: while one runs, git is told of another folder than the one it is
    called in."""
    return {name: value for name, value in environment.items() if not _ELSEWHERE.fullmatch(name)}
