package io.forerun.pipeline;

import io.forerun.codec.journal.ActivityRecordDecoder;
import io.forerun.codec.journal.CapacityRecordDecoder;
import io.forerun.codec.journal.CheckpointRecordDecoder;
import io.forerun.codec.journal.ConfigurationRecordDecoder;
import io.forerun.codec.journal.DictionaryRecordDecoder;
import io.forerun.codec.journal.EndOfInputRecordDecoder;
import io.forerun.codec.journal.ForgetRecordDecoder;
import io.forerun.codec.journal.MessageHeaderDecoder;
import io.forerun.codec.journal.ModelRecordDecoder;
import io.forerun.codec.journal.OperatorRecordDecoder;
import io.forerun.codec.journal.OutcomeRecordDecoder;
import io.forerun.codec.journal.PlanRecordDecoder;
import io.forerun.codec.journal.QueryRecordDecoder;
import io.forerun.codec.journal.SessionCloseRecordDecoder;
import io.forerun.codec.journal.SessionOpenRecordDecoder;
import io.forerun.codec.journal.TickRecordDecoder;
import io.forerun.codec.journal.UtilisationRecordDecoder;
import io.forerun.core.ActivityRun;
import io.forerun.core.Egress;
import io.forerun.core.Engine;
import io.forerun.core.NameKind;
import io.forerun.core.Utilisation;
import io.forerun.neural.ModelFormat;
import io.forerun.neural.ModelFormatException;
import io.forerun.plan.Capacity;
import io.forerun.plan.Mode;
import io.forerun.plan.Plan;
import io.forerun.state.Archive;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.agrona.DirectBuffer;

/**
 * Decodes journal records and calls the engine: the same class live, at recovery and in replays. One per thread. Records
 * were checked before they were journalled and carry a checksum there, so anything odd is a broken invariant.
 */
final class RecordAdapter {
    private final Engine engine;
    private final BiFunction<Plan, Capacity, Plan> plans;
    private Capacity seen;
    private final ActivityRun run = new ActivityRun();
    private final ConfigurationParts parts = new ConfigurationParts();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ActivityRecordDecoder activity = new ActivityRecordDecoder();
    private final ConfigurationRecordDecoder configuration = new ConfigurationRecordDecoder();
    private final SessionOpenRecordDecoder sessionOpen = new SessionOpenRecordDecoder();
    private final SessionCloseRecordDecoder sessionClose = new SessionCloseRecordDecoder();
    private final DictionaryRecordDecoder dictionary = new DictionaryRecordDecoder();
    private final UtilisationRecordDecoder utilisation = new UtilisationRecordDecoder();
    private final EndOfInputRecordDecoder endOfInput = new EndOfInputRecordDecoder();
    private final TickRecordDecoder tick = new TickRecordDecoder();
    private final CapacityRecordDecoder capacity = new CapacityRecordDecoder();
    private final PlanRecordDecoder plan = new PlanRecordDecoder();
    private final OperatorRecordDecoder operator = new OperatorRecordDecoder();
    private final OutcomeRecordDecoder outcome = new OutcomeRecordDecoder();
    private final QueryRecordDecoder query = new QueryRecordDecoder();
    private final ForgetRecordDecoder forget = new ForgetRecordDecoder();
    private final ModelRecordDecoder model = new ModelRecordDecoder();
    private final RecordParts modelParts = new RecordParts();

    /** Follows the plans of the records. */
    RecordAdapter(final Engine engine) {
        this(engine, (plan, seen) -> plan);
    }

    /** Follows what is made of the plans of the records, and of the newest capacity before them, null before any. */
    RecordAdapter(final Engine engine, final BiFunction<Plan, Capacity, Plan> plans) {
        this.engine = engine;
        this.plans = plans;
    }

    /** The engine that it calls. */
    Engine engine() {
        return engine;
    }

    /** Passes what came of values whose last part is still to come. */
    void pass(final Archive archive) {
        parts.pass(archive);
        modelParts.pass(archive);
    }

    /** Applies one record, and goes on with what a tick before it left to do. */
    void onRecord(final DirectBuffer buffer, final int offset, final int length, final Egress out) {
        header.wrap(buffer, offset);
        apply(buffer, offset, out);
        if (header.templateId() != TickRecordDecoder.TEMPLATE_ID) { // Which has done its slice.
            engine.proceed(out);
        }
    }

