package io.forerun.provision;

/** A provider did not do what it was asked. Caught by the reconciler; leaves this package never. */
public final class ProvisionException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient ProvisionError error;

    /** Refused, with nothing beneath it. */
    public ProvisionException(final ProvisionError error) {
        this(error, null);
    }

    /** Refused because of something. */
    public ProvisionException(final ProvisionError error, final Throwable cause) {
        super(error.kind() + ": " + error.text(), cause);
        this.error = error;
    }

    /** What class of refusal. */
    public ProvisionError error() {
        return error;
    }
}
