package dev.slipway.fingerprint;

import dev.slipway.context.BuildContext;
import dev.slipway.context.ContentSource;
import dev.slipway.context.ContextAssembler;
import dev.slipway.context.ContextEntry;
import dev.slipway.context.ContextSelection;
import dev.slipway.dockerfile.BaseConfig;
import dev.slipway.dockerfile.BaseImage;
import dev.slipway.dockerfile.BuildSettings;
import dev.slipway.dockerfile.ContextReach;
import dev.slipway.dockerfile.Dockerfile;
import dev.slipway.dockerfile.Instruction;
import dev.slipway.dockerfile.Stage;
import dev.slipway.image.Fingerprint;
import dev.slipway.patch.AppliedPatch;
import dev.slipway.patch.Patch;
import dev.slipway.patch.PatchLabel;
import dev.slipway.patch.PatchSet;
import dev.slipway.plan.BuildInputs;
import dev.slipway.plan.BuildRecipe;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the fingerprint of a build from its recipe, its Dockerfile and the files that these reach. */
public final class FingerprintReader {

    private static final String ADD = "ADD";
    private static final String CREATED = "org.opencontainers.image.created";
    private static final String STANDARD_LABELS = "org.opencontainers.image.";

    /** Another one whenever the same input would be read in another way. */
    private static final String VERSION = "1";

    private static final Pattern LINES = Pattern.compile("firstLine=\\d+, lastLine=\\d+, ");

    private final BuildRecipe recipe;
    private final Dockerfile dockerfile;
    private final ContextAssembler contexts;
    private final FileHashes hashes;
    private long files;

    /**
     * @param dockerfile the recipe's Dockerfile, read
     * @param contexts   where contexts come from
     * @param hashes     of files
     */
    public FingerprintReader(BuildRecipe recipe, Dockerfile dockerfile, ContextAssembler contexts, FileHashes hashes) {
        this.recipe = recipe;
        this.dockerfile = dockerfile;
        this.contexts = contexts;
        this.hashes = hashes;
    }

    /**
     * Whether a build may come to something else although nothing changed here: it adds from an address, whose content
     * is looked up each time.
     */
    public boolean isFickle(BuildSettings settings) {
        return dockerfile.neededStages(settings).stream()
                .flatMap(stage -> stage.instructions().stream())
                .map(instruction -> instruction.trigger() == null ? instruction : instruction.trigger())
                .anyMatch(FingerprintReader::isRemoteAdd);
    }

    /** Whether what a base hands on does so. */
    public static boolean isFickle(BaseConfig base) {
        return base.triggers().stream()
                .map(String::strip)
                .anyMatch(trigger -> trigger.regionMatches(true, 0, ADD, 0, ADD.length()) && mayBeRemote(trigger));
    }

    private static boolean isRemoteAdd(Instruction instruction) {
        return instruction.is(ADD) && mayBeRemote(instruction.arguments());
    }

    private static boolean mayBeRemote(String arguments) {
        return arguments.contains("://") || arguments.contains("git@") || arguments.contains("$");
    }

    /**
     * The fingerprint.
     *
     * @param settings how the engine reads the Dockerfile
     * @param engine   what kind of engine builds
     * @param bases    an identity for each image that the build needs, another one for other content
     * @param configs  what these images hand on, as far as it is known
     */
    public Fingerprint read(
            BuildSettings settings, String engine, Map<String, String> bases, Map<String, BaseConfig> configs) {
        SortedMap<String, String> parts = new TreeMap<>();
        parts.put("engine", engine);
        parts.put("Dockerfile", text(settings));
        parts.put("target", recipe.target().orElse(""));
        parts.put("bases", new Hash().addAll(bases).hex());
        parts.put("arguments", new Hash().addAll(recipe.args()).hex());
        parts.put("labels", new Hash().addAll(labels()).hex());
        parts.put("platforms", new Hash().addAll(recipe.platforms()).hex());
        parts.put("settings", settings());
        parts.put("files", files(settings, configs));
        parts.put("contexts", namedContexts());
        // Not where there are none: images of before patches were known stay as they are.
        if (!recipe.patches().equals(BuildRecipe.Patches.none())) {
            parts.put("patches", patches());
        }
        return new Fingerprint(new Hash().add(VERSION).addAll(parts).hex(), parts);
    }

