package io.forerun.provision.control;

import io.forerun.plan.Decision;
import io.forerun.plan.Mode;
import io.forerun.plan.Outcome;
import io.forerun.provision.Fleets;
import io.forerun.provision.Provisioner;
import io.forerun.provision.kubernetes.ClusterRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Decisions to be reconciled round by round, by a process that may be killed at any moment: a number of nodes, a raised floor, another
 * floor, the base again. What a round decides follows from its number, which is written down before anything is done, as a
 * server's journal would have it; whoever starts next begins with that round.
 */
public final class ReconcileRounds {
    /** What a round is about; they follow each other in this order. */
    public enum Kind {
        NODES,
        FLOOR,
        OTHER_FLOOR,
        BASE
    }

    private static final long START_MS = 1_700_000_000_000L;
    private static final long ROUND_MS = 600_000;
    private static final int CYCLE_MS = 11_000;
    private static final int CYCLES = 40;
    private static final List<String> TARGETS = List.of("small@eu", "large@eu");

    private ReconcileRounds() {}

    /** A process of its own. Arguments: the provider's address, the file with the round, rounds. */
    public static void main(final String[] arguments) throws IOException {
        try (Provisioner provisioner = ClusterRuns.open(arguments[0])) {
            run(provisioner, Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        }
    }

    /** Goes on to a round, which is not begun. */
    public static void run(final Provisioner provisioner, final Path file, final int end) throws IOException {
        final Reconciler reconciler =
                new Reconciler(Fleets.two(), provisioner, ReconcileConfig.DEFAULT, always -> true, 1);
        for (int round = at(file); round < end; round++) {
            write(file, round);
            reconcile(reconciler, round);
        }
        write(file, end);
    }

    private static void reconcile(final Reconciler reconciler, final int round) {
        final Mode mode = kind(round) == Kind.NODES ? Mode.FULL : Mode.FLOOR_ONLY;
        final TreeSet<Long> open = new TreeSet<>();
        reconciler.permit(mode, false);
        for (final Decision decision : decisions(round, mode)) {
            open.add(decision.id());
            reconciler.want(decision);
        }
        for (int cycle = 0; !open.isEmpty(); cycle++) {
            if (cycle == CYCLES) {
                throw new IllegalStateException("round " + round + " does not end, open=" + open);
            }
            reconciler.cycle(START_MS + round * ROUND_MS + (long) cycle * CYCLE_MS);
            for (final Report report : reconciler.takeReports()) {
                if (report.state() == Outcome.State.RUNNING) {
                    open.remove(report.decision());
                }
            }
        }
    }

    private static List<Decision> decisions(final int round, final Mode mode) {
        final long atMs = START_MS + round * ROUND_MS;
        final List<Decision> decisions = new ArrayList<>();
        for (int target = 0; target < (mode == Mode.FULL ? 1 : TARGETS.size()); target++) {
            final long id = 1L + (long) round * TARGETS.size() + target;
            decisions.add(
                    kind(round) == Kind.BASE
                            ? Decisions.restore(id, atMs, TARGETS.get(target), 0)
                            : Decisions.of(id, atMs, mode, TARGETS.get(target), nodes(round, target)));
        }
        return decisions;
    }

    /** What a round is about. */
    public static Kind kind(final int round) {
        return Kind.values()[round % Kind.values().length];
    }

    /** Nodes, or the floor, that a round decides for a target; of no meaning where it gives the base back. */
    public static int nodes(final int round, final int target) {
        return new SplittableRandom(31L * round + target).nextInt(9);
    }

    /** The round that is written down. */
    public static int at(final Path file) throws IOException {
        return Files.exists(file) ? Integer.parseInt(Files.readString(file)) : 0;
    }

    private static void write(final Path file, final int round) throws IOException {
        final Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(whole, Integer.toString(round));
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
