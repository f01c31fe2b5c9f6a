package io.forerun.plan;

import io.forerun.state.Archive;
import java.util.ArrayDeque;
import java.util.Iterator;

/** The highest of the values of the last while: what scale-in waits for. Times never decrease. Not thread safe. */
final class RecentMax {
    private record Sample(long atMs, int value) {}

    private final long windowMs;
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();

    RecentMax(final long windowMs) {
        this.windowMs = windowMs;
    }

    /** Adds a value; a sample counts while it is younger than the window. Smaller, older ones can never win again. */
    void add(final long atMs, final int value) {
        while (!samples.isEmpty() && samples.peekLast().value() <= value) {
            samples.removeLast();
        }
        samples.addLast(new Sample(atMs, value));
        while (samples.peekFirst().atMs() <= atMs - windowMs && samples.size() > 1) {
            samples.removeFirst();
        }
    }

    /** The highest value; 0 before the first. */
    int max() {
        return samples.isEmpty() ? 0 : samples.peekFirst().value();
    }

    boolean isEmpty() {
        return samples.isEmpty();
    }

    void clear() {
        samples.clear();
    }

    /** Counts every value in units that are {@code factor} times smaller, rounding up. */
    void scale(final double factor) {
        final ArrayDeque<Sample> scaled = new ArrayDeque<>();
        final Iterator<Sample> iterator = samples.iterator();
        while (iterator.hasNext()) {
            final Sample sample = iterator.next();
            scaled.addLast(new Sample(sample.atMs(), RequestCost.whole(sample.value() * factor)));
        }
        samples.clear();
        samples.addAll(scaled);
    }

    void pass(final Archive archive) {
        archive.passAll(samples, Sample.class);
    }
}
