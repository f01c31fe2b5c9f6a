package io.forerun.gateway;

import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/** Connections by session number. Any thread. */
final class ConnectionTable {
    private final Long2ObjectHashMap<Connection> connections = new Long2ObjectHashMap<>();

    synchronized void add(final Connection connection) {
        connections.put(connection.session(), connection);
    }

    synchronized void remove(final Connection connection) {
        connections.remove(connection.session());
    }

    /** The connection of a session, null where it is gone. */
    synchronized Connection find(final long session) {
        return connections.get(session);
    }

    synchronized List<Connection> all() {
        return new ArrayList<>(connections.values());
    }
}
