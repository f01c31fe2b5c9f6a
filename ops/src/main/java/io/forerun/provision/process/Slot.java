package io.forerun.provision.process;

/**
 * One worker, as its files tell.
 *
 * @param id never used again
 * @param phase how far it is
 * @param target type@region
 * @param port its own
 */
record Slot(long id, Phase phase, String target, int port) {
    /** Told by which of its files are there. */
    enum Phase {
        /** Shall be started; the child has not taken it yet. */
        START,
        /** The child took it. */
        RUN,
        /** Shall end. */
        STOP
    }

    Slot in(final Phase other) {
        return new Slot(id, other, target, port);
    }

    /** A text with this worker's values put in. */
    String fill(final String template) {
        final int at = target.indexOf('@');
        return template.replace("{port}", Integer.toString(port))
                .replace("{id}", Long.toString(id))
                .replace("{type}", target.substring(0, at))
                .replace("{region}", target.substring(at + 1));
    }
}
