/**
 * The Java client of the binary protocol. {@link io.forerun.client.ForerunClient} sends records: it batches, waits for credit,
 * reconnects, and goes on where the server left off. {@link io.forerun.client.QueryClient} asks for forecasts, decisions and
 * switches.
 *
 * <p>Plain blocking sockets: one thread sends, one named forerun-client reads. No dependency on the engine's state.
 */
package io.forerun.client;
