package io.forerun.journal;

/** Sequences from first to last, both included. */
public record SequenceRange(long first, long last) {
    /** How many. */
    public long count() {
        return last - first + 1;
    }

    @Override
    public String toString() {
        return first == last ? Long.toString(first) : first + " to " + last;
    }
}
