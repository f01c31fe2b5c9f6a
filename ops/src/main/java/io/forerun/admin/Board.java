package io.forerun.admin;

import io.forerun.core.Reply;
import io.forerun.forecast.ForecastTable;
import io.forerun.pipeline.Outlet;
import io.forerun.plan.Capacity;
import io.forerun.plan.Decision;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What is known to operators. Written on the publish thread, read by any. */
final class Board implements Outlet {
    /** Hears that something new is to be shown; called on the publish thread, must not block. */
    interface Watcher {
        void changed(String what);
    }

    private final DemandHistory history = new DemandHistory();
    private final Reliability reliability = new Reliability();
    private final DecisionBook decisions = new DecisionBook();
    private final CapacityHistory capacity = new CapacityHistory();
    private final Questions questions = new Questions();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private volatile ForecastTable table;

    @Override
    public void reply(final Reply reply) {
        switch (reply) {
            case Reply.TablePublished published -> {
                table = published.table();
                history.add(table);
                reliability.add(table);
                tell("table");
            }
            case Reply.DecisionsMade made -> {
                decisions.add(made.decisions());
                tell("decisions");
            }
            case Reply.OutcomeKnown known -> {
                decisions.add(List.of(known.decision()));
                tell("decisions");
            }
            case Reply.PlanRequested request -> capacity.add(request.input());
            case Reply.ToSession answer -> {
                if (answer.session() == Questions.SESSION) {
                    questions.answer(answer);
                }
            }
        }
    }

    private void tell(final String what) {
        for (final Watcher watcher : watchers) {
            watcher.changed(what);
        }
    }

    void watch(final Watcher watcher) {
        watchers.add(watcher);
    }

    void unwatch(final Watcher watcher) {
        watchers.remove(watcher);
    }

    /** The newest forecasts; null before the first bucket was closed. */
    ForecastTable table() {
        return table;
    }

    /** The newest forecasts. */
    ForecastTable requireTable() throws Refusal {
        final ForecastTable newest = table;
        if (newest == null) {
            throw Refusal.busy("no forecast yet: no bucket was closed since the server has records;"
                    + " records of the past need a server with --clock event");
        }
        return newest;
    }

    DemandHistory history() {
        return history;
    }

    Reliability reliability() {
        return reliability;
    }

    DecisionBook decisions() {
        return decisions;
    }

    /** The newest decision about a target; where there is none, what is there. */
    int desired(final String target, final Capacity.Nodes present) {
        return decisions.newestOf(target).map(Decision::to).orElse(present.total());
    }

    CapacityHistory capacity() {
        return capacity;
    }

    Questions questions() {
        return questions;
    }
}
