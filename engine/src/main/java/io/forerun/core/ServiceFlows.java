package io.forerun.core;

import io.forerun.crowd.ActionFlow;
import io.forerun.crowd.Crowd;
import io.forerun.forecast.ForecastConfig;
import io.forerun.markov.ChainConfig;
import io.forerun.markov.GroupChains;
import io.forerun.plan.Fleet;
import io.forerun.plan.Replicas;
import io.forerun.plan.ServiceFlow;
import io.forerun.profile.ProfileRows;
import io.forerun.profile.ProfileTable;
import io.forerun.state.Archive;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What services are asked for, out of what users in session do, by the fleet's names of actions. Where no service asks for replicas
 * nobody is followed and nothing is kept. Engine thread only.
 */
final class ServiceFlows {
    private static final int NONE = -1;

    /** What all names beyond the last that is told apart share. */
    private static final int SHARED = GroupChains.ACTIONS - 1;

    private final NameBook names;
    private final ProfileTable profiles;
    private final GroupChains chains;
    private Fleet fleet;
    private Crowd crowd;
    private Optional<ServiceFlow> newest = Optional.empty();

    ServiceFlows(final NameBook names, final ProfileTable profiles, final GroupChains chains) {
        this.names = names;
        this.profiles = profiles;
        this.chains = chains;
    }

    /** Follows the users of a fleet from now on, those first whom profiles know. */
    void configure(final Fleet next) {
        fleet = next;
        newest = Optional.empty();
        if (!next.hasReplicas()) {
            crowd = null;
        } else if (crowd == null) {
            crowd = new Crowd(ChainConfig.DEFAULT.sessionGapMs());
            profiles.forEach(row -> crowd.enter(profiles.rows(), row));
        }
    }

    /** The user of a row is about to act. */
    void leave(final ProfileRows rows, final long row, final long atMs) {
        if (crowd != null) {
            crowd.leave(rows, row, atMs);
        }
    }

    /** The user of a row is about to be erased. */
    void erase(final ProfileRows rows, final long row) {
        if (crowd != null) {
            crowd.erase(rows, row);
        }
    }

    /** The user of a row has acted. */
    void enter(final ProfileRows rows, final long row) {
        if (crowd != null) {
            crowd.enter(rows, row);
        }
    }

    /** A record of the open bucket stands for so many requests. */
    void count(final int action, final int requests) {
        if (crowd != null) {
            crowd.count(action, requests);
        }
    }

    /** The open bucket ends; whether somebody who feeds activity was there. */
    void close(final long endMs, final ForecastConfig config, final boolean observed) {
        if (crowd != null) {
            crowd.close(endMs, config.bucketMs(), observed);
            newest = Optional.of(byService(crowd.flow(chains, endMs, config.bucketMs(), config.steps())));
        }
    }

    /** As of the bucket that ended last; empty where nobody is followed. */
    Optional<ServiceFlow> newest() {
        return newest;
    }

    private ServiceFlow byService(final ActionFlow flow) {
        final int[] serviceOf = serviceOfActions();
        final int services = fleet.services().size();
        final int steps = flow.staying().length;
        final double[] present = new double[services];
        final double[][] staying = new double[services][steps];
        final double[][] coming = new double[services][steps];
        final double[] allStaying = new double[steps];
        final double[] allComing = new double[steps];
        for (int action = 0; action < GroupChains.ACTIONS; action++) {
            if (serviceOf[action] != NONE) {
                present[serviceOf[action]] += flow.present()[action];
            }
        }
        for (int step = 0; step < steps; step++) {
            for (int action = 0; action < flow.staying()[step].length; action++) {
                allStaying[step] += flow.staying()[step][action];
                allComing[step] += flow.coming()[step][action];
                if (serviceOf[action] != NONE) {
                    staying[serviceOf[action]][step] += flow.staying()[step][action];
                    coming[serviceOf[action]][step] += flow.coming()[step][action];
                }
            }
        }
        final double all = flow.observed() ? Arrays.stream(flow.present()).sum() : Double.NaN;
        return new ServiceFlow(flow.users(), all, present, allStaying, allComing, staying, coming, flow.arrivals());
    }

    /** The service of each action, {@link #NONE} where the fleet names it in none. */
    private int[] serviceOfActions() {
        final int[] serviceOf = new int[GroupChains.ACTIONS];
        Arrays.fill(serviceOf, NONE);
        for (int service = 0; service < fleet.services().size(); service++) {
            final Optional<Replicas> replicas = fleet.services().get(service).replicas();
            for (final String action : replicas.map(Replicas::actions).orElse(List.of())) {
                final int number = names.find(NameKind.ACTION, action);
                if (number >= 0 && number < SHARED) {
                    serviceOf[number] = service;
                }
            }
        }
        return serviceOf;
    }

    /** Passes what is kept, where the fleet asks for it. */
    void pass(final Archive archive) {
        if (crowd != null) {
            crowd.pass(archive);
        }
        if (!archive.isFolding()) {
            newest = Optional.ofNullable(archive.pass(newest.orElse(null), ServiceFlow.class));
        }
    }
}
