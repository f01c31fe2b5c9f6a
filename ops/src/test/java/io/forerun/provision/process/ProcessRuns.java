package io.forerun.provision.process;

import io.forerun.provision.Fleets;
import io.forerun.provision.Provisioner;
import java.nio.file.Path;
import java.util.List;

/** The provisioner of the kill test: a worker shouts when its slot has one already. */
public final class ProcessRuns {
    /** In the command line of each worker, so that the operating system can count them. */
    static final String MARK = "forerun-kill-test";

    private ProcessRuns() {}

    /** Over a directory. */
    public static Provisioner open(final Path directory) {
        final String worker = "mkdir " + directory + "/once-{id} || echo {id} >> " + directory + "/twice; exec -a "
                + MARK + " sleep 600";
        return ProcessProvisioner.open(
                Fleets.two(),
                new ProcessConfig(
                        List.of("bash", "-c", worker),
                        "",
                        "",
                        22_000,
                        22_100,
                        60_000,
                        0,
                        0,
                        directory.resolve("state")));
    }
}
