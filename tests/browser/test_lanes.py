"""What the chart's lanes are by, chosen above it; and their names, which are filters."""


def test_lanes_by_actor_are_chosen_kept_in_the_address_and_filter_by_their_name(open_page):
    page = open_page()
    page.get_by_label("Lanes").select_option("actor")
    page.wait_for_function("() => location.search.includes('lanes=actor')")
    page.wait_for_function("() => document.querySelectorAll('#timeline path.point').length > 11")
    assert page.inner_text("#summary") == "11 of 11 events", "an event in several lanes is counted once"
    box = page.locator("#timeline").bounding_box()
    page.mouse.click(box["x"] + 60, box["y"] + 60)
    page.wait_for_function("() => document.querySelector('#summary').textContent.startsWith('2 of')")
    assert page.get_by_role("checkbox", name="Rakhat Aliev").is_checked()
    page.go_back()
    page.wait_for_function("() => document.querySelector('#summary').textContent.startsWith('11 of')")
    page.go_back()
    page.wait_for_function("() => document.querySelector('#lanes').value === 'theme'")
