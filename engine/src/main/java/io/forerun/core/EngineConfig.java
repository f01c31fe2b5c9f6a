package io.forerun.core;

import io.forerun.forecast.ForecastConfig;
import io.forerun.forecast.RegionZones;
import io.forerun.plan.Fleet;
import io.forerun.plan.Mode;
import io.forerun.prewarm.PrewarmConfig;

/**
 * All that shapes the engine's behaviour. Its canonical text is the first record of every journal, so that a replay builds
 * the same engine.
 *
 * @param secretSeed mixed into the profile index; drawn once for a journal
 * @param forecast buckets, steps, tolerance
 * @param maxUsers profiles held at most, 1 to 2^31
 * @param maxStreams identities remembered at most, 1 and up
 * @param mode operating mode at the start of a journal
 * @param zones whose local time seasons run in
 * @param fleet what can be bought and for whom
 * @param prewarm when users are announced as due
 */
public record EngineConfig(
        long secretSeed,
        ForecastConfig forecast,
        long maxUsers,
        int maxStreams,
        Mode mode,
        RegionZones zones,
        Fleet fleet,
        PrewarmConfig prewarm) {
    /**
     * Version of the state machine: another one replays to other hashes. Raise it with every change of behaviour.
     *
     * <p>2: chains per group and user with forgetting, next objects, another profile row, promised demand.
     *
     * <p>3: what to hold is learned from realised shortfall, and plans may run below the reactive loop; quantiles of recent counts;
     * a model of users in force;
     * forecasts in another order of operations, and a total that keeps promises of its own.
     *
     * <p>4: seasons in local time; plans over several types and regions, which name all lead times; another expert, and a spread that is
     * forgotten where demand has drifted.
     *
     * <p>5: hashes fold all that a snapshot holds, but for what lies where.
     */
    public static final int ENGINE_VERSION = 5;

    /** Profiles held at most unless configured. */
    public static final long DEFAULT_MAX_USERS = 50_000_000;

    /** Identities remembered at most unless configured. */
    public static final int DEFAULT_MAX_STREAMS = 65_536;

    public EngineConfig {
        if (maxUsers < 1 || maxUsers > 1L << 31) {
            throw new IllegalArgumentException("max_users: value=" + maxUsers + ", allowed=1 to 2147483648");
        }
        if (maxStreams < 1) {
            throw new IllegalArgumentException("max_streams: value=" + maxStreams + ", allowed=1 and up");
        }
        if (fleet.planning().cadenceMs() % forecast.bucketMs() != 0) {
            throw new IllegalArgumentException("fleet.planning.cadence_ms: value="
                    + fleet.planning().cadenceMs() + ", allowed=a multiple of forecast.bucket_ms="
                    + forecast.bucketMs());
        }
    }

    /** With all seasons in UTC, and nobody announced as due. */
    public EngineConfig(
            final long secretSeed,
            final ForecastConfig forecast,
            final long maxUsers,
            final int maxStreams,
            final Mode mode,
            final Fleet fleet) {
        this(secretSeed, forecast, maxUsers, maxStreams, mode, RegionZones.UTC, fleet, PrewarmConfig.OFF);
    }

    /** The same with another seed. */
    public EngineConfig withSecretSeed(final long seed) {
        return new EngineConfig(seed, forecast, maxUsers, maxStreams, mode, zones, fleet, prewarm);
    }

    /** The same with profiles for another number of users. */
    public EngineConfig withMaxUsers(final long users) {
        return new EngineConfig(secretSeed, forecast, users, maxStreams, mode, zones, fleet, prewarm);
    }

    /** The same with seasons in other zones. */
    public EngineConfig withZones(final RegionZones other) {
        return new EngineConfig(secretSeed, forecast, maxUsers, maxStreams, mode, other, fleet, prewarm);
    }

    /** The same with users announced otherwise. */
    public EngineConfig withPrewarm(final PrewarmConfig other) {
        return new EngineConfig(secretSeed, forecast, maxUsers, maxStreams, mode, zones, fleet, other);
    }

    /** True where a journal of {@code other} can go on under this configuration: what state is laid out by is the same. */
    public boolean continues(final EngineConfig other) {
        return forecast.equals(other.forecast) && secretSeed == other.secretSeed;
    }
}
