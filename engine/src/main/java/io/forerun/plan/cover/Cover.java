package io.forerun.plan.cover;

import io.forerun.forecast.ForecastTable;
import io.forerun.state.Archive;
import java.util.List;

/**
 * Follows the rule that would have cost least of late: each rule's capacity is kept on paper, in whole nodes, stabilised, and
 * late by the lead time; what it would have cost is its price plus the penalty for demand it would not have served, fading with a
 * half-life of two weeks. All rules are judged on the same demand, so nothing has to be tried out (prediction with expert
 * advice under full information; the objective is the newsvendor's, Arrow, Harris, Marschak 1951, on realised demand instead of
 * an assumed distribution). A tail that the forecast's quantiles do not know of is so judged by its own evidence.
 *
 * <p>Engine thread only.
 */
public final class Cover {
    private static final int TOTAL = 0;
    private static final long DAY_MS = 86_400_000;
    private static final int HALF_LIFE_DAYS = 14;
    private static final List<CoverRule> RULES = CoverRule.ALL;

    private final int bucketMs;
    private final double keep;
    private final DemandMemory memory;
    private final double[] usd = new double[RULES.size()];
    private final Paper paper = new Paper(RULES.size());
    private long newest = -1;
    private long evidence;
    private Holding holding = Holding.UNKNOWN;

    /** Knows nothing yet. */
    public Cover(final int bucketMs) {
        this.bucketMs = bucketMs;
        keep = StrictMath.pow(0.5, (double) bucketMs / (HALF_LIFE_DAYS * DAY_MS));
        memory = new DemandMemory(bucketMs);
    }

    /**
     * Learns from the bucket that closed, then says what to hold.
     *
     * @param table made when it closed; one that was seen already changes nothing
     * @param shadow capacity that something else held in that bucket in any case, 0 for none
     */
    public Holding next(final ForecastTable table, final Terms terms, final double shadow) {
        final long bucket = table.atMs() / bucketMs;
        if (bucket <= newest) {
            return holding;
        }
        final float observed = table.curve(TOTAL).lastObserved();
        if (bucket != newest + 1) {
            paper.clear(); // Buckets that nobody was asked about cannot be judged.
        } else if (newest >= 0) {
            paper.shadow(shadow);
            if (!Float.isNaN(observed) && paper.ready(terms)) {
                judge(observed, terms);
            }
        }
        newest = bucket;
        memory.add(observed);
        wish(table, terms);
        holding = evidence * bucketMs < DAY_MS ? Holding.UNKNOWN : best();
        return holding;
    }

    /** What to hold as of the newest table. */
    public Holding holding() {
        return holding;
    }

    private void judge(final double observed, final Terms terms) {
        for (int rule = 0; rule < usd.length; rule++) {
            final double lack = Math.max(0, observed - paper.serving(rule, terms.delay()));
            usd[rule] = usd[rule] * keep + paper.held(rule) * terms.usd() + lack * terms.penaltyUsd();
        }
        evidence++;
    }

    private void wish(final ForecastTable table, final Terms terms) {
        final double highest = memory.highest();
        final int steps = Math.min(terms.window(), table.config().steps());
        paper.open(terms);
        int rule = 0;
        double spread = Double.NaN;
        double forecast = 0;
        for (final CoverRule each : RULES) {
            if (each.spread() != spread) { // Rules stand in the order of their spread.
                spread = each.spread();
                forecast = 0;
                for (int step = 1; step <= steps; step++) {
                    forecast = Math.max(forecast, Holding.forecast(table, TOTAL, step, spread));
                }
            }
            final double present = each.lift() * highest;
            paper.wish(rule, terms.whole(Math.max(forecast, Math.max(present, usual(rule)))));
            rule++;
        }
    }

    private Holding best() {
        int best = 0;
        for (int rule = 1; rule < usd.length; rule++) {
            best = usd[rule] < usd[best] ? rule : best;
        }
        final CoverRule rule = RULES.get(best);
        return new Holding(rule, rule.lift() * memory.highest(), usual(best));
    }

    private double usual(final int rule) {
        return memory.usual(rule % CoverRule.USUALS.length); // The innermost of the three.
    }

    /** Passes all that was learned. */
    public void pass(final Archive archive) {
        newest = archive.pass(newest);
        evidence = archive.pass(evidence);
        archive.pass(usd);
        memory.pass(archive);
        paper.pass(archive);
        holding = archive.pass(holding, Holding.class);
    }
}
