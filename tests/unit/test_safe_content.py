"""Nothing unsafe is said, and no source is made to say what it does not."""

import re
from collections.abc import Mapping

from pydantic import BaseModel

from psoaslib.catalogue import PARTS, catalogue
from tests.unit.test_content import all_texts, texts

CONTENT_NOW = catalogue()
STRETCHES = CONTENT_NOW.stretches.values()
BALL = CONTENT_NOW.stretches["ball"]


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return re.split(r"(?<=[.;?!])\s+", text.strip())


def test_a_line_on_which_safety_hangs_has_at_most_fifteen_words():
    safety = CONTENT_NOW.safety
    lines = [safety.emergency, CONTENT_NOW.lines.stop_short]
    lines += [each.text for each in (*safety.red_flags.values(), *safety.stop_rules.values())]
    lines += [each.then for each in safety.red_flags.values() if each.then]
    long = [line for text in lines for line in sentences(text) if len(line.split()) > 15]
    assert long == []


def test_an_emergency_number_is_that_of_the_reader_s_country():
    for text in all_texts():
        assert not re.search(r"\b(999|112|911)\b", text), text
        for number in re.findall(r"(\w+) emergency number", text):
            assert number == "your", text


def test_pain_in_the_chest_that_passes_ends_the_day_s_session():
    safety = CONTENT_NOW.safety
    assert safety.red_flags["chest_pain_passed"].urgency == "same_day"
    for text in (safety.emergency, safety.stop_rules["chest_pain"].text):
        assert "do no more" in " ".join(text.split()) and "the same day" in " ".join(text.split())


def test_unsteadiness_that_is_new_is_looked_into_before_anything_else():
    safety = CONTENT_NOW.safety
    assert safety.red_flags["new_unsteadiness"].urgency == "same_day"
    for row in safety.precautions.values():
        assert "nsteadiness" not in row.text or row.text.startswith("Long-standing"), row.id
    (key,) = (option for option in CONTENT_NOW.questions["Q57"].options if option.correct)
    assert "ask and check" in key.text


def test_one_rule_for_osteoporosis_holds_for_every_stretch():
    precautions = CONTENT_NOW.safety.precautions
    levels = {}
    for stretch in STRETCHES:
        rows = [precautions[name] for name in stretch.precautions]
        rule, own = (row for row in rows if "steoporosis" in row.text)
        assert rule.general and own.replaces == rule.id == "osteoporosis"
        assert own.instead and "BROOKE22" in own.references
        assert own.convention and rule.convention
        levels[stretch.id] = own.level
    assert levels.pop("ball") == "no" and levels.pop("floor") == "clearance"
    assert set(levels.values()) == {"modify"}
    (offered,) = (option for option in CONTENT_NOW.questions["Q43"].options if option.correct)
    assert "hands on a worktop" in offered.text


def test_the_way_down_to_the_bed_goes_over_the_side():
    steps = {step.id: step for step in CONTENT_NOW.stretches["bed_edge"].steps}
    order = list(steps)
    assert order.index("sit") < order.index("forearm") < order.index("lie_back")
    assert "over your {same} side" in steps["forearm"].coached
    assert "roll onto your back" in " ".join(steps["lie_back"].coached.split())
    assert [each.id for each in steps["forearm"].pose.via] == ["nearly_up"]
    assert [each.id for each in steps["lie_back"].pose.via] == ["roll", "let_go"]


def test_pain_at_the_side_of_the_hip_keeps_people_off_the_ball():
    precautions = CONTENT_NOW.safety.precautions
    assert precautions["side_of_the_hip"].level == "no"
    assert "side_of_the_hip" in BALL.precautions
    (hold,) = (step for step in BALL.steps if step.kind == "hold")
    assert "hip_side" in hold.stop


# ---------------------------------------------------------------- what a source does not say


def cited(name: str) -> list[str]:
    """Return the words of every record that cites a reference."""
    found = []

    def walk(record: object) -> None:
        if isinstance(record, BaseModel):
            references = (
                *getattr(record, "references", ()),
                *getattr(record, "aim_references", ()),
                getattr(record, "reference", ""),
            )
            if name in references:
                found.append(" ".join(" ".join(texts(record)).split()))
            for _, value in record:
                walk(value)
        elif isinstance(record, Mapping):
            for value in record.values():
                walk(value)
        elif isinstance(record, tuple):
            for value in record:
                walk(value)

    for part in (*PARTS, "stretches"):
        if part != "references":
            walk(getattr(CONTENT_NOW, part))
    return found


def test_kim_s_figures_are_of_the_knee():
    for text in cited("KIM15"):
        assert "Knee" in text and not re.search(r"\bhip\b", text, re.IGNORECASE), text
    assert cited("KIM15")


def everything() -> list[str]:
    """List the text of all parts of the catalogue but the references."""
    parts = [getattr(CONTENT_NOW, part) for part in (*PARTS, "stretches") if part != "references"]
    return [" ".join(text.split()) for part in parts for text in texts(part)]


SPREAD = re.compile(r"[-\d.]+(?: %)? \([-\d.]+ to [-\d.]+\)")
RATE = re.compile(r"sensitivity|specificity|\bkappa\b|\bICC\b|injur|emergency department")
FIGURE = re.compile(r"\d\.\d|\d ?%|100,000|\w+ times as (?:often|likely)")


def test_no_figure_of_accuracy_or_of_injury_goes_without_its_interval():
    listed = [sentence for text in everything() for sentence in sentences(text)]
    for sentence in filter(RATE.search, listed):
        assert not FIGURE.search(SPREAD.sub("", sentence)), sentence


def test_a_change_inside_one_group_is_told_as_such():
    for name in ("KERRIGAN03", "WATT11A", "WATT11B"):
        for text in cited(name):
            if re.search(r"\b(rose|gained|grew|improved|increased)\b", text):
                assert re.search(r"(inside|within) (one|the|its) (group|arm)", text), text
    (own,) = (each for each in CONTENT_NOW.dose_sources if each.reference == "HATEFI21")
    assert "authors still conclude" in " ".join(own.finding.split())


def test_one_person_s_gain_is_too_small_to_be_seen():
    gain = CONTENT_NOW.dose_gain
    assert gain.low_deg < gain.high_deg < gain.smallest_change_deg
    for dose in CONTENT_NOW.doses.values():
        assert "task" in dose.review


def test_the_one_trial_of_the_tuck_is_told_as_it_was_done():
    told = cited("GONZALEZ24")
    assert len(told) >= 4
    for text in told:
        assert "half-kneeling" in text.lower(), text
        assert "young" in text or "early twenties" in text or "22.5 years" in text, text
    claim = CONTENT_NOW.claims[19]
    assert claim.judgement == "partly (very low certainty)"
    assert "Hip range was not among the outcomes" in " ".join(claim.explanation.split())


def test_yoga_injuries_are_counted_among_those_who_practise_yoga():
    for text in cited("SWAIN16"):
        assert "practised yoga" in " ".join(text.split()), text
    assert len(cited("SWAIN16")) >= 2


def test_no_lengthening_is_told_of_a_muscle_that_the_models_have_not():
    for text in all_texts():
        if re.search(r"quadratus|\bflank\b", text):
            assert not re.search(r"larger share|for its size|at least as much|in proportion", text)


def test_the_psoas_minor_is_lengthened_by_what_it_does_not_do():
    minor = CONTENT_NOW.muscles["psoas_minor"]
    assert "tilts the pelvis backwards" in minor.actions["trunk_and_pelvis"].text
    assert "tipped forwards" in minor.lengthened_by.text
