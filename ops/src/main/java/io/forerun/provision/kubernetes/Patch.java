package io.forerun.provision.kubernetes;

import io.forerun.provision.RaisedFloor;
import java.util.Optional;

/** JSON merge patches (RFC 7396): what they do not name stays as it is, null takes away. */
final class Patch {
    private Patch() {}

    /** Sets or takes away the annotation. */
    static String annotation(final Optional<RaisedFloor> floor) {
        return "{" + metadata(floor) + "}";
    }

    /** The same together with a minimum, in one change. */
    static String minimum(final int replicas, final Optional<RaisedFloor> floor) {
        return "{" + metadata(floor) + ",\"spec\":{\"minReplicas\":" + replicas + "}}";
    }

    private static String metadata(final Optional<RaisedFloor> floor) {
        final String value = floor.map(raised -> '"' + raised.text() + '"').orElse("null");
        return "\"metadata\":{\"annotations\":{\"" + ReplicaPool.ANNOTATION + "\":" + value + "}}";
    }
}
