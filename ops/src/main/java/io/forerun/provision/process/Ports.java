package io.forerun.provision.process;

import io.forerun.provision.ProvisionError;
import io.forerun.provision.ProvisionException;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Ports for workers: the lowest that no other worker has and nobody listens on. */
record Ports(int first, int last) {
    int free(final List<Slot> taken) throws ProvisionException {
        final Set<Integer> used = new HashSet<>();
        taken.forEach(slot -> used.add(slot.port()));
        for (int port = first; port <= last; port++) {
            if (!used.contains(port) && free(port)) {
                return port;
            }
        }
        throw new ProvisionException(new ProvisionError.Capacity("no free port from " + first + " to " + last));
    }

    private static boolean free(final int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (final IOException taken) {
            return false;
        }
    }
}
