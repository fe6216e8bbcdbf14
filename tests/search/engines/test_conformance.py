"""What every engine promises (`search/engines/base.py`), asked of each."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from search.analysis.chain import Analysis
from search.documents import Chunk
from search.engines.base import Engine, EngineError, FacetCount, WordCount
from search.engines.choice import open_engine
from search.plans import Boosts, Either, Facet, Filters, Match, QueryPlan, Scope, Sort, Word
from tests.search.documents import ANYBODY, MEMBERS, asked, day, document
from tests.search.engines.conftest import Find

Hold = Callable[..., Engine]
MEMBER = Scope(frozenset({"public", MEMBERS}))


# Words


def test_a_word_is_found_in_every_form_of_it(holding: Hold, find: Find) -> None:
    holding(document("a", "Avgiften höjs."), document("b", "Skatten sänks."))
    assert find(asked("avgifterna")) == ["a"]


def test_all_words_are_wanted_and_then_most_or_any(holding: Hold, find: Find) -> None:
    holding(document("a", "ek bok"), document("b", "ek bok tall"), document("c", "tall"))
    assert find(asked("ek", "bok", "tall")) == ["b"]
    assert find(asked("ek", "bok", "tall", match=Match.MOST)) == ["b", "a"]
    assert sorted(find(asked("ek", "bok", "tall", match=Match.ANY))) == ["a", "b", "c"]


def test_words_that_say_nothing_are_left_out_unless_they_are_all(holding: Hold, find: Find) -> None:
    holding(document("a", "skatten i staden"), document("b", "och vad som helst"))
    assert find(asked("skatten", "och", "staden")) == ["a"]
    assert find(asked("och", "som")) == ["b"]


def test_either_of_two_words(holding: Hold, find: Find) -> None:
    holding(document("a", "ek"), document("b", "tall"), document("c", "gran"))
    assert sorted(find(QueryPlan(wanted=(Either((Word("ek"), Word("gran"))),)))) == ["a", "c"]


def test_the_title_counts_more_than_the_text(holding: Hold, find: Find) -> None:
    holding(document("text", "skolan"), document("title", "annat", title="Skolan"))
    assert find(asked("skola")) == ["title", "text"]


def test_people_are_found_by_name(holding: Hold, find: Find) -> None:
    holding(document("a", people=("Ulla Öberg",)), document("b"))
    assert find(asked("ulla", "öberg")) == ["a"]


# Compounds, synonyms, other spellings


def test_a_part_of_a_compound_is_found_after_the_word_itself(holding: Hold, find: Find) -> None:
    holding(document("part", "trängselskatteavgift"), document("whole", "en avgift"))
    assert find(asked("avgift")) == ["whole", "part"]


def test_the_parts_of_a_compound_that_is_asked_for_are_found(holding: Hold, find: Find) -> None:
    holding(
        document("apart", "avgift för parkering"),
        document("one", "parkering"),
        document("whole", "parkeringsavgift"),
    )
    assert find(asked("parkeringsavgift")) == ["whole", "apart"]


def test_a_synonym_is_found_after_the_word_itself(holding: Hold, find: Find) -> None:
    holding(document("long", "kommunstyrelsen beslutar"), document("short", "KS beslutar"))
    assert find(asked("KS")) == ["short", "long"]


def test_a_word_without_its_dots_is_found(holding: Hold, find: Find) -> None:
    holding(document("a", "Göteborg"))
    assert find(asked("goteborg")) == ["a"]


def test_another_word_is_not_meant_by_missing_dots(holding: Hold, find: Find) -> None:
    holding(*(document(f"val{n}", "val") for n in range(3)), document("väl", "väl"))
    assert sorted(find(asked("val"))) == ["val0", "val1", "val2"]
    assert find(asked("väl")) == ["väl"]


def test_hyphens_hardly_matter(holding: Hold, find: Find) -> None:
    holding(document("a", "e-post"), document("b", "epost"))
    assert sorted(find(asked("e-post"))) == ["a", "b"]
    assert sorted(find(asked("epost"))) == ["a", "b"]


# Numbers


def test_a_number_of_the_record_comes_before_one_in_a_text(holding: Hold, find: Find) -> None:
    holding(document("text", "se 1451/14 och 1451/14"), document("own", references=("1451/14",)))
    assert find(asked("1451/14")) == ["own", "text"]


def test_numbers_are_found_whole_and_by_their_pieces(holding: Hold, find: Find) -> None:
    holding(document("a", "dnr SLK-2023-01047, § 136"), document("b", "2.2.2"), document("c", "2"))
    assert find(asked("slk-2023-01047")) == ["a"]
    assert find(asked("§136")) == ["a"]
    assert find(asked("2.2.2")) == ["b"]


# Phrases, prefixes, exclusions


def test_a_phrase_is_words_in_a_row_in_any_form(holding: Hold, find: Find) -> None:
    holding(
        document("row", "trådlösa nätverk i staden"),
        document("apart", "nätverk som är trådlösa"),
        document("title", title="Trådlöst nätverk"),
    )
    assert sorted(find(asked('"trådlöst nätverk"'))) == ["row", "title"]
    assert find(asked('"nätverk i staden"')) == ["row"]


def test_a_phrase_may_hold_a_word_twice(holding: Hold, find: Find) -> None:
    holding(document("a", "steg för steg"), document("b", "steg för en"))
    assert find(asked('"steg för steg"')) == ["a"]


def test_a_prefix_finds_what_begins_so(holding: Hold, find: Find) -> None:
    holding(document("a", "surfzoner"), document("b", "surfa"), document("c", "zoner"))
    assert sorted(find(asked("surf*"))) == ["a", "b"]
    assert find(asked("finnsinte*")) == []


def test_what_is_not_wanted_is_left_out_in_every_form(holding: Hold, find: Find) -> None:
    holding(document("a", "skatt och avgifter"), document("b", "skatt"))
    assert find(asked("skatt", "-avgift")) == ["b"]


def test_a_compound_is_not_left_out_for_its_part(holding: Hold, find: Find) -> None:
    holding(document("a", "skatt, trängselavgift"))
    assert find(asked("skatt", "-avgift")) == ["a"]


# Filters, facets, order, pages


def test_filters_hold_between_fields_and_any_value_will_do_in_one(
    holding: Hold, find: Find
) -> None:
    holding(
        document("a", kind="case", parties=("M", "L"), organizations=("ks",)),
        document("b", kind="case", parties=("S",), organizations=("ks",)),
        document("c", kind="vote", parties=("M",), organizations=("ks", "kf")),
    )
    assert find(
        QueryPlan(filters=Filters(kinds=frozenset({"case"}), parties=frozenset({"M"})))
    ) == ["a"]
    assert sorted(find(QueryPlan(filters=Filters(parties=frozenset({"S", "L"}))))) == ["a", "b"]
    assert find(QueryPlan(filters=Filters(organizations=frozenset({"kf"})))) == ["c"]


def test_references_are_compared_without_regard_to_case(holding: Hold, find: Find) -> None:
    holding(document("a", references=("N137-0095/11",)), document("b", "n137-0095/11"))
    assert find(QueryPlan(filters=Filters(references=frozenset({"n137-0095/11"})))) == ["a"]


def test_days_are_inclusive_and_leave_out_what_has_none(holding: Hold, find: Find) -> None:
    holding(
        document("none"),
        document("first", date=day("2016-10-01")),
        document("last", date=day("2017-12-31")),
        document("after", date=day("2018-01-01")),
    )
    within = Filters(since=day("2016-10-01"), until=day("2017-12-31"))
    assert sorted(find(QueryPlan(filters=within))) == ["first", "last"]
    assert sorted(find(QueryPlan(filters=Filters(until=day("2016-12-31"))))) == ["first"]


def test_what_was_recorded_after_an_entry(holding: Hold, find: Find) -> None:
    holding(document("a", seq=7), document("b", seq=8))
    assert find(QueryPlan(filters=Filters(after=7))) == ["b"]


def test_facets_count_all_hits_and_not_the_page(holding: Hold, engine: Engine) -> None:
    holding(
        document("a", kind="case", date=day("2016-01-01"), parties=("M",)),
        document("b", kind="case", date=day("2017-01-01"), parties=("M", "L")),
        document("c", kind="vote"),
    )
    hits = engine.search(QueryPlan(facets=tuple(Facet), limit=1), ANYBODY)
    assert (len(hits.hits), hits.total) == (1, 3)
    assert hits.facets == {
        Facet.KIND: (FacetCount("case", 2), FacetCount("vote", 1)),
        Facet.ORGANIZATION: (),
        Facet.PARTY: (FacetCount("M", 2), FacetCount("L", 1)),
        Facet.YEAR: (FacetCount("2017", 1), FacetCount("2016", 1)),
        Facet.SOURCE: (FacetCount("ledger", 3),),
    }


@pytest.mark.parametrize(
    ("sort", "keys"),
    [
        (Sort.NEWEST, ["new", "old", "none"]),
        (Sort.OLDEST, ["old", "new", "none"]),
        (Sort.RECORDED, ["none", "old", "new"]),
    ],
)
def test_orders(holding: Hold, find: Find, sort: Sort, keys: list[str]) -> None:
    holding(
        document("none", seq=3),
        document("old", date=day("2014-01-01"), seq=2),
        document("new", date=day("2020-01-01"), seq=1),
    )
    assert find(QueryPlan(sort=sort)) == keys


def test_pages_follow_each_other(holding: Hold, find: Find) -> None:
    holding(*(document(str(number), seq=number) for number in range(7)))
    pages = [find(QueryPlan(sort=Sort.RECORDED, offset=at, limit=3)) for at in (0, 3, 6, 9)]
    assert pages == [["6", "5", "4"], ["3", "2", "1"], ["0"], []]


def test_weight_kind_and_freshness_move_a_document_up(holding: Hold, find: Find) -> None:
    holding(
        document("plain", "skatt"),
        document("heavy", "skatt", weight=3.0),
        document("light", "skatt", weight=0.5),
    )
    assert find(asked("skatt")) == ["heavy", "plain", "light"]


def test_bonuses_of_kind_and_year(holding: Hold, find: Find) -> None:
    holding(
        document("plain", "skatt"),
        document("case", "skatt", kind="case"),
        document("fresh", "skatt", date=day("2026-02-01")),
    )
    boosts = Boosts(kinds={"case": 5.0}, fresh=2.0)
    assert find(asked("skatt", boosts=boosts, today=day("2026-03-01"))) == [
        "case",
        "fresh",
        "plain",
    ]


# Who may see


def test_another_audience_neither_finds_nor_counts(holding: Hold, engine: Engine) -> None:
    holding(document("open", "budget"), document("closed", "budget", audience=MEMBERS))
    plan = asked("budget", facets=(Facet.KIND,))
    seen = engine.search(plan, ANYBODY)
    assert [hit.key for hit in seen.hits] == ["open"]
    assert (seen.total, seen.facets[Facet.KIND]) == (1, (FacetCount("document", 1),))
    assert engine.search(plan, MEMBER).total == 2
    assert list(engine.documents(["open", "closed"], ANYBODY)) == ["open"]
    assert list(engine.documents(["closed", "open"], MEMBER)) == ["closed", "open"]


def test_what_is_left_out_is_in_no_answer_at_all(holding: Hold, engine: Engine) -> None:
    holding(
        document("a", "budgetunderlag", title="Budget"), document("b", "budgeten", title="Annat")
    )
    scope = replace(ANYBODY, without=frozenset({"a"}))
    hits = engine.search(asked("budget*", facets=(Facet.KIND,)), scope)
    assert [hit.key for hit in hits.hits] == ["b"]
    assert (hits.total, hits.facets[Facet.KIND]) == (1, (FacetCount("document", 1),))
    assert engine.documents(["a"], scope) == {}
    assert engine.words("budget", scope) == [WordCount("budgeten", 1)]
    assert engine.titles("budg", scope) == []


def test_words_of_members_are_suggested_to_members_only(holding: Hold, engine: Engine) -> None:
    holding(document("a", "hemligheten", audience=MEMBERS), document("b", "hembygd"))
    assert engine.words("hem", ANYBODY) == [WordCount("hembygd", 1)]
    assert engine.words("hem", MEMBER) == [WordCount("hembygd", 1), WordCount("hemligheten", 1)]
    assert "hemligheten" not in {each.word for each in engine.vocabulary()}
    assert engine.search(asked("heml*"), ANYBODY).total == 0
    assert engine.search(asked("heml*"), MEMBER).total == 1


# Suggestions and likeness


def test_words_come_most_frequent_first(holding: Hold, engine: Engine) -> None:
    holding(document("a", "skola skolor"), document("b", "skola"), document("c", "skog"))
    assert engine.words("sko", ANYBODY, limit=2) == [WordCount("skola", 2), WordCount("skog", 1)]
    assert engine.words("", ANYBODY) == []


def test_titles_are_found_while_they_are_typed(holding: Hold, engine: Engine) -> None:
    holding(
        document("a", title="Göteborgs Stads handlingsplan", references=("1451/14",)),
        document("b", "handlingsplan i texten", title="Annat"),
    )
    for begun in ("handl", "göteborgs hand", "1451", "Göteborgs Stads handlingsplan"):
        assert [each.key for each in engine.titles(begun, ANYBODY)] == ["a"]
    assert engine.titles("", ANYBODY) == []


def test_similar_documents_share_rare_words(holding: Hold, engine: Engine) -> None:
    common = "kommunen beslutar om saken "
    holding(
        document("a", common + "spårvagn hållplats linje"),
        document("b", common + "spårvagn hållplats bro"),
        *(document(f"x{n}", common) for n in range(8)),
    )
    assert [hit.key for hit in engine.similar("a", ANYBODY)] == ["b"]
    assert engine.similar("nobody", ANYBODY) == ()
    likest = engine.similar_to("ny hållplats för spårvagn", ANYBODY)
    assert sorted(hit.key for hit in likest) == ["a", "b"]
    assert engine.similar_to("ord som ingen sagt", ANYBODY) == ()


# What is kept


def test_a_document_comes_back_as_it_was_indexed(holding: Hold, engine: Engine) -> None:
    kept = document(
        "a",
        title="Avgift",
        date=day("2016-10-19"),
        references=("1451/14",),
        people=("Ulla Öberg",),
        parties=("M", "L"),
        organizations=("ks",),
        status="open",
        seq=4,
        version=2,
        chunks=(Chunk("ett", page=1, url="/a/#sida-1"), Chunk("två", second=75)),
    )
    holding(kept)
    assert engine.documents(["a"], ANYBODY) == {"a": kept}


def test_a_document_takes_the_place_of_the_one_before(holding: Hold, engine: Engine) -> None:
    holding(document("a", "gammal"))
    holding(document("a", "färsk"))
    assert engine.count() == 1
    assert engine.search(asked("gammal"), ANYBODY).total == 0
    assert engine.search(asked("färsk"), ANYBODY).total == 1
    assert engine.words("gam", ANYBODY) == []
    assert engine.titles("rubrik", ANYBODY) != []


def test_what_is_deleted_is_gone(holding: Hold, engine: Engine) -> None:
    holding(document("a", "ord hemligt"), document("b", "ord"))
    engine.apply((), ["a", "unknown"])
    assert engine.words("hem", ANYBODY) == []
    assert {each.word: each.count for each in engine.vocabulary()} == {"ord": 1, "rubrik": 1}
    assert engine.search(asked("hem*"), ANYBODY).total == 0
    assert [hit.key for hit in engine.search(asked("ord"), ANYBODY).hits] == ["b"]
    assert engine.count() == 1


def test_the_note_comes_with_the_commit_and_is_no_document(engine: Engine) -> None:
    assert engine.note() == ""
    engine.apply([document("a")], (), "till 7")
    engine.apply((), ("a",), "till 8")
    assert (engine.note(), engine.count()) == ("till 8", 0)
    assert engine.search(QueryPlan(), MEMBER).total == 0


def test_another_process_is_heard_of_after_a_refresh(
    engine: Engine, engine_name: str, tmp_path: Path, analysis: Analysis
) -> None:
    other = open_engine(engine_name, tmp_path / "engine", analysis)
    engine.apply([document("a", "nytt")], (), "1")
    other.refresh()
    assert (other.note(), other.search(asked("nytt"), ANYBODY).total) == ("1", 1)


def test_many_small_commits_answer_as_one(engine: Engine) -> None:
    for number in range(12):
        engine.apply([document(str(number), f"ord nummer{number}")], (), str(number))
    assert engine.search(asked("ord"), ANYBODY).total == 12
    assert engine.search(asked("nummer7"), ANYBODY).total == 1
    assert engine.note() == "11"


def test_a_failing_batch_leaves_all_as_it_was(holding: Hold, engine: Engine) -> None:
    holding(document("a", "kvar"))

    def broken() -> object:
        yield document("b", "halv")
        raise EngineError("no more")

    with pytest.raises(EngineError):
        engine.apply(broken(), ["a"], "aldrig")  # type: ignore[arg-type]
    engine.refresh()
    assert engine.search(asked("kvar"), ANYBODY).total == 1
    assert engine.search(asked("halv"), ANYBODY).total == 0
    engine.apply([document("c")])
    assert engine.count() == 2


# Bad input


@pytest.mark.parametrize(
    "text",
    ["", "   ", "\x00", "a\x00b", "😀😀", "\u202eمرحبا", "مرحبا بالعالم", '""""', "((((", "-", "*",
     "§", "ord " * 5_000, "x" * 10_000, "\ud800", "'; drop table", "a:b:c", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢"],
)  # fmt: skip
def test_no_question_breaks_it(holding: Hold, engine: Engine, text: str) -> None:
    holding(document("a", "ord"))
    for clause in (text, f"{text}*", f'"{text}"', f"-{text}"):
        for plan in (asked(clause), asked("ord", clause, match=Match.MOST)):
            assert engine.search(plan, ANYBODY).total <= 1
    engine.words(text, ANYBODY)
    engine.titles(text, ANYBODY)
    engine.similar_to(text, ANYBODY)


def test_five_hundred_prefixes_are_not_expanded(holding: Hold, engine: Engine) -> None:
    holding(document("a", "ord"))
    assert engine.search(asked(*["o*"] * 500, match=Match.ANY), ANYBODY).total == 1


def test_text_of_any_script_is_found(holding: Hold, find: Find) -> None:
    holding(document("a", "مرحبا بالعالم"), document("b", "привет 😀 мир"), document("c", "a\x00b"))
    assert find(asked("مرحبا")) == ["a"]
    assert find(asked("мир")) == ["b"]
    assert find(asked("ab")) == ["c"]


@pytest.mark.slow
def test_a_text_of_fifty_megabytes_holds_up_nothing(holding: Hold, engine: Engine) -> None:
    long = "ett ord till på samma rad " * 2_000_000
    holding(document("long", "först " + long + "sist"), document("short", "först"))
    assert engine.search(asked("först"), ANYBODY).total == 2
    assert engine.search(asked("sist"), ANYBODY).total == 0  # beyond what is searched
