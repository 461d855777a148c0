"""graph.html in a real browser: offline, inert against hostile words, usable by mouse and by keyboard."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import kg

from ..conftest import Folder

playwright = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed (pip install 'kg-news[test]')"
)

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: chromium)"),
]

CASUALTIES = "North Korean casualties in Kursk Oblast"
NEW_YORK_TIMES = "The New York Times"

HOSTILE = (
    "</script><script>window.hit=1</script>",
    '<img src="x" onerror="window.hit=1">',
    "<!-- <script>window.hit=1",
    "javascript:window.hit=1",
    "\u202egro.live\u200f \u2067href\u2069",
    "{{ 7 * 7 }} ${window.hit=1}",
)

WIDE_TEXT = """\
قصف المدينة 👩‍🚒 فيلمورا

By Ilsa Brandt
14 March 2031

👩‍🚒🇺🇦 Crews said that قُتل 12 شخصًا 💥 في فيلمورا before dawn. Nobody else spoke.
"""
WIDE_WORDS = "قُتل 12 شخصًا 💥 في فيلمورا"
WIDE_RECORDS = f"""\
entities:
  - {{label: فيلمورا 👩‍🚒, class: Place, precision: city}}
  - {{label: Crews, class: Group, mentions: Crews}}
events:
  - {{id: deaths, type: casualties, label: Deaths 💥, place: فيلمورا 👩‍🚒}}
claims:
  - id: deaths
    about: deaths
    evidence: {WIDE_WORDS}
    factuality: CTplus
    chain: [{{source: Crews, anonymity: unnamed, cue: Crews said}}]
"""


@dataclass
class Opened:
    """A loaded page and what it did while it loaded and later."""

    page: Any
    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def choose(self, name: str) -> None:
        """Click a node in the list."""
        self.page.locator("#list button").filter(has_text=name).first.click()

    def place_of(self, name: str) -> dict[str, float]:
        """Where a node is drawn, in the window."""
        place: dict[str, float] = self.page.evaluate(
            """(name) => {
                const { id } = graph.nodes.find((node) => node.name === name);
                const box = document.getElementById("network").getBoundingClientRect();
                const at = network.canvasToDOM(network.getPosition(id));
                return { x: box.x + at.x, y: box.y + at.y };
            }""",
            name,
        )
        return place

    def hidden_nodes(self) -> set[str]:
        """The names of the nodes that are not drawn."""
        return set(self.page.evaluate("nodes.get().filter((n) => n.hidden).map((n) => nodesById.get(n.id).name)"))

    def list_names(self) -> list[str]:
        """The names in the list."""
        return [str(name) for name in self.page.locator("#list button").all_inner_texts()]


Opener = Callable[..., Opened]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """One browser for all tests of this file."""
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Opener]:
    """Opens an output folder's page in a context of its own and waits for the first drawing."""
    contexts = []

    def open_(folder: Path, *, offline: bool = False, script: str | None = None, **options: Any) -> Opened:
        context = chromium.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce", **options)
        contexts.append(context)
        context.set_offline(offline)
        if script:
            context.add_init_script(script)
        opened = Opened(context.new_page())
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("console", lambda message: opened.console.append(f"{message.type}: {message.text}"))
        opened.page.on("pageerror", lambda error: opened.errors.append(str(error)))
        opened.page.goto((folder / "graph.html").as_uri())
        opened.page.wait_for_selector("html[data-ready]", timeout=20_000)
        return opened

    yield open_
    for context in contexts:
        context.close()


def built(folder: Folder) -> Path:
    output = folder.path.parent / "output"
    kg.build(folder.path).write(output)
    return output


@pytest.fixture
def hostile_output(folder: Folder) -> Path:
    """The graph of an article whose headline, sentences and names are attacks."""
    sentences = "\n\n".join(f"Osk Harrow wrote {words} on the wall." for words in HOSTILE)
    text = f"{HOSTILE[0]} {HOSTILE[1]}\n\nBy Ilsa Brandt\n14 March 2031\n\n{sentences}\n"
    records = {
        "entities": [{"label": words, "class": "Group", "aliases": [f"alias {words}"]} for words in HOSTILE],
        "events": [
            {"id": f"e{number}", "type": "other-event", "label": f"event {words}", "agent": words}
            for number, words in enumerate(HOSTILE)
        ],
        "claims": [
            {"id": f"c{number}", "about": f"e{number}", "evidence": f"{words} on the wall", "factuality": "CTplus",
             "chain": [{"source": words, "anonymity": "named"}]}
            for number, words in enumerate(HOSTILE)
        ],
    }  # fmt: skip
    folder.add("hostile.txt", text, json.dumps(records))
    return built(folder)


