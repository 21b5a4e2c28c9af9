"""The parts of the page, and the pure functions that place and draw the timeline."""
