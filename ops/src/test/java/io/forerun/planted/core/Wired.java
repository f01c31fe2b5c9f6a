package io.forerun.planted.core;

import io.forerun.planted.codec.Message;

/** State that knows a message. */
final class Wired {
    Message message;
}
