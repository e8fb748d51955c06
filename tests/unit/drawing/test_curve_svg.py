"""The picture of the emotional curve, as a browser and a screen reader get it."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from schema.drawing import Band, ChannelMark, CurvePicture, Point, describe_curve, draw_curve

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</title><script>alert("1")</script>&\x00\x1b\x0c\ud800\ufffe\u202e]]><!--'


def parsed(picture: CurvePicture) -> ET.Element:
    """Return the picture's root element."""
    return ET.fromstring(draw_curve(picture))  # noqa: S314  # what we have just written ourselves


def with_class(root: ET.Element, name: str) -> list[ET.Element]:
    """Return the elements that carry a class."""
    return [element for element in root.iter() if name in element.get("class", "").split()]


def words(root: ET.Element, name: str) -> list[str]:
    """Return the visible words of the elements that carry a class, without their tooltips."""
    return [
        (element.text or "") + " ".join(row.text or "" for row in element.findall(f"{SVG}tspan"))
        for element in with_class(root, name)
    ]


def test_a_screen_reader_gets_one_image_with_a_title_and_a_description(bicycle: CurvePicture) -> None:
    """The picture is one image, named by its journey and described in sentences."""
    root = parsed(bicycle)
    title, desc = root[0], root[1]

    assert root.get("role") == "img"
    assert (title.tag, title.text) == (f"{SVG}title", "Emotional curve of Buying a bicycle")
    assert (desc.tag, desc.text) == (f"{SVG}desc", describe_curve(bicycle))
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"


def test_the_picture_has_a_size_and_scales(bicycle: CurvePicture) -> None:
    """Width, height and viewBox agree."""
    root = parsed(bicycle)
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"


def test_the_picture_needs_nothing_but_itself(bicycle: CurvePicture) -> None:
    """No script, no link, no font and no style from elsewhere; every reference is to an id of its own."""
    drawn = draw_curve(bicycle)
    own = set(re.findall(r'id="([^"]+)"', drawn))

    assert {element.tag.removeprefix(SVG) for element in parsed(bicycle).iter()} <= {
        *("svg", "title", "desc", "style", "defs", "linearGradient", "stop", "pattern"),
        *("g", "path", "rect", "circle", "text", "tspan"),
    }
    assert set(re.findall(r"url\(#([^)]+)\)", drawn)) <= own
    assert not re.search(r"href|@import|@font-face|url\((?!#)|\son\w+=", drawn)


def test_two_pictures_share_a_page(bicycle: CurvePicture) -> None:
    """No id and no style rule of one picture touches another."""
    first, second = draw_curve(bicycle), draw_curve(replace(bicycle, subtitle="Last 30 days"))
    mine = set(re.findall(r'id="([^"]+)"', first))
    scope = next(iter(sorted(mine, key=len)))
    sheet = first.split("<style>")[1].split("</style>")[0]
    selectors = re.findall(r"(?:^|[{}])\s*([^{}@:;]+?)\s*\{", sheet)

    assert mine.isdisjoint(re.findall(r'id="([^"]+)"', second))
    assert len(selectors) > 30
    assert all(selector.split()[0] == f"#{scope}" for selector in selectors)


def test_the_same_feelings_are_the_same_picture(bicycle: CurvePicture) -> None:
    """Drawing is deterministic, to the last character."""
    assert draw_curve(bicycle) == draw_curve(replace(bicycle))


def test_it_follows_the_readers_theme(bicycle: CurvePicture) -> None:
    """A dark palette stands beside the light one, behind the reader's preference."""
    drawn = draw_curve(bicycle)
    assert drawn.count("@media (prefers-color-scheme:dark)") == 1
    assert drawn.count("--paper:") == 2


def test_everything_a_reader_needs_is_written_out(bicycle: CurvePicture) -> None:
    """Stages, names, means, counts, zones and channels are words and figures, not only shapes and colours."""
    root = parsed(bicycle)

    assert words(root, "st") == ["Discover", "Choose", "Buy", "Ride"]
    assert words(root, "na")[2:4] == ["Test ride", "Choose size and colour"]
    assert words(root, "va") == ["+0.18", "+0.34", "+0.66", "\u22120.06", "\u22120.48", "\u22120.19", "+0.58"]
    assert words(root, "nn") == ["120"] * 6 + ["0", "120"]
    assert words(root, "zo") == ["Delight", "Positive", "Neutral", "Negative", "Frustration"]
    assert words(root, "lb") == ["App 240", "Shop 160", "Web 240", "Phone 160"]
    assert words(root, "em") == ["🙂"] * 7


