package io.forerun.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.replay.ModelFile;
import io.forerun.replay.Retraining;
import io.forerun.replay.TrainingOutcome;
import io.forerun.replay.TrainingProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training as a process of its own. */
class TrainingProcessTest {
    @TempDir
    private Path directory;

    private Path filled() throws IOException {
        final Path journal = directory.resolve("journal");
        ModelTraces.fill(directory, journal);
        return journal;
    }

    @Test
    void shouldComeToWhatTrainingInThisProcessComesTo() throws Exception {
        final Path journal = filled();
        final TrainingOutcome outcome = new TrainingProcess(Program.command()).run(journal, true);
        final Retraining.Report here = new Retraining(journal).run(true, pass -> {});
        assertEquals(here.events(), outcome.events());
        assertEquals(here.champion().total(), outcome.champion());
        assertEquals(here.challenger().total(), outcome.challenger());
        assertTrue(here.isBetter());
        assertFalse(outcome.isPromoted());
        assertNull(ModelFile.bytes(ModelFile.of(journal)), "a dry run");
    }

    @Test
    void shouldSayWhatIsMissing() throws IOException {
        final Path journal = directory.resolve("empty");
        TestServer.launch(journal).close();
        final TrainingProcess training = new TrainingProcess(Program.command());
        final IllegalArgumentException tooLittle =
                assertThrows(IllegalArgumentException.class, () -> training.run(journal, false));
        assertEquals("journal: events=0, needed=2000", tooLittle.getMessage());
    }

    @Test
    void shouldSayHowItDied() {
        final List<String> program = new ArrayList<>(Program.command());
        program.set(program.size() - 1, "io.forerun.Nowhere");
        final TrainingProcess training = new TrainingProcess(program);
        final IOException died = assertThrows(IOException.class, () -> training.run(directory, false));
        assertTrue(died.getMessage().startsWith("retrain ended with exit code 1"), died.getMessage());
    }

    @Test
    void shouldEndWithTheProcessThatItIsFor() throws Exception {
        final Path journal = filled();
        final Process server = new ProcessBuilder("cat").start();
        final List<String> command = new ArrayList<>(Program.command());
        command.addAll(List.of("retrain", "--journal", journal.toString(), "--ends-with", Long.toString(server.pid())));
        final Process training = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        server.destroyForcibly().waitFor();
        assertEquals(Failures.BROKEN, training.waitFor());
        assertNull(ModelFile.bytes(ModelFile.of(journal)));
    }

    @Test
    void shouldEndWhenStopped() throws Exception {
        final Path journal = filled();
        final TrainingProcess training = new TrainingProcess(Program.command());
        final FutureTask<InterruptedException> stopped =
                new FutureTask<>(() -> assertThrows(InterruptedException.class, () -> training.run(journal, false)));
        final Thread waiting = new Thread(stopped);
        waiting.start();
        while (ProcessHandle.current().children().findAny().isEmpty() && waiting.isAlive()) {
            Thread.onSpinWait();
        }
        training.stop();
        stopped.get();
        assertEquals(
                0,
                ProcessHandle.current()
                        .children()
                        .filter(ProcessHandle::isAlive)
                        .count());
        assertThrows(InterruptedException.class, () -> training.run(journal, false), "none starts any more");
        assertNull(ModelFile.bytes(ModelFile.of(journal)));
    }
}
