package io.forerun.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.replay.ModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrainCommandTest {
    @TempDir
    private Path directory;

    private Path journal;

    @BeforeEach
    void fillJournal() throws IOException {
        journal = directory.resolve("journal");
        ModelTraces.fill(directory, journal);
    }

    private Cli retrain(final String... more) {
        final List<String> arguments = new ArrayList<>(List.of("retrain", "--journal", journal.toString()));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    @Test
    void shouldPromoteOnlyWhatIsBetterOnUnseenEventsAndOnlyOnce() throws IOException {
        final Cli dry = retrain("--dry-run", "--json");
        assertEquals(0, dry.exitCode(), dry.err());
        assertTrue(dry.out().contains("\"better\":true,\"promoted\":false,\"model\":null"), dry.out());
        assertFalse(Files.exists(ModelFile.of(journal)));
        final Cli first = retrain("--json");
        assertTrue(first.out().contains("\"champion_present\":false"), first.out());
        assertTrue(first.out().contains("\"events\":6000,\"users\":40,"), first.out());
        assertTrue(first.out().matches("(?s).*\"promoted\":true,\"model\":\"[0-9a-f]{64}\".*"), first.out());
        final byte[] champion = Files.readAllBytes(ModelFile.of(journal));
        final Cli second = retrain();
        assertEquals(0, second.exitCode(), second.err());
        assertTrue(second.out().contains("present model"), second.out());
        final boolean changed = !Arrays.equals(champion, Files.readAllBytes(ModelFile.of(journal)));
        assertEquals(changed, second.out().contains("promoted: "), second.out());
        assertEquals(
                0,
                Cli.run("replay", "--journal", journal.toString(), "--verify").exitCode(),
                "still a journal");
    }

    @Test
    void shouldRefuseAChampionThatIsDamaged() throws IOException {
        final byte[] text = "not a model".getBytes(StandardCharsets.US_ASCII);
        Files.write(ModelFile.of(journal), text);
        final Cli refused = retrain();
        assertEquals(2, refused.exitCode());
        assertEquals(
                "forerun: " + ModelFile.of(journal) + ": model: not a model: its first bytes are others",
                refused.errorLine());
        assertArrayEquals(text, Files.readAllBytes(ModelFile.of(journal)));
    }
}
