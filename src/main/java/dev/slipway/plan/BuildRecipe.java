package dev.slipway.plan;

import dev.slipway.context.BuildContext;
import dev.slipway.context.ContextAssembler;
import dev.slipway.context.OverlaidFiles;
import dev.slipway.context.Overlay;
import dev.slipway.dockerfile.Dockerfile;
import dev.slipway.dockerfile.DockerfileException;
import dev.slipway.image.Platform;
import dev.slipway.patch.AppliedPatch;
import dev.slipway.patch.PatchSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an image is built.
 *
 * @param sources   the files that it is made of
 * @param target    the build stage; empty for the last one
 * @param args      build arguments
 * @param labels    labels of the image, the OCI's standard ones included
 * @param platforms the platforms to build for; empty for the engine's own
 * @param options   how the engine goes about it
 * @param patches   what is patched
 */
public record BuildRecipe(
        Sources sources,
        Optional<String> target,
        Map<String, String> args,
        Map<String, String> labels,
        List<Platform> platforms,
        Options options,
        Patches patches) {

    /**
     * The files that an image is made of.
     *
     * @param contextDirectory folder of the build context, absolute
     * @param dockerfile       the Dockerfile, absolute; it may lie outside the context
     * @param overlay          what patches made of the context's files
     */
    public record Sources(Path contextDirectory, Path dockerfile, Overlay overlay) {

        /**
         * The Dockerfile as patches leave it, read.
         *
         * @throws DockerfileException if it cannot be read or understood, or a patch removes it
         */
        public Dockerfile readDockerfile() {
            OverlaidFiles files = files();
            if (files.isRemoved(dockerfile)) {
                throw new DockerfileException(
                        "the Dockerfile " + dockerfile,
                        "a patch removes it",
                        "Take that out of the patch, or name another file in <dockerFile>.",
                        null);
            }
            try {
                return Dockerfile.read(dockerfile, files.read(dockerfile));
            } catch (IOException e) {
                // has a sentence for all that can be wrong with the file
                return Dockerfile.read(dockerfile);
            }
        }

        /** Single files as patches leave them. */
        public OverlaidFiles files() {
            return new OverlaidFiles(contextDirectory, overlay);
        }
    }

    /**
     * What is patched.
     *
     * @param applied the patches of the context, in the order in which they were applied
     * @param inImage the patches for files that the build makes, in the order in which they are applied; their folders
     *     are relative to the root of the image
     */
    public record Patches(List<AppliedPatch> applied, List<PatchSet> inImage) {

        /** Copies the lists. */
        public Patches {
            applied = List.copyOf(applied);
            inImage = List.copyOf(inImage);
        }

        /** Whether nothing is patched. */
        public boolean isEmpty() {
            return applied.isEmpty() && inImage.isEmpty();
        }

        /** Nothing is patched. */
        public static Patches none() {
            return new Patches(List.of(), List.of());
        }
    }

    /** Copies the maps and the list. */
    public BuildRecipe {
        args = Map.copyOf(args);
        labels = Map.copyOf(labels);
        platforms = List.copyOf(platforms);
    }

    /** The recipe of an image that nothing is patched of. */
    public BuildRecipe(
            Path contextDirectory,
            Path dockerfile,
            Optional<String> target,
            Map<String, String> args,
            Map<String, String> labels,
            List<Platform> platforms,
            Options options) {
        this(
                new Sources(contextDirectory, dockerfile, Overlay.none()),
                target,
                args,
                labels,
                platforms,
                options,
                Patches.none());
    }

    /** The folder of the build context, absolute. */
    public Path contextDirectory() {
        return sources.contextDirectory();
    }

    /** The Dockerfile, absolute; it may lie outside the context. */
    public Path dockerfile() {
        return sources.dockerfile();
    }

    /**
     * The Dockerfile as patches leave it, read.
     *
     * @throws DockerfileException if it cannot be read or understood, or a patch removes it
     */
    public Dockerfile readDockerfile() {
        return sources.readDockerfile();
    }

    /** The build context as patches leave it. */
    public BuildContext context(ContextAssembler contexts) {
        return contexts.assemble(contextDirectory(), dockerfile(), sources.overlay());
    }

    /** The same recipe with a further label. */
    public BuildRecipe withLabel(String name, String value) {
        Map<String, String> more = new HashMap<>(labels);
        more.put(name, value);
        return new BuildRecipe(sources, target, args, more, platforms, options, patches);
    }

    /**
     * How the engine goes about a build.
     *
     * @param rebuild     when the image is built again
     * @param pullPolicy  when base images are pulled
     * @param timeout     after which the build is stopped
     * @param run         what the commands of the Dockerfile find around them
     * @param inputs      what a build may use beside its context
     * @param caches      where steps' results come from and go to
     * @param attestations what is said of how the image came to be
     */
    public record Options(
            Rebuild rebuild,
            PullPolicy pullPolicy,
            Duration timeout,
            RunSettings run,
            BuildInputs inputs,
            CacheSettings caches,
            Attestations attestations) {

        /** The options of an image of which nothing special is said. */
        public static Options of(boolean noCache, PullPolicy pullPolicy, Duration timeout) {
            return new Options(
                    new Rebuild(noCache, true, List.of()),
                    pullPolicy,
                    timeout,
                    RunSettings.none(),
                    BuildInputs.none(),
                    CacheSettings.none(),
                    Attestations.none());
        }

        /** Whether every step runs anew. */
        public boolean noCache() {
            return rebuild.noCache();
        }

        /** The same options with another rule for building again. */
        public Options withRebuild(Rebuild other) {
            return new Options(other, pullPolicy, timeout, run, inputs, caches, attestations);
        }

        /** The same options with other settings for commands. */
        public Options withRun(RunSettings other) {
            return new Options(rebuild, pullPolicy, timeout, other, inputs, caches, attestations);
        }

        /** The same options with other inputs. */
        public Options withInputs(BuildInputs other) {
            return new Options(rebuild, pullPolicy, timeout, run, other, caches, attestations);
        }

        /** The same options with other caches. */
        public Options withCaches(CacheSettings other) {
            return new Options(rebuild, pullPolicy, timeout, run, inputs, other, attestations);
        }

        /** The same options with other attestations. */
        public Options withAttestations(Attestations other) {
            return new Options(rebuild, pullPolicy, timeout, run, inputs, caches, other);
        }
    }

    /**
     * When an image is built again.
     *
     * @param noCache        whether it is always built, and every step of it runs anew
     * @param skipsUnchanged whether it stays as it is where nothing changed that can change it
     * @param on             patterns, as an ignore file has them, of the files of the context whose changes count; empty
     *     where all count
     */
    public record Rebuild(boolean noCache, boolean skipsUnchanged, List<String> on) {

        /** Copies the list. */
        public Rebuild {
            on = List.copyOf(on);
        }
    }
}
