package io.forerun.plan;

/** What capacity is decided for. */
public sealed interface Target {
    /** The name in decisions. */
    String name();

    /** Nodes of one type in one region, {@code type@region}. */
    record Nodes(String type, String region) implements Target {
        @Override
        public String name() {
            return type + '@' + region;
        }
    }

    /** Replicas of one service, {@code service/name}. */
    record Copies(String service) implements Target {
        @Override
        public String name() {
            return "service/" + service;
        }
    }
}
