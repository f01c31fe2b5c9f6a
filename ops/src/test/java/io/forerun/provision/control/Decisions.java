package io.forerun.provision.control;

import io.forerun.plan.Decision;
import io.forerun.plan.Mode;
import io.forerun.plan.Outcome;
import java.util.List;
import java.util.Optional;

/** Decisions for tests. */
final class Decisions {
    private Decisions() {}

    static Decision of(final long id, final long atMs, final Mode mode, final String target, final int to) {
        return of(id, atMs, mode, target, to, List.of(), Outcome.State.PENDING);
    }

    static Decision restore(final long id, final long atMs, final String target, final int base) {
        return of(id, atMs, Mode.FLOOR_ONLY, target, base, List.of("restore"), Outcome.State.PENDING);
    }

    static Decision standing(final long id, final long atMs, final String target, final int to) {
        return of(id, atMs, Mode.FULL, target, to, List.of(), Outcome.State.RUNNING);
    }

    private static Decision of(
            final long id,
            final long atMs,
            final Mode mode,
            final String target,
            final int to,
            final List<String> guards,
            final Outcome.State state) {
        return new Decision(
                id,
                atMs,
                mode,
                target,
                0,
                to,
                "chosen",
                List.of(),
                guards,
                new Decision.Basis(0, 0, 0, 0, 0, 0),
                Optional.empty(),
                0,
                0,
                new Outcome(state, ""));
    }
}
