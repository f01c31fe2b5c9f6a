package io.forerun.plan;

/** What capacity is decided for: one node type in one region. */
public record Target(String type, String region) {
    /** The name in decisions, {@code type@region}. */
    public String name() {
        return type + '@' + region;
    }
}
