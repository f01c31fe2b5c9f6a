package io.forerun;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The manifests that come along, read as a cluster reads them: a field that it does not know is an error. */
public final class Manifests {
    private static final Path ROOT = Path.of(System.getProperty("forerun.root", ".."));

    private Manifests() {}

    /** A file or directory below the root of the repository. */
    public static Path path(final String relative) {
        return ROOT.resolve(relative);
    }

    /** All objects of a file. */
    public static List<HasMetadata> read(final String relative) throws IOException {
        final KubernetesSerialization yaml = new KubernetesSerialization();
        final List<HasMetadata> objects = new ArrayList<>();
        for (final String document : Files.readString(path(relative)).split("(?m)^---$")) {
            objects.add(yaml.unmarshal(document));
        }
        return objects;
    }

    /** The one object of a type that runs the server. */
    public static <T extends HasMetadata> T only(final Class<T> type) throws IOException {
        final List<T> found = read("ops/deploy/kubernetes/forerun.yml").stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + type.getSimpleName());
        }
        return found.getFirst();
    }
}
