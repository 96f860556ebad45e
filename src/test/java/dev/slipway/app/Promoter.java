package dev.slipway.app;

import dev.slipway.image.RegistryHost;
import dev.slipway.plan.PromotionPlanner;
import dev.slipway.plan.PromotionSettings;
import dev.slipway.plan.RegistrySettings;
import dev.slipway.publish.Promotion;
import dev.slipway.registry.Credential;
import dev.slipway.testing.FakeHome;
import dev.slipway.testing.RecordingLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Maven run with the goal {@code promote}, as its command line asks for it. */
final class Promoter implements AutoCloseable {

    private final Path home;
    private final Map<RegistryHost, Credential> logins = new HashMap<>();
    private final RecordingLog log = new RecordingLog();
    private final BuildSession session = new BuildSession();
    private final List<String> from = new ArrayList<>();
    private final List<String> to = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private final List<RegistrySettings.Registry> registries = new ArrayList<>();
    private RegistrySettings.Ecr ecr = RegistrySettings.Ecr.none();
    private boolean isDryRun;

    Promoter(Path home) {
        this.home = home;
    }

    Promoter from(String... references) {
        from.addAll(List.of(references));
        return this;
    }

    Promoter to(String... places) {
        to.addAll(List.of(places));
        return this;
    }

    Promoter tags(String... names) {
        tags.addAll(List.of(names));
        return this;
    }

    /** As whom AWS is asked in a registry. */
    Promoter registry(String name, RegistrySettings.Access access) {
        registries.add(new RegistrySettings.Registry(name, null, null, access));
        return this;
    }

    Promoter dryRun() {
        isDryRun = true;
        return this;
    }

    Promoter withoutCreatingRepositories() {
        RegistrySettings.Ecr none = RegistrySettings.Ecr.none();
        ecr = new RegistrySettings.Ecr(null, none.access(), false, null, none.repository());
        return this;
    }

    Promoter login(String host, String user, String password) {
        logins.put(RegistryHost.parse(host), Credential.of(user, password, "the test"));
        return this;
    }

    List<Promotion.Promoted> promote() {
        RegistrySettings shared = new RegistrySettings(ecr, new RegistrySettings.Push("1", "PT1M"));
        PromotionSettings settings =
                new PromotionSettings(from, to, tags, registries.isEmpty() ? null : registries, shared, isDryRun);
        Components components = new Components(
                new FakeHome(home).surroundings(),
                (registry, namespace) -> Optional.ofNullable(logins.get(registry)),
                id -> Optional.empty(),
                session,
                log);
        return new PromoteImages(components, log).run(new PromotionPlanner(settings, home).plan());
    }

    RecordingLog log() {
        return log;
    }

    @Override
    public void close() {
        session.close();
    }

    /**
     * Promotes in a process of its own, which can be killed.
     *
     * @param arguments the home folder, the tag, where to, and the images
     */
    public static void main(String[] arguments) {
        List<String> all = List.of(arguments);
        try (Promoter promoter = new Promoter(Path.of(all.get(0)))) {
            promoter.tags(all.get(1))
                    .to(all.get(2))
                    .from(all.subList(3, all.size()).toArray(String[]::new))
                    .promote();
        }
    }
}
