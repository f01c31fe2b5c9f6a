package io.forerun.perf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that goes with its owner. */
final class TemporaryDirectory implements AutoCloseable {
    private final Path path;

    TemporaryDirectory() throws IOException {
        path = Files.createTempDirectory("forerun-bench");
    }

    Path path() {
        return path;
    }

    /** Deletes a directory and all below it. */
    static void delete(final Path directory) throws IOException {
        final List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(directory)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (final Path one : deepestFirst) {
            Files.delete(one);
        }
    }

    @Override
    public void close() throws IOException {
        delete(path);
    }
}
