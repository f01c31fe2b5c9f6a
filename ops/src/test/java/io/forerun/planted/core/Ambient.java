package io.forerun.planted.core;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Reads what it must not read. */
final class Ambient {
    static int variable;

    private final Map<String, Integer> byName = new HashMap<>();

    double sins(final Path file) {
        double sum = Files.exists(file) ? System.nanoTime() : Instant.now().toEpochMilli();
        for (final int value : byName.values()) {
            sum += Math.exp(value) + new SplittableRandom().nextInt();
        }
        System.out.println(System.getProperty("user.dir"));
        return sum + variable;
    }
}
