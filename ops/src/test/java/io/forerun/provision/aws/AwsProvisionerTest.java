package io.forerun.provision.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.provision.Goal;
import io.forerun.provision.Observation.Seen;
import io.forerun.provision.Order;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.ProvisionException;
import io.forerun.provision.Provisioner;
import io.forerun.provision.RaisedFloor;
import io.forerun.provision.control.ProvisionerContract;
import io.forerun.provision.control.Rig;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AwsProvisionerTest extends ProvisionerContract {
    private static final List<String> CREDENTIALS = List.of("aws.accessKeyId", "aws.secretAccessKey");

    @BeforeAll
    static void giveCredentials() {
        CREDENTIALS.forEach(key -> System.setProperty(key, "of-a-test"));
    }

    @AfterAll
    static void takeCredentials() {
        CREDENTIALS.forEach(System::clearProperty);
    }

    @Override
    protected Rig rig() {
        return new FakeAutoScaling();
    }

    private static Order order(final Goal goal) {
        return new Order(7, 0, "small@eu", goal);
    }

    @Test
    void shouldAskForNoMoreThanTheGroupsMost() {
        try (FakeAutoScaling fake = new FakeAutoScaling();
                Provisioner provisioner = fake.open(() -> {})) {
            final ProvisionException refused =
                    assertThrows(ProvisionException.class, () -> provisioner.apply(order(new Goal.Nodes(11)), 0));
            assertEquals(new ProvisionError.Quota("3 instances above the most of group workers, 8"), refused.error());
            assertEquals(8, fake.present());
        }
    }

    @Test
    void shouldLeaveTheGroupsOwnMinimumAlone() {
        try (FakeAutoScaling fake = new FakeAutoScaling();
                Provisioner provisioner = fake.open(() -> {})) {
            fake.keep(3);
            final ProvisionException refused =
                    assertThrows(ProvisionException.class, () -> provisioner.apply(order(new Goal.Nodes(1)), 0));
            assertTrue(refused.error() instanceof ProvisionError.Permanent, refused.getMessage());
            assertEquals(3, fake.minimum());
            assertEquals(3, fake.present());
        }
    }

    @Test
    void shouldRaiseTheMinimumAndGiveItBack() throws ProvisionException {
        try (FakeAutoScaling fake = new FakeAutoScaling();
                Provisioner provisioner = fake.open(() -> {})) {
            fake.keep(2);
            provisioner.apply(order(new Goal.Floor(5, 60_000)), 0);
            fake.settle();
            fake.fail(1);
            assertEquals(
                    new Seen(4, 1, 1, 5, Optional.of(new RaisedFloor(2, 5, 60_000))),
                    provisioner.observe(0).of(0));
            provisioner.apply(order(new Goal.Restored()), 0);
            assertEquals(2, fake.minimum());
            assertEquals(Optional.empty(), provisioner.observe(0).of(0).floor());
        }
    }
}
