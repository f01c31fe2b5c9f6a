package io.forerun.evaluate.users;

import io.forerun.client.ActivityRow;
import io.forerun.neural.Event;
import io.forerun.neural.Features;

/** Rows of a file as events for the network. Given the rows in the order in which {@link UserTraining} had them, it numbers alike. */
public final class UserEvents {
    private final EventNumbers numbers = new EventNumbers();
    private final Event event = new Event();

    /** Nothing numbered yet. */
    public UserEvents() {}

    /** The event of the next row; good until the one after. */
    public Event event(final ActivityRow row) {
        numbers.read(row);
        return fill(event, numbers, EventNumbers.cost(row));
    }

    /** The event of a row whose names were read. */
    static Event fill(final Event event, final EventNumbers numbers, final float cost) {
        event.action = Math.min(numbers.action(), Features.ACTIONS - 1);
        event.object = Features.objectRow(numbers.object());
        event.device = Math.min(numbers.device(), Features.DEVICES - 1);
        event.cost = cost;
        return event;
    }
}
