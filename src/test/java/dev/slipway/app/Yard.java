package dev.slipway.app;

import dev.slipway.endpoint.Surroundings;
import dev.slipway.engine.Engine;
import dev.slipway.image.BuiltImage;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageTag;
import dev.slipway.image.PushedImage;
import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import dev.slipway.layout.OciLayout;
import dev.slipway.plan.AwsAccess;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.Destination;
import dev.slipway.plan.EcrSettings;
import dev.slipway.plan.EngineChoice;
import dev.slipway.plan.EngineSettings;
import dev.slipway.plan.ImagePlan;
import dev.slipway.plan.PullPolicy;
import dev.slipway.plan.PushSettings;
import dev.slipway.receipt.ReceiptFolder;
import dev.slipway.registry.Credential;
import dev.slipway.testing.FakeHome;
import dev.slipway.testing.RecordingLog;
import dev.slipway.testing.TestLayouts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** A module with images of its own names, and the engine of this machine; all its names are gone when it is closed. */
final class Yard implements AutoCloseable {

    private final String prefix = "slipway-test/" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private final Path folder;
    /** By host, or host and namespace, as settings.xml has them. */
    private final Map<String, Credential> logins = new HashMap<>();

    private final RecordingLog log = new RecordingLog();
    private final ReceiptFolder receipts;
    private final BuildSession session = new BuildSession();
    /** Looks at what is there, past the one that is tested. */
    private final BuildSession eyes = new BuildSession();

    private final Components components;
    private final Engine engine;
    private final Set<ImageReference> names = new HashSet<>();
    private final List<ImagePlan> images = new ArrayList<>();
    private final Map<String, String> makers = new HashMap<>();
    private EngineChoice choice = EngineChoice.AUTO;
    private boolean createsRepositories = true;

    Yard(Path folder) {
        this.folder = folder;
        this.receipts = new ReceiptFolder(folder.resolve("target/slipway"));
        FakeHome home = new FakeHome(folder.resolve("home"));
        Surroundings real = Surroundings.ofThisProcess();
        real.variable("DOCKER_HOST").ifPresent(host -> home.with("DOCKER_HOST", host));
        this.components = components(home, session, log);
        this.engine = components(home, eyes, new RecordingLog()).engine(EngineSettings.auto());
    }

    private Components components(FakeHome home, BuildSession shared, RecordingLog told) {
        return new Components(home.surroundings(), this::login, id -> Optional.empty(), shared, told);
    }

    /** An image that is being described. */
    final class Draft {
        private final String alias;
        private final List<ImageTag> tags = new ArrayList<>();
        private final List<ImagePlan.Publication> publications = new ArrayList<>();
        private PullPolicy pullPolicy = PullPolicy.MISSING;
        private boolean isPushed = true;
        private List<String> needs = List.of();
        private Map<String, String> args = Map.of();

        Draft(String alias) {
            this.alias = alias;
        }

        Draft fixed(String tag) {
            tags.add(new ImageTag(Tag.parse(tag), false));
            return this;
        }

        Draft floating(String tag) {
            tags.add(new ImageTag(Tag.parse(tag), true));
            return this;
        }

        /** Lets images of these aliases come first. */
        Draft after(String... others) {
            needs = List.of(others);
            return this;
        }

        Draft neverPulled() {
            pullPolicy = PullPolicy.NEVER;
            return this;
        }

        /** As if built on New Year's Day. */
        Draft dated() {
            args = Map.of("SOURCE_DATE_EPOCH", "1767225600");
            return this;
        }

        Draft skipPush() {
            isPushed = false;
            return this;
        }

        Draft to(String host) {
            return to(new Destination.Host(RegistryHost.parse(host), "", false));
        }

        Draft to(Destination destination) {
            publications.add(new ImagePlan.Publication(destination, RepositoryName.parse("fleet/" + alias), false));
            return this;
        }

