"""The catalogue: every rule has a page, and its page's examples are true."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args, get_origin

import pytest

import tiltak_audit.rules
from tests.pages import HEADINGS, findings_of_page, own_of_page, parts_of
from tiltak_audit.findings.severity import Severity
from tiltak_audit.identities.identity import Law
from tiltak_audit.model.remark import Remark
from tiltak_audit.rules.rule import FAMILIES, Rule, catalogue
from tiltak_audit.rules.subjects import Noted, Subject, Violation

RULES = catalogue()


def _id(rule: Rule) -> str:
    return rule.code


@pytest.mark.parametrize("rule", RULES, ids=_id)
def test_wrong_gives_the_code(rule: Rule) -> None:
    """The example under Wrong is found under the rule's code and severity.

    Where rows of figures are left unread, it is an error, whatever the rule's own severity.
    """
    found = own_of_page(rule)
    assert found
    own = [finding for finding in found if finding.code == rule.code]
    assert all(one.severity is (Severity.ERROR if one.unread else rule.severity) for one in own)


@pytest.mark.parametrize("rule", RULES, ids=_id)
def test_right_gives_nothing(rule: Rule) -> None:
    """The example under Right has no finding of the rule, and no error that is not waived."""
    found = findings_of_page(rule.code, "Right")
    errors = [one for one in found if one.severity is Severity.ERROR and not one.waived]
    assert [one.code for one in found if one.code == rule.code or one in errors] == []


@pytest.mark.parametrize("rule", RULES, ids=_id)
def test_page_has_all_headings(rule: Rule) -> None:
    """A page says why, shows wrong and right, and names its limits and source."""
    assert tuple(parts_of(rule.page)) == HEADINGS
    assert rule.summary.endswith(".")


@pytest.mark.parametrize("rule", RULES, ids=_id)
def test_code_name_and_file_agree(rule: Rule) -> None:
    """A newcomer finds the rule by its code or its name."""
    file = f"{rule.code}_{rule.name}".lower().replace("-", "_") + ".py"
    assert (Path(tiltak_audit.rules.__path__[0]) / file).is_file()
    assert re.fullmatch(r"TA[0-9]{3}", rule.code)
    assert rule.code[:3] in FAMILIES


def test_all_that_is_judged_has_a_rule() -> None:
    """No law and no remark is without a code, and none has two; other classes may have several.

    What is only taken for granted, that a month was not revised, is broken by nothing.
    """
    single = [*(law for law in Law if law is not Law.UNREVISED), *get_args(Remark)]
    subjects = [rule.subject for rule in RULES]
    assert sorted((one for one in subjects if one in single), key=str) == sorted(single, key=str)
    classes = {get_origin(one) or one for one in get_args(Subject)} - {Violation, Noted}
    assert {one for one in subjects if one not in single} == classes


def test_codes_rise() -> None:
    """The catalogue is sorted by code, each once."""
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
