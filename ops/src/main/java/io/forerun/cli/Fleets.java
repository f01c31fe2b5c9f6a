package io.forerun.cli;

import io.forerun.plan.Fleet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds fleets: a file of the user's, or one that comes with the program. */
final class Fleets {
    private Fleets() {}

    /**
     * The fleet of a file.
     *
     * @throws BadInputException if it cannot be read or has mistakes, each with its line
     */
    static Fleet read(final Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("--fleet: value=" + file + ", allowed=a file that exists");
        }
        try {
            return of(FleetFile.read(file));
        } catch (final IOException unreadable) {
            throw new BadInputException("--fleet: value=" + file + ", cannot be read: " + unreadable.getMessage());
        }
    }

    /** The small fleet that comes with the program. */
    static Fleet small() {
        try (InputStream stream = Fleets.class.getResourceAsStream("/fleets/small.yml")) {
            return of(FleetFile.parse("small.yml", new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (final IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Fleet of(final FleetFile file) {
        return file.fleet().orElseThrow(() -> new BadInputException(file.mistakes()));
    }
}
