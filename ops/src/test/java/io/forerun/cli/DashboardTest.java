package io.forerun.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.forerun.admin.AdminConfig;
import io.forerun.core.EngineConfig;
import io.forerun.forecast.ForecastConfig;
import io.forerun.gateway.GatewayConfig;
import io.forerun.journal.JournalConfig;
import io.forerun.pipeline.ClockMode;
import io.forerun.pipeline.FailStop;
import io.forerun.pipeline.PipelineConfig;
import io.forerun.plan.Mode;
import io.forerun.server.ProvisionConfig;
import io.forerun.server.RetrainConfig;
import io.forerun.server.Server;
import io.forerun.server.ServerConfig;
import io.forerun.server.SnapshotConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard in a browser, on a running server. Where there is no Chromium on the path it is left out. */
class DashboardTest {
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final long START_MS = 1_700_000_040_000L;
    private static final String CURVES =
            "[...document.querySelectorAll('#demand canvas')].map(canvas => canvas.toDataURL()).join()";

    @TempDir
    private Path directory;

    private Server server;
    private Browser browser;
    private int rows;

    @BeforeEach
    void open() throws Exception {
        final Optional<Path> chromium = Browser.executable();
        assumeTrue(chromium.isPresent(), "no chromium on the path");
        server = Server.launch(
                new ServerConfig(
                        new EngineConfig(5, ForecastConfig.DEFAULT, 10_000, 100, Mode.FULL, Fleets.small()),
                        PipelineConfig.DEFAULT.withClock(ClockMode.EVENT),
                        GatewayConfig.DEFAULT.withPort(0),
                        new AdminConfig("127.0.0.1", 0, List.of()),
                        JournalConfig.DEFAULT,
                        directory.resolve("journal"),
                        RetrainConfig.NEVER,
                        SnapshotConfig.AT_STOPS,
                        ProvisionConfig.SIMULATED),
                new FailStop(() -> {}),
                List.of());
        send(600);
        browser = Browser.launch(chromium.get(), Files.createDirectory(directory.resolve("browser")));
    }

    @AfterEach
    void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    /** So many rows more of somebody who comes ever more often. */
    private void send(final int count) throws Exception {
        final StringBuilder csv = new StringBuilder("timestamp_ms,user,action,region,cpu_us\n");
        for (int row = 0; row < rows + count; row++) {
            csv.append(START_MS + (long) (400_000 * Math.sqrt(row)));
            csv.append(",ada,read,eu,3000000\n");
        }
        rows += count;
        final Path trace = Files.writeString(directory.resolve("trace" + rows + ".csv"), csv);
        final Cli sent = Cli.run("send", "--connect", "127.0.0.1:" + server.port(), "--trace", trace.toString());
        assertEquals(0, sent.exitCode(), sent.err());
    }

    private void visit(final int width) throws Exception {
        browser.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        browser.call("Page.navigate", Map.of("url", "http://127.0.0.1:" + server.adminPort() + "/"));
        browser.await("document.querySelectorAll('#decisions tbody tr').length > 0");
        browser.await("document.querySelector('#demand canvas') !== null");
        browser.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
    }

    @Test
    void shouldMoveCurvesOpenReasonsAndSwitchModes() throws Exception {
        visit(1_280);
        final String before = browser.evaluate(CURVES);
        final String time = browser.evaluate("document.getElementById('state').textContent");
        assertTrue(before.startsWith("data:image/png"), "a chart is drawn");
        send(200);
        browser.await("document.getElementById('state').textContent !== " + quoted(time));
        browser.await(CURVES + " !== " + quoted(before));
        browser.evaluate("document.querySelector('#decisions summary').click()");
        browser.await("document.querySelector('#decisions details[open] dl').innerText.includes('lead time')");
        browser.evaluate("(() => { const mode = document.getElementById('mode'); mode.value = 'floor-only';"
                + " mode.dispatchEvent(new Event('change')); })()");
        browser.await("document.getElementById('confirm').open");
        browser.evaluate("document.querySelector('#confirm button[value=yes]').click()");
        browser.await("fetch('/api/mode').then(answer => answer.json()).then(now => now.mode === 'floor-only')");
        browser.await("document.getElementById('mode').value === 'floor-only'");
        assertNotEquals("", browser.evaluate("document.getElementById('model').innerText"));
        assertTrue(browser.evaluate("document.getElementById('provider').innerText")
                .contains("simulated"));
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void shouldFitNarrowScreens() throws Exception {
        visit(390);
        final String page = "document.documentElement.";
        assertEquals("true", browser.evaluate(page + "scrollWidth <= " + page + "clientWidth"));
        assertEquals(List.of(), browser.complaints());
    }

    /** Nothing that axe, run on what an operator sees, finds serious: with reasons open, and in the question before a switch. */
    @Test
    void shouldBeUsableByAll() throws Exception {
        final List<String> findings = new ArrayList<>();
        for (final int width : new int[] {1_280, 390}) {
            for (final String scheme : List.of("light", "dark")) {
                browser.call(
                        "Emulation.setEmulatedMedia",
                        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
                visit(width);
                browser.call("Runtime.evaluate", Map.of("expression", axe()));
                browser.evaluate("document.querySelector('#decisions summary').click()");
                findings.add(serious());
                browser.evaluate("document.getElementById('pause').click()");
                browser.await("document.getElementById('confirm').open");
                findings.add(serious());
                assertEquals(List.of("", ""), findings, width + " px, " + scheme);
                findings.clear();
            }
        }
        assertEquals(List.of(), browser.complaints());
    }

    private static String axe() throws IOException {
        try (InputStream script = DashboardTest.class.getResourceAsStream(AXE)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String serious() throws Exception {
        return browser.evaluate("axe.run().then(found => found.violations"
                + ".filter(finding => ['serious', 'critical'].includes(finding.impact))"
                + ".map(finding => `${finding.id}: ${finding.nodes.map(node => node.html).join(' ')}`).join('\\n'))");
    }

    /** Outcomes are told when they are known; what is open still waits for event time to go on. */
    @Test
    void shouldSayWhatBecameOfDecisions() throws Exception {
        visit(1_280);
        browser.await("document.getElementById('state').textContent.endsWith('(event time)')");
        browser.await("[...document.querySelectorAll('#decisions td:last-child')]"
                + ".some(cell => cell.textContent.startsWith('running'))");
        assertEquals(
                "pending; event time goes on with the next record", browser.evaluate("outcome({outcome: 'pending'})"));
    }

    private static String quoted(final String text) {
        return "'" + text + "'";
    }
}
