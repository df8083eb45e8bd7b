from config.environment import ROOT
from congvu.standards.criteria import all_criteria
from congvu.standards.documentation import render


def test_the_document_of_the_standards_is_not_stale():
    stale = [name for name, text in render().items() if (ROOT / name).read_text("utf-8") != text]
    assert stale == [], "run: congvu docs"


def test_every_criterion_and_its_source_stand_in_it():
    (text,) = render().values()
    assert all(line.source in text and f"`{line.code}`" in text for line in all_criteria())