@pytest.mark.parametrize("offline", [False, True], ids=["online", "offline"])
def test_the_page_asks_for_nothing(open_page: Opener, reviewed_output: Path, *, offline: bool) -> None:
    """Loading, selecting and hovering fetch only the file itself, with and without a network."""
    opened = open_page(reviewed_output, offline=offline)
    opened.choose(CASUALTIES)
    opened.page.mouse.move(**opened.place_of(CASUALTIES))
    assert [url for url in opened.requests if not url.startswith(("file:", "data:", "blob:"))] == []
    assert sum(url.startswith("file:") for url in opened.requests) == 1


def test_the_page_reports_no_error(open_page: Opener, reviewed_output: Path) -> None:
    """Every node can be selected without a message on the console or an exception."""
    opened = open_page(reviewed_output)
    for name in opened.list_names():
        opened.choose(name)
    opened.page.keyboard.press("Escape")
    assert (opened.console, opened.errors) == ([], [])


def test_hostile_words_run_nothing(open_page: Opener, hostile_output: Path) -> None:
    """Markup in the headline, names, aliases and sentences makes no element and runs no script."""
    opened = open_page(hostile_output)
    for name in opened.list_names():
        opened.choose(name)
        opened.page.mouse.move(**opened.place_of(name))
    assert opened.page.evaluate("window.hit") is None
    assert opened.page.locator("img, a, iframe, body script script").count() == 0
    assert (opened.console, opened.errors) == ([], [])


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_appear_as_text(open_page: Opener, hostile_output: Path, words: str) -> None:
    """A name with markup is shown as it is written, and so is the sentence around it."""
    opened = open_page(hostile_output)
    opened.page.evaluate("(name) => select(graph.nodes.find((n) => n.name === name).id, true)", f"event {words}")
    assert opened.page.locator("#detail h2").text_content() == f"event {words}"
    assert opened.page.locator("#detail mark").text_content() == f"{words} on the wall"


def test_an_injected_handler_is_blocked(open_page: Opener, reviewed_output: Path) -> None:
    """Should markup ever get in, the content security policy stops its handler and its script."""
    opened = open_page(reviewed_output)
    blocked = opened.page.evaluate(
        """async () => {
            const blocked = [];
            document.addEventListener("securitypolicyviolation", (event) => blocked.push(event.effectiveDirective));
            document.body.insertAdjacentHTML("beforeend", '<b id="bait" onclick="window.hit = 1">x</b>');
            document.getElementById("bait").click();
            const script = document.createElement("script");
            script.textContent = "window.hit = 2";
            document.body.append(script);
            await new Promise((resolve) => setTimeout(resolve, 200));
            return blocked;
        }"""
    )
    assert blocked == ["script-src-attr", "script-src-elem"]
    assert opened.page.evaluate("window.hit") is None


def test_choosing_an_event_marks_the_exact_words(
    open_page: Opener, reviewed_output: Path, reviewed_graph: kg.Graph
) -> None:
    """The marked text of each claim in the panel is a substring of the source, the one that the graph has."""
    opened = open_page(reviewed_output)
    opened.choose("Return of the North Korean forces")
    (words,) = opened.page.locator("#detail mark").all_text_contents()
    assert words.startswith("the North Korean forces could return after additional training")
    assert words in next(iter(reviewed_graph.articles.values())).text


def test_arabic_and_emoji_do_not_shift_the_mark(open_page: Opener, folder: Folder) -> None:
    """Characters beyond the basic plane before and inside the words leave the mark where it belongs."""
    folder.add("wide.txt", WIDE_TEXT, WIDE_RECORDS)
    opened = open_page(built(folder))
    opened.choose("Deaths 💥")
    assert opened.page.locator("#detail mark").text_content() == WIDE_WORDS
    sentence = opened.page.locator("#detail blockquote").text_content()
    assert sentence == f"👩‍🚒🇺🇦 Crews said that {WIDE_WORDS} before dawn."


def test_hovering_a_node_shows_its_sentence(open_page: Opener, reviewed_output: Path) -> None:
    """The pointer over a node of the drawing brings the sentence of its first claim, and leaving takes it away."""
    opened = open_page(reviewed_output)
    place = opened.place_of("Ukraine's incursion of August 2024")
    opened.page.mouse.move(place["x"] - 3, place["y"])
    opened.page.mouse.move(**place)
    opened.page.wait_for_selector("#tip", state="visible")
    assert "supporting Moscow’s military efforts following" in opened.page.locator("#tip").inner_text()
    opened.page.mouse.move(5, 5)
    opened.page.wait_for_selector("#tip", state="hidden")


def test_clicking_a_node_of_the_drawing_opens_its_claims(open_page: Opener, reviewed_output: Path) -> None:
    """The drawing selects as the list does."""
    opened = open_page(reviewed_output)
    opened.page.mouse.click(**opened.place_of(CASUALTIES))
    opened.page.wait_for_selector(f"#detail h2:has-text('{CASUALTIES}')")


