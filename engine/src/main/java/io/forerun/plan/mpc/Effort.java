package io.forerun.plan.mpc;

import java.util.function.BooleanSupplier;

/**
 * How much work a solution is worth. Counted in steps, not in time, so that results repeat; a caller with a deadline lets {@code
 * enough} answer true once it is near, and gets the best schedule found until then.
 *
 * @param iterations of the simplex method at most
 * @param moves of the local search at most
 * @param branches of the exact search of small problems at most
 * @param enough asked now and then whether to stop at once
 */
public record Effort(int iterations, int moves, int branches, BooleanSupplier enough) {
    /** Well under a second for 20 types in 5 regions and 6 blocks. */
    public static final Effort USUAL = new Effort(20_000, 15_000, 300, () -> false);

    /** The same steps, but no more once there is enough. */
    public Effort until(final BooleanSupplier stop) {
        return new Effort(iterations, moves, branches, stop);
    }
}
