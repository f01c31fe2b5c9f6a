package io.forerun.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.plan.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetCommandTest {
    private static final String PRICES = """
            provider,region,type,vcpu,memory_gib,gpu,usd_per_hour
            acme,north,small,2,4,0,0.10
            acme,north,large,8,16.5,1,0.50
            acme,south,small,2,4,0,0.12
            acme,south,large,8,16.5,1,0.65
            other,north,small,2,4,0,9
            """;

    @TempDir
    private Path directory;

    private Path prices() throws IOException {
        return Files.writeString(directory.resolve("prices.csv"), PRICES);
    }

    @Test
    void shouldPrintAFleetThatIsGood() throws IOException {
        final Cli cli =
                Cli.run("fleet", "--prices", prices().toString(), "--provider", "acme", "--region", "north,south");
        assertEquals(0, cli.exitCode(), cli.err());
        final Path file = Files.writeString(directory.resolve("fleet.yml"), cli.out());
        final Fleet fleet = Fleets.read(file);
        assertEquals(2, fleet.nodeTypes().size());
        assertEquals(16.5, fleet.nodeTypes().get(1).memoryGib());
        assertEquals(1, fleet.nodeTypes().get(1).gpu());
        assertEquals(0.1, fleet.usdPerHour(0), 1e-12);
        assertEquals(1.3, fleet.regions().get(1).priceFactor(), 1e-12, "the upper median of 1.2 and 1.3");
    }

    @Test
    void shouldNameWhatIsNotThere() throws IOException {
        final String file = prices().toString();
        assertTrue(Cli.run("fleet", "--prices", file, "--provider", "nobody", "--region", "north")
                .errorLine()
                .contains("--provider: value=nobody"));
        assertTrue(Cli.run("fleet", "--prices", file, "--provider", "acme", "--region", "west")
                .errorLine()
                .contains("--region: value=west"));
        final Cli type =
                Cli.run("fleet", "--prices", file, "--provider", "acme", "--region", "north", "--types", "huge");
        assertTrue(type.errorLine().contains("--types: value=huge"));
        assertEquals(2, type.exitCode());
    }
}
