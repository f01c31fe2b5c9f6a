package io.forerun.core;

import io.forerun.markov.GroupChains;
import io.forerun.neural.DueStretches;
import io.forerun.neural.ExpectedDemand;
import io.forerun.neural.Inference;
import io.forerun.neural.NeuralModel;
import io.forerun.prewarm.DueListener;
import io.forerun.prewarm.DueUsers;
import io.forerun.prewarm.UserDue;
import io.forerun.profile.ProfileRows;
import io.forerun.profile.ProfileTable;

/**
 * Tells of users who are due, with what they will need, out of their rows; who came or was forgotten since is left out. Changes
 * nothing. Engine thread only; no allocation once warm.
 */
final class DueAnnouncer implements DueListener {
    /** Users told of after a record at most; each costs a look at a row and the chains. */
    private static final int MOST = 128;

    private final Learned learned;
    private final ObjectNames objects;
    private final UserDue told = new UserDue();
    private final double[] distribution = new double[GroupChains.OUTCOMES];
    private final int[] nextAction = new int[1];
    private final int[] nextObjects = new int[UserDue.MOST_OBJECTS];
    private final short[] state = new short[Inference.STATES];
    private final double[] expected = new double[DueStretches.PIECES];
    private NeuralModel model;
    private Inference inference;
    private Egress out;

    DueAnnouncer(final Learned learned, final ObjectNames objects) {
        this.learned = learned;
        this.objects = objects;
    }

    /** Tells of some who wait, if anybody listens; called after every record. */
    void proceed(final Egress to) {
        final DueUsers due = learned.due();
        if (due != null) {
            out = to;
            due.tell(this, MOST);
            due.heard(to.hearsDue());
            out = null;
        }
    }

    @Override
    public void due(final long userId, final long seenMs, final int begin, final int end) {
        final ProfileRows rows = learned.profiles().rows();
        final long row = learned.profiles().find(userId);
        if (row == ProfileTable.NONE || rows.lastSeenMs(row) != seenMs) {
            return;
        }
        told.userId = userId;
        told.seenMs = seenMs;
        told.fromMs = seenMs + DueStretches.fromMs(begin);
        told.untilMs = seenMs + DueStretches.fromMs(end);
        told.probability = probability(rows, row, begin);
        told.group = learned.forecaster().name(rows.group(row));
        actions(rows, row);
        told.objectCount = learned.chains().nextObjects(rows, row, nextObjects, told.objectProbabilities);
        for (int place = 0; place < told.objectCount; place++) {
            told.objects[place] = objects.name(nextObjects[place]);
        }
        out.due(told);
    }

    /** By the model in force; where the row's state is of another one, what was enough for that one is all that is known. */
    private double probability(final ProfileRows rows, final long row, final int begin) {
        final ExpectedDemand demand = learned.expected();
        if (rows.modelEpoch(row) != demand.epoch()) {
            return learned.due().threshold();
        }
        if (model != demand.model()) {
            model = demand.model();
            inference = new Inference(model);
        }
        rows.readState(row, state, 0);
        inference.due(state, 0, expected);
        return DueStretches.probability(expected[begin]);
    }

    private void actions(final ProfileRows rows, final long row) {
        learned.chains().nextAction(rows, row, told.fromMs, distribution);
        final boolean isKnown = GroupChains.top(distribution, nextAction) > 0;
        told.action = isKnown ? learned.names().name(NameKind.ACTION, nextAction[0]) : "";
        told.actionProbability = isKnown ? distribution[nextAction[0]] : 0;
    }
}
