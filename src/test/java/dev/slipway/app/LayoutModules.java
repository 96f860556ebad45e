package dev.slipway.app;

import dev.slipway.image.BuiltImage;
import dev.slipway.image.ImageTag;
import dev.slipway.image.PushedImage;
import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import dev.slipway.layout.OciLayout;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.Destination;
import dev.slipway.plan.EcrSettings;
import dev.slipway.plan.EngineSettings;
import dev.slipway.plan.ImagePlan;
import dev.slipway.plan.PullPolicy;
import dev.slipway.plan.PushSettings;
import dev.slipway.proxy.ProxySource;
import dev.slipway.receipt.ReceiptFolder;
import dev.slipway.registry.Credential;
import dev.slipway.testing.FakeHome;
import dev.slipway.testing.RecordingLog;
import dev.slipway.testing.TestLayouts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Maven run of modules with one image each, tagged {@code 1.0} and {@code latest}, which lie in layouts: so pushing them
 * needs no engine.
 */
final class LayoutModules implements AutoCloseable {

    private final Path folder;
    private final FakeHome home;
    private final List<String> aliases;
    private final Map<RegistryHost, Credential> logins = new HashMap<>();
    private final RecordingLog log = new RecordingLog();
    private final BuildSession session = new BuildSession();
    private boolean createsRepositories;
    private ProxySource proxies = ProxySource.none();

    LayoutModules(Path folder, String... aliases) {
        this.folder = folder;
        this.home = new FakeHome(folder.resolve("home"));
        this.aliases = List.of(aliases);
    }

    /** Makes the images; another text makes others. */
    LayoutModules built(String text) {
        for (String alias : aliases) {
            OciLayout layout = new OciLayout(receipts(alias).folder(alias).resolve("oci"));
            layout.put(TestLayouts.images(layout, alias + text, "amd64", "arm64"));
            receipts(alias)
                    .addBuilt(List.of(new BuiltImage(
                            alias,
                            RepositoryName.parse(alias),
                            tags(),
                            layout.content(List.of()),
                            Duration.ZERO,
                            List.of(),
                            Optional.empty())));
        }
        return this;
    }

    private static List<ImageTag> tags() {
        return List.of(new ImageTag(Tag.parse("1.0"), false), new ImageTag(Tag.parse("latest"), true));
    }

    ReceiptFolder receipts(String alias) {
        return new ReceiptFolder(folder.resolve(alias).resolve("target/slipway"));
    }

    RecordingLog log() {
        return log;
    }

    /** Pushes module after module, and ends the run. */
    List<PushedImage> pushTo(String host) {
        List<PushedImage> pushed = new ArrayList<>();
        for (String alias : aliases) {
            pushed.addAll(pushModule(alias, host));
        }
        session.finishRelease();
        return pushed;
    }

    List<PushedImage> pushModule(String alias, String host) {
        return push(alias, publication(alias, host, false));
    }

    List<PushedImage> push(String alias, ImagePlan.Publication... publications) {
        return images(alias).run(plan(alias, List.of(publications)));
    }

    /** What {@code build} does before it builds. */
    void lookAhead(String alias, ImagePlan.Publication... publications) {
        images(alias).lookAhead(plan(alias, List.of(publications)), List::of);
    }

    /** What {@code build} does in the first module that builds: it looks for the others too. */
    void lookAhead(String alias, String host, Map<String, String> hostsOfOthers) {
        images(alias)
                .lookAhead(
                        plan(alias, List.of(publication(alias, host, false))),
                        () -> hostsOfOthers.entrySet().stream()
                                .map(other -> plan(
                                        other.getKey(), List.of(publication(other.getKey(), other.getValue(), false))))
                                .toList());
    }

    private PushImages images(String alias) {
        Components components = new Components(
                home.surroundings(),
                (registry, namespace) -> Optional.ofNullable(logins.get(registry)),
                id -> Optional.empty(),
                proxies,
                session,
                log);
        return new PushImages(components, receipts(alias), log);
    }

    LayoutModules login(String host, String user, String password) {
        logins.put(RegistryHost.parse(host), Credential.of(user, password, "the test"));
        return this;
    }

    LayoutModules creatingRepositories() {
        createsRepositories = true;
        return this;
    }

    /** Sets a variable of the environment. */
    LayoutModules with(String variable, String value) {
        home.with(variable, value);
        return this;
    }

    /** What Maven's settings say about proxies. */
    LayoutModules settingsProxies(ProxySource source) {
        proxies = source;
        return this;
    }

    static ImagePlan.Publication publication(String alias, String host, boolean isOptional) {
        return new ImagePlan.Publication(
                new Destination.Host(RegistryHost.parse(host), "", false),
                RepositoryName.parse("fleet/" + alias),
                isOptional);
    }

    private BuildPlan plan(String alias, List<ImagePlan.Publication> publications) {
        BuildRecipe recipe = new BuildRecipe(
                folder,
                folder.resolve("Dockerfile"),
                Optional.empty(),
                Map.of(),
                Map.of(),
                List.of(),
                BuildRecipe.Options.of(false, PullPolicy.MISSING, Duration.ofMinutes(2)));
        ImagePlan image = new ImagePlan(
                alias, RepositoryName.parse(alias), tags(), recipe, new ImagePlan.Publishing(true, publications));
        EcrSettings ecr = BuildPlan.empty().ecr();
        return new BuildPlan(
                EngineSettings.auto(),
                new EcrSettings(ecr.accountId(), ecr.access(), createsRepositories, false, ecr.repository()),
                new PushSettings(2, Duration.ofMinutes(1)),
                List.of(image),
                Map.of());
    }

    /** The end of a run that failed. */
    void abandon() {
        session.abandonRelease();
    }

    @Override
    public void close() {
        session.close();
    }

    /**
     * Pushes in a process of its own, which can be killed.
     *
     * @param arguments the folder, the registry, and the aliases
     */
    public static void main(String[] arguments) {
        List<String> aliases = List.of(arguments).subList(2, arguments.length);
        try (LayoutModules modules = new LayoutModules(Path.of(arguments[0]), aliases.toArray(String[]::new))) {
            modules.pushTo(arguments[1]);
        }
    }
}
