package dev.slipway.ecr;

import dev.slipway.image.RepositoryName;
import dev.slipway.plan.AwsAccess;
import dev.slipway.plan.Destination;
import dev.slipway.plan.EcrSettings;
import dev.slipway.plan.EcrSettings.Encryption;
import dev.slipway.plan.EcrSettings.RepositoryTemplate;
import dev.slipway.plan.EcrSettings.Setting;
import dev.slipway.plan.TagMutability;
import dev.slipway.proxy.ProxySource;
import dev.slipway.registry.Backoff;
import dev.slipway.registry.Registry;
import dev.slipway.testing.RecordingLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Registries that are opened as in a run, but have less patience; and the settings for them. */
final class TestRegistries {

    static final Destination.Ecr CALLERS = new Destination.Ecr(null, null, "", AwsAccess.ofCaller());
    static final Destination.Ecr IRELAND = new Destination.Ecr(null, "eu-west-1", "acme", AwsAccess.ofCaller());
    static final RepositoryName AGENT = RepositoryName.parse("fleet/agent");
    static final String ARN = "arn:aws:ecr:eu-west-1:123456789012:repository/fleet/agent";
    static final String PLACE = "the ECR repository 'fleet/agent' (account 123456789012, region eu-west-1)";
    static final RepositoryTemplate PLAIN = template(true, TagMutability.mutable(), null);

    /** Repositories that are created, scanned, and left alone when they exist. */
    static final EcrSettings SETTINGS = creating(PLAIN);

    private TestRegistries() {}

    static RepositoryTemplate template(boolean scanOnPush, TagMutability mutability, @Nullable String lifecyclePolicy) {
        return new RepositoryTemplate(scanOnPush, Encryption.AES256, null, mutability, lifecyclePolicy, Map.of(), null);
    }

    static TagMutability immutable(String... exclusions) {
        return new TagMutability(true, List.of(exclusions));
    }

    static EcrSettings creating(RepositoryTemplate template) {
        return new EcrSettings(null, AwsAccess.ofCaller(), true, false, template);
    }

    static EcrSettings updating(RepositoryTemplate template, Setting... said) {
        return new EcrSettings(null, AwsAccess.ofCaller(), true, true, template, Set.of(said));
    }

    static EcrSettings notCreating() {
        return new EcrSettings(null, AwsAccess.ofCaller(), false, false, PLAIN);
    }

    static EcrSettings ofAccount(String account) {
        return new EcrSettings(account, AwsAccess.ofCaller(), true, false, PLAIN);
    }

    static AwsPatience patience() {
        return new AwsPatience(new Backoff(7, Duration.ofMillis(2)), Duration.ofSeconds(2), Duration.ofSeconds(20));
    }

    static EcrRegistry open(EcrSettings settings) {
        return open(CALLERS, settings);
    }

    static EcrRegistry open(Destination.Ecr destination, EcrSettings settings) {
        return open(destination, settings, new RecordingLog());
    }

    static EcrRegistry open(Destination.Ecr destination, EcrSettings settings, RecordingLog log) {
        return EcrRegistries.open(destination, settings, ProxySource.none(), patience(), log);
    }

    static Registry open(Destination.EcrPublic destination, EcrSettings settings, RecordingLog log) {
        return EcrRegistries.open(destination, settings, ProxySource.none(), patience(), log);
    }
}
