"""The plain afternoon version that Yearline is measured against: one `px.scatter` rebuilt in one callback.

`python tests/bench/afternoon.py PORT [FILE]`: of the default report, or of a CSV with date, theme and headline.
"""

import sys

import dash
import pandas as pd
import plotly.express as px
from dash import Input, Output, dcc, html

from data import extract_events, read_report

if len(sys.argv) > 2:
    table = pd.read_csv(sys.argv[2], parse_dates=["date"]).rename(columns={"date": "first_day"})
else:
    table = extract_events(read_report("data/kazakstan-2008.txt"))
    table = table[table["in_year"]].assign(theme=lambda t: t["theme"].astype(str))
app = dash.Dash(__name__)
app.layout = html.Div(
    [
        dcc.Checklist(sorted(table["theme"].unique()), [], id="themes"),
        html.Div(id="summary"),
        dcc.Graph(id="timeline"),
    ]
)


@app.callback(Output("timeline", "figure"), Output("summary", "children"), Input("themes", "value"))
def draw(themes):
    shown = table[table["theme"].isin(themes)] if themes else table
    figure = px.scatter(shown, x="first_day", y="theme", color="theme", hover_name="headline")
    return figure, f"{len(shown)} of {len(table)} events"


if __name__ == "__main__":
    app.run(port=int(sys.argv[1]))
