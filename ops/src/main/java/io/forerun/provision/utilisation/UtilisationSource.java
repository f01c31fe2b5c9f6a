package io.forerun.provision.utilisation;

import io.forerun.client.Measured;
import io.forerun.provision.ProvisionException;
import java.util.List;

/** Where utilisation is read. Called by the feed's thread alone. */
public interface UtilisationSource extends AutoCloseable {
    /** Short name, as in the configuration. */
    String name();

    /**
     * The newest figures of every service that it knows.
     *
     * @param nowMs time that they are taken to be of
     */
    List<Measured> read(long nowMs) throws ProvisionException;

    @Override
    void close();
}
