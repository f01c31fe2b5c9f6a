package io.forerun.prewarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.neural.DueStretches;
import io.forerun.state.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A random walk beside a map that is scanned at every tick. */
class DueWheelTest {
    private static final int BUCKET_MS = 60_000;
    private static final long START = 28_000_000;
    private static final int USERS = 3_000;

    /** What a user is waited for. */
    private record Waiting(long seenMs, int pieces, int begin) {
        long bucket() {
            return (seenMs + DueStretches.fromMs(begin)) / BUCKET_MS;
        }
    }

    private final SplittableRandom random = new SplittableRandom(11);
    private final Map<Long, Waiting> naive = new TreeMap<>();

    private static void put(final Map<Long, Waiting> users, final long user, final Waiting next) {
        if (next.begin() == DueStretches.NONE) {
            users.remove(user);
        } else {
            users.put(user, next);
        }
    }

    private TreeSet<String> scan(final long bucket) {
        final TreeSet<String> due = new TreeSet<>();
        for (final Map.Entry<Long, Waiting> entry : new ArrayList<>(naive.entrySet())) {
            Waiting waiting = entry.getValue();
            while (waiting.begin() != DueStretches.NONE && waiting.bucket() <= bucket) {
                final int end = DueStretches.end(waiting.pieces(), waiting.begin());
                due.add(entry.getKey() + " " + waiting.seenMs() + " " + waiting.begin() + " " + end);
                waiting = new Waiting(waiting.seenMs(), waiting.pieces(), DueStretches.begin(waiting.pieces(), end));
            }
            put(naive, entry.getKey(), waiting);
        }
        return due;
    }

    private static long hash(final DueWheel wheel) {
        final Digest digest = new Digest();
        wheel.pass(digest);
        return digest.value();
    }

    private int pieces() {
        return random.nextInt() & random.nextInt() & (1 << DueStretches.PIECES) - 1;
    }

    @Test
    void shouldFindThoseWhomAScanFinds() {
        try (DueWheel wheel = new DueWheel(BUCKET_MS, new DueEntries(USERS, 1))) {
            wheel.open(START);
            long bucket = START;
            long found = 0;
            for (int tick = 0; tick < 400; tick++) {
                for (int event = random.nextInt(200); event > 0; event--) {
                    final long user = random.nextInt(USERS);
                    if (random.nextInt(10) == 0) {
                        wheel.remove(user);
                        naive.remove(user);
                        continue;
                    }
                    final long seenMs = bucket * BUCKET_MS + random.nextInt(BUCKET_MS + 1_000);
                    final int pieces = pieces();
                    final int from = random.nextInt(3);
                    wheel.put(user, seenMs, pieces, from);
                    put(naive, user, new Waiting(seenMs, pieces, DueStretches.begin(pieces, from)));
                }
                assertEquals(naive.size(), wheel.size());
                bucket += random.nextInt(50) == 0 ? random.nextInt(3_000) : 1; // Nights too, longer than the wheel.
                final TreeSet<String> due = new TreeSet<>();
                wheel.take(
                        bucket, (user, seenMs, begin, end) -> due.add(user + " " + seenMs + " " + begin + " " + end));
                assertEquals(scan(bucket), due, "tick " + tick);
                found += due.size();
            }
            assertTrue(found > 5_000, "found " + found);
        }
    }

    @Test
    void shouldBeTheSameWhateverTheOrderOfUsers() {
        try (DueWheel one = new DueWheel(BUCKET_MS, new DueEntries(USERS, 1));
                DueWheel other = new DueWheel(BUCKET_MS, new DueEntries(USERS, 2))) {
            one.open(START);
            other.open(START);
            final List<Runnable> again = new ArrayList<>();
            for (long user = 0; user < 500; user++) {
                final long id = user;
                final int pieces = pieces();
                one.put(id, START * BUCKET_MS, pieces, 1);
                again.add(() -> other.put(id, START * BUCKET_MS, pieces, 1));
            }
            other.put(77, START * BUCKET_MS - 1, 1 << 5, 1); // Replaced by its newest event.
            for (int index = again.size() - 1; index >= 0; index--) {
                again.get(index).run();
            }
            assertEquals(hash(one), hash(other));
            other.put(78, START * BUCKET_MS + 1, 1 << 5, 1);
            assertNotEquals(hash(one), hash(other));
            final List<Long> due = new ArrayList<>();
            one.take(START + 10_000, (user, seenMs, begin, end) -> due.add(user));
            assertEquals(0, one.size());
            assertTrue(due.size() >= 400);
        }
    }
}
