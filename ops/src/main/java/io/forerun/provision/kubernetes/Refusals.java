package io.forerun.provision.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.forerun.provision.ProvisionError;

/** What class of refusal an answer of the API server is. */
final class Refusals {
    private static final int FORBIDDEN = 403;

    private Refusals() {}

    static ProvisionError of(final KubernetesClientException refused) {
        final String text = String.valueOf(refused.getMessage());
        if (refused.getCode() <= 0) { // It never answered: the client has 0 or -1 for that.
            return new ProvisionError.Transient(text);
        }
        if (refused.getCode() == FORBIDDEN && text.contains("exceeded quota")) {
            return new ProvisionError.Quota(text);
        }
        return ProvisionError.ofHttpStatus(refused.getCode(), text);
    }
}
