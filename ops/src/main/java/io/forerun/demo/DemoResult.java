package io.forerun.demo;

import io.forerun.backtest.HorizonScore;
import io.forerun.backtest.PolicyScore;
import io.forerun.client.SendSummary;
import io.forerun.plan.Decision;
import io.forerun.plan.NodeType;
import io.forerun.replay.Verification;
import java.util.List;

/**
 * What the demo found.
 *
 * @param profile of the trace
 * @param sent what became of the records
 * @param seconds from the first record to the last acknowledgement
 * @param scores forecasts of the judged day by horizon
 * @param policies ways to scale on the judged day, forerun first
 * @param decisions of the judged day
 * @param nodeType the only type that all policies use
 * @param replay the journal, replayed
 */
public record DemoResult(
        TraceProfile profile,
        SendSummary sent,
        double seconds,
        List<HorizonScore> scores,
        List<PolicyScore> policies,
        List<Decision> decisions,
        NodeType nodeType,
        Verification replay) {}
