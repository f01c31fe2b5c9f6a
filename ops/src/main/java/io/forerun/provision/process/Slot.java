package io.forerun.provision.process;

/**
 * One worker, as its files tell.
 *
 * @param id never used again
 * @param phase how far it is
 * @param target type@region, or service/name
 * @param port its own
 */
record Slot(long id, Phase phase, String target, int port) {
    /** Stands for the name of a worker's service. */
    static final String SERVICE = "{service}";

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
        final String filled = template.replace("{port}", Integer.toString(port)).replace("{id}", Long.toString(id));
        return at < 0
                ? filled.replace(SERVICE, target.substring(target.indexOf('/') + 1))
                : filled.replace("{type}", target.substring(0, at)).replace("{region}", target.substring(at + 1));
    }
}
