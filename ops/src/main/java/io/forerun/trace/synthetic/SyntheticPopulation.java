package io.forerun.trace.synthetic;

import io.forerun.client.ActivityRow;
import io.forerun.state.Digest;
import io.forerun.trace.ActivitySource;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Generates the activity of a population, sorted by time, from a seed; what it models is told in the package. Memory is
 * bounded by users and active sessions. No allocation per row once the active sessions have peaked.
 */
public final class SyntheticPopulation implements ActivitySource {
    /** Raised whenever the same configuration gives other rows than before. */
    private static final int GENERATOR_VERSION = 1;

    private static final double RETURNING = 0.2;
    private static final double RETURN_PAUSE_S = 2_400;
    private static final double RETURN_SIGMA = 1.0;
    private static final double THINK_SIGMA = 0.9;
    private static final double FAVOURITE_OBJECT = 0.35;
    private static final double SAME_OBJECT = 0.3;
    private static final double HOT_OBJECT = 0.5;
    private static final int HOT_RANK = 17;
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 3_600_000;
    private static final String[] ACTIONS = actions();
    private static final String[] SERVICES = services();
    private static final boolean[] ON_OBJECT = onObject();

    private final PopulationConfig config;
    private final SplittableRandom random;
    private final Catalogue catalogue;
    private final Population population;
    private final Rates rates;
    private final Costs costs = new Costs();
    private final int[][] thinkMs = new int[Chain.TYPES][];
    private final int[] returnPauseS = LogNormal.table(RETURN_PAUSE_S, RETURN_SIGMA);
    private final String[] regionNames;
    private final ZoneRules[] zones;
    private final SessionQueue queue = new SessionQueue();

    private final Sessions sessions = new Sessions();
    private double arrivalMs;
    private long nextArrivalMs;
    private long lastMs;

    /** Builds the population; takes some tens of milliseconds. */
    public SyntheticPopulation(final PopulationConfig config) {
        this.config = config;
        final SplittableRandom root = new SplittableRandom(config.seed());
        rates = new Rates(config, RETURNING, root.split());
        catalogue = new Catalogue(config, root.split());
        population = new Population(config, catalogue, root.split());
        random = root.split();
        for (final RequestType one : RequestType.values()) {
            thinkMs[one.ordinal()] = LogNormal.table(1_000 * one.thinkS(), THINK_SIGMA);
        }
        final int regions = config.regions().size();
        regionNames = new String[regions];
        zones = new ZoneRules[regions];
        for (int index = 0; index < regions; index++) {
            regionNames[index] = config.regions().get(index).name();
            zones[index] = config.regions().get(index).zone().getRules();
        }
        lastMs = Long.MIN_VALUE / 2;
        drawArrival();
    }

    @Override
    public boolean next(final ActivityRow row) {
        while (nextArrivalMs <= queue.firstMs() && nextArrivalMs < config.endMs()) {
            startSession(nextArrivalMs);
            drawArrival();
        }
        final long timeMs = queue.firstMs();
        if (timeMs >= config.endMs()) {
            return false;
        }
        final int slot = queue.first();
        fill(row, slot, timeMs);
        lastMs = timeMs;
        step(slot, timeMs);
        return true;
    }

    @Override
    public String name() {
        return "synthetic population, seed " + config.seed();
    }

    @Override
    public double progress() {
        return Math.clamp((double) (lastMs - config.startMs()) / (config.endMs() - config.startMs()), 0.0, 1.0);
    }

    /** Of the configuration, which determines every row. */
    @Override
    public long digest() {
        return new Digest().add(GENERATOR_VERSION).add(config.toString()).value();
    }

    @Override
    public void close() {
        // Holds nothing but memory.
    }

    /** Sessions that are active or will return. */
    int activeSessions() {
        return queue.size();
    }

    private void fill(final ActivityRow row, final int slot, final long timeMs) {
        final int what = sessions.type(slot);
        row.timestampMs = timeMs;
        row.user = population.name(sessions.user(slot));
        row.action = ACTIONS[what];
        row.object = ON_OBJECT[what] ? object(slot, timeMs) : "";
        row.region = regionNames[sessions.region(slot)];
        row.device = sessions.device(slot);
        row.service = SERVICES[what];
        costs.fill(row, what, random);
        // Rows are true by construction, so each gap is.
        row.gapConfirmed = timeMs - lastMs > HOUR_MS;
    }