    /** Goes on with what a tick left to do. */
    void onSlice(final Egress out) {
        engine.proceed(out);
    }

    private void apply(final DirectBuffer buffer, final int offset, final Egress out) {
        switch (header.templateId()) {
            case ActivityRecordDecoder.TEMPLATE_ID -> onActivity(buffer, offset, out);
            case TickRecordDecoder.TEMPLATE_ID -> {
                tick.wrapAndApplyHeader(buffer, offset, header);
                engine.onTick(tick.timeMs(), tick.plan() == 1, out);
            }
            case SessionOpenRecordDecoder.TEMPLATE_ID -> {
                sessionOpen.wrapAndApplyHeader(buffer, offset, header);
                engine.onSessionOpen(
                        sessionOpen.timeMs(),
                        sessionOpen.session(),
                        sessionOpen.clientId(),
                        sessionOpen.stream(),
                        sessionOpen.sampleEvery(),
                        out);
            }
            case SessionCloseRecordDecoder.TEMPLATE_ID -> {
                sessionClose.wrapAndApplyHeader(buffer, offset, header);
                engine.onSessionClose(sessionClose.timeMs(), sessionClose.session());
            }
            case DictionaryRecordDecoder.TEMPLATE_ID -> onDictionary(buffer, offset);
            case UtilisationRecordDecoder.TEMPLATE_ID -> onUtilisation(buffer, offset);
            case EndOfInputRecordDecoder.TEMPLATE_ID -> {
                endOfInput.wrapAndApplyHeader(buffer, offset, header);
                engine.onEndOfInput(endOfInput.timeMs(), endOfInput.session(), out);
            }
            case CapacityRecordDecoder.TEMPLATE_ID -> onCapacity(buffer, offset);
            case PlanRecordDecoder.TEMPLATE_ID -> onPlan(buffer, offset, out);
            case OperatorRecordDecoder.TEMPLATE_ID -> onOperator(buffer, offset, out);
            case OutcomeRecordDecoder.TEMPLATE_ID -> {
                outcome.wrapAndApplyHeader(buffer, offset, header);
                engine.onOutcome(outcome.timeMs(), outcome.decisionId(), outcome.state(), outcome.text(), out);
            }
            case ForgetRecordDecoder.TEMPLATE_ID -> {
                forget.wrapAndApplyHeader(buffer, offset, header);
                engine.onForget(forget.timeMs(), forget.session(), forget.queryId(), forget.userId(), out);
            }
            case QueryRecordDecoder.TEMPLATE_ID -> onQuery(buffer, offset, out);
            case ConfigurationRecordDecoder.TEMPLATE_ID -> onConfiguration(buffer, offset);
            case ModelRecordDecoder.TEMPLATE_ID -> onModel(buffer, offset);
            case CheckpointRecordDecoder
                    .TEMPLATE_ID -> {} // Changes nothing; recovery compares it with the engine's hashes.
            default ->
                throw new FatalException("journal record of unknown template: value=" + header.templateId(), null);
        }
    }

    private void onActivity(final DirectBuffer buffer, final int offset, final Egress out) {
        activity.wrapAndApplyHeader(buffer, offset, header);
        final long timeMs = activity.timeMs();
        final long session = activity.session();
        final long firstSequence = activity.firstSequence();
        final ActivityRecordDecoder.RecordsDecoder records = activity.records();
        run.begin(session, firstSequence, records.count());
        for (int item = 0; item < run.count(); item++) {
            records.next();
            run.timestampMs[item] = records.timestampMs();
            run.userId[item] = records.userId();
            run.object[item] = (int) records.objectId();
            run.cpuUs[item] = records.cpuUs();
            run.memoryKib[item] = records.memoryKib();
            run.gpuUs[item] = records.gpuUs();
            run.durationUs[item] = records.durationUs();
            run.action[item] = records.action();
            run.region[item] = records.region();
            run.service[item] = records.service();
            run.device[item] = records.device();
            run.refusal[item] = records.refusal();
        }
        engine.onActivity(run, timeMs, out);
    }

