package io.forerun.markov;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Next action and next object on a trace, by hand: {@code NextEvaluation FILE TEST_FROM TEST_TO}. Each event is predicted right
 * after the user's event before it, then learned; counted are those of the test part that are not their user's first.
 */
final class NextEvaluation {
    private static final int TOP = 3;
    private static final int LINES = 1 << 22;

    private final Map<String, Integer> users = new HashMap<>();
    private final Map<String, Integer> actions = new HashMap<>();
    private final Map<String, Integer> objects = new HashMap<>();
    private final Map<String, Integer> regions = new HashMap<>();
    private final long[] atMs = new long[LINES];
    private final int[] user = new int[LINES];
    private final int[] action = new int[LINES];
    private final int[] object = new int[LINES];
    private final int[] region = new int[LINES];
    private final long fromMs;
    private int count;

    public static void main(final String[] args) throws IOException {
        final long toMs = Instant.parse(args[2]).toEpochMilli();
        final NextEvaluation evaluation =
                new NextEvaluation(Path.of(args[0]), Instant.parse(args[1]).toEpochMilli(), toMs);
        System.out.printf("%s, %d events%n", Path.of(args[0]).getParent().getFileName(), evaluation.count);
        evaluation.simple("action", evaluation.action, evaluation.actions.size(), History.NONE);
        evaluation.chains();
        evaluation.simple("object", evaluation.object, evaluation.objects.size(), 0);
        evaluation.objects();
    }

    private NextEvaluation(final Path file, final long fromMs, final long toMs) throws IOException {
        this.fromMs = fromMs;
        objects.put("", 0);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                final String[] fields = line.split(",", -1);
                atMs[count] = Long.parseLong(fields[0]);
                if (atMs[count] >= toMs) {
                    break;
                }
                user[count] = number(users, fields[1]);
                action[count] = Math.min(number(actions, fields[2]), GroupChains.ACTIONS - 1);
                object[count] = number(objects, fields[3]);
                region[count] = number(regions, fields[4]);
                count++;
            }
        }
    }

    private static int number(final Map<String, Integer> numbers, final String name) {
        final Integer known = numbers.putIfAbsent(name, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    private void chains() {
        final GroupChains chains = new GroupChains(ChainConfig.DEFAULT);
        final History history = new History();
        final int[] newest = new int[users.size()];
        final long[] low = new long[users.size()];
        final int[] high = new int[users.size()];
        final double[] next = new double[GroupChains.OUTCOMES];
        final int[] top = new int[TOP];
        final int[] before = new int[users.size()];
        final long[] lastMs = new long[users.size()];
        final Score score = new Score();
        double loss = 0;
        long learnedNs = 0;
        for (int event = 0; event < count; event++) {
            final int who = user[event];
            history.load(region[event], who, before[who] - 1, newest[who] - 1, lastMs[who]);
            history.own().load(low[who], high[who]);
            if (newest[who] > 0 && atMs[event] >= fromMs) {
                chains.nextAction(history, lastMs[who], next);
                score.add(top, GroupChains.top(next, top), action[event]);
                loss -= StrictMath.log(Math.max(1e-9, next[action[event]]));
            }
            final long startNs = System.nanoTime();
            chains.learn(history, action[event], atMs[event]);
            learnedNs += System.nanoTime() - startNs;
            low[who] = history.own().low();
            high[who] = history.own().high();
            before[who] = newest[who];
            newest[who] = action[event] + 1;
            lastMs[who] = atMs[event];
        }
        score.print("action, GroupChains");
        System.out.printf("    loss %.4f nats, learning %d ns%n", loss / score.asked, learnedNs / count);
    }

    private void objects() {
        final GroupObjects chains = new GroupObjects(ChainConfig.DEFAULT);
        final History history = new History();
        final int[] newest = new int[users.size()];
        final int[] before = new int[users.size()];
        final int[] newestAction = new int[users.size()];
        final int[] top = new int[TOP];
        final double[] probabilities = new double[TOP];
        final Score score = new Score();
        long learnedNs = 0;
        for (int event = 0; event < count; event++) {
            final int who = user[event];
            history.load(region[event], who, History.NONE, newestAction[who] - 1, 0);
            history.loadObjects(before[who], newest[who]);
            if (newestAction[who] > 0 && atMs[event] >= fromMs && object[event] > 0) {
                score.add(top, chains.next(history, top, probabilities), object[event]);
            }
            final long startNs = System.nanoTime();
            chains.learn(history, object[event], atMs[event]);
            learnedNs += System.nanoTime() - startNs;
            newestAction[who] = action[event] + 1;
            if (object[event] > 0) {
                before[who] = newest[who];
                newest[who] = object[event];
            }
        }
        score.print("object, GroupObjects");
        System.out.printf("    learning %d ns%n", learnedNs / count);
    }

    /** The most frequent three, the last again, and the exact first-order chain over all users; an absent value is passed over. */
    private void simple(final String what, final int[] values, final int size, final int absent) {
        final Frequent frequent = new Frequent();
        final Frequent[] following = new Frequent[size];
        final int[] newest = new int[users.size()];
        Arrays.fill(newest, -1);
        final Score[] scores = {new Score(), new Score(), new Score()};
        final String[] names = {", most frequent", ", last again", ", plain chain"};
        for (int event = 0; event < count; event++) {
            final int last = newest[user[event]];
            if (values[event] == absent) {
                continue;
            }
            if (last >= 0) {
                final Frequent row = following[last] == null ? new Frequent() : following[last];
                following[last] = row;
                if (atMs[event] >= fromMs) {
                    scores[0].add(frequent.top, TOP, values[event]);
                    scores[1].add(new int[] {last}, 1, values[event]);
                    scores[2].add(row.top, TOP, values[event]);
                }
                row.add(values[event]);
            }
            frequent.add(values[event]);
            newest[user[event]] = values[event];
        }
        for (int way = 0; way < scores.length; way++) {
            scores[way].print(what + names[way]);
        }
    }

    /** Exact counts and their top three. */
    private static final class Frequent {
        private final Map<Integer, Integer> counts = new HashMap<>();
        private final int[] top = {-1, -1, -1};

        void add(final int value) {
            final int counted = counts.merge(value, 1, Integer::sum);
            int place = 0;
            while (place < TOP - 1 && top[place] != value) {
                place++;
            }
            if (top[place] != value && counts.getOrDefault(top[place], 0) >= counted) {
                return;
            }
            while (place > 0 && counts.getOrDefault(top[place - 1], 0) < counted) {
                top[place] = top[place - 1];
                place--;
            }
            top[place] = value;
        }
    }

    private static final class Score {
        private long asked;
        private long first;
        private long among;

        void add(final int[] top, final int known, final int actual) {
            asked++;
            for (int place = 0; place < known; place++) {
                if (top[place] == actual) {
                    among++;
                    first += place == 0 ? 1 : 0;
                }
            }
        }

        void print(final String name) {
            System.out.printf(
                    "  %-24s top-1 %.4f top-3 %.4f of %d%n",
                    name, (double) first / asked, (double) among / asked, asked);
        }
    }
}
