"""What only a real browser shows: marks and headlines drawn, filters, keys, the address, small screens, axe."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from data.version import VERSION

# Of each headline, or theme under it in a narrow chart: left, top, right, bottom, its words, and its trace's name.
BOXES = """() => [...document.querySelectorAll('#timeline .textpoint text')].map(e => [e, e.closest('.trace').__data__[0].trace.name]).filter(([, name]) => name !== 'names').map(([e, name]) => {
  const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom, e.textContent, name] })"""
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def click_mark(page, part):
    mark, box = page.locator(f'#timeline path.point[aria-label*="{part}"]'), None
    while (now := mark.bounding_box()) != box:  # a chart that was filtered may still move its marks
        box = now
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def check_axe(page, state):
    found = Axe().run(page, options=WCAG).response["violations"]
    assert not found, state + json.dumps(
        [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found], indent=1
    )


@pytest.mark.parametrize("width", [320, 390, 480, 640, 768, 1024, 1280, 1440, 1920, 2560])
def test_eleven_marks_and_headlines_without_overlap(open_page, table, width):
    page = open_page(width=width)
    expect(page.locator("#summary")).to_have_text("11 of 11 events")
    assert page.locator("#timeline path.point[aria-label]").count() == 11
    boxes = page.evaluate(BOXES)
    own = table[table["in_year"]]
    tellings = {"".join(told.split()) for told in (*own["headline"], *own["label"])}
    told = ["".join(b[4].split()) for b in boxes if b[5] == "headlines"]
    assert len(told) == 11 and set(told) <= tellings, "each tells its headline or its label, whole"
    themes = [b[4] for b in boxes if b[5] == "themes"]
    assert sorted(themes) == sorted(table[table["in_year"]]["theme"]) if width <= 640 else not themes
    for i, a in enumerate(boxes):
        assert a[0] >= 0 and a[2] <= width
        for b in boxes[i + 1 :]:
            assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] - 1 and b[1] < a[3] - 1), (a, b)


def test_filters_narrow_and_reset_brings_back(open_page):
    page = open_page()
    expect(page.get_by_role("button", name="Reset")).to_be_hidden()
    page.get_by_role("checkbox", name="Freedom of religion").check()
    expect(page.locator("#summary")).to_have_text("2 of 11 events")
    page.get_by_role("checkbox", name="Background").check()
    expect(page.locator("#summary")).to_have_text("4 of 11 events")
    page.get_by_role("checkbox", name="Nursultan Nazarbaev").check()
    expect(page.locator("#summary")).to_have_text("1 of 11 events")
    expect(page.locator("#few q")).to_contain_text(
        ["In January, President Nazarbaev attacked religious minorities"]
    )
    expect(page.locator("#summary-more")).to_have_text(
        ": theme is Freedom of religion or Background, actor is Nursultan Nazarbaev"
    )
    page.wait_for_url("**/?theme=*actor=Nursultan+Nazarbaev*")
    page.get_by_role("button", name="Reset").click()
    expect(page.locator("#summary")).to_have_text("11 of 11 events")
    expect(page.locator("#few")).to_be_hidden()


def test_filters_faster_than_the_server_end_in_what_all_of_them_say(open_page):
    page = open_page()
    held = []
    page.route("**/drawing?*", lambda route: held.append(route))
    for theme in ("Freedom of religion", "Background", "Legal developments"):
        page.get_by_role("checkbox", name=theme).check()
    page.get_by_role("checkbox", name="Background").focus()
    page.keyboard.press("Space")
    page.get_by_label("Search").fill("law")
    page.wait_for_url("**/?theme=Freedom+of+religion&theme=Legal+developments&q=law")
    page.unroute("**/drawing?*")
    expect(page.locator("#summary")).to_have_text("2 of 11 events")
    expect(page.locator(".filter-chip")).to_have_text(
        ["Freedom of religion✕", "Legal developments✕", "“law”✕"]
    )
    page.get_by_role("button", name="Reset").click()
    expect(page.locator("#summary")).to_have_text("11 of 11 events")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)


def test_chips_take_filters_back_one_by_one(open_page):
    page = open_page("/?theme=Background&theme=Freedom+of+religion&from=2008-02&q=tribunal")
    expect(page.locator(".filter-chip")).to_have_count(4)
    expect(page.locator("#summary")).to_have_text("1 of 11 events")
    page.get_by_role("button", name="Remove filter: “tribunal”").click()
    expect(page.locator("#summary")).to_have_text("2 of 11 events")
    page.get_by_role("button", name="Remove filter: from February 2008").click()
    expect(page.locator("#summary")).to_have_text("4 of 11 events")
    page.get_by_role("button", name="Remove filter: Background").click()
    expect(page.locator("#summary")).to_have_text("2 of 11 events")
    page.wait_for_url("**/?theme=Freedom+of+religion")


def test_search_marks_hits_and_the_way_back_from_nothing(open_page):
    page = open_page()
    page.keyboard.press("/")
    page.keyboard.type("zero-tol")
    expect(page.locator("#summary")).to_have_text("1 of 11 events")
    expect(page.locator("#timeline path.point")).to_have_count(1)  # drawn, not only foreseen
    click_mark(page, "zero-tolerance")
    expect(page.locator("#details mark.hit").first).to_have_text("zero-tol")
    page.get_by_label("Search").fill("no such words")
    expect(page.get_by_text("No event matches these filters.")).to_be_visible()
    page.get_by_role("button", name="Show all events").click()
    expect(page.locator("#summary")).to_have_text("11 of 11 events")


def test_a_click_opens_the_sentence(open_page):
    page = open_page()
    click_mark(page, "asylum-seekers")
    expect(page.locator("#details mark")).to_contain_text(
        "In May, three Uzbekistani asylum-seekers were detained"
    )
    expect(page.locator("#details")).to_contain_text("May 2008")
    page.get_by_role("button", name="Next event").click()
    expect(page.locator("#details h2").first).to_contain_text("Kazakstan ratifies")
    page.keyboard.press("Escape")
    expect(page.locator("#details")).to_be_hidden()


def test_a_headline_is_as_good_to_click_as_its_mark(open_page):
    page = open_page()
    box = page.locator("#timeline .textpoint", has_text="Three Uzbekistani").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 8)
    expect(page.locator("#timeline path.point.linked")).to_have_attribute(
        "aria-label",
        re.compile(
            "Three Uzbekistani asylum-seekers detained by Kazakstani police officers after .*, May 2008"
        ),
    )
    page.mouse.down()
    page.mouse.up()
    expect(page.locator("#details-title")).to_contain_text(
        "Three Uzbekistani asylum-seekers detained by Kazakstani police officers"
    )


def test_keys_walk_open_close_and_give_the_focus_back(open_page):
    page = open_page()
    page.locator("#chart").focus()
    page.keyboard.press("Home")
    spoken = page.locator("#spoken")
    expect(spoken).to_have_text(
        "Rakhat Aliev sentenced in his absence to 20 years’ imprisonment on charges including kidnapping, money laundering, assault and murder, January 2008, Background, Rakhat Aliev. 1 of 11"
    )
    page.keyboard.press("ArrowRight")
    expect(spoken).to_contain_text("2 of 11")
    page.keyboard.press("ArrowUp")
    expect(spoken).to_contain_text("Refugees and asylum-seekers")
    page.keyboard.press("End")
    expect(spoken).to_contain_text("11 of 11")
    expect(page.locator("#timeline path.point.walked")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#details-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#details")).to_be_hidden()
    expect(page.locator("#chart")).to_be_focused()


def test_tab_reaches_the_chart_once_and_goes_on(open_page):
    page = open_page()
    reached = []
    for _ in range(70):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert reached.count("chart") == 1 and any("month" in name for name in reached)


def test_the_help_lists_the_keys(open_page):
    page = open_page()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Help")).to_be_visible()
    expect(page.locator("#keys")).to_contain_text(f"Yearline {VERSION}")
    check_axe(page, "keys")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Help")).to_be_hidden()


def test_a_pasted_address_restores_everything_and_back_leaves(open_page, table):
    event = table[table["date"] == "2008-05"]["id"].iloc[0]
    page = open_page(f"/?theme=Refugees+and+asylum-seekers&from=2008-03&to=2008-08&event={event}")
    expect(page.locator("#summary")).to_have_text("1 of 11 events")
    expect(page.get_by_role("checkbox", name="Refugees and asylum-seekers")).to_be_checked()
    expect(page.locator("#months-said")).to_have_text("March–August 2008")
    expect(page.locator("#details mark")).to_contain_text("asylum-seekers")


def test_dragging_over_the_overview_narrows_the_months(open_page):
    page = open_page()
    bars = page.locator("#overview .month")
    expect(bars).to_have_count(11)
    first, last = bars.nth(2).bounding_box(), bars.nth(6).bounding_box()
    page.mouse.move(first["x"] + 9, first["y"] + 20)
    page.mouse.down()
    page.mouse.move(last["x"] + 9, last["y"] + 20, steps=4)
    page.mouse.up()
    expect(page.locator("#summary")).to_have_text("3 of 11 events")
    expect(page.locator("#months-said")).to_have_text("March–July 2008")
    page.wait_for_url("**/?from=2008-03&to=2008-07")
    bars.nth(10).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#months-said")).to_have_text("November 2008")


def test_the_report_beside_the_chart(open_page):
    page = open_page()
    page.keyboard.press("r")
    marks = page.locator("#reading .event-mark")
    expect(marks).to_have_count(11)
    expect(page.locator("#reading")).to_contain_text(
        "Domestic and international organizations were monitoring"
    )
    marks.nth(0).hover()
    expect(page.locator("#timeline path.point.linked")).to_have_count(1)
    page.get_by_role("checkbox", name="Freedom of religion").check()
    expect(page.locator("#reading .event-mark.hidden-by-filters")).to_have_count(9)
    page.locator("#reading .event-mark:not(.hidden-by-filters)").first.press("Enter")
    expect(page.locator("#details h2").first).to_contain_text("President Nazarbaev attacks")
    expect(page.locator("#reading .event-mark.current")).to_have_count(1)
    check_axe(page, "report")


def test_the_table_is_the_same_selection_sorted_by_any_column(open_page):
    page = open_page("/?theme=Torture+and+other+ill-treatment&theme=Background")
    page.keyboard.press("t")
    rows = page.locator("#table tbody tr")
    expect(rows).to_have_count(5)
    page.get_by_role("button", name="Event", exact=True).click()
    expect(rows.first).to_contain_text("Committee against Torture calls")
    page.get_by_role("button", name="Event").click()
    expect(rows.first).to_contain_text("Rakhat Aliev sentenced")
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Event ↓")
    check_axe(page, "table")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy table").click()
    expect(page.locator("#table .copied")).to_contain_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert copied[0] == "Date\tTheme\tEvent\tActors" and len(copied) == 6
    with page.expect_download() as download:
        page.get_by_role("link", name="Download CSV").click()
    assert len(download.value.path().read_text("utf-8").splitlines()) == 6
    page.wait_for_url("**view=table")
    page.keyboard.press("t")
    expect(page.locator("#timeline path.point").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page, table, scheme):
    page = open_page(color_scheme=scheme)
    check_axe(page, f"page, {scheme}")
    page = open_page(f"/?event={table['id'].iloc[3]}&theme=Background", color_scheme=scheme)
    expect(page.locator("#details mark")).to_be_visible()
    check_axe(page, f"details, {scheme}")
    page.get_by_role("button", name="Share").click()
    check_axe(page, f"share, {scheme}")
    page.locator("#share-more > summary").click()
    check_axe(page, f"all of share, {scheme}")


def test_share_leads_with_slide_picture_and_link(open_page):
    page = open_page("/?theme=Background")
    page.get_by_role("button", name="Share").click()
    items = page.locator("#share .share-item:visible strong")
    expect(items).to_have_text(["Slides", "Picture", "Copy link"])
    preview = page.locator("#share-preview")
    expect(preview).to_have_attribute("src", re.compile(r"/timeline\.svg\?theme=Background$"))
    page.wait_for_function("() => document.getElementById('share-preview').naturalWidth > 0")
    page.locator("#share-more > summary").click()
    expect(items).to_have_count(26)


def test_small_screens_have_a_menu_a_drawer_and_no_sideways_scrolling(open_page):
    for width in (320, 390):
        page = open_page(width=width, height=844)
        menu = page.get_by_role("button", name="More", exact=True)
        tops = page.locator(".header button:visible, h1").evaluate_all(
            "all => all.map(e => e.offsetTop + e.offsetHeight / 2)"
        )
        assert max(tops) - min(tops) < 8, "the header is one row"
        expect(page.get_by_role("button", name="Table")).to_be_hidden()
        menu.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Table")).to_be_visible()
        check_axe(page, "menu")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        small = page.evaluate("""() => [...document.querySelectorAll('button, a.button')].filter(e => e.offsetParent && !e.closest('#overview'))
          .map(e => [e.textContent, e.getBoundingClientRect()]).filter(([, b]) => b.width < 44 || b.height < 44).map(([t]) => t)""")
        assert not small
        bars = page.locator("#overview .month")
        assert (
            min(
                bar["width"]
                for bar in bars.evaluate_all("all => all.map(bar => bar.getBoundingClientRect())")
            )
            >= 24
        )
        page.get_by_role("button", name="Filters").click()
        expect(page.locator("#search")).to_be_focused()
        check_axe(page, "drawer")
        page.get_by_role("checkbox", name="Background").check()
        expect(page.locator("#summary")).to_have_text("2 of 11 events")
        page.get_by_role("button", name="Show 2 events").click()
        expect(page.get_by_role("button", name="Filters")).to_be_focused()
        expect(page.locator("#search")).to_be_hidden()


def test_presenting_shows_all_of_the_year_beside_each_event(open_page):
    page = open_page("/?present=1")
    whole = "() => { const room = document.querySelector('#chart'); return room.scrollHeight <= room.clientHeight + 2 }"
    page.wait_for_function(whole)
    page.keyboard.press("End")
    expect(page.locator("#details h2").first).to_contain_text("Parliament rushes")
    page.wait_for_function(whole)
    # Others have their label here, where there is room; where it is broken into lines there is no space.
    faded = page.locator("#timeline .textpoint", has_text=re.compile(r"Kazakstan\s*ratifies\s*Optional"))
    expect(faded).to_have_css("opacity", "0.25")
    expect(page.locator("#timeline .textpoint", has_text="Jul").first).to_have_css("opacity", "1")
    details = page.locator("#details")
    assert details.evaluate("box => box.scrollHeight <= box.clientHeight + 2")


def test_presenting_walks_the_events_and_comes_back(open_page):
    page = open_page("/?theme=Background&present=1")
    expect(page.locator("body.presenting")).to_be_attached()
    expect(page.locator("#progress span")).to_have_text("2 events")
    page.keyboard.press("PageDown")
    expect(page.locator("#details h2").first).to_contain_text("Rakhat Aliev sentenced")
    expect(page.locator("#progress span")).to_have_text("1 of 2")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#details h2").first).to_contain_text("ribunal finds")
    page.keyboard.press("PageUp")
    expect(page.locator("#progress span")).to_have_text("1 of 2")
    check_axe(page, "presenting")
    page.keyboard.press("Escape")
    expect(page.locator("body.presenting")).to_have_count(0)
    expect(page.locator("#summary")).to_have_text("2 of 11 events")
    page.wait_for_url("**/?theme=Background")


def test_nothing_jumps_while_loading(open_page):
    page = open_page()
    shift = page.evaluate("""() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().reduce((a, e) => a + e.value, 0)))
      .observe({ type: 'layout-shift', buffered: true }) ?? setTimeout(() => done(0), 600))""")
    assert shift < 0.02


@pytest.mark.parametrize("width", [390, 1440])
def test_the_first_picture_stands_where_plotly_draws(open_page, width):
    def lines(within, leaves):
        """Where each line of text stands: words, x and y in whole px."""
        return page.locator(
            within
        ).evaluate(f"""svg => [...svg.querySelectorAll("{leaves}")].map(e => [e, e.getBoundingClientRect()])
          .filter(([e, b]) => e.textContent && b.width).map(([e, b]) => [e.textContent, Math.round(b.x), Math.round(b.y)]).sort()""")

    page = open_page(width=width)
    held = []
    page.route("**/plotly.min.js*", lambda route: held.append(route))
    page.reload(wait_until="commit")
    page.wait_for_function(
        "() => document.fonts.status === 'loaded' && document.querySelector('#early text')?.getBoundingClientRect().width"
    )
    early = lines("#early svg", "text")
    for route in held:
        route.continue_()
    page.unroute("**/plotly.min.js*")
    page.wait_for_selector("#timeline[data-drawn]", state="attached")
    drawn = lines("#timeline .main-svg .scatterlayer", "tspan.line, text:not(:has(tspan.line))")
    assert len(early) == len(drawn) > 30
    for (words, x, y), (other, x2, y2) in zip(early, drawn, strict=True):
        assert words == other and abs(x - x2) <= 1 and abs(y - y2) <= 1


def test_an_unreachable_server_is_said_and_the_page_goes_on(open_page, context_problems):
    page = open_page()
    page.route("**/drawing*", lambda route: route.abort())
    page.route("**/healthz", lambda route: route.abort())
    page.get_by_role("checkbox", name="Background").check()
    expect(page.locator("#notice")).to_be_visible()
    page.unroute("**/drawing*")
    page.unroute("**/healthz")
    expect(page.locator("#notice")).to_be_hidden()
    expect(page.locator("#summary")).to_have_text("2 of 11 events")
    context_problems.clear()


def test_a_filter_before_the_first_drawing_and_without_idle_callbacks(open_page):
    page = open_page()
    page.add_init_script("delete window.requestIdleCallback")  # as Safari is
    held = []
    page.route("**/plotly.min.js*", lambda route: held.append(route))
    page.reload(wait_until="commit")
    page.wait_for_selector("#first", state="detached")
    page.get_by_role("checkbox", name="Background").check()
    expect(page.locator("#notice")).to_be_hidden()
    expect(page.locator("#early circle")).to_have_count(11)
    for route in held:
        route.continue_()
    page.unroute("**/plotly.min.js*")
    expect(page.locator("#summary")).to_have_text("2 of 11 events")
    expect(page.locator(".filter-chip")).to_have_text("Background✕")
    expect(page.locator("#timeline path.point[aria-label]")).to_have_count(2)


def test_typing_leaves_months_beside_the_axis_as_they_are(open_page):
    page = open_page("/?from=2009-05")
    page.get_by_label("Search").fill("law")
    page.wait_for_url("**q=law*")
    assert "from=2009-05" in page.url
    expect(page.locator(".filter-chip")).to_have_text(["from May 2009✕", "“law”✕"])
    assert "from=2009-05" in page.url


def test_the_focus_returns_to_the_chart_after_a_dialog_in_between(open_page):
    page = open_page()
    page.locator("#chart").focus()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(page.locator("#details-title")).to_be_focused()
    page.get_by_role("button", name="Share").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#details")).to_be_hidden()
    expect(page.locator("#chart")).to_be_focused()


def test_a_link_decides_between_chart_and_table(open_page, address):
    page = open_page()
    page.keyboard.press("t")
    page.wait_for_url("**view=table")
    page.goto(address + "/?theme=Background")
    page.wait_for_selector("#timeline path.point")
    expect(page.locator("#table table")).to_be_hidden()
    page.goto(address + "/?theme=Background&sort=headline-down&view=table")
    expect(page.locator("#table tbody tr")).to_have_count(2)
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Event ↓")
    page.keyboard.press("t")
    page.wait_for_url("**/?theme=Background")
    expect(page.locator("#timeline path.point").first).to_be_visible()


def test_the_address_says_the_open_event(open_page, table):
    event = table[table["date"] == "2008-05"]["id"].iloc[0]
    page = open_page()
    click_mark(page, "asylum-seekers detained")
    page.wait_for_url(f"**/?event={event}")
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(r"/$"))


def test_shift_and_arrows_select_months_of_the_overview(open_page):
    page = open_page()
    page.locator("#overview .month").nth(0).focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    page.wait_for_url("**/?from=2008-03&to=2008-06")
    expect(page.locator("#overview .month:not(.out)")).to_have_count(4)
    page.keyboard.press("Shift+ArrowLeft")
    page.wait_for_url("**/?from=2008-03&to=2008-05")


def test_months_beside_the_axis_stay_in_the_address(open_page):
    page = open_page("/?from=2009-05")
    chip = page.get_by_role("button", name="Remove filter: from May 2009")
    expect(chip).to_be_visible()
    page.get_by_label("Search").fill("law")
    expect(page.get_by_role("button", name="Remove filter: “law”")).to_be_visible()
    page.wait_for_function("() => location.search.includes('q=law')")
    assert "from=2009-05" in page.url
    expect(chip).to_be_visible()
    expect(page.get_by_role("slider", name="First month")).to_have_attribute("aria-valuenow", "10")


def test_forced_colours_keep_boxes_bars_and_slider_to_be_seen(open_page):
    page = open_page("/?theme=Background", forced_colors="active")
    colour = "e => { const s = getComputedStyle(e); return [s.backgroundColor, s.borderTopColor] }"
    canvas = page.evaluate("getComputedStyle(document.body).backgroundColor")
    checked = page.get_by_role("checkbox", name="Background").evaluate(colour)
    empty = page.get_by_role("checkbox", name="Legal developments").evaluate(colour)
    actor = page.get_by_role("checkbox", name="Rakhat Aliev").evaluate(colour)
    assert checked[0] != empty[0] == canvas and empty[1] != canvas and actor[1] != canvas
    for part in ("#overview .bar", ".months [class*=Slider-bar]", ".months [role=slider]"):
        assert page.locator(part).first.evaluate(colour)[0] != canvas, part


def test_under_a_finger_all_of_a_row_answers(open_page):
    page = open_page(width=390, height=844, has_touch=True)
    page.get_by_role("button", name="More", exact=True).tap()
    expect(page.get_by_role("button", name="Open…")).to_be_visible()
    expect(page.get_by_role("button", name="Help")).to_be_visible()
    page.get_by_role("button", name="Filters").tap()
    for row in (".theme .mantine-Checkbox-label", ".actor"):
        heights = page.locator(row).evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
        assert len(heights) >= 7 and min(heights) >= 44
    page.locator(".theme").first.tap(position={"x": 4, "y": 5})
    expect(page.locator("#summary")).to_have_text("2 of 11 events")
    expect(page.get_by_role("checkbox", name="Background")).to_be_checked()


def test_on_a_phone_the_table_is_cards(open_page):
    page = open_page("/?view=table", width=390, height=844)
    rows = page.locator("#table tbody tr")
    expect(rows).to_have_count(11)
    assert page.evaluate("document.querySelector('#table').scrollWidth") <= 390
    first = rows.first
    headline, date = first.locator(".headline-cell").bounding_box(), first.locator(".when").bounding_box()
    assert date["y"] >= headline["y"] + headline["height"] - 1
    check_axe(page, "cards")
