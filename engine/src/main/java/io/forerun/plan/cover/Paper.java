package io.forerun.plan.cover;

import io.forerun.state.Archive;

/** The wishes of every rule in the newest buckets, and from them the capacity each would have held and had serving. */
final class Paper {
    private final int rules;
    private double[] wishes = new double[0];
    private double[] held = new double[0];
    private double[] shadows = new double[0];
    private int depth;
    private int buckets;
    private int stabilisation = 1;

    Paper(final int rules) {
        this.rules = rules;
    }

    void clear() {
        buckets = 0;
    }

    /** Whether enough buckets are held to judge the newest one. */
    boolean ready(final Terms terms) {
        return buckets > terms.delay() + terms.stabilisation() && depth == depth(terms);
    }

    /** Begins a bucket; other terms than before begin anew. */
    void open(final Terms terms) {
        if (depth != depth(terms)) {
            depth = depth(terms);
            wishes = new double[depth * rules];
            held = new double[depth * rules];
            shadows = new double[depth];
            buckets = 0;
        }
        shadows[buckets % depth] = 0;
        buckets++;
        stabilisation = terms.stabilisation();
    }

    /** What a rule wants in the bucket that begins. */
    void wish(final int rule, final double requests) {
        wishes[index(rule, 0)] = requests;
        double highest = requests;
        for (int back = 1; back < Math.min(stabilisation, buckets); back++) {
            highest = Math.max(highest, wishes[index(rule, back)]);
        }
        held[index(rule, 0)] = highest;
    }

    /** What something else held in the newest bucket. */
    void shadow(final double requests) {
        shadows[(buckets - 1) % depth] = requests;
    }

    /** Capacity that a rule held, and paid for, in the newest bucket. */
    double held(final int rule) {
        return held(rule, 0);
    }

    /** What of it served: what was wanted all along since as long ago as it takes to come. */
    double serving(final int rule, final int delay) {
        double serving = held(rule, 0);
        for (int back = 1; back <= delay; back++) {
            serving = Math.min(serving, held(rule, back));
        }
        return serving;
    }

    private double held(final int rule, final int back) {
        return Math.max(held[index(rule, back)], shadows[(buckets - 1 - back) % depth]);
    }

    private int index(final int rule, final int back) {
        return (buckets - 1 - back) % depth * rules + rule;
    }

    private static int depth(final Terms terms) {
        return Math.max(terms.delay(), terms.stabilisation()) + 1;
    }

    void pass(final Archive archive) {
        wishes = archive.passGrown(wishes);
        held = archive.passGrown(held);
        shadows = archive.passGrown(shadows);
        depth = archive.pass(depth);
        buckets = archive.pass(buckets);
        stabilisation = archive.pass(stabilisation);
    }
}
