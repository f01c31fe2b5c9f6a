package io.forerun.markov;

/**
 * How chains are learned.
 *
 * @param halfLifeDays after how many days of event time a transition counts half
 * @param sessionGapMs a session has ended when a user is silent for longer
 * @param maxGroups groups with counts of their own; users of further groups follow the chain of all
 * @param contextRowBits log2 of the contexts that each hashed level remembers, 144 bytes each
 */
public record ChainConfig(double halfLifeDays, long sessionGapMs, int maxGroups, int contextRowBits) {
    /** A fortnight, half an hour, 4096 groups, 65,536 contexts per level. */
    public static final ChainConfig DEFAULT = new ChainConfig(14, 1_800_000, 4_096, 16);

    public ChainConfig {
        check("halfLifeDays", halfLifeDays, .01, 10_000);
        check("sessionGapMs", sessionGapMs, 1, 86_400_000);
        check("maxGroups", maxGroups, 1, 65_536);
        check("contextRowBits", contextRowBits, 2, 24);
    }

    private static void check(final String name, final double value, final double least, final double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "chain configuration: " + name + "=" + value + ", allowed=" + least + ".." + most);
        }
    }
}
