package io.forerun.cli;

import io.forerun.backtest.WhatIf;
import java.time.Instant;
import java.util.Locale;

/** What another fleet would have changed, as a table or as JSON. */
final class WhatIfText {
    private WhatIfText() {}

    static void print(final WhatIf result, final boolean json) {
        if (json) {
            JsonOutput.print(out -> {
                out.writeStartObject();
                out.writeStringField(
                        "from", Instant.ofEpochMilli(result.fromMs()).toString());
                out.writeStringField("to", Instant.ofEpochMilli(result.toMs()).toString());
                for (final Row row : rows(result)) {
                    out.writeObjectFieldStart(row.name);
                    out.writeNumberField("cost_usd", row.side.costUsd());
                    out.writeNumberField("unserved_pct", row.side.unservedPct());
                    out.writeNumberField("shortfall_usd", row.side.shortfallUsd());
                    out.writeEndObject();
                }
                out.writeEndObject();
            });
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "%s to %s, demand and forecasts of the journal%n%-12s %10s %11s %14s%n",
                Instant.ofEpochMilli(result.fromMs()),
                Instant.ofEpochMilli(result.toMs()),
                "fleet",
                "cost USD",
                "unserved %",
                "shortfall USD");
        for (final Row row : rows(result)) {
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %10.2f %11.4f %14.2f%n",
                    row.name,
                    row.side.costUsd(),
                    row.side.unservedPct(),
                    row.side.shortfallUsd());
        }
    }

    private record Row(String name, WhatIf.Side side) {}

    private static Row[] rows(final WhatIf result) {
        final WhatIf.Side own = result.own();
        final WhatIf.Side other = result.other();
        final WhatIf.Side difference = new WhatIf.Side(
                other.costUsd() - own.costUsd(),
                other.unservedPct() - own.unservedPct(),
                other.shortfallUsd() - own.shortfallUsd());
        return new Row[] {new Row("own", own), new Row("other", other), new Row("difference", difference)};
    }
}
