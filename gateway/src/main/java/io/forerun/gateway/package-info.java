/**
 * The server end of the binary protocol: Netty, frames, sessions, credit, queries. Bytes from outside are checked in one
 * place, {@link io.forerun.gateway.IngressAdapter} and its two helpers; a bad frame is answered, counted, and closes only its own connection.
 *
 * <pre>
 *   socket --> length frames --> flow control --> idle check --> IngressAdapter --> pipeline.Sequencer
 *   socket <-- EgressPublisher <-- Connection (coalesced acks, bounded) <-- Gateway (an Outlet, publish thread)
 * </pre>
 *
 * <p>Threads: event loops named forerun-gateway read and write; the publish thread only notes what to send.
 */
package io.forerun.gateway;
