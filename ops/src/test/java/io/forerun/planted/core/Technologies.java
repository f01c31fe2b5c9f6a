package io.forerun.planted.core;

import com.fasterxml.jackson.core.JsonFactory;
import com.lmax.disruptor.Sequence;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.netty.buffer.ByteBuf;
import java.lang.foreign.Arena;
import java.util.concurrent.Executor;
import jdk.incubator.vector.VectorSpecies;
import net.openhft.chronicle.queue.ChronicleQueue;
import picocli.CommandLine;

/** Takes every technology from its owner, and one of them in the slow way. */
final class Technologies {
    Arena arena;
    ByteBuf netty;
    ChronicleQueue chronicle;
    CommandLine picocli;
    Executor threads;
    JsonFactory json;
    KubernetesClient kubernetes;
    Sequence disruptor;
    VectorSpecies<Float> species;
}