    /** How many files were looked at. */
    public long files() {
        return files;
    }

    /** Comments, line breaks and stages that are not built do not count. */
    private String text(BuildSettings settings) {
        Hash hash = new Hash().add(String.valueOf(dockerfile.directives().syntax()));
        dockerfile.globalArguments().forEach(argument -> hash.add(text(argument)));
        for (Stage stage : dockerfile.neededStages(settings)) {
            hash.add(stage.index() + " " + text(stage.from()));
            stage.instructions().forEach(instruction -> hash.add(text(instruction)));
        }
        return hash.hex();
    }

    private static String text(Instruction instruction) {
        return LINES.matcher(instruction.toString()).replaceAll("");
    }

    /** Times are not looked at; and who names the files that count does not want a new image for each commit. */
    private Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>(recipe.labels());
        labels.remove(CREATED);
        if (!recipe.options().rebuild().on().isEmpty()) {
            labels.keySet().removeIf(label -> label.startsWith(STANDARD_LABELS));
            // It says where hunks went in files that need not count; the patches themselves do.
            labels.remove(PatchLabel.NAME);
        }
        return labels;
    }

    private String settings() {
        BuildRecipe.Options options = recipe.options();
        return new Hash()
                .add(options.run().network().orElse(""))
                .addAll(options.run().hosts())
                .add(options.run().shmSize().map(String::valueOf).orElse(""))
                .addAll(options.run().ulimits())
                .add(options.attestations().toString())
                .hex();
    }

    /** Those of the context too, since the files that they change need not be among the files that count. */
    private String patches() {
        Hash hash = new Hash();
        for (AppliedPatch applied : recipe.patches().applied()) {
            add(hash, applied.patch());
            applied.files().forEach(file -> hash.add(file.path()));
        }
        for (PatchSet set : recipe.patches().inImage()) {
            hash.add(set.into()).add(set.options().toString());
            set.patches().forEach(patch -> add(hash, patch));
        }
        return hash.hex();
    }

    private static void add(Hash hash, Patch patch) {
        hash.add(patch.digest().value()).add(String.valueOf(patch.strip()));
    }

    private String files(BuildSettings settings, Map<String, BaseConfig> configs) {
        BuildContext context = recipe.context(contexts);
        List<String> on = recipe.options().rebuild().on();
        if (!on.isEmpty()) {
            return hash(context, context.entries(new ContextSelection(on, List.of(), List.of())));
        }
        ContextReach reach = reach(settings, configs);
        BuildContext reached = reach.isEverything() ? context : context.reaching(reach.paths());
        return hash(reached, reached.entries());
    }

    /** A base that is not known could copy anything by its triggers. */
    private ContextReach reach(BuildSettings settings, Map<String, BaseConfig> configs) {
        return dockerfile.externalBases(settings).stream()
                .filter(base -> base.usedBy().is("FROM"))
                .map(BaseImage::reference)
                .filter(base -> !configs.containsKey(base))
                .findFirst()
                .map(base -> ContextReach.everything("what " + base + " hands on is not known"))
                .orElseGet(() -> dockerfile.contextReach(settings, configs));
    }

    private String namedContexts() {
        Hash hash = new Hash();
        recipe.options().inputs().contexts().forEach((name, context) -> {
            hash.add(name);
            if (context instanceof BuildInputs.NamedContext.Folder folder) {
                BuildContext tree =
                        contexts.assemble(folder.directory(), folder.directory().resolve("Dockerfile"));
                hash.add(hash(tree, tree.entries()));
            }
        });
        return hash.hex();
    }

    private String hash(BuildContext context, Iterator<ContextEntry> entries) {
        Hash hash = new Hash();
        while (entries.hasNext()) {
            ContextEntry entry = entries.next();
            ContentSource content = entry.content();
            hash.add(entry.path()).add(entry.kind().name()).add(Integer.toOctalString(entry.mode()));
            hash.add(String.valueOf(entry.linkTarget()));
            if (content != null) {
                hash.add(hashes.of(context.root(), entry, content));
                files++;
            }
        }
        return hash.hex();
    }
}
