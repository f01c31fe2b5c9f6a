package io.forerun.planted.codec;

/** Bytes of the wire. */
public final class Message {}
