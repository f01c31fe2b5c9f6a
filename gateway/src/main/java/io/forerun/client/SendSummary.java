package io.forerun.client;

import java.util.Map;

/**
 * What became of a client's records.
 *
 * @param sent records handed to the server by this client, repeats after a reconnect not counted
 * @param acknowledged newest sequence that the server has journalled: all records of the stream up to it
 * @param duplicates records that the server trimmed as already taken
 * @param rejected refused records by reason
 */
public record SendSummary(long sent, long acknowledged, long duplicates, Map<String, Long> rejected) {}
