package io.forerun.provision.control;

import java.util.Map;

/**
 * How it goes with a provider.
 *
 * @param provider its name
 * @param answering false while calls are kept from it after too many failures
 * @param observedMs when it was last observed, negative before
 * @param accepted orders it took
 * @param failures calls that failed, by class of error
 */
public record ProviderHealth(
        String provider, boolean answering, long observedMs, long accepted, Map<String, Long> failures) {
    /** Before anything was asked of it. */
    public static ProviderHealth unknown(final String provider) {
        return new ProviderHealth(provider, true, -1, 0, Map.of());
    }
}
