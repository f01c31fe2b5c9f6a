/**
 * Nodes that somebody else runs, told over HTTP: two calls, signed, in JSON. For whatever has no provisioner of its own.
 *
 * <pre>
 *  GET  {url}/observe -> {"targets": [{"target": "small@eu", "running": 3, "ordered": 1, "unhealthy": 0, "minimum": 4,
 *                                      "floor": {"base": 2, "floor": 4, "expires_ms": 1764150000000}}]}
 *  POST {url}/apply   {"key": "17-nodes-5", "decision": 17, "target": "small@eu", "goal": "nodes", "nodes": 5}
 *                     {"key": ..., "goal": "floor", "nodes": 4, "expires_ms": ...}   {"key": ..., "goal": "restored"}
 *       where replicas are decided on, a node's order says what a new one carries: "carries": {"web": 3, "pay": 1}
 *       -> 2xx taken on; else {"error": "quota", "text": "..."}: quota, capacity, permission, transient, permanent
 * </pre>
 *
 * <p>Threads: the control loop's alone.
 */
package io.forerun.provision.webhook;
