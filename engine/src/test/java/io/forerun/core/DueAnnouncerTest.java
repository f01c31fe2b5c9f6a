package io.forerun.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.neural.DueStretches;
import io.forerun.neural.Inference;
import io.forerun.neural.NeuralModel;
import io.forerun.neural.RandomModel;
import io.forerun.prewarm.PrewarmConfig;
import io.forerun.prewarm.UserDue;
import io.forerun.profile.ProfileRows;
import io.forerun.profile.ProfileTable;
import io.forerun.simd.Kernels;
import java.util.BitSet;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is announced, against a scan of all rows after every minute. */
class DueAnnouncerTest {
    private static final int USERS = 400;
    private static final int MINUTES = 100;
    private static final int QUIET = 2;
    private static final int A_MINUTE = 60;
    private static final NeuralModel MODEL = RandomModel.ofEagerUsers(3);

    private static final PrewarmConfig ON = new PrewarmConfig(.7);

    private final DueEgress out = new DueEgress();
    private final ActivityRun run = new ActivityRun();
    private final Session session = new Session(1, new Stream(10, 20), 1);
    private final SplittableRandom random = new SplittableRandom(9);
    private final Learned learned = new Learned(Feed.CONFIG.withMaxUsers(300).withPrewarm(ON), Kernels.preferred());
    private final ObjectNames objects = new ObjectNames();
    private final DueAnnouncer announcer = new DueAnnouncer(learned, objects);
    private long sequence = 1;
    private int minute;

    @BeforeEach
    void listen() {
        learned.activate(MODEL, 77);
        announcer.proceed(out); // From then on it is known that somebody listens.
    }

    @AfterEach
    void close() {
        learned.close();
    }

    private long fromMs() {
        return Feed.START_MS + minute * 60_000L;
    }

    private void events() {
        for (int first = 0; first < A_MINUTE; first += 6) {
            run.begin(1, sequence, 6);
            for (int item = 0; item < 6; item++) {
                run.timestampMs[item] = fromMs() + (first + item) * 1_000L;
                run.userId[item] = random.nextInt(USERS);
                run.object[item] = 1 + random.nextInt(20);
                run.action[item] = 1 + random.nextInt(5);
                run.service[item] = 1;
            }
            learned.apply(run, 0, session, run.timestampMs[5]);
            sequence += 6;
            announcer.proceed(out);
        }
    }

    private void tick() {
        minute++;
        final BitSet observed = new BitSet();
        observed.set(0);
        learned.closeUntil(fromMs(), observed);
        learned.proceed(Integer.MAX_VALUE);
        do {
            announcer.proceed(out);
        } while (learned.due().waiting() > 0);
    }

    /** What was heard, of users as they are now, by user: begin and end. */
    private Map<Long, String> heard() {
        final ProfileRows rows = learned.profiles().rows();
        final Map<Long, String> byUser = new TreeMap<>();
        for (final UserDue due : out.heard) {
            final long row = learned.profiles().find(due.userId);
            if (row != ProfileTable.NONE && rows.lastSeenMs(row) == due.seenMs) {
                byUser.put(due.userId, due.fromMs + " " + due.untilMs);
            }
        }
        out.heard.clear();
        return byUser;
    }

    /** Users of whom a row of announced stretches begins in a minute. */
    private Map<Long, String> scan(final long beginMs) {
        final Inference inference = new Inference(MODEL);
        final short[] state = new short[Inference.STATES];
        final double[] expected = new double[DueStretches.PIECES];
        final ProfileRows rows = learned.profiles().rows();
        final Map<Long, String> byUser = new TreeMap<>();
        for (long user = 0; user < USERS; user++) {
            final long row = learned.profiles().find(user);
            if (row == ProfileTable.NONE) {
                continue;
            }
            rows.readState(row, state, 0);
            inference.due(state, 0, expected);
            for (int stretch = 0; stretch < DueStretches.STRETCHES; stretch++) {
                final long atMs = rows.lastSeenMs(row) + stretch * 300_000L;
                final boolean begins = isDue(expected, stretch) && (stretch == 0 || !isDue(expected, stretch - 1));
                if (begins && atMs >= beginMs && atMs < beginMs + 60_000) {
                    int end = stretch;
                    while (end < DueStretches.STRETCHES && isDue(expected, end)) {
                        end++;
                    }
                    byUser.put(user, atMs + " " + (rows.lastSeenMs(row) + end * 300_000L));
                }
            }
        }
        return byUser;
    }

    private static boolean isDue(final double[] expected, final int stretch) {
        return expected[DueStretches.pieceOf(stretch)] >= DueStretches.expectedFor(ON.probability());
    }

    @Test
    void shouldAnnounceWhomAScanFinds() {
        int atOnce = 0;
        int later = 0;
        for (int round = 0; round < MINUTES; round++) {
            if (round % QUIET == 0) {
                events();
            }
            final Map<Long, String> found = scan(fromMs());
            found.keySet().removeIf(user -> rowSeenMs(user) < fromMs()); // Those were told of at the tick before.
            assertEquals(found, heard(), "with events of minute " + round);
            atOnce += found.size();
            tick();
            final Map<Long, String> due = scan(fromMs());
            assertEquals(due, heard(), "at the end of minute " + round);
            later += due.size();
        }
        assertTrue(
                learned.profiles().evicted() > 100,
                "users go, too: " + learned.profiles().evicted());
        assertTrue(atOnce > 100 && later > 1_000, atOnce + " at once, " + later + " later");
    }

    private long rowSeenMs(final long user) {
        return learned.profiles().rows().lastSeenMs(learned.profiles().find(user));
    }

    @Test
    void shouldSayWhatTheUserNeeds() {
        for (int round = 0; round < 20; round++) {
            events();
            tick();
        }
        final UserDue due = out.heard.getLast();
        assertEquals("1/-", due.group);
        assertTrue(
                due.action.matches("[1-5]") && due.actionProbability > .05 && due.actionProbability <= 1, due.action);
        assertTrue(due.objectCount > 0 && due.objects[0].startsWith("#") && due.objectProbabilities[0] > 0);
        assertTrue(due.probability >= ON.probability() && due.probability <= 1);
        assertTrue(due.fromMs <= due.untilMs - 300_000 && due.fromMs >= due.seenMs);
    }

    @Test
    void shouldNotAnnounceWhoIsForgotten() {
        for (int round = 0; round < 10; round++) {
            events();
            tick();
        }
        final long before = learned.due().later();
        for (long user = 0; user < USERS; user++) {
            learned.forget(user);
        }
        assertTrue(before > 50, "due later " + before);
        assertEquals(0, learned.due().later());
        out.heard.clear();
        for (int round = 0; round < MINUTES; round++) {
            tick();
        }
        assertEquals(0, out.heard.size());
    }

    /** Under another model whoever was due still is, though how probable is not known any more. */
    @Test
    void shouldKeepWhoIsDueWhenAModelTakesOver() {
        for (int round = 0; round < 10; round++) {
            events();
            tick();
        }
        out.heard.clear();
        learned.activate(RandomModel.ofEagerUsers(4), 78);
        for (int round = 0; round < MINUTES; round++) {
            tick();
        }
        assertNotEquals(0, out.heard.size());
        out.heard.forEach(due -> assertEquals(ON.probability(), due.probability));
    }
}
