package io.forerun.neural.training;

import java.util.Arrays;

/**
 * Segments that a window needs, in rounds: no two of a user in one round, earlier ones in earlier rounds, so that every state
 * handed on is of the parameters at hand.
 */
final class ValidationRounds {
    private ValidationRounds() {}

    static int[][] of(final EventSequences events, final Segments segments, final TimeWindow window) {
        int[][] rounds = new int[16][];
        int[] sizes = new int[16];
        int count = 0;
        int round = 0;
        for (int segment = 0; segment < segments.size(); segment++) {
            final int user = segments.user(segment);
            if (segment > 0 && segments.user(segment - 1) != user) {
                round = 0;
            }
            final int next = segments.to(segment);
            final boolean isNeeded = next == events.firstEvent()[user + 1] || events.timeMs()[next] >= window.fromMs();
            if (!isNeeded) {
                continue;
            }
            if (round == rounds.length) {
                rounds = Arrays.copyOf(rounds, 2 * round);
                sizes = Arrays.copyOf(sizes, 2 * round);
            }
            if (rounds[round] == null) {
                rounds[round] = new int[64];
                count = round + 1;
            }
            if (sizes[round] == rounds[round].length) {
                rounds[round] = Arrays.copyOf(rounds[round], 2 * sizes[round]);
            }
            rounds[round][sizes[round]++] = segment;
            round++;
        }
        final int[][] found = new int[count][];
        for (int index = 0; index < count; index++) {
            found[index] = Arrays.copyOf(rounds[index], sizes[index]);
        }
        return found;
    }
}
