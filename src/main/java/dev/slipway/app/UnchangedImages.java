package dev.slipway.app;

import dev.slipway.context.ContextAssembler;
import dev.slipway.context.ContextException;
import dev.slipway.dockerfile.BaseImage;
import dev.slipway.dockerfile.BuildSettings;
import dev.slipway.dockerfile.Dockerfile;
import dev.slipway.engine.Engine;
import dev.slipway.engine.LocalImages;
import dev.slipway.engine.StoredBase;
import dev.slipway.engine.StoredImage;
import dev.slipway.fingerprint.FileHashes;
import dev.slipway.fingerprint.FingerprintReader;
import dev.slipway.image.BuiltImage;
import dev.slipway.image.Fingerprint;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageStore;
import dev.slipway.image.Platform;
import dev.slipway.log.BuildLog;
import dev.slipway.patch.PatchLabel;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.ImagePlan;
import dev.slipway.receipt.ReceiptFolder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds images that need not be built, since one that was built of the same is there. */
final class UnchangedImages {

    private static final String INDEX = "files.index";

    private final Engine engine;
    private final Components components;
    private final ReceiptFolder receipts;
    private final BuildLog log;
    private final FileHashes hashes;
    private final Map<String, BuiltImage> before;
    private final Map<String, Optional<StoredBase>> bases = new ConcurrentHashMap<>();

    UnchangedImages(Engine engine, Components components, ReceiptFolder receipts, BuildLog log) {
        this.engine = engine;
        this.components = components;
        this.receipts = receipts;
        this.log = log;
        this.hashes = new FileHashes(receipts.folder().resolve(INDEX));
        this.before = receipts.built();
    }

    /** What an image would be built of; empty where that cannot be told. */
    Optional<Fingerprint> fingerprint(ImagePlan image, Dockerfile dockerfile, ContextAssembler contexts) {
        BuildRecipe recipe = image.recipe();
        BuildSettings settings =
                BuildSettings.of(recipe.target(), recipe.args()).with(engine.builder());
        FingerprintReader reader = new FingerprintReader(recipe, dockerfile, contexts, hashes);
        if (reader.isFickle(settings)) {
            log.detail(image.alias() + " adds from an address, so that it is always built");
            return Optional.empty();
        }
        try {
            Optional<Fingerprint> found = KnownBases.of(
                            recipe,
                            dockerfile,
                            engine.builder(),
                            new KnownBases.Sources(this::base, components.session(), components.remoteImages()))
                    .filter(bases -> bases.configs().values().stream().noneMatch(FingerprintReader::isFickle))
                    .map(bases -> reader.read(settings, engine.kind(), bases.identities(), bases.configs()));
            warnOfNothing(image, reader, found.isPresent());
            return found;
        } catch (ContextException e) {
            log.detail("The files of " + image.alias() + " are not compared: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Asked once for each base: an image that is made in this run is made before it is asked for. */
    private Optional<StoredBase> base(String reference) {
        return bases.computeIfAbsent(reference, engine.images()::base);
    }

    private void warnOfNothing(ImagePlan image, FingerprintReader reader, boolean isRead) {
        List<String> on = image.recipe().options().rebuild().on();
        if (isRead && !on.isEmpty() && reader.files() == 0) {
            log.warning("<rebuildOn> of " + image.alias() + " matches no file of "
                    + image.recipe().contextDirectory() + ": " + String.join(", ", on));
        }
    }

    /** The image that is there already; empty if one must be built. */
    Optional<BuiltImage> find(ImagePlan image, Dockerfile dockerfile, Fingerprint fingerprint) {
        BuildRecipe.Rebuild rebuild = image.recipe().options().rebuild();
        if (rebuild.noCache() || !rebuild.skipsUnchanged()) {
            return Optional.empty();
        }
        @Nullable BuiltImage last = before.get(image.alias());
        Optional<BuiltImage> found =
                last == null ? Optional.empty() : Optional.of(last).filter(built -> isThere(built, fingerprint));
        Optional<BuiltImage> named = found.isPresent() ? found : named(image, dockerfile, fingerprint);
        if (named.isEmpty() && last != null) {
            last.fingerprint()
                    .map(fingerprint::changesSince)
                    .filter(changes -> !changes.isEmpty())
                    .ifPresent(changes -> log.changed(image.alias(), changes));
        }
        return named.map(built -> new BuiltImage(
                image.alias(),
                image.name(),
                image.tags(),
                built.content(),
                built.buildTime(),
                built.steps(),
                new BuiltImage.Origin(Optional.of(fingerprint), built.origin().patches())));
    }

    private boolean isThere(BuiltImage built, Fingerprint fingerprint) {
        ImageContent content = built.content();
        boolean isSame = built.fingerprint()
                .filter(last -> last.value().equals(fingerprint.value()))
                .isPresent();
        return isSame
                && (content.store() instanceof ImageStore.InLayout
                        ? Components.layoutImages(receipts)
                                .find(content.id().value())
                                .isPresent()
                        : stored(content.id().value(), fingerprint).isPresent());
    }

    /** After mvn clean there is no receipt, but the engine has the image under one of its names. */
    private Optional<BuiltImage> named(ImagePlan image, Dockerfile dockerfile, Fingerprint fingerprint) {
        return image.localReferences().stream()
                .flatMap(reference -> stored(reference.toString(), fingerprint).stream())
                .findFirst()
                .map(found -> new BuiltImage(
                        image.alias(),
                        image.name(),
                        image.tags(),
                        new ImageContent(
                                found.id(),
                                platforms(image, found.image()),
                                found.image().size(),
                                bases(image, dockerfile),
                                found.image().store()),
                        Duration.ZERO,
                        List.of(),
                        new BuiltImage.Origin(
                                Optional.empty(),
                                PatchNotes.ofImage(
                                        image.recipe(),
                                        Optional.ofNullable(
                                                found.image().labels().get(PatchLabel.NAME))))));
    }

    private static List<Platform> platforms(ImagePlan image, StoredImage stored) {
        List<Platform> wanted = image.recipe().platforms();
        return wanted.size() > 1 ? wanted : List.of(stored.platform());
    }

    private static List<String> bases(ImagePlan image, Dockerfile dockerfile) {
        Stream<BaseImage> bases =
                dockerfile.externalBases(image.recipe().target(), image.recipe().args()).stream();
        return bases.map(BaseImage::reference).distinct().toList();
    }

    private Optional<LocalImages.Known> stored(String reference, Fingerprint fingerprint) {
        return engine.images()
                .look(reference)
                .filter(found ->
                        fingerprint.value().equals(found.image().labels().get(Fingerprint.LABEL)));
    }

    /** Keeps what was learnt of files for the next run. */
    void keep() {
        hashes.save();
    }
}