        Yard dockerfile(String text) {
            Path context = folder.resolve(alias);
            FakeHome.write(context.resolve("Dockerfile"), text);
            BuildRecipe recipe = new BuildRecipe(
                    context,
                    context.resolve("Dockerfile"),
                    Optional.empty(),
                    args,
                    Map.of(),
                    List.of(),
                    BuildRecipe.Options.of(false, pullPolicy, Duration.ofMinutes(2)));
            ImagePlan plan = new ImagePlan(
                    alias,
                    "",
                    RepositoryName.parse(prefix + alias),
                    tags,
                    recipe,
                    new ImagePlan.Publishing(isPushed, publications),
                    needs);
            names.addAll(plan.localReferences());
            images.add(plan);
            return Yard.this;
        }
    }

    Draft image(String alias) {
        return new Draft(alias);
    }

    /** Forgets the images of the plan, not what was built of them. */
    Yard cleared() {
        images.clear();
        return this;
    }

    private Optional<Credential> login(RegistryHost host, String namespace) {
        String id = host + (namespace.isEmpty() ? "" : "/" + namespace);
        if (logins.containsKey(id) || namespace.isEmpty()) {
            return Optional.ofNullable(logins.get(id));
        }
        return login(host, namespace.substring(0, Math.max(0, namespace.lastIndexOf('/'))));
    }

    /** @param id a host, or a host and a namespace */
    Yard login(String id, String user, String password) {
        logins.put(id, Credential.of(user, password, "the test"));
        return this;
    }

    Yard with(EngineChoice engine) {
        choice = engine;
        return this;
    }

    Yard withoutCreatingRepositories() {
        createsRepositories = false;
        return this;
    }

    BuildPlan plan() {
        EcrSettings ecr = BuildPlan.empty().ecr();
        return new BuildPlan(
                new EngineSettings(choice, Optional.empty(), OptionalInt.empty()),
                new EcrSettings(null, AwsAccess.ofCaller(), createsRepositories, false, ecr.repository()),
                new PushSettings(2, Duration.ofMinutes(1)),
                images,
                makers);
    }

    /** Says what would make an image. */
    void maker(String reference, String remedy) {
        makers.put(reference, remedy);
    }

    List<BuiltImage> build() {
        return new BuildImages(components, receipts, log).run(plan());
    }

    List<BuiltImage> tag() {
        return new TagImages(components, receipts, log).run(plan());
    }

    List<PushedImage> push() {
        List<PushedImage> pushed = pushWithoutEnd();
        session.finishRelease();
        return pushed;
    }

    /** As a module does it in a Maven run that goes on. */
    List<PushedImage> pushWithoutEnd() {
        return new PushImages(components, receipts, log).run(plan());
    }

    /** The end of the Maven run. */
    BuildSession session() {
        return session;
    }

    /** The local name of an image. */
    String name(String alias, String tag) {
        return prefix + alias + ":" + tag;
    }

    /** Writes the receipt of an image for two platforms that lies in a layout, as a BuildKit daemon leaves it. */
    OciLayout builtInLayout(String alias, String tag) {
        OciLayout layout = new OciLayout(receipts.folder(alias).resolve("oci"));
        layout.put(TestLayouts.images(layout, alias, "amd64", "arm64"));
        ImageReference reference = ImageReference.parse(name(alias, tag));
        layout.name(layout.root().digest(), reference);
        receipts.addBuilt(List.of(new BuiltImage(
                alias,
                reference.repository(),
                List.of(new ImageTag(reference.tag(), false)),
                layout.content(List.of()),
                Duration.ZERO,
                List.of(),
                Optional.empty())));
        return layout;
    }

    /** What a local name means now. */
    Optional<Digest> find(String reference) {
        return engine.images().find(reference);
    }

    void tagAs(Digest id, String reference) {
        ImageReference parsed = ImageReference.parse(reference);
        names.add(parsed);
        engine.images().tag(id, parsed);
    }

    void untag(String reference) {
        engine.images().untag(ImageReference.parse(reference));
    }

    Path file(String path) {
        return folder.resolve(path);
    }

    ReceiptFolder receipts() {
        return receipts;
    }

    RecordingLog log() {
        return log;
    }

    @Override
    public void close() {
        // what a push could not untag without losing the image is named by the registry
        Stream<ImageReference> pushed = receipts.pushed().stream().map(PushedImage::reference);
        Stream.concat(pushed, names.stream()).forEach(name -> engine.images().untag(name));
        eyes.close();
        session.close();
    }
}