    /** The object of this request: that of the request before, a favourite, the crowd's, or any by popularity. */
    private String object(final int slot, final long timeMs) {
        final double draw = random.nextDouble();
        if (sessions.crowd(slot) && draw < HOT_OBJECT) {
            sessions.rank(slot, HOT_RANK);
        } else if (sessions.rank(slot) == Sessions.NO_RANK || draw >= SAME_OBJECT) {
            final boolean favourite = random.nextDouble() < FAVOURITE_OBJECT;
            sessions.rank(
                    slot,
                    favourite
                            ? population.favouriteRank(sessions.user(slot), random.nextInt(Population.FAVOURITES))
                            : catalogue.drawRank(random));
        }
        return catalogue.object(sessions.rank(slot), timeMs);
    }

    private void step(final int slot, final long timeMs) {
        final long day = (timeMs - config.startMs()) / PopulationConfig.DAY_MS;
        final double drift = Math.min(1, day * config.driftPerDay());
        final int next = Chain.next(sessions.type(slot), population.favourite(sessions.user(slot)), drift, random);
        if (next != Chain.END) {
            final long pauseMs = thinkMs[sessions.type(slot)][random.nextInt(LogNormal.SIZE)];
            sessions.type(slot, next);
            queue.moveFirst(timeMs + pauseMs);
        } else if (random.nextDouble() < RETURNING) {
            begin(slot, sessions.user(slot), false);
            queue.moveFirst(timeMs + 1_000L * returnPauseS[random.nextInt(LogNormal.SIZE)]);
        } else {
            queue.removeFirst();
            sessions.release(slot);
        }
    }

    private void startSession(final long timeMs) {
        final int minute = minute(timeMs);
        double draw = random.nextDouble() * rates.total(minute);
        int place = 0;
        while (place < regionNames.length - 1 && draw >= rates.of(place, minute)) {
            draw -= rates.of(place, minute);
            place++;
        }
        final long localMs = timeMs + 1_000L * offset(place, timeMs).getTotalSeconds();
        final int localHour = (int) Math.floorMod(localMs / HOUR_MS, 24L);
        // 1970-01-01 was a Thursday.
        final boolean weekend = Math.floorMod(localMs / PopulationConfig.DAY_MS + 3, 7L) >= 5;
        final int slot = sessions.open(place);
        begin(
                slot,
                population.draw(place, timeMs, localHour, weekend, random),
                random.nextDouble() < rates.crowdShare(minute));
        queue.add(timeMs, slot);
    }

    private void begin(final int slot, final int who, final boolean inCrowd) {
        sessions.begin(slot, who, Chain.first(random), population.device(who, random), inCrowd);
    }

    /** Draws the next start by thinning a Poisson process of the highest rate. */
    private void drawArrival() {
        final double lengthMs = config.endMs() - config.startMs();
        final double meanMs = MINUTE_MS / rates.highest();
        while (true) {
            arrivalMs -= meanMs * StrictMath.log(1 - random.nextDouble());
            if (arrivalMs >= lengthMs) {
                nextArrivalMs = Long.MAX_VALUE;
                return;
            }
            nextArrivalMs = config.startMs() + (long) arrivalMs;
            if (random.nextDouble() * rates.highest() < rates.total(minute(nextArrivalMs))) {
                return;
            }
        }
    }

    private int minute(final long timeMs) {
        return (int) ((timeMs - config.startMs()) / MINUTE_MS);
    }

    private ZoneOffset offset(final int place, final long timeMs) {
        return zones[place].getOffset(Instant.ofEpochMilli(timeMs));
    }

    private static String[] actions() {
        return Arrays.stream(RequestType.values()).map(RequestType::action).toArray(String[]::new);
    }

    private static String[] services() {
        return Arrays.stream(RequestType.values()).map(RequestType::service).toArray(String[]::new);
    }

    private static boolean[] onObject() {
        final boolean[] on = new boolean[Chain.TYPES];
        for (final RequestType one : RequestType.values()) {
            on[one.ordinal()] = one.onObject();
        }
        return on;
    }
}
