package io.forerun.evaluate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.chart.Plot;
import io.forerun.chart.Scale;
import io.forerun.evaluate.Evaluation;
import io.forerun.evaluate.EvaluationConfig;
import io.forerun.forecast.ZoneOffsets;
import io.forerun.trace.Interval;
import io.forerun.trace.TraceException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class HtmlReportTest {
    private static final Pattern SVG = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);

    private static final long START_MS = 1_700_006_400_000L;

    @TempDir
    private Path directory;

    private String report(final int points) throws IOException, TraceException {
        return report(points, EvaluationConfig.DEFAULT);
    }

    private String report(final int points, final EvaluationConfig config) throws IOException, TraceException {
        final StringBuilder csv = new StringBuilder("timestamp_ms,series,value\n");
        for (int bin = 0; bin < points; bin++) {
            csv.append(START_MS + bin * 300_000L)
                    .append(",\"a<b & c\",")
                    .append(100 + bin % 7)
                    .append('\n');
        }
        for (int bin = 0; bin < points; bin++) {
            csv.append(START_MS + bin * 300_000L).append(",zeros,0\n");
        }
        final Path file = Files.writeString(directory.resolve("t.csv"), csv);
        return HtmlReport.of(new Evaluation(config, (share, count, note) -> {}).run(file));
    }

    @Test
    void shouldNeedNothingElse() throws IOException, TraceException {
        final String html = report(3 * 288);
        for (final String outside : List.of("http", "src=", "href", "<script", "@import", "url(")) {
            assertFalse(html.contains(outside), outside);
        }
        assertTrue(html.contains("prefers-color-scheme:dark"));
        assertFalse(html.contains("NaN"));
        assertFalse(html.contains("a<b"));
        assertTrue(html.contains("a&lt;b &amp; c"));
    }

    @Test
    void shouldDrawWellFormedPlotsWithNamedAxes() throws Exception {
        final List<String> plots =
                SVG.matcher(report(3 * 288)).results().map(MatchResult::group).toList();
        assertEquals(7, plots.size(), "six of the first series, one of the other");
        for (final String plot : plots) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(plot)));
            assertTrue(plot.contains("start label") && plot.contains("middle label"), plot);
        }
    }

    @Test
    void shouldDrawWhatLittleThereIs() throws IOException, TraceException {
        assertFalse(report(12).contains("NaN"));
    }

    @Test
    void shouldDrawATestThatIsMaskedWhole() throws IOException, TraceException {
        final EvaluationConfig masked = new EvaluationConfig(
                EvaluationConfig.UNSET,
                EvaluationConfig.UNSET,
                List.of(new Interval(START_MS + 200 * 300_000L, Long.MAX_VALUE)),
                5,
                List.of(),
                Set.of(),
                ZoneOffsets.UTC);
        final String html = report(288, masked);
        assertTrue(html.contains("nothing was scored"));
        assertFalse(html.contains("NaN"));
    }

    @Test
    void shouldPutTicksOnRoundValues() {
        assertEquals(
                List.of(0.0, 25.0, 50.0, 75.0, 100.0), Scale.fromZero(98, 0, 1).ticks(4));
        assertEquals(List.of(0.0, 0.25, 0.5, 0.75, 1.0), new Scale(0, 1, 0, 1).ticks(4));
        assertEquals("1.2 M", Plot.number(1_200_000));
        assertEquals("2,000", Plot.number(2_000));
        assertEquals("0.25", Plot.number(0.25));
        assertEquals("0", Plot.number(0));
    }
}
