package io.forerun.provision;

/** Why a provider did not do what it was asked. The class decides what happens next; the text is for people. */
public sealed interface ProvisionError {
    /** What the provider said. */
    String text();

    /** The account may have no more: asked again once the plan has changed. */
    record Quota(String text) implements ProvisionError {}

    /** The provider has none left there: the plan looks elsewhere for a while. */
    record Capacity(String text) implements ProvisionError {}

    /** Our credentials do not allow it: an operator must act. */
    record Permission(String text) implements ProvisionError {}

    /** Overload, a broken connection, a timeout: tried again soon. */
    record Transient(String text) implements ProvisionError {}

    /** It will never work like this: an unknown target, a malformed call. */
    record Permanent(String text) implements ProvisionError {}

    /** The class as people and metrics name it. */
    default String kind() {
        return switch (this) {
            case Quota quota -> "quota";
            case Capacity capacity -> "capacity";
            case Permission permission -> "permission";
            case Transient passing -> "transient";
            case Permanent permanent -> "permanent";
        };
    }

    /** The class of an HTTP status that is not a success. */
    static ProvisionError ofHttpStatus(final int status, final String text) {
        return switch (status) {
            case 401, 403 -> new Permission(text);
            case 402 -> new Quota(text);
            case 507 -> new Capacity(text);
            case 408, 409, 425, 429, 500, 502, 503, 504 -> new Transient(text);
            default -> new Permanent(text);
        };
    }
}
