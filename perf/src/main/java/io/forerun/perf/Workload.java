package io.forerun.perf;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.forerun.client.ActivityRow;
import io.forerun.codec.ActivityBatchEncoder.RecordsEncoder;
import io.forerun.core.NameKind;
import io.forerun.pipeline.ActivityLayout;
import io.forerun.pipeline.NameEntry;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.agrona.MutableDirectBuffer;

/**
 * A seeded stream of activity, sorted by time: first every user once, so that all profiles exist, then users by the
 * distribution asked for. Only the users' numbers are kept; all else follows from a record's index, so that making a record
 * costs next to nothing.
 */
final class Workload {
    static final long START_MS = 1_700_000_000_000L;

    /** Records in a simulated minute: the engine closes its buckets once in so many. */
    static final int RECORDS_PER_MINUTE = 100_000;

    private static final long PERMUTE = 0x9E3779B1L; // Odd and prime: with a modulus it scatters neighbours.
    private static final int ACTIONS = 8;
    private static final int OBJECTS = 1_000;
    private static final int REGIONS = 3;
    private static final int SERVICES = 2;
    private static final int DEVICES = 4;

    private final int users;
    private final int[] userOf;
    private final int services;

    private Workload(final int users, final int[] userOf, final int services) {
        this.users = users;
        this.userOf = userOf;
        this.services = services;
    }

    /** The same of more services: three groups for each, as there are three regions. */
    Workload ofServices(final int count) {
        return new Workload(users, userOf, count);
    }

    /** Demand series that its records make, total included. */
    int series() {
        return services * REGIONS + 1;
    }

    /** Users alike, or by Zipf's law with exponent 1 (its continuous form). */
    static Workload of(final long seed, final int users, final int records, final boolean zipf) {
        final SplittableRandom random = new SplittableRandom(seed);
        final int[] userOf = new int[Math.addExact(users, records)];
        for (int item = 0; item < users; item++) {
            userOf[item] = scattered(item, users);
        }
        for (int item = users; item < userOf.length; item++) {
            final int rank =
                    zipf ? (int) Math.min(users - 1, Math.pow(users, random.nextDouble()) - 1) : random.nextInt(users);
            userOf[item] = scattered(rank, users);
        }
        return new Workload(users, userOf, SERVICES);
    }

    private static int scattered(final int rank, final int users) {
        return (int) (rank * PERMUTE % users);
    }

    int users() {
        return users;
    }

    /** Records in all, the first of each user included. */
    int count() {
        return userOf.length;
    }

    /** Number of a record's user, 0 to users - 1; behind the last record the users of all but the first ones come again. */
    int user(final long item) {
        return item < userOf.length
                ? userOf[(int) item]
                : userOf[users + (int) ((item - users) % (userOf.length - users))];
    }

    /** A record's user as the engine knows it. */
    long userId(final long item) {
        return (user(item) + 1) * 0x9E3779B97F4A7C15L;
    }

    static long timestampMs(final long item) {
        return START_MS + item * 60_000L / RECORDS_PER_MINUTE;
    }

    /** Writes a record's block as it stands on the wire; its numbers have no names. */
    void encode(final long item, final MutableDirectBuffer out, final int offset) {
        final int mix = mix(item);
        out.setMemory(offset, ActivityLayout.BLOCK_LENGTH, (byte) 0);
        out.putLong(offset + RecordsEncoder.timestampMsEncodingOffset(), timestampMs(item), LITTLE_ENDIAN);
        out.putLong(offset + RecordsEncoder.userIdEncodingOffset(), userId(item), LITTLE_ENDIAN);
        putInt(out, offset + RecordsEncoder.objectIdEncodingOffset(), object(mix));
        putInt(out, offset + RecordsEncoder.cpuUsEncodingOffset(), cpuUs(mix));
        putInt(out, offset + RecordsEncoder.memoryKibEncodingOffset(), memoryKib(mix));
        putInt(out, offset + RecordsEncoder.bytesEncodingOffset(), mix & 0xFFFFF);
        putInt(out, offset + RecordsEncoder.durationUsEncodingOffset(), 1_000 + (mix & 0xFFFF));
        putShort(out, offset + RecordsEncoder.actionEncodingOffset(), action(mix));
        putShort(out, offset + RecordsEncoder.regionEncodingOffset(), 1 + user(item) % REGIONS);
        putShort(out, offset + RecordsEncoder.serviceEncodingOffset(), 1 + (mix >>> 5) % services);
        out.putByte(offset + RecordsEncoder.deviceEncodingOffset(), (byte) device(mix));
    }

    /** Names of the objects behind the numbers; actions and the like are named by their numbers. */
    static List<NameEntry> objectNames() {
        return IntStream.rangeClosed(1, OBJECTS)
                .mapToObj(number -> new NameEntry(NameKind.OBJECT.ordinal(), number, "o" + number))
                .toList();
    }

    private static void putInt(final MutableDirectBuffer out, final int offset, final int value) {
        out.putInt(offset, value, LITTLE_ENDIAN);
    }

    private static void putShort(final MutableDirectBuffer out, final int offset, final int value) {
        out.putShort(offset, (short) value, LITTLE_ENDIAN);
    }

    /** Bits that look random, positive. */
    static int mix(final long item) {
        final int mixed = ((int) item ^ (int) item >>> 16) * 0x45D9F3B;
        return (mixed ^ mixed >>> 16) >>> 1;
    }

    // What a record says, by its mix.

    static int action(final int mix) {
        return 1 + (mix >>> 8) % ACTIONS;
    }

    static int object(final int mix) {
        return 1 + (mix >>> 3) % OBJECTS;
    }

    static int service(final int mix) {
        return 1 + (mix >>> 5) % SERVICES;
    }

    static int device(final int mix) {
        return 1 + (mix >>> 12) % DEVICES;
    }

    static int cpuUs(final int mix) {
        return 500 + (mix & 0x3FFF);
    }

    static int memoryKib(final int mix) {
        return 64 + (mix & 0xFFF);
    }

    /**
     * Fills rows for a client with texts that were made before. Each record has its user's name for itself, in the order of
     * the records, as if it had just been read: what is measured is the client, not the memory behind a million names.
     */
    static final class Rows {
        private final Workload workload;
        private final String[] users;
        private final String[] actions = names("action-", ACTIONS);
        private final String[] objects = names("/catalogue/object-", OBJECTS);
        private final String[] regions = names("region-", REGIONS);
        private final String[] services = names("service-", SERVICES);
        private final String[] devices = names("device-", DEVICES);

        Rows(final Workload workload) {
            this.workload = workload;
            this.users = new String[workload.count()];
            for (int item = 0; item < users.length; item++) {
                users[item] = "user-" + workload.userOf[item];
            }
        }

        private static String[] names(final String prefix, final int count) {
            final String[] names = new String[count];
            for (int index = 0; index < count; index++) {
                names[index] = prefix + index;
            }
            return names;
        }

        void fill(final int item, final ActivityRow row) {
            final int mix = mix(item);
            final int user = workload.userOf[item];
            row.timestampMs = timestampMs(item);
            row.user = users[item];
            row.object = objects[(mix >>> 3) % OBJECTS];
            row.action = actions[(mix >>> 8) % ACTIONS];
            row.region = regions[user % REGIONS];
            row.service = services[(mix >>> 5) % SERVICES];
            row.device = devices[(mix >>> 12) % DEVICES];
            row.cpuUs = cpuUs(mix);
            row.memoryKib = memoryKib(mix);
            row.bytes = mix & 0xFFFFF;
            row.durationUs = 1_000 + (mix & 0xFFFF);
        }
    }
}