    private void onDictionary(final DirectBuffer buffer, final int offset) {
        dictionary.wrapAndApplyHeader(buffer, offset, header);
        final long session = dictionary.session();
        for (final DictionaryRecordDecoder.EntriesDecoder entry : dictionary.entries()) {
            engine.onDictionary(session, NameKind.of(entry.kind()), (int) entry.number(), entry.name());
        }
    }

    private void onUtilisation(final DirectBuffer buffer, final int offset) {
        utilisation.wrapAndApplyHeader(buffer, offset, header);
        engine.onUtilisation(
                utilisation.timeMs(),
                utilisation.session(),
                new Utilisation(
                        utilisation.service(),
                        utilisation.region(),
                        utilisation.nodes(),
                        utilisation.requests(),
                        utilisation.cpuMilli(),
                        utilisation.memoryMib(),
                        utilisation.gpuMilli()));
    }

    private void onCapacity(final DirectBuffer buffer, final int offset) {
        capacity.wrapAndApplyHeader(buffer, offset, header);
        final long timeMs = capacity.timeMs();
        final long revision = capacity.revision();
        final List<Capacity.Nodes> targets = new ArrayList<>();
        for (final CapacityRecordDecoder.TargetsDecoder target : capacity.targets()) {
            targets.add(new Capacity.Nodes((int) target.running(), (int) target.ordered()));
        }
        seen = new Capacity(revision, targets);
        engine.onCapacity(timeMs, seen);
    }

    private void onPlan(final DirectBuffer buffer, final int offset, final Egress out) {
        plan.wrapAndApplyHeader(buffer, offset, header);
        final long timeMs = plan.timeMs();
        final long basedOnMs = plan.basedOnMs();
        final long capacityRevision = plan.capacityRevision();
        final int modeRevision = (int) plan.modeRevision();
        final List<Plan.ForTarget> targets = new ArrayList<>();
        for (final PlanRecordDecoder.TargetsDecoder target : plan.targets()) {
            targets.add(new Plan.ForTarget(
                    target.target(),
                    (int) target.nodes(),
                    (int) target.nodesQ50(),
                    (int) target.nodesQ90(),
                    (int) target.leadTimeMs(),
                    (int) target.horizonMs(),
                    target.quantile(),
                    target.median(),
                    target.chosen(),
                    target.confidence(),
                    target.slaRisk()));
        }
        engine.onPlan(timeMs, plans.apply(new Plan(basedOnMs, capacityRevision, modeRevision, targets), seen), out);
    }

    private void onOperator(final DirectBuffer buffer, final int offset, final Egress out) {
        operator.wrapAndApplyHeader(buffer, offset, header);
        engine.onOperator(
                operator.timeMs(),
                operator.session(),
                operator.queryId(),
                Engine.Command.values()[operator.command()],
                Mode.values()[operator.mode()],
                out);
    }

    private void onQuery(final DirectBuffer buffer, final int offset, final Egress out) {
        query.wrapAndApplyHeader(buffer, offset, header);
        switch (QueryEntry.Kind.values()[query.kind()]) {
            case USER -> engine.queries().user(query.session(), query.queryId(), query.argument(), out);
            case STATUS -> engine.queries().status(query.session(), query.queryId(), out);
            case DECISIONS ->
                engine.queries()
                        .decisions(query.session(), query.queryId(), query.argument(), query.follow() == 1, out);
            case PREWARM -> engine.queries().prewarm(query.session(), query.queryId(), out);
        }
    }

    private void onConfiguration(final DirectBuffer buffer, final int offset) {
        configuration.wrapAndApplyHeader(buffer, offset, header);
        if (parts.add(configuration)) {
            engine.onConfiguration(parts.take());
        }
    }

    private void onModel(final DirectBuffer buffer, final int offset) {
        model.wrapAndApplyHeader(buffer, offset, header);
        final int part = model.part();
        final int count = model.parts();
        final byte[] bytes = new byte[model.bytesLength()];
        model.getBytes(bytes, 0, bytes.length);
        if (modelParts.add(part, count, bytes)) {
            final byte[] whole = modelParts.take();
            try {
                engine.onModel(model.timeMs(), ModelFormat.decode(whole), ModelFormat.shortName(whole));
            } catch (final ModelFormatException wrong) {
                throw new FatalException("journal record of a model: " + wrong.getMessage(), wrong);
            }
        }
    }
}
