"""Every rule of form, in the order in which findings are shown: a literal, so that nothing is found by magic."""

from __future__ import annotations

from pipeline.law.rules import (
    qh03_motto_text,
)
from pipeline.law.rules.rule import Rule

RULES: tuple[Rule, ...] = (qh03_motto_text.RULE,)

RULES_BY_CODE = {rule.code: rule for rule in RULES}
