package io.forerun.evaluate.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.forerun.neural.DueStretches;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PrewarmCheckTest {
    private static double[] mass(final int stretch, final double events) {
        final double[] mass = new double[DueStretches.PIECES];
        mass[DueStretches.pieceOf(stretch)] = events;
        return mass;
    }

    private static PrewarmCheck ofRegularUser() {
        final PrewarmCheck check = new PrewarmCheck();
        for (int event = 0; event < 10; event++) {
            check.learn(0, 610);
        }
        return check;
    }

    @Test
    void shouldGiveTheNetworkAsManyAnnouncementsAsTheHistogramMakes() {
        final PrewarmCheck check = ofRegularUser();
        check.score(0, mass(2, 3), 610, true); // Due from 540 to 726 seconds: one announcement, of either.
        check.score(0, mass(2, 2), 610, true);
        check.score(
                0, mass(2, .1), 5_000, false); // Announced by the histogram in vain; of the network the least likely.
        final UserAccuracy.Prewarm found = check.found();
        assertEquals(3, found.announcements());
        assertEquals(2.0 / 3, found.precisionHistogram(), 1e-12);
        assertEquals(1, found.recallHistogram());
        assertEquals(2.0 / 3, found.precision(), 1e-12);
        assertEquals(1, found.recall());
        assertEquals(-Math.expm1(-.1), found.threshold(), .003); // The likelier two are not enough.
    }

    @Test
    void shouldTellANetworkThatIsWrong() {
        final PrewarmCheck check = ofRegularUser();
        check.score(0, mass(0, 3), 610, true);
        check.score(0, mass(1, 3), 610, true);
        final UserAccuracy.Prewarm found = check.found();
        assertEquals(0, found.precision());
        assertEquals(0, found.recall());
        assertEquals(1, found.precisionHistogram());
    }

    /** Of stretches that are equally likely some are announced: their share of hits counts. */
    @Test
    void shouldShareAmongEqualStretches() {
        final PrewarmCheck check = ofRegularUser();
        final double[] even = new double[DueStretches.PIECES];
        Arrays.fill(even, .5);
        check.score(0, even, 610, true); // Three stretches until it comes, one announcement.
        assertEquals(1.0 / 3, check.found().precision(), 1e-12);
        assertEquals(1.0 / 3, check.found().recall(), 1e-12);
        assertNull(new PrewarmCheck().found());
    }
}