def test_best_and_worst_moment_are_named(bicycle: CurvePicture) -> None:
    """The two extremes carry a tag, the silent touchpoint says so."""
    assert words(parsed(bicycle), "tg") == ["best moment", "worst moment", "no data"]


def test_the_curve_breaks_where_nobody_spoke(point: Callable[..., Point]) -> None:
    """A gap ends one path and starts another, and is hatched; nothing bridges it."""
    means = (0.1, 0.3, None, -0.2, 0.4)
    points = tuple(point(f"T{index}", 0, mean) for index, mean in enumerate(means))
    root = parsed(CurvePicture("J", "", (Band("S"),), points))
    curves = [path.get("d", "") for path in with_class(root, "cu") if path.get("stroke", "").endswith("-g)")]
    slot = 132

    assert [path.count("c") for path in curves] == [1, 1]
    assert [path.split()[0] for path in curves] == [f"M{176 + slot // 2}", f"M{176 + 7 * slot // 2}"]
    assert len(with_class(root, "no")) == 1


def test_a_channel_breaks_where_it_has_nothing_to_say(point: Callable[..., Point]) -> None:
    """A thin line passes only neighbours that both have feedback on that channel; markers stand at each."""
    points = (point("A", 0, 0.1, web=0.1), point("B", 0, 0.1, app=0.3), point("C", 0, 0.1, web=0.1, app=0.2))
    root = parsed(CurvePicture("J", "", (Band("S"),), points))
    plotted = [path.get("d", "") for path in with_class(root, "ch")]

    assert sum("c" in path for path in plotted) == 1
    assert [path.get("d", "").count("M") for path in with_class(root, "mk") if path.get("d")][-2:] == [2, 2]


def test_a_lone_touchpoint_shows_its_interval(point: Callable[..., Point]) -> None:
    """Without neighbours there is no curve, yet the interval is a shaded shape of its own height."""
    root = parsed(CurvePicture("J", "", (Band("S"),), (point("A", 0, 0.5),)))
    capsule = with_class(root, "rb")[0]

    assert capsule.tag == f"{SVG}rect"
    assert capsule.get("height") == "24"
    assert not [path for path in with_class(root, "cu") if path.get("stroke", "").endswith("-g)")]


def test_an_interval_beyond_the_axis_is_clipped_and_told_in_full(point: Callable[..., Point]) -> None:
    """The drawing ends at the axis; the tooltip keeps the numbers."""
    wide = replace(point("A", 0, 0.5), low=-1.7, high=2.7)
    root = parsed(CurvePicture("J", "", (Band("S"),), (wide,)))

    assert with_class(root, "rb")[0].get("height") == "400"
    assert "95 % interval \u22121.70 to +2.70" in ET.tostring(root, encoding="unicode")


@pytest.mark.parametrize(("mean", "baseline"), [(0.95, 233), (-0.95, 553)])
def test_a_mean_at_the_edge_is_written_inwards(
    mean: float, baseline: int, point: Callable[..., Point]
) -> None:
    """The figure of an extreme mean stands on the side where the plot has room."""
    root = parsed(CurvePicture("J", "", (Band("S"),), (point("A", 0, mean),)))
    assert [text.get("y") for text in with_class(root, "va")] == [str(baseline)]


def test_a_missing_emoji_leaves_the_zones_glyph(point: Callable[..., Point]) -> None:
    """Where the mode has no emoji, the ring holds the glyph of the zone."""
    plain = replace(point("A", 0, 0.5), emoji=None, zone="DELIGHT")
    root = parsed(CurvePicture("J", "", (Band("S"),), (plain,)))
    double_chevron = [
        path for path in with_class(root, "gl") if "m-4 0l4-4 4 4m-8 5l4-4 4 4" in path.get("d", "")
    ]

    assert words(root, "em") == []
    assert len(double_chevron) == 3  # on the axis, in the ring, beside the mean


