package io.forerun.trace.synthetic;

import io.forerun.trace.synthetic.PopulationConfig.Region;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The users: fixed traits in columns, and who starts a session at a given time. */
final class Population {
    /** Favourite objects of each user. */
    static final int FAVOURITES = 3;

    private static final String[] DEVICES = {"mobile", "desktop", "tablet", "tv"};
    private static final AliasTable DEVICE_DRAW = new AliasTable(new double[] {0.56, 0.34, 0.07, 0.03});
    private static final double OWN_DEVICE = 0.85;
    private static final double ACTIVITY_SIGMA = 1.2;
    private static final double PRESENT_AT_START = 0.72;
    private static final double LEAVING_PER_DAY = 0.012;
    private static final double WORKDAY_USERS = 0.6;
    private static final double WORKDAY_USER_ON_WEEKEND = 0.35;
    private static final int MAX_TRIES = 200;
    private static final long HOUR_MS = 3_600_000;
    private static final double[] HOUR_WEIGHT = hourWeights();

    private final String[] names;
    private final byte[] device;
    private final byte[] favourite;
    private final byte[] hour;
    private final boolean[] workday;
    private final int[] favouriteRanks;
    private final long[] arrivalMs;
    private final long[] departureMs;
    private final int[] firstOfRegion;
    private final AliasTable[] byActivity;

    Population(final PopulationConfig config, final Catalogue catalogue, final SplittableRandom random) {
        final int users = config.users();
        names = new String[users];
        device = new byte[users];
        favourite = new byte[users];
        hour = new byte[users];
        workday = new boolean[users];
        favouriteRanks = new int[users * FAVOURITES];
        arrivalMs = new long[users];
        departureMs = new long[users];
        for (int user = 0; user < users; user++) {
            makeUser(config, catalogue, user, random);
        }
        final int regions = config.regions().size();
        firstOfRegion = new int[regions + 1];
        byActivity = new AliasTable[regions];
        double shares = 0;
        for (int region = 0; region < regions; region++) {
            final Region place = config.regions().get(region);
            shares += place.share();
            // The last region takes the remainder; each has at least one user.
            final int end = region == regions - 1
                    ? users
                    : (int) Math.clamp(
                            Math.round(shares * users), firstOfRegion[region] + 1L, users - (regions - 1L - region));
            firstOfRegion[region + 1] = end;
            byActivity[region] = activity(end - firstOfRegion[region], random);
        }
    }

    String name(final int user) {
        return names[user];
    }

    int favourite(final int user) {
        return favourite[user];
    }

    /** Rank in the catalogue of one of the user's favourites. */
    int favouriteRank(final int user, final int which) {
        return favouriteRanks[user * FAVOURITES + which];
    }

    /** The device of a session: mostly the user's own. */
    String device(final int user, final SplittableRandom random) {
        return DEVICES[random.nextDouble() < OWN_DEVICE ? device[user] : DEVICE_DRAW.draw(random.nextDouble())];
    }

    /**
     * Who starts a session: drawn by activity among the users of the region, then kept with the user's inclination for this
     * hour and day. That is the conditional distribution of the user given a start, so it leaves the rate as it is.
     */
    int draw(
            final int region,
            final long timeMs,
            final int localHour,
            final boolean weekend,
            final SplittableRandom random) {
        int user = firstOfRegion[region];
        for (int attempt = 0; attempt < MAX_TRIES; attempt++) {
            user = firstOfRegion[region] + byActivity[region].draw(random.nextDouble());
            if (timeMs >= arrivalMs[user] && timeMs < departureMs[user]) {
                final double day = weekend && workday[user] ? WORKDAY_USER_ON_WEEKEND : 1;
                if (random.nextDouble() < day * HOUR_WEIGHT[Math.floorMod(localHour - hour[user], 24)]) {
                    return user;
                }
            }
        }
        return user;
    }

    private void makeUser(
            final PopulationConfig config, final Catalogue catalogue, final int user, final SplittableRandom random) {
        names[user] = "user-" + user;
        device[user] = (byte) DEVICE_DRAW.draw(random.nextDouble());
        favourite[user] = (byte) Chain.favourite(random);
        // Habits follow the crowd's: around noon or in the evening, some at any time.
        final double kind = random.nextDouble();
        final double around = kind < 0.4 ? 12.5 : kind < 0.85 ? 20 : 24 * random.nextDouble();
        hour[user] = (byte) Math.floorMod((int) (around + 2 * LogNormal.normal(random.nextInt(LogNormal.SIZE))), 24);
        workday[user] = random.nextDouble() < WORKDAY_USERS;
        for (int which = 0; which < FAVOURITES; which++) {
            favouriteRanks[user * FAVOURITES + which] = catalogue.drawRank(random);
        }
        final long lengthMs = config.endMs() - config.startMs();
        final boolean present = random.nextDouble() < PRESENT_AT_START;
        arrivalMs[user] = config.startMs() + (present ? 0 : random.nextLong(lengthMs));
        final double stayDays = -StrictMath.log(1 - random.nextDouble()) / LEAVING_PER_DAY;
        departureMs[user] = arrivalMs[user] + (long) (stayDays * PopulationConfig.DAY_MS) + HOUR_MS;
    }

    private static AliasTable activity(final int users, final SplittableRandom random) {
        final double[] weights = new double[users];
        Arrays.setAll(weights, _ -> StrictMath.exp(ACTIVITY_SIGMA * LogNormal.normal(random.nextInt(LogNormal.SIZE))));
        return new AliasTable(weights);
    }

    /** Inclination by distance from the own hour: a bump of 2.5 hours over a tenth. */
    private static double[] hourWeights() {
        final double[] weights = new double[24];
        for (int distance = 0; distance < 24; distance++) {
            final double hours = Math.min(distance, 24 - distance) / 2.5;
            weights[distance] = 0.1 + 0.9 * StrictMath.exp(-hours * hours / 2);
        }
        return weights;
    }
}
