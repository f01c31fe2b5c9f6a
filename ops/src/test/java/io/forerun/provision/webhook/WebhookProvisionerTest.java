package io.forerun.provision.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.provision.Fleets;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.ProvisionException;
import io.forerun.provision.Provisioner;
import io.forerun.provision.control.ProvisionerContract;
import io.forerun.provision.control.Rig;
import java.net.URI;
import org.junit.jupiter.api.Test;

class WebhookProvisionerTest extends ProvisionerContract {
    private static final URI NOBODY = URI.create("http://127.0.0.1:1/");

    @Override
    protected Rig rig() {
        return new WebhookFake();
    }

    @Test
    void shouldSignAsOthersDo() {
        // printf '%s\n%s\n%s\n%s' 1764150000 POST /hook/apply '{"a":1}' | openssl dgst -sha256 -hmac 'a secret of both
        // sides'
        assertEquals(
                "18c09f83267e0ff9b53ceebd35c50f777d8e22f6ec937044e02a01f21d537af4",
                new Signature(WebhookFake.SECRET).of(1_764_150_000, "POST", "/hook/apply", "{\"a\":1}"));
    }

    @Test
    void shouldTellApartWhatWasNotSignedRight() {
        try (WebhookFake fake = new WebhookFake();
                WebhookProvisioner other = new WebhookProvisioner(
                        Fleets.two(),
                        new WebhookConfig(URI.create(hook(fake)), "some other secret", 5_000),
                        () -> WebhookFake.CLOCK_MS)) {
            final ProvisionException refused = assertThrows(ProvisionException.class, () -> other.observe(0));
            assertEquals(new ProvisionError.Permission("wrong signature"), refused.error());
        }
    }

    private static String hook(final WebhookFake fake) {
        return fake.address() + "/hook";
    }

    @Test
    void shouldTakeABrokenConnectionForTheMoment() {
        try (WebhookProvisioner nobody =
                new WebhookProvisioner(Fleets.two(), new WebhookConfig(NOBODY, WebhookFake.SECRET, 1_000), () -> 0)) {
            final ProvisionException refused = assertThrows(ProvisionException.class, () -> nobody.observe(0));
            assertTrue(refused.error() instanceof ProvisionError.Transient, refused.getMessage());
        }
    }

    @Test
    void shouldBelieveNoObservationThatIsNone() {
        for (final String body : new String[] {
            "",
            "[]",
            "nonsense",
            "{\"targets\": [{\"target\": \"small@eu\", \"running\": -1, \"ordered\": 0}]}",
            "{\"targets\": [{\"target\": \"small@eu\", \"running\": 1}]}"
        }) {
            try (WebhookFake fake = new WebhookFake();
                    Provisioner provisioner = fake.open(() -> {})) {
                fake.answerWith(body.isEmpty() ? " " : body);
                assertThrows(ProvisionException.class, () -> provisioner.observe(0), body);
            }
        }
    }

    @Test
    void shouldKeepItsSecret() {
        assertFalse(
                new WebhookConfig(NOBODY, WebhookFake.SECRET, 1_000).toString().contains(WebhookFake.SECRET));
        assertThrows(IllegalArgumentException.class, () -> new WebhookConfig(NOBODY, "short", 1_000));
        assertThrows(
                IllegalArgumentException.class,
                () -> new WebhookConfig(URI.create("ftp://x/"), WebhookFake.SECRET, 1_000));
    }
}