def test_names_are_only_ever_text(point: Callable[..., Point]) -> None:
    """No name, however hostile, becomes markup, a control character or reordered text."""
    evil = replace(point(HOSTILE, 0, 0.2), emoji=HOSTILE, channels=(ChannelMark(HOSTILE, 0.1, 1),))
    picture = CurvePicture(HOSTILE, HOSTILE, (Band(HOSTILE),), (evil, point(HOSTILE, 0, None)))
    drawn = draw_curve(picture)

    assert parsed(picture).find(f".//{SVG}script") is None
    assert "<script" not in drawn
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e\ud800-\udfff\ufffe]", drawn)
    assert not re.search("[\x00-\x1f\u202e\ud800-\udfff\ufffe]", describe_curve(picture))


def test_a_long_name_is_cut_and_kept_in_full(point: Callable[..., Point]) -> None:
    """Three lines are shown, the last with an ellipsis; the tooltip has every word."""
    name = "An extraordinarily long touchpoint " * 6
    names = with_class(parsed(CurvePicture("J", "", (Band("S"),), (point(name, 0, 0.2),) * 9)), "na")
    lines = names[0].findall(f"{SVG}tspan")

    assert len(lines) == 3
    assert (lines[-1].text or "").endswith("…")
    assert names[0].findtext(f"{SVG}title") == name.strip()


@pytest.mark.parametrize(
    ("stages", "count", "said"),
    [
        ((), 0, "This journey has no touchpoints yet"),
        ((Band("Discover"), Band("Buy")), 0, "This journey has no touchpoints yet"),
        ((Band("Discover"),), 3, "Nobody has spoken here yet"),
    ],
)
def test_no_data_is_said_not_drawn(
    stages: tuple[Band, ...], count: int, said: str, point: Callable[..., Point]
) -> None:
    """Without touchpoints or feedback there is no curve, no best moment, and a sentence instead."""
    silent = tuple(point(f"T{index}", 0, None) for index in range(count))
    root = parsed(CurvePicture("J", "", stages, silent))

    assert words(root, "h1") == ["J", said]
    assert with_class(root, "cu") == []
    assert words(root, "tg") == ["no data"] * count


def test_equal_means_make_a_level_line_without_a_best_moment(point: Callable[..., Point]) -> None:
    """Nothing stands out where all is the same."""
    points = tuple(point(f"T{index}", 0, 0.25) for index in range(3))
    root = parsed(CurvePicture("J", "", (Band("S"),), points))

    assert words(root, "tg") == []
    assert words(root, "va") == ["+0.25"] * 3


def test_a_stage_without_touchpoints_keeps_its_band(point: Callable[..., Point]) -> None:
    """An empty stage is still a part of the journey."""
    picture = CurvePicture(
        "J", "", (Band("A"), Band("B"), Band("C")), (point("x", 0, 0.1), point("y", 2, 0.2))
    )
    assert words(parsed(picture), "st") == ["A", "B", "C"]


@pytest.mark.parametrize("stages", [(0, 2), (1, 0), (-1, 0)])
def test_points_that_leave_their_stages_are_refused(
    stages: tuple[int, int], point: Callable[..., Point]
) -> None:
    """A point of an unknown stage, or out of order, is an error of the caller."""
    with pytest.raises(ValueError, match="points follow the order of their stages, below 2: got"):
        CurvePicture("J", "", (Band("A"), Band("B")), tuple(point("x", stage, 0.1) for stage in stages))


def test_the_width_grows_and_names_never_touch(vast: CurvePicture) -> None:
    """200 touchpoints stand at least 104 pixels apart."""
    root = parsed(vast)
    xs = [float(text.get("x", "")) for text in with_class(root, "nn")]

    assert float(root.get("width", "")) > 200 * 104
    assert min(right - left for left, right in pairwise(xs)) >= 104


def test_the_largest_picture_stays_small(vast: CurvePicture) -> None:
    """200 touchpoints with 13 channels stay below 400 kB."""
    assert len(draw_curve(vast).encode()) < 400_000
