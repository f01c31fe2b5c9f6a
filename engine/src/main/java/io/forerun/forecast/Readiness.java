package io.forerun.forecast;

import java.util.List;

/**
 * How much of what the experts need has been seen.
 *
 * @param share 0 to 1
 * @param missing what lacks, one sentence each, such as "26 h more for the weekly season"; where share is 1 at most that demand
 *     has strayed from its quantiles
 */
public record Readiness(double share, List<String> missing) {
    public Readiness {
        missing = List.copyOf(missing);
    }
}