def test_a_chain_is_read_from_the_nearest_source(open_page: Opener, reviewed_output: Path) -> None:
    """Each claim of a chain says who reports whom, and how those are not named."""
    opened = open_page(reviewed_output)
    opened.choose("Return of the North Korean forces")
    assert opened.page.locator("#detail .chain").text_content() == "The New York Times ← US officials (unnamed)"


def test_unchecking_a_type_hides_its_nodes(open_page: Opener, reviewed_output: Path) -> None:
    """A type that is off is neither in the drawing nor in the list, and the count says so."""
    opened = open_page(reviewed_output)
    opened.page.uncheck("#legend input[value=Person]")
    persons = {"Oleksandr Syrskyi", "Volodymyr Zelenskyy", "Yuri Zoria"}
    assert opened.hidden_nodes() == persons
    assert persons.isdisjoint(opened.list_names())
    assert opened.page.locator("#found").text_content() == "36 of 39 nodes"


def test_edges_of_hidden_nodes_are_hidden(open_page: Opener, reviewed_output: Path) -> None:
    """No arrow ends in nothing."""
    opened = open_page(reviewed_output)
    opened.page.uncheck("#legend input[value=Event]")
    loose = opened.page.evaluate(
        "edges.get().filter((e) => !e.hidden && (nodes.get(e.from).hidden || nodes.get(e.to).hidden))"
    )
    assert loose == []


def test_a_link_to_a_hidden_node_shows_its_type_again(open_page: Opener, reviewed_output: Path) -> None:
    """Selecting from the panel a node whose type is off turns the type on instead of failing."""
    opened = open_page(reviewed_output)
    opened.choose("Volodymyr Zelenskyy")
    opened.page.uncheck("#legend input[value=Event]")
    opened.page.locator("#detail button").filter(has_text=CASUALTIES).first.click()
    assert opened.page.is_checked("#legend input[value=Event]")
    assert opened.page.locator("#detail h2").text_content() == CASUALTIES
    assert opened.errors == []


def test_turning_off_the_type_of_the_selected_node_clears_it(open_page: Opener, reviewed_output: Path) -> None:
    """The panel does not go on about a node that is no longer there."""
    opened = open_page(reviewed_output)
    opened.choose("Yuri Zoria")
    opened.page.uncheck("#legend input[value=Person]")
    assert opened.page.locator("#detail h2").text_content() == "Who says what"
    assert opened.errors == []


def test_conflicting_figures_stand_side_by_side(open_page: Opener, reviewed_output: Path) -> None:
    """The two figures for the losses are beside each other, each with who gives it."""
    opened = open_page(reviewed_output)
    opened.choose(CASUALTIES)
    cards = opened.page.locator("#detail .comparison .claim")
    assert cards.locator(".chain").all_text_contents() == ["Volodymyr Zelenskyy", "Oleksandr Syrskyi"]
    assert "4,000" in cards.nth(0).locator(".figures").inner_text()
    assert "0.5 of 12,000" in cards.nth(1).locator(".figures").inner_text()
    first, second = cards.nth(0).bounding_box(), cards.nth(1).bounding_box()
    assert first["y"] == second["y"]
    assert first["x"] + first["width"] <= second["x"]


def test_the_overview_lists_every_disagreement(open_page: Opener, reviewed_output: Path) -> None:
    """Before anything is selected the panel has the two contradictions: the losses, and when the troops came."""
    opened = open_page(reviewed_output)
    assert opened.page.locator("#detail .comparison").count() == 2
    times = " ".join(opened.page.locator("#detail .comparison .time").all_text_contents())
    assert "late October" in times
    assert "in November (2024-11)" in times


def test_the_keyboard_goes_from_search_to_evidence_and_back(open_page: Opener, reviewed_output: Path) -> None:
    """Find, Tab and Enter select; the focus goes to the panel's heading; Escape clears and returns to the list."""
    opened = open_page(reviewed_output)
    opened.page.focus("#find")
    opened.page.keyboard.type("Casualties in")
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("document.activeElement.textContent") == CASUALTIES
    assert opened.page.evaluate("document.activeElement.localName") == "h2"
    assert opened.page.locator("#detail mark").count() > 2
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("#detail h2").text_content() == "Who says what"
    assert (
        opened.page.evaluate("document.activeElement.closest('#list') && document.activeElement.textContent")
        == CASUALTIES
    )


def test_enter_in_the_search_selects_the_first_match(open_page: Opener, velmora: Folder) -> None:
    """A query without accents, in any case, finds a name or an alias; Enter takes it."""
    opened = open_page(built(velmora))
    opened.page.fill("#find", "HÄRROW")
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#detail h2").text_content() == "Osk Harrow"
    assert opened.page.locator("#detail dd").first.text_content() == "Harrow"


