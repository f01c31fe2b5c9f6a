package io.forerun.planted.client;

import io.forerun.planted.codec.Message;
import io.forerun.planted.memory.Memory;

/** A client that needs more than the protocol. */
final class Insider {
    Memory memory;
    Message message;
}
