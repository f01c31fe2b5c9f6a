package io.forerun.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.neural.training.EventSequences;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrainingEventsTest {
    @Test
    void shouldKeepEveryEventByUserInOrderOfTime() {
        final SplittableRandom random = new SplittableRandom(1);
        final TrainingEvents events = new TrainingEvents(1 << 20);
        final Map<Integer, List<Long>> expected = new HashMap<>();
        final List<Integer> order = new ArrayList<>();
        for (int index = 0; index < 5_000; index++) {
            final int user = random.nextInt(90);
            final long timeMs = 100L * index - random.nextInt(2_000);
            if (!expected.containsKey(user)) {
                order.add(user);
            }
            expected.computeIfAbsent(user, unused -> new ArrayList<>()).add(timeMs);
            events.add(user, timeMs, user, 0, 300, (float) timeMs);
        }
        final EventSequences sequences = events.sequences();
        assertEquals(5_000, sequences.events());
        assertEquals(order.size(), sequences.users());
        for (int index = 0; index < order.size(); index++) {
            final List<Long> times =
                    expected.get(order.get(index)).stream().sorted().toList();
            assertEquals(
                    times.size(), sequences.firstEvent()[index + 1] - sequences.firstEvent()[index]);
            for (int place = 0; place < times.size(); place++) {
                final int event = sequences.firstEvent()[index] + place;
                assertEquals(times.get(place), sequences.timeMs()[event]);
                assertEquals((float) times.get(place), sequences.cost()[event]);
                assertEquals(order.get(index), (int) sequences.action()[event]);
                assertEquals(255, sequences.device()[event] & 0xFF);
            }
        }
    }

    @Test
    void shouldLeaveOutWholeUsersWhereThereAreTooManyEvents() {
        final SplittableRandom random = new SplittableRandom(1);
        final TrainingEvents events = new TrainingEvents(3_000);
        final long[] users = random.longs(2_000).toArray();
        for (int round = 0; round < 10; round++) {
            for (final long user : users) {
                events.add(user, round, round, 0, 0, 0);
            }
        }
        final EventSequences sequences = events.sequences();
        assertTrue(sequences.events() > 1_000 && sequences.events() <= 3_000, "events=" + sequences.events());
        assertEquals(10 * sequences.users(), sequences.events(), "each with all its events");
        assertEquals(0, sequences.timeMs()[0]);
    }

    @Test
    void shouldTellWhenAShareHadCome() {
        final TrainingEvents events = new TrainingEvents();
        for (int index = 0; index < 1_000; index++) {
            events.add(index, (index * 7) % 1_000, 0, 0, 0, 0);
        }
        assertEquals(900, events.timeOfShare(.9));
        assertEquals(999, events.timeOfShare(1));
    }
}