def test_the_focus_is_visible(open_page: Opener, reviewed_output: Path) -> None:
    """Whatever the keyboard reaches has an outline."""
    opened = open_page(reviewed_output)
    opened.page.focus("#legend input")
    outlines = []
    for _ in range(12):
        opened.page.keyboard.press("Tab")
        outlines.append(opened.page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
    assert set(outlines) == {"solid"}


def test_the_selection_dims_what_is_not_linked_to_it(open_page: Opener, reviewed_output: Path) -> None:
    """The neighbours of the selected node keep their strength, the rest steps back."""
    opened = open_page(reviewed_output)
    opened.choose(NEW_YORK_TIMES)
    strong = opened.page.evaluate("nodes.get().filter((n) => n.opacity === 1).map((n) => nodesById.get(n.id).name)")
    assert CASUALTIES in strong
    assert "Battle for Kursk" not in strong


def test_positions_are_the_same_on_two_loads(open_page: Opener, reviewed_output: Path) -> None:
    """Nobody has to find a node again."""
    first, second = (open_page(reviewed_output).page.evaluate("network.getPositions()") for _ in range(2))
    assert first == second


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (390, 844)])
def test_the_first_view_holds_every_node(open_page: Opener, reviewed_output: Path, width: int, height: int) -> None:
    """The whole drawing fits into its pane on a desktop, a tablet and a phone, and no label is too small to read."""
    opened = open_page(reviewed_output)
    opened.page.set_viewport_size({"width": width, "height": height})
    opened.page.wait_for_timeout(800)
    outside, smallest = opened.page.evaluate(
        """() => {
            const pane = document.getElementById("network");
            const at = (node) => network.canvasToDOM(node);
            const inside = ({ x, y }) => x >= 0 && y >= 0 && x <= pane.clientWidth && y <= pane.clientHeight;
            const sizes = nodes.get().filter((node) => node.label).map((node) => node.font.size * network.getScale());
            return [graph.nodes.filter((node) => !inside(at(node))).map((node) => node.name), Math.min(...sizes)];
        }"""
    )
    assert outside == []
    assert smallest > 10.9


def test_every_label_is_drawn_on_a_desktop(open_page: Opener, reviewed_output: Path) -> None:
    """At 1440 × 900 the layout leaves room for the label of each node of the first article."""
    opened = open_page(reviewed_output)
    assert opened.page.evaluate("nodes.get().filter((node) => !node.label).length") == 0


CONTRAST = """() => {
    const channels = (color) => (color.startsWith("#")
        ? [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16))
        : color.match(/[\\d.]+/g).slice(0, 3).map(Number));
    const light = (color) => channels(color).map((c) => c / 255)
        .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
    const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
    const paper = getComputedStyle(document.body).backgroundColor;
    const behind = (node) => {
        for (let at = node; at; at = at.parentElement) {
            const color = getComputedStyle(at).backgroundColor;
            if (color !== "rgba(0, 0, 0, 0)") return color;
        }
        return paper;
    };
    const texts = [...document.querySelectorAll(
        "h1, h2, h3, p, mark, dt, .chain, .figures, .time, .anonymity, #legend label, .count, .node"
    )].filter((text) => text.checkVisibility());
    return Math.min(
        ...nodes.get().map((node) => ratio(node.font.color, paper)),
        ...texts.map((text) => ratio(getComputedStyle(text).color, behind(text))),
    );
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast(open_page: Opener, reviewed_output: Path, scheme: str) -> None:
    """Labels of the drawing and text of the panels have a contrast of at least 4.5 : 1 (WCAG AA) in both themes."""
    assert open_page(reviewed_output, color_scheme=scheme).page.evaluate(CONTRAST) >= 4.5


def test_a_change_of_theme_reaches_the_drawing(open_page: Opener, reviewed_output: Path) -> None:
    """The canvas takes the new colours at once, without a reload."""
    opened = open_page(reviewed_output, color_scheme="light")
    opened.page.emulate_media(color_scheme="dark")
    opened.page.wait_for_timeout(100)
    assert opened.page.evaluate("readPalette().ink") == "#ececec"
    assert opened.page.evaluate(CONTRAST) >= 4.5


def test_the_page_needs_no_storage(open_page: Opener, reviewed_output: Path) -> None:
    """A browser that refuses storage and cookies shows the same page."""
    refuse = "".join(
        f"Object.defineProperty({owner}, '{name}', {{ get() {{ throw new Error('no {name}'); }} }});"
        for owner, name in (
            ("window", "localStorage"),
            ("window", "sessionStorage"),
            ("window", "indexedDB"),
            ("document", "cookie"),
        )
    )
    opened = open_page(reviewed_output, script=refuse)
    opened.choose(CASUALTIES)
    assert (opened.console, opened.errors) == ([], [])
